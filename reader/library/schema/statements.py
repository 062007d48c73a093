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
