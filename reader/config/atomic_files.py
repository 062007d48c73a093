"""Small files written whole or not at all."""

from __future__ import annotations

import os
import time
from pathlib import Path

UNFINISHED = ".new"
"""How the name of a file ends that is still being written."""
GIVEN_UP_AFTER = 60.0
"""Seconds after which a file that is still unfinished is what a killed program left: to write a small one takes none."""


def write_atomically(path: Path, text: str) -> None:
    """Write `text` to `path` so that a reader, or a crash, finds the old file or the new one; may raise OSError.

    What a program that was killed left of such a file gives way to the next writing.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, temporary = _begin(path)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _begin(path: Path) -> tuple[int, Path]:
    """Open a new file beside `path`: of one name, unless another program is writing there at this moment."""
    temporary = path.with_name(f".{path.name}{UNFINISHED}")
    try:
        if time.time() - temporary.stat().st_mtime > GIVEN_UP_AFTER:
            temporary.unlink(missing_ok=True)
    except FileNotFoundError:
        pass
    try:
        return os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), temporary
    except FileExistsError:
        import tempfile  # which loads archives and compressions, and is wanted hardly ever

        handle, name = tempfile.mkstemp(dir=path.parent, prefix=temporary.name)
        return handle, Path(name)
