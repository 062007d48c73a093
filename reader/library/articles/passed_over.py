"""Files in which nothing to read was found, by time and size, so that not every start looks into them.

Most JSON, CSV and XML files in a folder are something else than an export, and telling that takes milliseconds each.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING

from reader import __version__
from reader.library.schema.statements import Transaction

if TYPE_CHECKING:
    from collections.abc import Mapping

Stamp = tuple[int, int]
"""When a file was changed last, in nanoseconds, and its size in bytes."""


class PassedOver:
    """The files that hold nothing, as one connection knows them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def has(self, path: str, stamp: Stamp) -> bool:
        """Tell whether the file at `path` is as it was when this version of the program found nothing in it."""
        values = (path, *stamp, __version__)
        statement = "SELECT 1 FROM passed_over WHERE path=? AND mtime_ns=? AND size=? AND version=?"
        return self._connection.execute(statement, values).fetchone() is not None

    def keep(self, files: Mapping[str, Stamp]) -> None:
        """Keep that nothing is in `files`, by their paths."""
        rows = [(path, *stamp, __version__) for path, stamp in files.items()]
        # Where the library cannot be written, the next start looks into them once more.
        if rows:
            with suppress(sqlite3.Error), Transaction(self._connection):
                self._connection.executemany("INSERT OR REPLACE INTO passed_over VALUES(?,?,?,?)", rows)
