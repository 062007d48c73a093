"""Which files under a folder could be articles."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

ENDINGS = frozenset(
    ".txt .text .md .markdown .mdown .mkd .html .htm .xhtml .shtml .mhtml .mht .webarchive .eml .emlx .mbox".split()
) | {""}
"""File endings that articles are kept under; none is one of them, and the content decides."""

_LEFT_OUT_FOLDERS = ("_files", ".resources", "__pycache__", "node_modules")
_LEFT_OUT_FILES = (".tmp", "~", ".part", ".crdownload")
_NO_ARTICLES = frozenset({"makefile", "license", "dockerfile", "readme"})


def walk(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files that could be articles: those named in `paths`, and those in its folders, in order of names.

    Hidden files, a saved page's folder of pictures and what sync tools leave behind are passed over; a folder that
    is reached twice through links is read once.
    """
    seen: set[tuple[int, int]] = set()
    for path in paths:
        if path.is_dir():
            yield from _walk_folder(path, seen)
        else:
            yield path


def _walk_folder(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path]:
    for root, folders, files in os.walk(folder, followlinks=True):
        status = Path(root).stat()
        if (status.st_dev, status.st_ino) in seen:
            folders.clear()
            continue
        seen.add((status.st_dev, status.st_ino))
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and not name.endswith(_LEFT_OUT_FOLDERS)
        )
        for name in sorted(files):
            if name.startswith((".", "~")) or name.endswith(_LEFT_OUT_FILES) or name.lower() in _NO_ARTICLES:
                continue
            if Path(name).suffix.lower() in ENDINGS:
                yield Path(root, name)
