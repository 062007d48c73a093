"""Which device writes: the name of its journal, and the names under which this library wrote before it was moved.

The name is kept beside the marks' folder, not in it, so that two hosts that share the marks never share a journal. It
is bound to the machine and the folder's place: a copy of the whole library takes a name of its own, and what was done
before the copy was made still counts as its own (its places in articles, what it can undo).
"""

from __future__ import annotations

import os
import re
import socket
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from reader.text.hashing import blake2b

_NAME = re.compile(r"[a-z0-9-]{1,60}")
_MACHINE_FILES = ("/etc/machine-id", "/var/lib/dbus/machine-id")


class Device(NamedTuple):
    """The journal's `name`, and `former` names, each with the time until which its acts are this library's own."""

    name: str
    former: tuple[tuple[str, str], ...] = ()

    def owns(self, name: str, time: str) -> bool:
        """Tell whether an act of the device `name` at `time` was made in this library."""
        return name == self.name or any(name == other and time < until for other, until in self.former)

    @property
    def host(self) -> str:
        """The host's part of the name, as a person knows it."""
        return host_of(self.name)


def host_of(name: str) -> str:
    """Return the host in a device's `name`, which ends with letters that only tell two libraries apart."""
    return name.rpartition("-")[0] or name


def find_device(folder: Path) -> Device:
    """Return the device that the library in `folder` writes as.

    Where its name cannot be kept, reading goes on, and writing will tell why it cannot.
    """
    path, place = folder / ".device", _place(folder)
    known = _device_at(place, _entries(path))
    if known is not None:
        return known
    host = re.sub(r"[^a-z0-9-]+", "-", socket.gethostname().lower()).strip("-")[:40] or "device"
    name = f"{host}-{os.urandom(3).hex()}"
    line = f"\n{name} {place} {datetime.now(UTC).isoformat(timespec='microseconds')}\n"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(handle, line.encode())
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError:
        return Device(name)
    # Another window may have been first: whoever stands first in the file is right for both.
    return _device_at(place, _entries(path)) or Device(name)


def _entries(path: Path) -> list[list[str]]:
    try:
        lines = path.read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return []
    entries = [line.split() for line in lines]
    return [entry for entry in entries if len(entry) == 3 and _NAME.fullmatch(entry[0])]


def _device_at(place: str, entries: list[list[str]]) -> Device | None:
    former: list[tuple[str, str]] = []
    for name, where, since in entries:
        # What wrote here before wrote as this library until the next name was taken.
        former = [(other, min(until, since)) for other, until in former]
        if where == place:
            return Device(name, tuple(former))
        former.append((name, "~"))
    return None


def _place(folder: Path) -> str:
    machine = ""
    for name in _MACHINE_FILES:
        try:
            machine = Path(name).read_text(encoding="ascii").strip()
            break
        except (OSError, ValueError):
            continue
    return blake2b(f"{machine} {folder.resolve()}".encode("utf-8", "replace"), digest_size=6).hexdigest()
