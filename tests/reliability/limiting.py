"""Marks under a limit of bytes for each file, which fails writes as a full disk does: `limiting.py HOME LIMIT`.

Prints the notes that were acknowledged, as JSON; ends with status 3 once an act could not be kept.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
from pathlib import Path

from reader.document import Anchor, ArticleReference
from reader.errors import StorageError
from reader.library import Library

ARTICLE = ArticleReference("https://gazette.example/lamp", "a" * 24, "/a/lamp.html", "The lamp")


def mark_until_full(home: Path, limit: int) -> tuple[list[str], bool, int]:
    """Return the notes that were acknowledged, whether an act failed, and how many marks could still be read then."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    kept: list[str] = []
    try:
        with Library.open(home) as library:
            for number in range(12):
                note = f"{limit} {number}"
                try:
                    library.marks.add("note", ARTICLE, Anchor("words", start=number), note=note)
                except StorageError as error:
                    assert "could not be kept" in error.message
                    return kept, True, library.marks.count()
                kept.append(note)
            return kept, False, library.marks.count()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


if __name__ == "__main__":
    results = []
    for limit in range(int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])):
        home = Path(sys.argv[1]) / str(limit)
        results.append((limit, *mark_until_full(home, limit)))
    print(json.dumps(results))
