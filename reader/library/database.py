"""The SQLite file: opened, checked, migrated. It can be rebuilt from the sources; damage moves it aside."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from pathlib import Path

from reader.document import Issue
from reader.errors import StorageError
from reader.library.schema import STEPS

APPLICATION_ID = 0x51554F54
"""“QUOT”, so that another program's file is never taken for ours."""


def open_database(path: Path) -> tuple[sqlite3.Connection, tuple[Issue, ...]]:
    """Return a connection to the database at `path` and what was wrong with it.

    A damaged file is moved aside and a new one begun: its articles come back by indexing their files again, and the
    marks were never in it. Raises StorageError where the file is newer than this program or cannot be opened.
    """
    issues: tuple[Issue, ...] = ()
    if path.exists():
        problem = _damage(path)
        if problem:
            aside = path.with_name(f"{path.name}.damaged-{int(time.time())}")
            path.rename(aside)
            message = f"The library was damaged ({problem}) and is kept as {aside.name}. Add your folders again; no mark is lost."
            issues = (Issue("damaged-library", message, ""),)
    try:
        connection = sqlite3.connect(path, timeout=10, isolation_level=None)
        connection.execute("PRAGMA foreign_keys=ON")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > len(STEPS):
            raise StorageError(
                f"{path} was written by a newer Quoth.", hint="Update Quoth, or set QUOTH_HOME to another folder."
            )
        if version < len(STEPS):
            if version:
                back_up(path, version)
            _take_steps(connection)
            path.chmod(0o600)
    except (sqlite3.Error, OSError) as error:
        raise StorageError(f"The library {path} cannot be opened: {error}.", hint="Is its folder writable?") from None
    return connection, issues


def _damage(path: Path) -> str:
    """Return what is wrong with the file, "" if nothing; it is only read."""
    if path.stat().st_size == 0:
        return "it is empty"
    try:
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)
        try:
            if connection.execute("PRAGMA application_id").fetchone()[0] not in (0, APPLICATION_ID):
                return "it is another program's"
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            return ""
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        return "" if "locked" in str(error) else str(error)


def back_up(path: Path, version: int) -> Path:
    """Copy the database at `path`, which has taken `version` steps, into the folder `backups` beside it."""
    folder = path.parent / "backups"
    folder.mkdir(exist_ok=True, mode=0o700)
    copy = folder / f"{path.stem}-v{version}-{time.time_ns()}.db"
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))
    copy.chmod(0o600)
    return copy


def _take_steps(connection: sqlite3.Connection) -> None:
    """Bring the database to today's schema in one transaction; another window may have done it meanwhile."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        done = connection.execute("PRAGMA user_version").fetchone()[0]
        for step in STEPS[done:]:
            step(connection)
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
        if broken is not None:
            raise sqlite3.IntegrityError(f"a row of {broken[0]} points at nothing")
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={max(done, len(STEPS))}")
    except sqlite3.Error:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
