"""Copies that the library keeps of itself in the folder `backups`: before each migration, and once a day.

The journals are what cannot be had again, so they are copied whatever their size; the database only while it is small,
for its articles can be read out of a damaged file or from their own files.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reader.library.marks.journal import sync_folder
from reader.library.marks.journals import is_journal

KEPT = {"library-v": 3, "library-daily": 2, "marks-daily": 7, "before-restore": 3}
"""How many copies of each kind stay; the oldest go first."""
LARGEST_DAILY = 64 << 20
"""Bytes of a database up to which it is copied every day."""
READ_ONCE = "PRAGMA cache_size=-256"
"""What is told to SQLite before it goes through a whole database once: more pages in memory than these 256 KiB make that no
faster, and its two MiB for each database would stay with the program for as long as it runs."""
_KIND = re.compile(r"(library-v|library-daily|marks-daily|before-restore)")


def back_up(path: Path, why: str) -> Path:
    """Copy the database at `path` into the folder `backups` beside it, and return the copy; raises sqlite3.Error."""
    folder = _folder(path.parent)
    copy = folder / f"{path.stem}-{why}-{time.time_ns()}.db"
    draft = folder / f".{copy.name}.part"
    try:
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute(READ_ONCE)
            connection.execute("VACUUM INTO ?", (str(draft),))
        draft.chmod(0o600)
        draft.replace(copy)
    finally:
        # A disk without room is not to be filled by halves of copies.
        draft.unlink(missing_ok=True)
    sync_folder(folder)
    _forget_old(folder)
    return copy


def back_up_daily(home: Path) -> list[Path]:
    """Copy the journals and the database of the library in `home` if that was not done for a day; return the copies.

    Raises OSError, sqlite3.Error or StorageError where it cannot be done.
    """
    now = datetime.now(UTC)
    folder = _folder(home)
    made = []
    journals = [path for path in (home / "marks").glob("*") if is_journal(path.name) and path.is_file()]
    if journals and _is_due(folder, "marks-daily", now):
        copy = folder / f"marks-daily-{now:%Y%m%dT%H%M%S%f}.zip"
        from reader.library.safekeeping.backup import write_backup

        write_backup(home, None, copy)
        made.append(copy)
    database = home / "library.db"
    if database.exists() and 0 < database.stat().st_size <= LARGEST_DAILY and _is_due(folder, "library-daily", now):
        made.append(back_up(database, "daily"))
    sync_folder(folder)
    _forget_old(folder)
    return made


def latest_library(home: Path) -> Path | None:
    """Return the latest copy of the library's database in `home`, or None."""
    copies = sorted((home / "backups").glob("library-*.db"), key=lambda path: path.stat().st_mtime_ns)
    return copies[-1] if copies else None


def _folder(home: Path) -> Path:
    folder = home / "backups"
    folder.mkdir(exist_ok=True, mode=0o700)
    return folder


def _is_due(folder: Path, kind: str, now: datetime) -> bool:
    day_ago = (now - timedelta(days=1)).timestamp()
    return all(path.stat().st_mtime < day_ago for path in folder.glob(f"{kind}-*"))


def _forget_old(folder: Path) -> None:
    kinds: dict[str, list[Path]] = {}
    for path in folder.iterdir():
        found = _KIND.match(path.name)
        if found:
            kinds.setdefault(found[0], []).append(path)
    for kind, paths in kinds.items():
        for path in sorted(paths, key=lambda path: path.stat().st_mtime_ns)[: -KEPT[kind]]:
            path.unlink(missing_ok=True)
