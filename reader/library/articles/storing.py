"""Articles from the database's rows to values."""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reader.document import ArticleReference
from reader.document.identity import sketch
from reader.library.articles.bodies import unpack_layout, unpack_quotations, unpack_text
from reader.library.safekeeping.asides import UNREADABLE

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from reader.document import Article, Quotation


class StoredArticle(NamedTuple):
    """An article as it was kept, with its quotations and by what it is known again."""

    id: int
    article: Article
    quotations: Sequence[Quotation]
    path: str
    reference: ArticleReference


def article_alone(connection: sqlite3.Connection, number: int) -> Article | None:
    """Return the article called `number` without what else is kept of it, or None."""
    row = connection.execute(
        "SELECT text, layout, words FROM bodies JOIN articles USING(id) WHERE id=?", (number,)
    ).fetchone()
    return replace(unpack_layout(row[1])[0], text=unpack_text(row[0])).counted(row[2]) if row is not None else None


LARGE = 1 << 17
"""Bytes of a stored text, some 50,000 words, from which memory counts more than a second reading of the same article."""


class WordsAhead:
    """The words of a book, unpacked in a thread while something else is done: Python holds up neither for the other."""

    def __init__(self, packed: bytes) -> None:
        """Begin with the `packed` words."""
        self._packed = packed
        self._text: str | None = None
        self._thread = threading.Thread(target=self._unpack)
        self._thread.start()

    def _unpack(self) -> None:
        # Damage is met again, and told, by whoever wants the words.
        with suppress(*UNREADABLE):
            self._text = unpack_text(self._packed)

    def of(self, packed: bytes) -> str:
        """Return the words of a body; if it is no longer the one that was begun with, that one's all the same."""
        self._thread.join()
        return self._text if self._text is not None and packed == self._packed else unpack_text(packed)


def begin_with_words(connection: sqlite3.Connection, number: int) -> WordsAhead | None:
    """Begin to unpack the words of article `number`, if they are those of a book."""
    row = connection.execute("SELECT text FROM bodies WHERE id=?", (number,)).fetchone()
    return WordsAhead(row[0]) if row is not None and len(row[0]) > LARGE else None


def stored_article(
    connection: sqlite3.Connection, number: int, ahead: WordsAhead | None = None
) -> StoredArticle | None:
    """Return the article called `number`, or None; its words may have been unpacked `ahead`."""
    row = connection.execute(
        "SELECT text, layout, quotations, words, url, fingerprint, path, title FROM bodies JOIN articles USING(id) "
        "WHERE id=?",
        (number,),
    ).fetchone()
    if row is None:
        return None
    if len(row[0]) > LARGE:
        connection.execute("PRAGMA shrink_memory")  # the pages of a book are not kept beside the book
    article, sketched = unpack_layout(row[1])
    article = replace(article, text=ahead.of(row[0]) if ahead is not None else unpack_text(row[0]))
    known = ArticleReference(row[4], row[5], row[6], row[7], sketched or sketch(article.text))
    return StoredArticle(number, article.counted(row[3]), unpack_quotations(row[2]), row[6], known)
