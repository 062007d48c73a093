"""Reading one file, and telling what is wrong with it in words that help."""

from __future__ import annotations

import os
import re
from pathlib import Path

from reader.errors import SourceError
from reader.sources.decoding import decode, is_binary
from reader.sources.mail import open_letter
from reader.sources.mailbox import open_mailbox
from reader.sources.packed import unpack, web_address
from reader.sources.source import Source
from reader.sources.walking import COLLECTED, HOLDING_MANY
from reader.text import sanitise_line
from reader.text.signatures import EPUB, ZIP, what_is

MAX_BYTES = 100 * 1024 * 1024
"""The largest file that is read: twenty times the longest novel; anything above is something else."""

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


def read_file(path: Path) -> Source:
    """Read the file at `path`, or the article that it names within one; raises SourceError, naming it, if it cannot."""
    name = sanitise_line(str(path))
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            if status.st_size > MAX_BYTES:
                raise SourceError(
                    f"{name} is larger than {MAX_BYTES >> 20} MB.", hint="Split it, or give another file."
                )
            data = file.read(MAX_BYTES + 1)
    except NotADirectoryError:
        from reader.sources.collections.members import read_member

        return read_member(path)
    except FileNotFoundError:
        raise _missing(path, name) from None
    except IsADirectoryError:
        raise SourceError(f"{name} is a folder.", hint="Give it to quoth or quoth add, which read folders.") from None
    except PermissionError:
        raise SourceError(f"{name} may not be read.", hint="Change its permissions, or give another file.") from None
    except OSError as error:
        raise SourceError(f"{name} cannot be read: {error.strerror}.") from None
    ending = path.suffix.lower()
    if ending in COLLECTED or (what_is(data) == ZIP and not _is_book(data, ending)):
        _want_one(path, name, data)
    return read_bytes(data, str(path), mtime_ns=status.st_mtime_ns)


def _missing(path: Path, name: str) -> SourceError:
    """Return what to tell where nothing is at `path`: an article of an export may have outlived it."""
    export = next((parent for parent in path.parents if parent.suffix.lower() in HOLDING_MANY), None)
    if export is None or export.exists():
        return SourceError(f"{name} does not exist.", hint="Check the name, or give a folder.")
    return SourceError(
        f"{sanitise_line(str(export))}, in which this article came, is not there any more.",
        hint="What is in the library stays; put the file back to see the article as it came.",
    )


def _want_one(path: Path, name: str, data: bytes) -> None:
    """Raise SourceError if the file at `path` has many articles, or is a zip without any."""
    from reader.sources.collections import is_collection

    if is_collection(path):
        raise SourceError(f"{name} holds many articles.", hint="quoth add takes them into the library.")
    if what_is(data) == ZIP:
        raise SourceError(
            f"{name} is a zip without a page in it.", hint="Quoth reads the HTML, Markdown and text files in a zip."
        )


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
    if _is_book(data, ending):
        from reader.sources.epub import open_book

        book = open_book(data, shown)
        return Source(
            name,
            "html",
            book.page,
            book.particulars.url,
            size=len(data),
            mtime_ns=mtime_ns,
            particulars=book.particulars,
        )
    if kind_of_bytes or is_binary(data):
        told = f"{kind_of_bytes}, not text" if kind_of_bytes else "not text"
        raise SourceError(f"{shown} is {told}.", hint="Quoth reads text, Markdown and HTML files.")
    text = decode(data)
    kind = detect_format(text, ending)
    found = _SAVED_FROM.search(text[:4096]) if kind == "html" else None
    url = web_address(found.group(1) or found.group(2)) if found else ""
    return Source(name, kind, text, url=sanitise_line(url), size=len(data), mtime_ns=mtime_ns)


def _is_book(data: bytes, ending: str) -> bool:
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
