"""Files in which nothing to read was found, and which version of the program looked: a newer one knows more formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

_TABLE = """
CREATE TABLE passed_over (
    path TEXT PRIMARY KEY, mtime_ns INTEGER NOT NULL, size INTEGER NOT NULL, version TEXT NOT NULL
) WITHOUT ROWID
"""


def create(connection: sqlite3.Connection) -> None:
    """Make the table."""
    connection.execute(_TABLE)
