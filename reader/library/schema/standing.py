"""How each article that was ever touched stands with the person, as it was worked out last, so that a start need not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.schema.statements import execute_all

if TYPE_CHECKING:
    import sqlite3

_TABLES = """
CREATE TABLE kept_standing (
    article INTEGER PRIMARY KEY, state TEXT NOT NULL, progress REAL NOT NULL, marks INTEGER NOT NULL
);
CREATE TABLE kept_tags (article INTEGER NOT NULL, tag TEXT NOT NULL, PRIMARY KEY(article, tag)) WITHOUT ROWID;
CREATE TABLE kept_token (token TEXT NOT NULL);
"""


def create(connection: sqlite3.Connection) -> None:
    """Make the tables."""
    execute_all(connection, _TABLES)
