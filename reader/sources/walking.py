"""The files under a folder that could be articles, or hold some."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from reader.sources.endings import COLLECTED, ENDINGS, is_looked_at, is_looked_into


def walk(paths: Iterable[Path], holds_many: Callable[[Path], bool] | None = None) -> Iterator[Path]:
    """Yield the files that could be articles or hold some: those named in `paths`, and those in its folders, by name.

    Hidden files, a saved page's folder of pictures and what sync tools leave behind are passed over, and so are zips
    without a page in them; a folder that is reached twice through links is read once. `holds_many` tells of a file
    that may be an export whether it is one: to look into it takes longer than to remember.
    """
    holds_many = holds_many or _holds_articles
    seen: set[tuple[int, int]] = set()
    for path in paths:
        if path.is_dir():
            yield from _walk_folder(path, seen, holds_many)
        else:
            yield path


def _walk_folder(folder: Path, seen: set[tuple[int, int]], holds_many: Callable[[Path], bool]) -> Iterator[Path]:
    for root, folders, files in os.walk(folder, followlinks=True):
        status = Path(root).stat()
        if (status.st_dev, status.st_ino) in seen:
            folders.clear()
            continue
        seen.add((status.st_dev, status.st_ino))
        folders[:] = sorted(filter(is_looked_into, folders))
        for name in sorted(filter(is_looked_at, files)):
            ending = Path(name).suffix.lower()
            if ending in ENDINGS or (ending in COLLECTED and holds_many(Path(root, name))):
                yield Path(root, name)


def _holds_articles(path: Path) -> bool:
    # Not before one is met: most folders have none.
    from reader.sources.collections import is_collection

    return is_collection(path)
