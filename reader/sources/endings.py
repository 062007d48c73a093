"""What the names of files tell: which could be articles, and which may hold many."""

from __future__ import annotations

from collections.abc import Sequence
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


def is_article(parts: Sequence[str], *, in_zip: bool = False) -> bool:
    """Tell whether the file that is reached by `parts`, folders and its name, could be an article."""
    *folders, name = parts
    if not all(map(is_looked_into, folders)) or not is_looked_at(name):
        return False
    ending = Path(name).suffix.lower()
    return ending in ENDINGS and not (in_zip and not ending)


def is_looked_into(folder: str) -> bool:
    """Tell whether the folder called `folder` could hold articles: a saved page's folder of pictures does not."""
    return not folder.startswith(".") and not folder.endswith(_LEFT_OUT_FOLDERS)


def is_looked_at(name: str) -> bool:
    """Tell whether the file called `name` is one of the person's: hidden ones and drafts of other programs are not."""
    return not (name.startswith((".", "~")) or name.endswith(_LEFT_OUT_FILES) or name.lower() in _NO_ARTICLES)
