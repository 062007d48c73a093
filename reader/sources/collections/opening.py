"""Which files hold many articles, told by what is in them, and opening them one item at a time."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
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
_WEB_ARCHIVES = (b"\x1f\x8b", b"WARC/")
_FIRST_LINE = 200
"""Characters in which the columns of a table are named."""
_DIVIDERS = (",", ";", "\t")
_SPACE = b" \t\r\n\xef\xbb\xbf"


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
    Format("any zip", "HTML, Markdown, text, letters or books in it", "an article for each"),
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
        opening = _opening(head)
        yield opening(path, stack) if opening is not None else None


def _opening(head: bytes) -> Callable[[Path, ExitStack], Collection | None] | None:
    """Return what may open a file that begins with `head`, None where nothing does."""
    if head.startswith(_ZIP):
        return None if any(sign in head[:512] for sign in _OTHER_ZIPS) else _open_zip
    if head.startswith(_WEB_ARCHIVES):
        return _open_web_archive
    beginning = head.lstrip(_SPACE)[:5]
    if beginning == b"From ":
        return _open_mailbox
    if beginning[:1] in (b"[", b"{"):
        return _open_json
    return _open_text if beginning else None


def _open_zip(path: Path, stack: ExitStack) -> Collection | None:
    from reader.sources.collections import omnivore, pages, warc
    from reader.sources.collections.zipped import Archive
    from reader.sources.epub import CONTAINER

    archive = stack.enter_context(Archive(path, str(path), path.stat().st_size))
    if CONTAINER in archive.members:
        return None
    if warc.recognises_zip(archive):
        return Collection(path, "web archive", warc.items_of_zip(archive))
    if omnivore.recognises(archive):
        return Collection(path, "Omnivore", omnivore.items(archive))
    name = pages.recognises(archive)
    return Collection(path, name, pages.items(archive)) if name else None


def _open_web_archive(path: Path, stack: ExitStack) -> Collection | None:
    from reader.sources.collections import warc

    name = warc.recognises(_head(path))
    if not name:
        return None
    return Collection(path, name, warc.items(stack.enter_context(path.open("rb")), path.stat().st_size))


def _open_mailbox(path: Path, stack: ExitStack) -> Collection | None:
    from reader.sources.collections import mailboxes

    if not mailboxes.recognises(path, _head(path)):
        return None
    return Collection(path, "mailbox", mailboxes.items(stack.enter_context(path.open("rb"))))


def _open_json(path: Path, _: ExitStack) -> Collection | None:
    from reader.sources.collections import saved_json

    name = saved_json.recognises(path)
    return Collection(path, name, saved_json.items(path)) if name else None


def _open_text(path: Path, stack: ExitStack) -> Collection | None:
    """Open a feed, a page of links or a table."""
    encoding = _encoding(_head(path))
    head = _head(path).decode(encoding, "replace").lstrip()
    if head.startswith("<"):
        from reader.sources.collections import enex, feeds, link_pages

        if name := feeds.recognises(head):
            return Collection(path, name, feeds.items(stack.enter_context(path.open("rb"))))
        name, read = link_pages.recognises(head), link_pages.items
        if not name:
            name, read = enex.recognises(head), enex.items
    elif any(divider in head[:_FIRST_LINE] for divider in _DIVIDERS):
        from reader.sources.collections import tables

        name, read = tables.recognises(head), tables.items
    else:
        return None
    if not name:
        return None
    text = stack.enter_context(path.open(encoding=encoding, errors="replace", newline=""))
    return Collection(path, name, read(text))


def _encoding(head: bytes) -> str:
    return "utf-16" if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(HEAD)
    except OSError:
        return b""
