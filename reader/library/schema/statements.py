"""How a step runs several statements: one by one, so that the transaction around it stays open."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3


def execute_all(connection: sqlite3.Connection, statements: str) -> None:
    """Execute `statements`, which end with ";" at the end of a line, inside the transaction that is open."""
    for statement in statements.split(";\n"):
        if statement.strip():
            connection.execute(statement)


class Transaction:
    """All or nothing, and nobody else writing meanwhile."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: object, *_: object) -> None:
        try:
            if kind is None:
                self._connection.execute("COMMIT")
        finally:
            # A disk without room ends a transaction by itself, or leaves one open that could not be committed.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
