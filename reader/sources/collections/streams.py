"""Collections that are read from their beginning to their end, as a file of their own or as a member of a zip."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import IO, TYPE_CHECKING, NamedTuple, TextIO

if TYPE_CHECKING:
    from reader.sources.collections.collection import Item

HEAD = 65_536
"""Bytes by which a file is told."""
_FIRST_LINE = 200
"""Characters in which the columns of a table are named."""
_DIVIDERS = (",", ";", "\t")
_SPACE = b" \t\r\n\xef\xbb\xbf"
_WEB_ARCHIVES = (b"\x1f\x8b", b"WARC/")


class Stream(NamedTuple):
    """A file, or a member of a zip: its `head`, its `size` in bytes, its `ending`, and how it is opened anew."""

    head: bytes
    size: int
    ending: str
    open: Callable[[], IO[bytes]]


class Found(NamedTuple):
    """What a stream is an export of, and its items, which are read as they are asked for."""

    format: str
    items: Iterator[Item]


def open_stream(stream: Stream, stack: ExitStack) -> Found | None:
    """Open `stream` as long as `stack` holds it: None where there are no saved pages in it.

    Raises SourceError where it is a member of a zip that cannot be read.
    """
    beginning = stream.head.lstrip(_SPACE)[:5]
    if stream.head.startswith(_WEB_ARCHIVES):
        return _open_web_archive(stream, stack)
    if beginning == b"From ":
        return _open_mailbox(stream, stack)
    if beginning[:1] in (b"[", b"{"):
        return _open_json(stream, stack)
    return _open_text(stream, stack) if beginning else None


def _open_web_archive(stream: Stream, stack: ExitStack) -> Found | None:
    from reader.sources.collections import warc

    name = warc.recognises(stream.head)
    return Found(name, warc.items(stack.enter_context(stream.open()), stream.size)) if name else None


def _open_mailbox(stream: Stream, stack: ExitStack) -> Found | None:
    from reader.sources.collections import mailboxes

    with stream.open() as file:
        if not mailboxes.recognises(file, stream.head, stream.ending):
            return None
    return Found("mailbox", mailboxes.items(stack.enter_context(stream.open())))


def _open_json(stream: Stream, stack: ExitStack) -> Found | None:
    from reader.sources.collections import saved_json

    with _text(stream) as text:
        name = saved_json.recognises(text)
    return Found(name, saved_json.items(stack.enter_context(_text(stream)), stream.size)) if name else None


def _open_text(stream: Stream, stack: ExitStack) -> Found | None:
    """Open a feed, notes, a page of links or a table."""
    head = stream.head.decode(_encoding(stream.head), "replace").lstrip()
    if head.startswith("<"):
        from reader.sources.collections import enex, feeds, link_pages

        if name := feeds.recognises(head):
            return Found(name, feeds.items(stack.enter_context(stream.open())))
        name, read = link_pages.recognises(head), link_pages.items
        if not name:
            name, read = enex.recognises(head), enex.items
    elif any(divider in head[:_FIRST_LINE] for divider in _DIVIDERS):
        from reader.sources.collections import tables

        name, read = tables.recognises(head), tables.items
    else:
        return None
    return Found(name, read(stack.enter_context(_text(stream)))) if name else None


def _text(stream: Stream) -> TextIO:
    return io.TextIOWrapper(stream.open(), encoding=_encoding(stream.head), errors="replace", newline="")


def _encoding(head: bytes) -> str:
    return "utf-16" if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
