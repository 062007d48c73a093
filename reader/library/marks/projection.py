"""The projection: what the journals' acts add up to, in `marks.db`, so that a start reads only what is new.

Nothing in it is original. Damage is noticed at use, sets the file aside and begins it anew from the journals; where it
cannot be written (a full disk, a read-only folder) it goes on in memory. It is SQLite with a write-ahead log, synced at
every commit: readers never wait, and after a loss of power the tables and the places up to which journals are read
belong together.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from reader.document import Issue
from reader.library.marks.folding import Folding
from reader.library.marks.journals import Harvest, Seen, is_copy, read_new, read_whole, signature, unread_bytes
from reader.library.safekeeping.asides import UNREADABLE, DamagedDatabase, beside, is_damage, set_aside
from reader.library.schema import marks as schema
from reader.library.schema.statements import Transaction

if TYPE_CHECKING:
    from reader.library.marks.device import Device

T = TypeVar("T")

BUSY = 30.0
"""Seconds to wait for another window's transaction: longer than adding up a hundred thousand acts takes."""
MUCH = 4 << 20
"""Bytes of journals from which adding up is noticed, with six thousand marks a third of a second: a screen leaves it
to a thread."""
TOLD_EVERY = 1000
"""Lines from one word of how far adding up has come to the next."""
CHECKED_BELOW = 1 << 20
"""Bytes up to which the file is checked whole when it is opened, which takes a millisecond or two; a larger one is
checked by use, by row, and by `quoth doctor`."""


class _EndedError(Exception):
    """Whoever watches the adding up wants it to end."""


class Projection:
    """The tables of one library, through one connection; `path` None keeps them in memory."""

    def __init__(self, folder: Path, path: Path | None, device: Device) -> None:
        self._folder = folder
        self._path = path
        self._device = device
        self._own = f"{device.name}.jsonl"
        self._connection: sqlite3.Connection | None = None
        self._in_memory = path is None
        self._signature: object = None
        self._inode = 0
        self.version = 0
        """The serial of the last change, of this window or another."""
        self.acted = 0
        """The serial of the last change that was not a place in an article."""
        self.held = False
        """Whether the caller has this device's journal locked."""
        self.leaves_much = False
        """Whether much that is new is left to `catch_up` through another connection; never while an act is `held`."""
        self.is_behind = False
        """Whether that was so when the journals were last looked at."""
        self._told: Callable[[float], bool] = lambda _: True
        self.regressed = False
        """Whether this device's journal turned out to be another than was read before: lines of it may be lost."""
        self.issues: list[Issue] = []
        """What was wrong with the tables' file."""
        self._unreadable: list[Issue] = []

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
            self._signature = None

    def _is_replaced(self) -> bool:
        """Tell whether the file has been begun anew elsewhere, as after a restore: what is open here then counts no more."""
        if self._connection is None or self._in_memory or self._path is None:
            return False
        try:
            return self._path.stat().st_ino != self._inode
        except OSError:
            return True

    def read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Return what `work` finds in the tables, which are begun anew if they turn out to be damaged."""
        try:
            return work(self._opened())
        except (sqlite3.DatabaseError, *UNREADABLE) as error:
            self._begin_anew(error)
            return work(self._opened())

    def refresh(self, *, waits: bool = True) -> bool:
        """Take in what is new in the journals and tell whether anything was, here or through another window.

        Without `waits` a writer at work is left to the next call.
        """
        found = signature(self._folder)
        if self._connection is not None and found == self._signature:
            return False
        if self._is_replaced():
            self.close()
        before = self.version

        def work(connection: sqlite3.Connection) -> bool:
            settled = self._take_new(connection, waits=waits)
            self._know_version(connection)
            return settled

        settled = self.read(work)
        self._signature = found if settled else None
        return self.version != before

    def catch_up(self, told: Callable[[float], bool]) -> None:
        """Take in all that is new; `told` gets the share of the lines that is done and returns False to end it."""
        self._told = told
        with contextlib.suppress(_EndedError):
            self.refresh()
        self._told = lambda _: True

    def meta(self, connection: sqlite3.Connection, key: str) -> str:
        """Return what the projection keeps of itself: "device", "epoch", "serial", or "time", the last own act's."""
        row = connection.execute("SELECT value FROM meta WHERE key=?", (key,)).fetchone()
        if row is None:
            raise DamagedDatabase(f"{key} is not in it")
        return str(row[0])

    def _know_version(self, connection: sqlite3.Connection) -> None:
        self.version, self.acted = int(self.meta(connection, "serial")), int(self.meta(connection, "acted"))

    def _set_meta(self, connection: sqlite3.Connection, key: str, value: object) -> None:
        connection.execute("INSERT OR REPLACE INTO meta VALUES(?,?)", (key, str(value)))

    def damage(self, *, missing: bool = False) -> list[Issue]:
        """Return what in the journals could not be read; with `missing` also the journals that are gone."""

        def work(connection: sqlite3.Connection) -> list[Issue]:
            return [*_damaged_lines(connection, self._folder), *(self._missing(connection) if missing else ())]

        return [*self.issues, *self._unreadable, *self.read(work)]

    def check(self) -> None:
        """Look at every page of the tables, which are begun anew if one is damaged."""

        def work(connection: sqlite3.Connection) -> None:
            problem = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if problem != "ok":
                raise DamagedDatabase(f"malformed: {problem}")

        self.read(work)

    @contextlib.contextmanager
    def rewriting(self, damaged: Mapping[bytes, str], places: int) -> Iterator[None]:
        """While this device's journal is rewritten, with its lock held: take in all of the old file, then know the new.

        What the new one leaves out has been taken in, so nothing has to be read again. `damaged` are the lines that
        cannot be read, with their codes, and `places` the number of places in articles that are left.
        """
        self.held = True
        try:
            self.refresh()
            yield
            self.read(lambda connection: self._know_own(connection, damaged, places))
        finally:
            self.held = False

    def _know_own(self, connection: sqlite3.Connection, damaged: Mapping[bytes, str], places: int) -> None:
        harvest = read_whole(self._folder / self._own)
        lines = enumerate(harvest.data.split(b"\n"), 1) if damaged else ()
        rows = [(self._own, number, damaged[line]) for number, line in lines if line in damaged]
        with Transaction(connection):
            connection.execute("DELETE FROM damage WHERE journal=?", (self._own,))
            connection.executemany("INSERT INTO damage VALUES(?,?,?)", rows)
            _keep_seen(connection, harvest)
            self._set_meta(connection, "places", places)

    # Taking in

    def _take_new(self, connection: sqlite3.Connection, *, waits: bool) -> bool:
        """Take in what is new; False if a journal is left to be looked at again."""
        while True:
            seen = _seen(connection)
            may_leave = self.leaves_much and not self.held and not self._in_memory
            self.is_behind = may_leave and unread_bytes(self._folder, seen) > MUCH
            if self.is_behind:
                return False
            # The journals are read before the transaction begins: a writer holds its journal while it waits for one.
            harvests, self._unreadable = read_new(self._folder, seen, own=self._own, held=self.held, waits=waits)
            if not harvests:
                return True
            with Transaction(connection):
                if _seen(connection) != seen:
                    continue
                self._fold(connection, harvests)
            return waits or all(harvest.name == self._own for harvest in harvests)

    def _fold(self, connection: sqlite3.Connection, harvests: list[Harvest]) -> None:
        folding = Folding(connection, self._device)
        count, total = 0, sum(harvest.data.count(b"\n") for harvest in harvests)
        whole = any(harvest.name == self._own and not harvest.after for harvest in harvests)
        self.regressed |= whole and bool(
            connection.execute("SELECT lines FROM journals WHERE name=?", (self._own,)).fetchone()
        )
        for harvest in harvests:
            if not harvest.after:
                connection.execute("DELETE FROM damage WHERE journal=?", (harvest.name,))
            for number, event in harvest.lines():
                count += 1
                if not count % TOLD_EVERY and not self._told(min(1.0, count / total)):
                    raise _EndedError
                if event is None or not folding.take(event):
                    code = "damaged-line" if event is None else "odd-line"
                    connection.execute("INSERT OR REPLACE INTO damage VALUES(?,?,?)", (harvest.name, number, code))
            _keep_seen(connection, harvest)
        if whole:
            self._set_meta(connection, "places", 0)
        if count:
            serial = int(self.meta(connection, "serial")) + 1
            folding.finish(serial)
            self._set_meta(connection, "serial", serial)
            if folding.acted:
                self._set_meta(connection, "acted", serial)
            self._set_meta(connection, "places", int(self.meta(connection, "places")) + folding.places)

    def _missing(self, connection: sqlite3.Connection) -> Iterator[Issue]:
        for name in _seen(connection):
            if not is_copy(name) and not (self._folder / name).exists():
                message = f"The journal {name} is no longer there. What was read from it before is kept."
                yield Issue("missing-journal", message, str(self._folder / name))

    # Opening

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            if self._in_memory or self._path is None:
                self._connection = self._open_in_memory()
            else:
                try:
                    self._connection = self._open_file(self._path)
                except (sqlite3.DatabaseError, *UNREADABLE) as error:
                    self._leave_file(error)
                    return self._opened()
            self._signature = None
            self._take_at_first(self._connection)
        return self._connection

    def _take_at_first(self, connection: sqlite3.Connection) -> None:
        found = signature(self._folder)
        if self._take_new(connection, waits=True):
            self._signature = found
        self._know_version(connection)

    def _open_file(self, path: Path) -> sqlite3.Connection:
        created = not path.exists()
        connection = sqlite3.connect(path, timeout=BUSY, isolation_level=None)
        try:
            if created:
                path.chmod(0o600)
            elif path.stat().st_size <= CHECKED_BELOW:
                problem = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
                if problem != "ok":
                    raise DamagedDatabase(f"malformed: {problem}")
            if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            self._fit(connection)
            self._inode = path.stat().st_ino
        except (sqlite3.DatabaseError, OSError, *UNREADABLE) as error:
            connection.close()
            if isinstance(error, OSError):
                raise sqlite3.OperationalError(str(error)) from None
            raise
        return connection

    def _fit(self, connection: sqlite3.Connection) -> None:
        """Bring the tables to today's form and this device."""
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version == schema.VERSION and self.meta(connection, "device") == self._device.name:
            return
        with Transaction(connection):
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if not version and connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise DamagedDatabase("malformed: it is another program's")
            if version and version != schema.VERSION:
                _drop_all(connection)
                version = 0
            if not version:
                schema.create(connection, self._device.name, os.urandom(8).hex())
            elif self.meta(connection, "device") != self._device.name:
                # What can be undone is another device's; reading all journals again finds this one's own.
                connection.execute("DELETE FROM journals")
                connection.execute("DELETE FROM acts")
                connection.execute("UPDATE meta SET value=? WHERE key='device'", (self._device.name,))

    def _open_in_memory(self) -> sqlite3.Connection:
        """Open tables in memory, filled from the file if that can be read and nobody was writing it."""
        connection = sqlite3.connect(":memory:", isolation_level=None)
        if self._path is not None and self._path.exists() and not beside(self._path, "-wal").exists():
            with (
                contextlib.suppress(sqlite3.DatabaseError, *UNREADABLE),
                contextlib.closing(
                    sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
                ) as stored,
            ):
                if stored.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok":
                    stored.backup(connection)
        try:
            self._fit(connection)
        except (sqlite3.DatabaseError, *UNREADABLE):
            connection.close()
            connection = sqlite3.connect(":memory:", isolation_level=None)
            self._fit(connection)
        return connection

    # Damage

    def _begin_anew(self, error: Exception) -> None:
        if self._in_memory:
            raise error
        self.close()
        self._leave_file(error)
        self._opened()

    def _leave_file(self, error: Exception) -> None:
        """Set a damaged file aside, so that a new one is begun; where it cannot be used at all, go on in memory."""
        if self._path is None or not is_damage(error):
            self._in_memory = True
            return
        try:
            aside = set_aside(self._path)
        except OSError:
            self._in_memory = True
            return
        if aside is not None:
            message = f"The index of your marks was damaged ({error}) and is made anew from their journals; no mark is lost."
            self.issues.append(Issue("damaged-projection", message, f"The old one is kept as {aside.name}."))


def _seen(connection: sqlite3.Connection) -> dict[str, Seen]:
    return {row[0]: Seen(*row[1:]) for row in connection.execute("SELECT * FROM journals")}


def _keep_seen(connection: sqlite3.Connection, harvest: Harvest) -> None:
    seen = harvest.seen
    connection.execute(
        "INSERT OR REPLACE INTO journals VALUES(?,?,?,?,?,?,?,?)",
        (harvest.name, seen.inode, seen.size, seen.mtime_ns, seen.checksum, seen.tail, seen.lines, seen.torn),
    )


def _drop_all(connection: sqlite3.Connection) -> None:
    found = connection.execute("SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%'")
    for (name,) in found.fetchall():
        connection.execute(f'DROP TABLE "{name}"')


def _damaged_lines(connection: sqlite3.Connection, folder: Path) -> Iterator[Issue]:
    torn = "SELECT name, 0, 'torn-line' FROM journals WHERE torn > 0"
    for name, line, code in connection.execute(
        f"SELECT journal, line, code FROM damage UNION ALL {torn} ORDER BY 1, 2"
    ):
        where = f"{folder / name}, line {line}" if line else str(folder / name)
        yield Issue(code, _WORDS[code], where)


_WORDS = {
    "damaged-line": "A damaged line of the marks was passed over; all others are there.",
    "odd-line": "A line of the marks could not be understood; all others are there.",
    "torn-line": "The last line of the marks is not whole: it is still being copied, or was never told as kept.",
}
