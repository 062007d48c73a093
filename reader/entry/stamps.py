"""Files of what a start shows: what tells that they are still true, and how they are written."""

from __future__ import annotations

import os


def stamp(path: str) -> str:
    """Return what is another one when the file at `path` was changed; "" if there is none."""
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError:
        return ""
    return f"{status.st_mtime_ns}.{status.st_size}"


def write(name: str, data: bytes) -> None:
    """Write `data` as the file called `name`, whole or not at all, for its owner alone; raises OSError."""
    temporary = f"{name}.{os.getpid()}"
    os.makedirs(os.path.dirname(name), mode=0o700, exist_ok=True)  # noqa: PTH103, PTH120
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123
            file.write(data)
        os.replace(temporary, name)  # noqa: PTH105
    except OSError:
        os.unlink(temporary)  # noqa: PTH108
        raise
