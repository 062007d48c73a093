"""Which files hold many articles, told by what is in them, and opening them one item at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import SourceError
from reader.sources.collections.streams import HEAD, Found, Stream, open_stream
from reader.sources.collections.zipped import ZIPS, may_hold_many

if TYPE_CHECKING:
    from reader.sources.collections.collection import Item


class Format(NamedTuple):
    """A kind of collection: its name, what its files are, and what becomes of them."""

    name: str
    files: str
    gives: str


FORMATS = (
    Format("Omnivore", "the zip", "articles with labels, read states and highlights"),
    Format("wallabag", "JSON, CSV", "articles with tags, read states and annotations"),
    Format(
        "feeds, weblogs", "RSS, Atom, JSON feed, WordPress's and Blogger's exports", "the entries that have words"
    ),
    Format("feed readers", "JSON of starred items", "articles"),
    Format("scraped articles", "JSON, JSON Lines or CSV with url, title and text", "articles"),
    Format("Evernote", ".enex", "notes with their tags"),
    Format("mailboxes", ".mbox", "a letter each"),
    Format("web archives", "WARC, WACZ", "the pages in them"),
    Format(
        "any zip",
        "HTML, Markdown, text, letters, books or these exports in it, or in a zip within it",
        "an article for each",
    ),
    Format("Pocket", "the zip, CSV, HTML", "addresses: the pages were never in it"),
    Format("Instapaper", "CSV, HTML", "addresses"),
    Format("bookmarks", "HTML, JSON or CSV of browsers, Pinboard, Raindrop, Linkwarden and others", "addresses"),
)
"""What is opened; the README has the same table."""


@dataclass(frozen=True, slots=True)
class Collection:
    """An open file of many articles: what kind it is, and its items, which are read as they are asked for."""

    path: Path
    format: str
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
        if head.startswith(ZIPS):
            found = _open_zip(path, stack) if may_hold_many(head) else None
        else:
            stream = Stream(head, path.stat().st_size if head else 0, path.suffix.lower(), lambda: path.open("rb"))
            found = open_stream(stream, stack)
        yield Collection(path, *found) if found is not None else None


def _open_zip(path: Path, stack: ExitStack) -> Found | None:
    from reader.sources.collections.zipped import Archive
    from reader.sources.collections.zips import found_in

    return found_in(stack.enter_context(Archive(path, str(path), path.stat().st_size)))


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(HEAD)
    except OSError:
        return b""
