"""Which files hold many articles, told by what is in them, and opening them one item at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import SourceError

if TYPE_CHECKING:
    from reader.sources.collections.collection import Item

HEAD = 65_536
"""Bytes by which a file is told."""
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OTHER_ZIPS = (b"mimetypeapplication/epub+zip", b"[Content_Types].xml")
"""What stands at the beginning of zips that are something else: books and Office's documents."""


class Format(NamedTuple):
    """A kind of collection: the module that reads it, what its files are, and what becomes of them."""

    module: str
    name: str
    files: str
    gives: str


FORMATS = (
    Format("omnivore", "Omnivore", "the zip", "articles with labels, read states and highlights"),
    Format("pages", "any other zip", "HTML, Markdown, text or letters in it", "an article for each"),
)
"""What is opened, in the order in which it is tried."""
_OF_ZIPS = ("omnivore", "pages")


@dataclass(frozen=True, slots=True)
class Collection:
    """An open file of many articles: what kind it is, and its items, which are read as they are asked for."""

    path: Path
    format: Format
    items: Iterator[Item]


def is_collection(path: Path) -> bool:
    """Tell whether the file at `path` holds many articles; one that cannot be read may."""
    try:
        with open_collection(path) as collection:
            return collection is not None
    except SourceError:
        return True


@contextmanager
def open_collection(path: Path) -> Iterator[Collection | None]:
    """Open the file at `path` as long as it is in use: None where it is no collection.

    Raises SourceError where it is one, and cannot be read.
    """
    head = _head(path)
    with ExitStack() as stack:
        if head.startswith(_ZIP) and not any(sign in head[:512] for sign in _OTHER_ZIPS):
            from reader.sources.collections.zipped import Archive

            archive = stack.enter_context(Archive(path))
            for format in FORMATS:
                reading = import_module(f"{__package__}.{format.module}")
                if format.module in _OF_ZIPS and reading.recognises(archive):
                    yield Collection(path, format, reading.items(archive))
                    return
        yield None


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(HEAD)
    except OSError:
        return b""
