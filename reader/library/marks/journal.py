"""A journal: one append-only file a device, one JSON line an act, each with a checksum of its own.

An act counts once its line is on the disk. A torn or damaged line costs that line; it is told and left where it is. Only
the device's own journal is ever written, under a lock, and every line in it outlives all programs but the compaction,
which leaves out places in articles that later ones have replaced.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from reader.errors import StorageError

VERSION = 1
"""The form of a line. A newer one is read as far as it is understood, and is never rewritten."""

Event = dict[str, Any]

FOLDER_MODE = 0o700
FILE_MODE = 0o600
_CHECKSUM = b',"crc":"'
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_ABANDONED = 3600.0
"""Seconds after which the draft of a compaction is nobody's any more; one takes a second."""


def encode_line(event: Event) -> bytes:
    """Return `event` as a line, with the CRC-32 of everything before the checksum's key."""
    words = json.dumps({"v": VERSION, **event}, ensure_ascii=True, separators=(",", ":"))
    return f'{words[:-1]},"crc":"{zlib.crc32(words.encode()):08x}"}}\n'.encode()


def decode_line(line: bytes) -> Event | None:
    """Return the event in `line`, or None if the line is not whole.

    What editors and sync tools put around lines is no damage: a byte-order mark, the ends that other systems give them.
    """
    head, _, tail = line.rstrip(b"\r\n").removeprefix(_BYTE_ORDER_MARK).rpartition(_CHECKSUM)
    if not head or tail != f'{zlib.crc32(head + b"}"):08x}"}}'.encode():
        return None
    try:
        event = json.loads(head + b"}")
    except (ValueError, RecursionError):
        return None
    return event if isinstance(event, dict) else None


class Journal:
    """The journal of this device in `folder`, called `name`."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self.path = folder / f"{name}.jsonl"

    @contextlib.contextmanager
    def writing(self) -> Iterator[Callable[[bytes], None]]:
        """Hold the journal for one writer, who is given what appends a line and returns once it is on the disk.

        Raises StorageError where it cannot be written; a line that could not be made safe is taken out again.
        """
        try:
            with self._held() as handle:
                yield lambda line: _append(handle, line)
        except OSError as error:
            raise _told(self.path, error) from None

    @contextlib.contextmanager
    def _held(self) -> Iterator[int]:
        """Open and lock the journal that has its name now: a compaction may replace it while one waits."""
        while True:
            handle = self._open()
            try:
                fcntl.flock(handle, fcntl.LOCK_EX)
                if _is_at(handle, self.path):
                    yield handle
                    return
            finally:
                os.close(handle)

    def _open(self) -> int:
        try:
            return os.open(self.path, os.O_RDWR | os.O_APPEND)
        except FileNotFoundError:
            pass
        if not self.folder.is_dir():
            self.folder.mkdir(parents=True, exist_ok=True, mode=FOLDER_MODE)
            sync_folder(self.folder.parent)
        handle = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT, FILE_MODE)
        try:
            sync_folder(self.folder)
        except OSError:
            os.close(handle)
            raise
        return handle

    def rewrite(
        self, choose: Callable[[list[bytes]], list[bytes]], hold: Callable[[], AbstractContextManager[object]]
    ) -> bool:
        """Leave only those lines that `choose` returns; what is written meanwhile stays. Tell whether that was done.

        The new file is whole and on the disk before it takes the old one's name; whoever waits for the old one then
        turns to the new one. The journal is locked only for the change of names, inside `hold`. Raises StorageError,
        with the old file in its place, where that cannot be done.
        """
        try:
            # A journal may be a link into a folder that is kept elsewhere; the link stays.
            path = self.path.resolve()
            draft = path.with_name(f".{path.name}.{os.urandom(4).hex()}.compacting")
            data = path.read_bytes()
            data = data[: data.rfind(b"\n") + 1]
            lines = [line + b"\n" for line in data.split(b"\n")[:-1]]
            kept = choose(lines)
            if len(kept) == len(lines):
                return False
            _forget_drafts(path)
            new = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
            try:
                _write(new, b"".join(kept))
                os.fsync(new)
                with self._held() as handle, hold():
                    there = _read_all(handle)
                    if not there.startswith(data):
                        return False
                    _write(new, there[len(data) :])
                    os.fsync(new)
                    draft.replace(path)
                    sync_folder(path.parent)
                return True
            finally:
                os.close(new)
                draft.unlink(missing_ok=True)
        except OSError as error:
            raise _told(self.path, error) from None


def _forget_drafts(path: Path) -> None:
    """Take away what compactions of the journal at `path` left behind that were killed."""
    for draft in path.parent.iterdir():
        if not (draft.name.startswith(f".{path.name}.") and draft.name.endswith("compacting")):
            continue
        with contextlib.suppress(OSError):
            if draft.stat().st_mtime < time.time() - _ABANDONED:
                draft.unlink()


def _is_at(handle: int, path: Path) -> bool:
    try:
        there = path.stat()
    except FileNotFoundError:
        return False
    here = os.fstat(handle)
    return (here.st_ino, here.st_dev) == (there.st_ino, there.st_dev)


def _append(handle: int, line: bytes) -> None:
    """Write and sync `line`; what cannot be made safe is taken out again, since nobody will be told of it."""
    size = os.fstat(handle).st_size
    if size and os.pread(handle, 1, size - 1) != b"\n":
        # A line that was torn by a crash or a full disk is closed off, so that it costs itself alone.
        line = b"\n" + line
    try:
        _write(handle, line)
        os.fsync(handle)
    except OSError:
        with contextlib.suppress(OSError):
            os.ftruncate(handle, size)
        raise


def _write(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        written = os.write(handle, view)
        if not written:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        view = view[written:]


def _read_all(handle: int) -> bytes:
    parts = []
    place = 0
    while part := os.pread(handle, 1 << 22, place):
        parts.append(part)
        place += len(part)
    return b"".join(parts)


def sync_folder(folder: Path) -> None:
    """Put the names in `folder` on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some file systems keep names safe by themselves and refuse to be asked.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def _told(path: Path, error: OSError) -> StorageError:
    return StorageError(
        f"This could not be kept: {path} cannot be written ({error.strerror}).",
        hint="Make room or change the folder's permissions, then do it again.",
    )
