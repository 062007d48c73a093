"""Journals: one append-only file a device, one JSON line an act, each with a checksum of its own.

An act counts once its line is on the disk. A torn or damaged line costs that line; it is told and left where it is.
"""

from __future__ import annotations

import fcntl
import json
import os
import zlib
from pathlib import Path
from typing import Any

from reader.document import Issue
from reader.errors import StorageError

VERSION = 1
Event = dict[str, Any]


def encode_line(event: Event) -> bytes:
    """Return `event` as a line, with the CRC-32 of everything before the checksum's key."""
    words = json.dumps({"v": VERSION, **event}, ensure_ascii=True, separators=(",", ":"))
    return f'{words[:-1]},"crc":"{zlib.crc32(words.encode()):08x}"}}\n'.encode()


def decode_line(line: bytes) -> Event | None:
    """Return the event in `line`, or None if the line is not whole."""
    head, _, tail = line.rstrip(b"\n").rpartition(b',"crc":"')
    if not head or len(tail) != 10 or f"{zlib.crc32(head + b'}'):08x}".encode() != tail[:8]:
        return None
    try:
        event = json.loads(head + b"}")
    except ValueError:
        return None
    return event if isinstance(event, dict) else None


class Journals:
    """All journals of a folder: this device's, which is written, and others', which are only read."""

    def __init__(self, folder: Path, device: str) -> None:
        self.folder = folder
        self.device = device
        self.issues: list[Issue] = []
        self._read: dict[Path, int] = {}

    @property
    def path(self) -> Path:
        """The journal of this device."""
        return self.folder / f"{self.device}.jsonl"

    def append(self, event: Event) -> None:
        """Put `event` on the disk; raises StorageError, with nothing half done, if that cannot be."""
        line = encode_line(event)
        try:
            created = not self.path.exists()
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX)
                size = os.fstat(handle).st_size
                if size and os.pread(handle, 1, size - 1) != b"\n":
                    line = b"\n" + line
                self._write(handle, line, size)
            finally:
                os.close(handle)
            if created:
                self._sync_folder()
        except OSError as error:
            raise StorageError(
                f"This could not be kept: {self.path} cannot be written ({error.strerror}).",
                hint="Make room or change the folder's permissions, then do it again.",
            ) from None

    def _write(self, handle: int, line: bytes, size: int) -> None:
        """Write and sync `line`; what cannot be made safe is taken out again, since nobody will be told of it."""
        written = 0
        try:
            while written < len(line):
                written += os.write(handle, line[written:])
            os.fsync(handle)
        except OSError:
            os.ftruncate(handle, size)
            raise

    def _sync_folder(self) -> None:
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def read_new(self) -> list[Event]:
        """Return the events that were added since the last call, of all devices, in order of time."""
        events: list[Event] = []
        for path in sorted(self.folder.glob("*.jsonl")) if self.folder.is_dir() else []:
            try:
                with path.open("rb") as file:
                    file.seek(self._read.get(path, 0))
                    data = file.read()
            except OSError as error:
                self.issues.append(
                    Issue("unreadable-journal", f"{path.name} cannot be read: {error.strerror}.", str(path))
                )
                continue
            whole = data.rfind(b"\n") + 1
            for number, line in enumerate(data[:whole].splitlines(keepends=True), 1):
                event = decode_line(line)
                if event is not None:
                    events.append(event)
                elif line.strip():
                    self.issues.append(
                        Issue("damaged-line", "A damaged line of the marks was passed over.", f"{path.name}:{number}")
                    )
            self._read[path] = self._read.get(path, 0) + whole
        return sorted(events, key=lambda event: str(event.get("time", "")))
