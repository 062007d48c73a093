"""What the bytes of a file hold: text in its format, a letter, a page packed into one file, or a book."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import IO

from reader.errors import SourceError
from reader.sources.decoding import decode, is_binary
from reader.sources.mail import open_letter
from reader.sources.mailbox import open_mailbox
from reader.sources.packed import unpack, web_address
from reader.sources.source import Source
from reader.text import sanitise_line
from reader.text.signatures import EPUB, ZIP, what_is

_BOOK = ".epub"
_IN_BOOKS = b"META-INF/container.xml"
"""The name of a book's first part, which stands unpacked in its zip."""
_HTML_NAMES = frozenset({".html", ".htm", ".xhtml", ".shtml"})
_MARKDOWN_NAMES = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_HTML_START = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*|<\?xml[^>]{0,200}>\s*){0,5}<(?:!doctype html|html|head|body)\b", re.I | re.S
)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S{1,2000}?)\s*-->|^\s*url:\s(\S{1,2000})\s*$", re.M)
_MARKDOWN_SIGNS = re.compile(r"^(?:#{1,6} \S|[*+-] \[[ xX]\] |```|\[\^?[^\]\n]{1,80}\]:)|\]\(https?://", re.M)


def read_bytes(data: bytes, name: str, *, mtime_ns: int = 0) -> Source:
    """Return what `data`, called `name`, holds; raises SourceError if it is empty or binary."""
    shown = sanitise_line(name)
    if not data.strip():
        raise SourceError(f"{shown} is empty.", hint="There is nothing in it to read.")
    ending = Path(name).suffix.lower()
    letter = open_mailbox(data, Path(name).stem) or open_letter(data, ending)
    if letter is not None:
        kind = "html" if letter.is_html else "text"
        return Source(name, kind, letter.text, size=len(data), mtime_ns=mtime_ns, envelope=letter.envelope)
    packed = unpack(data)
    if packed is not None:
        page = decode(packed.page, packed.encoding)
        return Source(name, "html", page, url=sanitise_line(packed.url), size=len(data), mtime_ns=mtime_ns)
    kind_of_bytes = what_is(data)
    if is_book(data, ending):
        return read_book(io.BytesIO(data), len(data), name, mtime_ns=mtime_ns)
    if kind_of_bytes or is_binary(data):
        told = f"{kind_of_bytes}, not text" if kind_of_bytes else "not text"
        raise SourceError(f"{shown} is {told}.", hint="Quoth reads text, Markdown and HTML files.")
    text = decode(data)
    kind = detect_format(text, ending)
    found = _SAVED_FROM.search(text[:4096]) if kind == "html" else None
    url = web_address(found.group(1) or found.group(2)) if found else ""
    return Source(name, kind, text, url=sanitise_line(url), size=len(data), mtime_ns=mtime_ns)


def read_book(file: IO[bytes], size: int, name: str, *, mtime_ns: int = 0) -> Source:
    """Return the book in `file`, which has `size` bytes and is called `name`; raises SourceError if it cannot be read."""
    from reader.sources.epub import open_book

    book = open_book(file, size, sanitise_line(name))
    url = book.particulars.url
    return Source(name, "html", book.page, url, size=size, mtime_ns=mtime_ns, particulars=book.particulars)


def is_book(data: bytes, ending: str) -> bool:
    """Tell whether `data` of a file with this `ending` is an EPUB, whose first part may stand out of order."""
    kind = what_is(data)
    return kind == EPUB or (kind == ZIP and (ending == _BOOK or _IN_BOOKS in data))


def detect_format(text: str, extension: str) -> str:
    """Return "html", "markdown" or "text": by what the text says first, by its file's ending second."""
    head = text[:8192]
    if _HTML_START.match(head) or (extension in _HTML_NAMES and "<" in head):
        return "html"
    if extension in _MARKDOWN_NAMES:
        return "markdown"
    if head.startswith("---\n") and "\n---" in head and re.match(r"---\n[A-Za-z_-]{1,40}:", head):
        return "markdown"
    if re.search(r"<(?:p|div|article|h1)\b[^>]{0,500}>", head, re.I) and head.count("</") > 3:
        return "html"
    if len(_MARKDOWN_SIGNS.findall(head)) >= 3 and extension == "":
        return "markdown"
    return "text"
