"""Damaged databases: how they are told from busy ones, and how they are set aside with their side files, never deleted."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import time
import zlib
from pathlib import Path

SIDE_FILES = ("-journal", "-wal", "-shm")
"""What SQLite keeps beside a database, by the endings of the names."""
READ_OUT = "-read"
"""The ending of a set-aside library out of which everything that could be read has been taken."""

SALVAGED_AT_ONCE = 4 << 20
"""Bytes of a set-aside library up to which it is read out on the spot; a larger one takes minutes, behind the screens."""

UNREADABLE = (zlib.error, UnicodeDecodeError, json.JSONDecodeError)
"""What reading a damaged row raises besides SQLite's own errors."""
_SIGNS = (
    "malformed",
    "not a database",
    "corrupt",
    "no such table",
    "no such column",
    "another program",
    "Could not decode",
)


class DamagedDatabase(sqlite3.DatabaseError):
    """Something in a database that is not as it was written."""


def is_damage(error: BaseException | None) -> bool:
    """Tell whether `error` means that a file is damaged, rather than busy, full or read-only.

    Damaged rows show in what is made of them, too: letters that are none, packed bodies whose checksum is wrong.
    """
    if isinstance(error, (*UNREADABLE, DamagedDatabase)):
        return True
    return isinstance(error, sqlite3.DatabaseError) and any(sign in str(error) for sign in _SIGNS)


def set_aside(path: Path) -> Path | None:
    """Give the database at `path` and its side files another name and return that, None if there is none.

    The side files go first: SQLite would apply them to whatever database it next finds under that name. Raises OSError.
    """
    if not path.exists():
        return None
    aside = path.with_name(f"{path.name}.damaged-{time.time_ns()}")
    for ending in SIDE_FILES:
        with contextlib.suppress(FileNotFoundError):
            beside(path, ending).rename(beside(aside, ending))
    path.rename(aside)
    return aside


def beside(path: Path, ending: str) -> Path:
    """Return the side file of `path` with `ending`."""
    return path.with_name(path.name + ending)


def set_aside_files(folder: Path) -> list[Path]:
    """Return the databases of `folder` that were set aside, the latest first."""
    found = [path for path in folder.glob("*.db.damaged-*") if not path.name.endswith(SIDE_FILES)]
    return sorted(found, key=lambda path: path.stat().st_mtime_ns, reverse=True)


def waiting(folder: Path) -> list[Path]:
    """Return the set-aside libraries in `folder` that nothing has been taken out of yet."""
    found = folder.glob("library.db.damaged-*")
    return sorted(path for path in found if path.name.rpartition("-")[2].isdecimal())
