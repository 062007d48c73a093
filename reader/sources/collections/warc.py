"""Web archives (WARC, and WACZ, which is a zip of them): each page in them is an article; pictures and scripts are not read."""

from __future__ import annotations

import gzip
import json
import re
import zipfile
import zlib
from collections.abc import Container, Iterator
from functools import partial
from typing import IO, NamedTuple

from reader.document import Issue, Particulars
from reader.errors import SourceError
from reader.sources.collections.collection import Content, Item, Member, Names
from reader.sources.collections.records import checksum, words_in
from reader.sources.collections.zipped import Archive
from reader.sources.packed import web_address
from reader.text import sanitise_line

LARGEST = 64 << 20
"""Bytes of a page that are read."""
LARGEST_SHARE = 200
"""Times its own size to which a packed archive may unfold, as for zips."""
_SMALL = 64 << 20
_LONGEST_LINE = 1 << 16
_PIECE = 1 << 18
_MOST_HEADERS = 200
_SIGN = re.compile(rb"WARC/\d\.\d\r?\n")
_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
_DAMAGED = Issue("cut-off", "is damaged: what stands behind its page number {} cannot be read.")
_UNREADABLE = (EOFError, OSError, zlib.error, zipfile.BadZipFile)


_IN_ZIP = re.compile(r"archive/[^/]+\.warc(?:\.gz)?$")
_LISTED = "pages/pages.jsonl"


class _Record(NamedTuple):
    kind: str
    address: str
    block: bytes


def recognises(head: bytes) -> str:
    """Return "web archive" where a file that begins with `head`, packed or not, is one, else ""."""
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(31).decompress(head, _PIECE)
        except zlib.error:
            return ""
    return "web archive" if _SIGN.match(head) else ""


def items(file: IO[bytes], size: int, names: Names | None = None, visited: Container[str] = ()) -> Iterator[Item]:
    """Yield the pages in the archive `file` of `size` bytes, and an issue where it is damaged.

    Where addresses are told that were `visited`, only their pages are taken, not what these embed.
    """
    try:
        is_packed = file.read(2) == b"\x1f\x8b"
        file.seek(0)
    except _UNREADABLE:
        yield Issue(_DAMAGED.code, _DAMAGED.message.format(0))
        return
    unpacked = gzip.GzipFile(fileobj=file) if is_packed else file
    names = names or Names()
    left = max(_SMALL, LARGEST_SHARE * size)
    number = 0
    records = _records(unpacked, left)  # type: ignore[arg-type]
    while True:
        try:
            record = next(records, None)
        except _UNREADABLE:
            yield Issue(_DAMAGED.code, _DAMAGED.message.format(number))
            return
        if record is None:
            return
        page = _page(record) if not visited or record.address in visited else None
        if page is not None and page.strip():
            number += 1
            yield Member(
                names.name(f"{checksum(record.address, record.kind):014x}.html"),
                size=len(page),
                checksum=checksum(page, record.address),
                load=partial(Content, page, "text" if record.kind == "conversion" else "html"),
                particulars=Particulars(url=sanitise_line(web_address(record.address))),
            )


def recognises_zip(archive: Archive) -> bool:
    """Tell whether `archive` is a WACZ."""
    return any(_IN_ZIP.match(name) for name in archive.members)


def items_of_zip(archive: Archive) -> Iterator[Item]:
    """Yield the pages in the WACZ `archive`: those that it lists as visited, where it does, without what they embed."""
    try:
        lines = archive.read(_LISTED).splitlines() if _LISTED in archive.members else []
    except SourceError as error:
        yield Issue("unreadable-list", error.message)
        lines = []
    visited = set(filter(None, map(_visited, lines)))
    names = Names()
    for name in filter(_IN_ZIP.match, archive.members):
        try:
            file = archive.open(name)
        except SourceError as error:
            yield Issue("unreadable-archive", error.message)
            continue
        with file:
            yield from items(file, archive.members[name].file_size, names, visited)


def _visited(line: bytes) -> str:
    try:
        page = json.loads(line)
    except (ValueError, RecursionError):
        return ""
    return words_in(page, "url") if isinstance(page, dict) else ""


def _records(file: IO[bytes], left: int) -> Iterator[_Record]:
    """Yield what may be pages; of all else nothing is kept. Raises EOFError where a record is cut off."""
    while line := file.readline(_LONGEST_LINE):
        left -= len(line)
        if not line.strip():
            continue
        if not _SIGN.fullmatch(line):
            raise EOFError
        headers = _headers(file)
        length = headers.get("content-length", "")
        if not length.isdecimal() or len(length) > 12 or int(length) > left:
            raise EOFError
        left -= int(length)
        kind, type = headers.get("warc-type", ""), headers.get("content-type", "").partition(";")[0].strip().lower()
        address = headers.get("warc-target-uri", "").strip("<> ")
        is_wanted = kind == "response" or (kind in ("resource", "conversion") and type in _PAGES)
        is_wanted = is_wanted and address.startswith(("http://", "https://"))
        block = _block(file, int(length), is_wanted=is_wanted)
        if is_wanted:
            yield _Record(kind, address, block)


def _headers(file: IO[bytes]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for _ in range(_MOST_HEADERS):
        line = file.readline(_LONGEST_LINE)
        if not line.strip():
            return headers
        name, _, value = line.decode("utf-8", "replace").partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    raise EOFError


def _block(file: IO[bytes], length: int, *, is_wanted: bool) -> bytes:
    """Read past `length` bytes and return them as far as they are wanted, and not too many."""
    pieces: list[bytes] = []
    kept = 0
    while length > 0:
        piece = file.read(min(length, _PIECE))
        if not piece:
            raise EOFError
        length -= len(piece)
        if is_wanted and kept < LARGEST:
            pieces.append(piece)
            kept += len(piece)
    return b"".join(pieces)


def _page(record: _Record) -> bytes | None:
    """Return the page in `record`; None where it is none, or the answer of a server that had none."""
    if record.kind != "response":
        return record.block
    head, _, body = record.block.partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    headers = {
        name.strip().lower(): value.strip().lower() for name, _, value in (row.partition(":") for row in lines)
    }
    if not re.match(r"HTTP/\S+ 200\b", status) or not headers.get("content-type", "").startswith(_PAGES[:2]):
        return None
    if "chunked" in headers.get("transfer-encoding", ""):
        body = _joined(body)
    packed = headers.get("content-encoding", "")
    if packed in ("gzip", "x-gzip", "deflate"):
        try:
            body = zlib.decompressobj(47).decompress(body, LARGEST)
        except zlib.error:
            return body if body.lstrip().startswith(b"<") else None
    elif packed not in ("", "identity") and not body.lstrip().startswith(b"<"):
        return None
    return body


def _joined(body: bytes) -> bytes:
    """Put a page together that was sent in chunks; as it is, where it was not after all."""
    chunks: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\r\n", at, at + 40)
        size = body[at:end].partition(b";")[0].strip() if end >= 0 else b""
        if not re.fullmatch(rb"[0-9a-fA-F]{1,8}", size):
            return b"".join(chunks) if chunks else body
        if int(size, 16) == 0:
            return b"".join(chunks)
        chunks.append(body[end + 2 : end + 2 + int(size, 16)])
        at = end + 2 + int(size, 16) + 2
