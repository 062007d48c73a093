"""The parts of the full-text index are merged by whoever adds to it, a little each time: see `full_text.insert`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3


def leave_to_us(connection: sqlite3.Connection) -> None:
    """Have the index merge nothing by itself: it waits until there is much, and then one article has it all to bear."""
    connection.execute("INSERT INTO pages(pages, rank) VALUES('automerge', 0)")
