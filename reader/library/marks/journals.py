"""All journals of a folder, this device's and those that a sync tool brought: which they are, and what is new in each.

They are only read here. A file that grew is read from where it was left; one that was replaced, cut or changed is read
whole again, which costs time and nothing else: an act that is taken in twice counts once. A file that is gone takes
nothing with it.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import time
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from reader.document import Issue
from reader.library.marks.journal import Event, decode_line

_UNFINISHED = (".tmp", ".part", ".partial", ".swp", ".icloud", ".compacting", ".gz", ".lock")
"""Endings of what sync tools and editors have not finished; the finished file comes under its own name."""
_CONFLICT_SIGN = rb"(?:<{7}|={7}|>{7}|\|{7})(?: .*)?\r?\n?"
"""What git writes between two versions that it could not merge; the lines of both are read."""
_TAIL = 1024
"""Bytes before the place where reading goes on that must be what they were."""
LONGEST_WAIT = 3.0
"""Seconds to wait for a writer, who needs a few milliseconds."""

Signature = tuple[tuple[str, int, int, int], ...]


class Seen(NamedTuple):
    """How far a journal was read: `size` bytes in `lines` lines, whose CRC-32 is `checksum`, the last ones' `tail`.

    `torn` is the number of bytes after them that are no whole line.
    """

    inode: int
    size: int
    mtime_ns: int
    checksum: int
    tail: int
    lines: int
    torn: int


class Harvest(NamedTuple):
    """What is new in the journal `name`: `data` are whole lines after line `after`, and it is now `seen` so far."""

    name: str
    data: bytes
    after: int
    seen: Seen

    def lines(self) -> Iterator[tuple[int, Event | None]]:
        """Yield each line's number and its event, None for one that is damaged; blank ones are passed over."""
        for number, line in enumerate(self.data.split(b"\n"), self.after + 1):
            event = decode_line(line) if line else None
            if event is not None or (line.strip() and not re.fullmatch(_CONFLICT_SIGN, line)):
                yield number, event


def is_copy(name: str) -> bool:
    """Tell whether `name` is what a sync tool calls a second version of a journal."""
    lowered = name.lower()
    return "conflict" in lowered or "(" in lowered or lowered.partition(".jsonl")[2] != ""


def signature(folder: Path) -> Signature:
    """Return what differs as soon as a journal in `folder` has changed; costs a look at the folder."""
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                with contextlib.suppress(OSError):
                    if is_journal(entry.name) and entry.is_file():
                        stat = entry.stat()
                        found.append((entry.name, stat.st_ino, stat.st_size, stat.st_mtime_ns))
    except OSError:
        return ()
    return tuple(sorted(found))


def is_journal(name: str) -> bool:
    """Tell whether the file `name` is a journal or a second version of one."""
    name = name.lower()
    return ".jsonl" in name and not name.startswith((".", "~")) and not name.endswith(_UNFINISHED)


def unread_bytes(folder: Path, seen: Mapping[str, Seen]) -> int:
    """Return how much of the journals in `folder` has come since they were `seen`; those that none may read come never."""
    unread = 0
    for name, _, size, _ in signature(folder):
        before = seen[name].size if name in seen else 0
        if size > before and os.access(folder / name, os.R_OK):
            unread += size - before
        elif size < before:
            unread += size
    return unread


def read_new(
    folder: Path, seen: Mapping[str, Seen], *, own: str, held: bool, waits: bool
) -> tuple[list[Harvest], list[Issue]]:
    """Return what is new in the journals of `folder` since they were `seen`, and which could not be read.

    The journal called `own` is read while nobody writes it, so that no line counts that its writer takes out again;
    `held` tells that the caller has it already, and without `waits` a writer at work means to look again later.
    """
    harvests, issues = [], []
    for name, inode, size, mtime_ns in signature(folder):
        before = seen.get(name)
        if before is not None and (inode, size, mtime_ns) == (
            before.inode,
            before.size + before.torn,
            before.mtime_ns,
        ):
            continue
        try:
            with (folder / name).open("rb") as file:
                if name == own and not held and not _share(file.fileno(), waits=waits):
                    continue
                harvests.append(_harvest(name, file.fileno(), before))
        except OSError as error:
            issues.append(
                Issue("unreadable-journal", f"{name} cannot be read: {error.strerror}.", str(folder / name))
            )
    return harvests, issues


def read_whole(path: Path) -> Harvest:
    """Return all of the journal at `path`, which the caller has locked; raises OSError where it cannot be read."""
    with path.open("rb") as file:
        return _harvest(path.name, file.fileno(), None)


def _share(handle: int, *, waits: bool) -> bool:
    """Keep writers off for as long as the file is open; one that is stopped in the middle is not waited for long."""
    until = time.monotonic() + LONGEST_WAIT
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            if not waits:
                return False
            if time.monotonic() > until:
                return True
            time.sleep(0.002)
        else:
            return True


def _harvest(name: str, handle: int, before: Seen | None) -> Harvest:
    stat = os.fstat(handle)
    start, lines, checksum = 0, 0, 0
    if before is not None and stat.st_size >= before.size and _is_continued(handle, before, stat):
        start, lines, checksum = before.size, before.lines, before.checksum
    data = _read(handle, start, stat.st_size)
    whole = data.rfind(b"\n") + 1
    if whole < len(data) and decode_line(data[whole:]) is not None:
        # The last line is whole though its end is not: whoever writes next begins with a line's end.
        whole = len(data)
    torn = len(data) - whole
    data = data[:whole]
    size = start + whole
    tail = zlib.crc32(_read(handle, max(0, size - _TAIL), size))
    now = Seen(stat.st_ino, size, stat.st_mtime_ns, zlib.crc32(data, checksum), tail, lines + data.count(b"\n"), torn)
    return Harvest(name, data, lines, now)


def _is_continued(handle: int, before: Seen, stat: os.stat_result) -> bool:
    """Tell whether the part that was read is what it was: by its end if the file only grew, else by all of it."""
    if stat.st_ino == before.inode and stat.st_size > before.size + before.torn:
        return zlib.crc32(_read(handle, max(0, before.size - _TAIL), before.size)) == before.tail
    return zlib.crc32(_read(handle, 0, before.size)) == before.checksum


def _read(handle: int, start: int, stop: int) -> bytes:
    parts = []
    while start < stop and (part := os.pread(handle, min(stop - start, 1 << 22), start)):
        parts.append(part)
        start += len(part)
    return b"".join(parts)
