"""The tables of TOML files, which are kept as JSON: to load Python's parser takes longer than all else that is read with it.

What is kept of a file counts as long as that has the same time and size. Losing it loses nothing.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

from reader.config.atomic_files import write_atomically

Table = dict[str, object]

SETTLED = 2_000_000_000
"""Nanoseconds after which a file is taken for what its time says; what is written twice in a moment may have one time."""


def read_table(path: Path) -> Table:
    """Return what the TOML file at `path` says; raises OSError if it cannot be read, ValueError if it is none."""
    import tomllib

    return tomllib.loads(path.read_text(encoding="utf-8"))


class KeptTables:
    """What TOML files say, as it was kept in `file` or as they are read; `keep` keeps it for the next start."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._kept = _read(file)
        self._read: dict[str, tuple[list[int], Table]] = {}

    def read(self, path: Path) -> Table:
        """Return what the file at `path` says; raises what `read_table` does."""
        status = path.stat()
        stamp = [status.st_mtime_ns, status.st_size]
        match self._kept.get(str(path)):
            case [known, dict() as table] if known == stamp:
                return table
        table = read_table(path)
        if time.time_ns() - status.st_mtime_ns > SETTLED:
            self._read[str(path)] = (stamp, table)
        return table

    def keep(self) -> None:
        """Keep what had to be read from the files themselves, if it can be kept."""
        if not self._read:
            return
        try:
            write_atomically(self._file, json.dumps({**self._kept, **self._read}))
        except (OSError, TypeError):  # TOML has dates, JSON has none
            return


def _read(file: Path) -> Table:
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}
