"""The only composer: files become articles of the library.

What reads one file is here at once, what goes through many when it is first asked for: opening an article needs none of it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from reader.pipeline.reading import (
    BEGINNING,
    Reading,
    attribute,
    clean_beginning,
    clean_path,
    clean_source,
    clean_stdin,
    keep,
    keep_source,
    keep_stdin,
    read_path,
    read_stdin,
    read_uncleaned,
)

if TYPE_CHECKING:
    from reader.pipeline.indexing import Collected, Progress, Report, follow_files, index, read_all

__all__ = [
    "BEGINNING",
    "Collected",
    "Progress",
    "Reading",
    "Report",
    "attribute",
    "clean_beginning",
    "clean_path",
    "clean_source",
    "clean_stdin",
    "follow_files",
    "index",
    "keep",
    "keep_source",
    "keep_stdin",
    "read_all",
    "read_path",
    "read_stdin",
    "read_uncleaned",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.indexing"), name)
