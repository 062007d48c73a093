"""Which stored article a reference means, in the order of trust: address, words, file, title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.document import ArticleReference
from reader.document.identity import is_same, sketch

if TYPE_CHECKING:
    import sqlite3

HAS_PATH = "path <> ''"
"""What a look-up by path has to say: the index holds only paths that there are, and SQLite takes it only if told so."""
_WAYS = (
    "url=:url", "fingerprint=:fingerprint", f"path=:path AND {HAS_PATH}",
    "title=:title COLLATE NOCASE AND version_of IS NULL",
)  # fmt: skip
MOST_OF_A_TITLE = 16
"""Articles of one title that are looked at: sections and columns have the same one every week."""


def find_article(connection: sqlite3.Connection, wanted: ArticleReference) -> int | None:
    """Return the number of the article that `wanted` means, or None."""
    values = {"url": wanted.url, "fingerprint": wanted.fingerprint, "path": wanted.path, "title": wanted.title}
    for way in _WAYS:
        if not values[way.partition("=")[0]]:
            continue
        rows = connection.execute(
            f"SELECT id, url, fingerprint, path, title FROM articles WHERE {way} LIMIT {MOST_OF_A_TITLE}", values
        )
        for number, *fields in rows.fetchall():
            if is_same(_sketched(connection, number, ArticleReference(*fields), wanted), wanted):
                return int(number)
    return None


def _sketched(
    connection: sqlite3.Connection, number: int, found: ArticleReference, wanted: ArticleReference
) -> ArticleReference:
    """Return `found` with its sketch where the words have to tell; most are known by their address or fingerprint."""
    if not wanted.sketch or (found.fingerprint == wanted.fingerprint and found.fingerprint):
        return found
    from reader.library.articles.bodies import unpack_text

    row = connection.execute("SELECT text FROM bodies WHERE id=?", (number,)).fetchone()
    return found._replace(sketch=sketch(unpack_text(row[0]))) if row else found
