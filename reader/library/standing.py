"""How each article stands with the person, as tables that lists can be joined with: state, progress, marks and tags.

Only articles that were ever opened or marked have a row, so the tables are small whatever the library's size.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.document import ArticleReference
from reader.document.identity import keys_of

if TYPE_CHECKING:
    import sqlite3

    from reader.library.marks import Marks

_TABLES = (
    "CREATE TEMP TABLE IF NOT EXISTS standing "
    "(article INTEGER PRIMARY KEY, state TEXT NOT NULL, progress REAL NOT NULL, marks INTEGER NOT NULL)",
    "CREATE TEMP TABLE IF NOT EXISTS standing_tags "
    "(article INTEGER NOT NULL, tag TEXT NOT NULL, PRIMARY KEY(article, tag)) WITHOUT ROWID",
)


def make(connection: sqlite3.Connection, standing: list[tuple[object, ...]], tags: list[tuple[object, ...]]) -> None:
    """Make the tables in `connection` and fill them."""
    for statement in _TABLES:
        connection.execute(statement)
    connection.executemany("INSERT INTO standing VALUES(?,?,?,?)", standing)
    connection.executemany("INSERT INTO standing_tags VALUES(?,?)", tags)


class Standing:
    """The tables `standing` and `standing_tags` of one connection, filled anew when the marks have changed."""

    def __init__(self, connection: sqlite3.Connection, marks: Marks) -> None:
        self._connection = connection
        self._marks = marks
        self._version: object = None
        make(connection, [], [])

    def rows(self) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
        """Return what is in the tables."""
        tables = ("standing", "standing_tags")
        return tuple(self._connection.execute(f"SELECT * FROM {name}").fetchall() for name in tables)  # type: ignore[return-value]

    def bring_up_to_date(self, library_version: object) -> None:
        """Fill the tables if anything has changed since they were filled."""
        version = (library_version, self._marks.version)
        if version == self._version:
            return
        self._version = version
        self._connection.execute("DELETE FROM standing")
        self._connection.execute("DELETE FROM standing_tags")
        if not self._marks.touched:
            return
        counts = self._marks.counts()
        rows = []
        for number, url, fingerprint, path in self._connection.execute(
            "SELECT id, url, fingerprint, path FROM articles"
        ):
            known = ArticleReference(url, fingerprint, path)
            state, marks = self._marks.state(known), max((counts.get(key, 0) for key in keys_of(known)), default=0)
            if marks or state != "unread":
                position = self._marks.position(known)
                rows.append((number, state, position.progress if position else 0.0, marks))
        self._connection.executemany("INSERT INTO standing VALUES(?,?,?,?)", rows)
