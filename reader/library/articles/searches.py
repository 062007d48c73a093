"""Searches that the person keeps as tabs: a small file beside the library, which is written whole or not at all."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import StorageError
from reader.text import sanitise_line

if TYPE_CHECKING:
    from collections.abc import Sequence

FILE = "searches.json"
MOST = 20
LONGEST = 500


class SavedSearch(NamedTuple):
    """A search under a name."""

    name: str
    text: str


def read_searches(folder: Path) -> tuple[SavedSearch, ...]:
    """Return the searches that are kept in `folder`; what in the file is none is passed over."""
    try:
        items = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()
    found = []
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict) and isinstance(item.get("text"), str) and isinstance(item.get("name"), str):
            found.append(SavedSearch(sanitise_line(item["name"])[:LONGEST], sanitise_line(item["text"])[:LONGEST]))
    return tuple(found[:MOST])


def write_searches(folder: Path, searches: Sequence[SavedSearch]) -> None:
    """Keep `searches` in `folder`; raises StorageError if that cannot be."""
    import tempfile  # which loads archives and compressions; a start writes no searches

    words = json.dumps([{"name": item.name, "text": item.text} for item in searches], ensure_ascii=False, indent=1)
    name = ""
    try:
        handle, name = tempfile.mkstemp(dir=folder, prefix=f".{FILE}.")
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
            file.write(words + "\n")
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(folder / FILE)
    except OSError as error:
        if name:
            Path(name).unlink(missing_ok=True)
        raise StorageError(
            f"The search could not be kept: {error.strerror}.", hint="Is there room, and is the folder writable?"
        ) from None
