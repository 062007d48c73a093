"""The words of the full-text index in a table of their own, which tells at once which of them begin in some way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.schema.statements import execute_all

if TYPE_CHECKING:
    import sqlite3

_TABLES = """
CREATE TABLE vocabulary (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE VIRTUAL TABLE temp.indexed USING fts5vocab(main, pages, row);
"""


def create(connection: sqlite3.Connection) -> None:
    """Make the table and take the words over that the index has."""
    from reader.library.articles.index_words import BEGINNING, SIGN

    execute_all(connection, _TABLES)
    words = "SELECT term FROM temp.indexed WHERE length(term) > ? AND substr(term, 1, 1) <> ?"
    connection.execute(f"INSERT INTO vocabulary {words}", (BEGINNING, SIGN))
    connection.execute("DROP TABLE temp.indexed")
