"""The SQLite file of the articles: opened, checked, migrated. Damage moves it aside; it is never written before that.

It uses a rollback journal, so that a full disk or a folder that cannot be written still lets it be read.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

from reader.document import Issue
from reader.errors import StorageError
from reader.library.safekeeping.asides import SIDE_FILES, DamagedDatabase, beside, is_damage, set_aside
from reader.library.safekeeping.copies import READ_ONCE, back_up
from reader.library.schema import STEPS
from reader.library.schema.statements import Transaction

APPLICATION_ID = 0x51554F54
"""“QUOT”, so that another program's file is never taken for ours."""
CHECKED_BELOW = 1 << 20
"""Bytes up to which the whole file is checked when it is opened, in some two milliseconds. A larger one is checked
by use, and once a day behind the screens."""
BUSY = 10.0
"""Seconds to wait for another window's transaction."""


def open_database(path: Path) -> tuple[sqlite3.Connection, tuple[Issue, ...]]:
    """Return a connection to the database at `path` and what was wrong with it.

    A damaged file is set aside and a new one begun; the marks were never in it. Where it cannot be written, it is opened
    to be read. Raises StorageError where the file is newer than this program or cannot be opened.
    """
    issues: tuple[Issue, ...] = ()
    if path.exists():
        problem = damage(path, whole=path.stat().st_size <= CHECKED_BELOW)
        if problem:
            try:
                aside = set_aside(path)
            except OSError as error:
                raise StorageError(
                    f"The library {path} is damaged ({problem}) and cannot be set aside ({error.strerror}).",
                    hint="Change the folder's permissions, then start again; your marks are not in it.",
                ) from None
            issues = (told(problem, aside),)
    try:
        connection = _open_to_write(path)
        if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
            issues += (_read_only("its folder is read-only", path),)
        return connection, issues
    except (sqlite3.Error, OSError) as error:
        reading = None if "locked" in str(error) else _open_to_read(path)
        if reading is None:
            message = f"The library {path} cannot be opened: {error}."
            raise StorageError(message, hint="Is another window busy with it, or its folder not writable?") from None
        return reading, (*issues, _read_only(str(error), path))


def _read_only(why: str, path: Path) -> Issue:
    message = f"The library cannot be written ({why}): you can read, but nothing new is kept."
    return Issue("read-only-library", message, str(path))


def told(problem: str, aside: Path | None) -> Issue:
    """Return what the person is told of a library that was set aside."""
    message = (
        f"The library was damaged ({problem}) and is kept as {aside.name if aside else 'it was'}; no mark is lost. "
        "Its articles are taken from it as far as they can be read; quoth doctor tells what is missing."
    )
    return Issue("damaged-library", message, str(aside or ""))


def damage(path: Path, *, whole: bool) -> str:
    """Return what is wrong with the file, "" if nothing; it is only read. `whole` looks at every page."""
    if path.stat().st_size == 0:
        return "it is empty"
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY)
        try:
            if connection.execute("PRAGMA application_id").fetchone()[0] not in (0, APPLICATION_ID):
                return "it is another program's"
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if whole:
                connection.execute(READ_ONCE)
                problem = str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
                return "" if problem == "ok" else problem
            return ""
        finally:
            connection.close()
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return str(error) if is_damage(error) else ""


def _create(path: Path) -> None:
    """Make a new database under another name first, so that no start ever finds a half-made one at `path`."""
    draft = path.with_name(f".{path.name}.{os.urandom(3).hex()}.new")
    try:
        with contextlib.closing(sqlite3.connect(draft, isolation_level=None)) as connection:
            draft.chmod(0o600)
            _take_steps(connection)
        try:
            os.link(draft, path)
        except FileExistsError:
            # Another window was first.
            pass
        except OSError:
            # Some file systems know no second names.
            draft.rename(path)
    finally:
        for ending in ("", *SIDE_FILES):
            beside(draft, ending).unlink(missing_ok=True)


def _open_to_write(path: Path) -> sqlite3.Connection:
    if not path.exists():
        _create(path)
    connection = sqlite3.connect(path, timeout=BUSY, isolation_level=None)
    try:
        connection.execute("PRAGMA foreign_keys=ON")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > len(STEPS):
            raise StorageError(
                f"{path} was written by a newer Quoth.", hint="Update Quoth, or set QUOTH_HOME to another folder."
            )
        if version < len(STEPS):
            if version:
                back_up(path, f"v{version}")
            _take_steps(connection)
    except (sqlite3.Error, OSError, StorageError):
        connection.close()
        raise
    return connection


def _open_to_read(path: Path) -> sqlite3.Connection | None:
    """Open a database that has all steps without writing a byte, or return None."""
    unfinished = beside(path, "-journal").exists()
    for how in ("mode=ro", "mode=ro&immutable=1"):
        if "immutable" in how and unfinished:
            continue
        connection = None
        try:
            connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?{how}", uri=True, timeout=BUSY, isolation_level=None
            )
            if connection.execute("PRAGMA user_version").fetchone()[0] == len(STEPS):
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
                return connection
        except sqlite3.Error:
            pass
        if connection is not None:
            connection.close()
    return None


def _take_steps(connection: sqlite3.Connection) -> None:
    """Bring the database to today's schema in one transaction; another window may have done it meanwhile."""
    with Transaction(connection):
        done = connection.execute("PRAGMA user_version").fetchone()[0]
        for step in STEPS[done:]:
            step(connection)
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
        if broken is not None:
            raise sqlite3.IntegrityError(f"a row of {broken[0]} points at nothing")
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={max(done, len(STEPS))}")


__all__ = ["APPLICATION_ID", "STEPS", "DamagedDatabase", "back_up", "damage", "open_database", "told"]
