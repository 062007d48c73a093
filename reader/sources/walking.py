"""Which files under a folder could be articles, or hold some."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

ENDINGS = frozenset(
    ".txt .text .md .markdown .mdown .mkd .html .htm .xhtml .shtml .mhtml .mht .webarchive .eml .emlx .mbox .epub".split()
) | {""}
"""File endings that articles are kept under; none is one of them, and the content decides."""
COLLECTED = frozenset(".zip .json .jsonl .ndjson .csv .tsv .xml .rss .atom .rdf .enex .warc .gz .wacz".split())
"""Endings of files that may hold many articles, and as often are something else."""
HOLDING_MANY = COLLECTED | {".mbox"}
"""Endings of files whose articles may be known by the file's path and a name of their own."""

_LEFT_OUT_FOLDERS = ("_files", ".resources", "__pycache__", "node_modules", "__MACOSX")
_LEFT_OUT_FILES = (".tmp", "~", ".part", ".crdownload")
_NO_ARTICLES = frozenset({"makefile", "license", "dockerfile", "readme"})


def walk(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files that could be articles or hold some: those named in `paths`, and those in its folders, by name.

    Hidden files, a saved page's folder of pictures and what sync tools leave behind are passed over, and so are zips
    without a page in them; a folder that is reached twice through links is read once.
    """
    seen: set[tuple[int, int]] = set()
    for path in paths:
        if path.is_dir():
            yield from _walk_folder(path, seen)
        else:
            yield path


def is_article(parts: Sequence[str], *, in_zip: bool = False) -> bool:
    """Tell whether the file that is reached by `parts`, folders and its name, could be an article."""
    *folders, name = parts
    if not all(map(_is_looked_into, folders)) or not _is_looked_at(name):
        return False
    ending = Path(name).suffix.lower()
    return ending in ENDINGS and not (in_zip and not ending)


def _is_looked_into(folder: str) -> bool:
    return not folder.startswith(".") and not folder.endswith(_LEFT_OUT_FOLDERS)


def _is_looked_at(name: str) -> bool:
    return not (name.startswith((".", "~")) or name.endswith(_LEFT_OUT_FILES) or name.lower() in _NO_ARTICLES)


def _walk_folder(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path]:
    for root, folders, files in os.walk(folder, followlinks=True):
        status = Path(root).stat()
        if (status.st_dev, status.st_ino) in seen:
            folders.clear()
            continue
        seen.add((status.st_dev, status.st_ino))
        folders[:] = sorted(filter(_is_looked_into, folders))
        for name in sorted(filter(_is_looked_at, files)):
            ending = Path(name).suffix.lower()
            if ending in ENDINGS or (ending in COLLECTED and _holds_articles(Path(root, name))):
                yield Path(root, name)


def _holds_articles(path: Path) -> bool:
    # Not before one is met: most folders have none.
    from reader.sources.collections import is_collection

    return is_collection(path)
