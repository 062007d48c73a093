"""Articles from the database's rows to values."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.document import ArticleReference
from reader.document.identity import sketch
from reader.library.articles.bodies import unpack_article, unpack_quotations

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
    return unpack_article(row[0], row[1])[0].counted(row[2]) if row is not None else None


LARGE = 1 << 17
"""Bytes of a stored text, some 50,000 words, from which memory counts more than a second reading of the same article."""


def stored_article(connection: sqlite3.Connection, number: int) -> StoredArticle | None:
    """Return the article called `number`, or None."""
    row = connection.execute(
        "SELECT text, layout, quotations, words, url, fingerprint, path, title FROM bodies JOIN articles USING(id) "
        "WHERE id=?",
        (number,),
    ).fetchone()
    if row is None:
        return None
    if len(row[0]) > LARGE:
        connection.execute("PRAGMA shrink_memory")  # the pages of a book are not kept beside the book
    article, sketched = unpack_article(row[0], row[1])
    known = ArticleReference(row[4], row[5], row[6], row[7], sketched or sketch(article.text))
    return StoredArticle(number, article.counted(row[3]), unpack_quotations(row[2]), row[6], known)
