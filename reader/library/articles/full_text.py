"""The full-text index of the articles: an entry is made, and taken out by giving it the same words again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.articles import vocabulary
from reader.library.articles.index_words import COLUMNS, index_words, spaced, spoken_words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from reader.document import Article, Quotation

MERGED = 64
"""Pages of the index that are merged, at most, with each article of 800 words. It takes some twenty to keep the index in
four parts of each size, whatever their number: with 16, parts piled up in a library of 100,000; with 64, the worst
of 2,500 articles took 14 ms, where SQLite by itself took 43."""
WORDS_MERGED = MERGED / 800
"""The same for each word of a longer one."""

_PLACES = ",".join("?" * (len(COLUMNS) + 1))
_INSERT = f"INSERT INTO pages(rowid,{','.join(COLUMNS)}) VALUES({_PLACES})"
_ERASE = f"INSERT INTO pages(pages,rowid,{','.join(COLUMNS)}) VALUES('delete',{_PLACES})"
_MERGE = "INSERT INTO pages(pages,rank) VALUES('merge',?)"


def insert(connection: sqlite3.Connection, number: int, article: Article, quotations: Sequence[Quotation]) -> None:
    """Put article `number` into the index."""
    *columns, signs = index_words(article, quotations)
    _insert(connection, number, article, (*columns, signs))
    vocabulary.insert(connection, columns)


def erase(connection: sqlite3.Connection, number: int, article: Article, quotations: Sequence[Quotation]) -> None:
    """Take article `number`, which was put in as `article` and `quotations`, out of the index."""
    connection.execute(_ERASE, (number, *index_words(article, quotations)))


def correct(
    connection: sqlite3.Connection,
    number: int,
    article: Article,
    before: Sequence[Quotation],
    after: Sequence[Quotation],
) -> None:
    """Have article `number` in the index with the quotations `after`, in the place of those `before`.

    Who is corrected mostly speaks elsewhere in the article, too, and then nothing is to be done. Of words that were not
    there only a speaker's name can be one.
    """
    speakers, said = spoken_words(article, after)
    if (speakers, said) == spoken_words(article, before):
        return
    erase(connection, number, article, before)
    _insert(connection, number, article, index_words(article, after))
    vocabulary.insert(connection, [spaced(speakers)])


def _insert(connection: sqlite3.Connection, number: int, article: Article, words: Sequence[str]) -> None:
    connection.execute(_INSERT, (number, *words))
    connection.execute(_MERGE, (max(MERGED, int(article.words * WORDS_MERGED)),))
