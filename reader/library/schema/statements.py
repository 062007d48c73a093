"""How a step runs several statements: one by one, so that the transaction around it stays open."""

from __future__ import annotations

import resource
import sqlite3
from pathlib import Path


def execute_all(connection: sqlite3.Connection, statements: str) -> None:
    """Execute `statements`, which end with ";" at the end of a line, inside the transaction that is open."""
    for statement in statements.split(";\n"):
        if statement.strip():
            connection.execute(statement)


def begin(connection: sqlite3.Connection) -> None:
    """Begin a transaction that writes; raises sqlite3.OperationalError where the file may not be written to its end.

    A limit of bytes that is below what the file has already would let SQLite neither finish nor take back what it
    began, and nothing could be read any more.
    """
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)[0]
    if limit != resource.RLIM_INFINITY:
        path = connection.execute("PRAGMA database_list").fetchone()[2]
        if path and Path(path).stat().st_size > limit:
            raise sqlite3.OperationalError("database or disk is full")
    connection.execute("BEGIN IMMEDIATE")


class Transaction:
    """All or nothing, and nobody else writing meanwhile."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        begin(self._connection)

    def __exit__(self, kind: object, *_: object) -> None:
        try:
            if kind is None:
                self._connection.execute("COMMIT")
        finally:
            # A disk without room ends a transaction by itself, or leaves one open that could not be committed.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
