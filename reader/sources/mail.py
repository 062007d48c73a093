"""Letters: from the mail format to the part of the body that a person reads, and what the headers tell of it.

Headers and transfer encodings are the standard library's; the parts are found here, since its parser of whole messages
calls itself for each part in a part and compares each line with the boundaries of all of them.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import HeaderParser
from typing import NamedTuple

from reader.document import Envelope
from reader.sources.decoding import decode
from reader.text import sanitise_line
from reader.text.dates import parse_date
from reader.text.encodings import meant_encoding

_HEADER = re.compile(rb"([!-9;-~]{1,76}):")
_MAILBOX_LINE = re.compile(rb"From [^\r\n]{0,998}\r?\n")
_LENGTH_LINE = re.compile(rb"\s*(\d{1,9})[ \t]*\r?\n")
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_TRANSPORT = frozenset({b"received", b"message-id", b"return-path", b"delivered-to", b"x-mailer", b"dkim-signature"})
_SAVED_PAGE = b"snapshot-content-location"
_PAGE_PROGRAM = re.compile(rb"^from:[ \t]*\"?<?saved by\b", re.I | re.M)
_BLANKS = re.compile(r"\s+")
LONGEST_HEAD = 65_536
"""Bytes of a head that are read: a letter through many servers has 20,000."""
LONGEST_PART_HEAD = 8_192
LONGEST_HEADER = 2_000
"""Characters of one header that are read; a subject has hundreds at most."""
DEEPEST_PART = 30
"""Parts in parts that are opened: letters that were forwarded often have six or so."""
MOST_ATTACHMENTS = 100
"""Names of attachments that are told."""


class Letter(NamedTuple):
    """A letter's body, whether it is HTML, and what stands on the outside."""

    text: str
    is_html: bool
    envelope: Envelope


class _Piece(NamedTuple):
    text: str
    is_html: bool


@dataclass(slots=True)
class _Opening:
    """What has been found in the letter at hand."""

    data: bytes
    attachments: list[str] = field(default_factory=list)


def open_letter(data: bytes, ending: str = "") -> Letter | None:
    """Return the letter in `data`, None where it is none; a file's `ending` of letters is taken at its word."""
    data = _without_wrapping(data, ending)
    if not _is_letter(data, ending):
        return None
    head, body = _split(data, 0, len(data), LONGEST_HEAD)
    opening = _Opening(data)
    text, is_html = _joined(_read(opening, head, body, len(data), 0))
    return Letter(text, is_html, _envelope(head, tuple(opening.attachments[:MOST_ATTACHMENTS])))


def _without_wrapping(data: bytes, ending: str) -> bytes:
    """Take away what mail programs write before and behind a letter of their own."""
    if ending == ".emlx" and (length := _LENGTH_LINE.match(data)):
        return data[length.end() : length.end() + int(length.group(1))]
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    line = _MAILBOX_LINE.match(data)
    return data[line.end() :] if line else data


def _is_letter(data: bytes, ending: str) -> bool:
    if _HEADER.match(data) is None:
        return False
    end = _BLANK_LINE.search(data, 0, LONGEST_HEAD)
    head = data[: end.start() if end else LONGEST_HEAD]
    names = set()
    for line in head.splitlines():
        header = _HEADER.match(line)
        if header:
            names.add(header.group(1).lower())
        elif line[:1] not in (b" ", b"\t") and ending not in (".eml", ".emlx"):
            return False
    if _SAVED_PAGE in names or _PAGE_PROGRAM.search(head):
        return False
    if ending in (".eml", ".emlx"):
        return bool(names & {b"from", b"subject", b"date", b"to", b"mime-version", b"content-type", *_TRANSPORT})
    return b"from" in names and (bool(names & _TRANSPORT) or names >= {b"date", b"subject"})


def _split(data: bytes, start: int, end: int, longest: int) -> tuple[Message, int]:
    """Return the headers that begin at `start`, and where the body behind them begins."""
    if data.startswith((b"\n", b"\r\n"), start):
        return Message(), data.index(b"\n", start) + 1
    # A blank line is found many times faster by its two forms than by one expression for both.
    places = [(at, at + len(form)) for form in (b"\n\n", b"\n\r\n") if (at := data.find(form, start, end)) >= 0]
    head_end, body = min(places, default=(end, end))
    words = data[start : min(head_end + 1, start + longest)].decode("latin-1")
    head = HeaderParser().parsestr(words)
    # A line that is no header ends the headers; it and what follows are words of the letter.
    rest = head.get_payload()
    left = len(rest) if isinstance(rest, str) else 0
    return head, body if not left else start + len(words) - left


def _read(opening: _Opening, head: Message, start: int, end: int, depth: int) -> list[_Piece]:
    """Return the pieces of text of the part with headers `head` whose body is from `start` to `end`."""
    for name in ("Content-Type", "Content-Disposition"):
        value = head.get(name)
        if value is not None and len(str(value)) > LONGEST_HEADER:
            head.replace_header(name, str(value)[:LONGEST_HEADER])
    kind = head.get_content_type()
    if depth and (
        head.get_content_disposition() == "attachment"
        or not kind.startswith(("text/", "multipart/", "message/rfc822"))
    ):
        _note_attachment(opening, head)
        return []
    if kind == "message/rfc822" and depth < DEEPEST_PART:
        inner, body = _split(opening.data, start, end, LONGEST_PART_HEAD)
        return _read(opening, inner, body, end, depth + 1)
    boundary = head.get_boundary() if kind.startswith("multipart/") else None
    if boundary and depth < DEEPEST_PART:
        pieces = [
            _read(opening, *_split(opening.data, first, last, LONGEST_PART_HEAD), last, depth + 1)
            for first, last in _parts(opening.data, start, end, boundary.encode("latin-1", "replace"))
        ]
        if pieces:
            return _best(pieces) if kind == "multipart/alternative" else [piece for part in pieces for piece in part]
    if depth and not kind.startswith("text/"):
        return []
    return [piece] if (piece := _text_of(head, opening.data[start:end])).text.strip() else []


def _parts(data: bytes, start: int, end: int, boundary: bytes) -> list[tuple[int, int]]:
    """Return where the parts between lines of `boundary` begin and end; a last line that is missing is no harm."""
    found: list[tuple[int, int]] = []
    first = -1
    sign = b"--" + boundary
    at = data.find(sign, start, end)
    while at >= 0:
        line_end = data.find(b"\n", at, end)
        line_end = end if line_end < 0 else line_end
        rest = data[at + len(sign) : min(line_end, at + len(sign) + 80)].rstrip()
        if (at == start or data[at - 1] == 10) and rest in (b"", b"--"):
            if first >= 0:
                found.append((first, max(first, at - 1)))
            first = line_end + 1 if not rest else -1
            if rest:
                break
        at = data.find(sign, line_end, end)
    if 0 <= first < end:
        found.append((first, end))
    return found


def _best(pieces: list[list[_Piece]]) -> list[_Piece]:
    """Return the one of several forms of the same words that tells most of them: the last that is HTML, else the last."""
    told = [part for part in pieces if part]
    rich = [part for part in told if any(piece.is_html for piece in part)]
    return (rich or told or [[]])[-1]


def _text_of(head: Message, body: bytes) -> _Piece:
    head.set_payload(body.decode("ascii", "surrogateescape"))
    payload = head.get_payload(decode=True)
    words = payload if isinstance(payload, bytes) else body
    text = decode(words, meant_encoding(str(head.get_content_charset() or "")))
    kind = head.get_content_type()
    if kind == "text/plain" and str(head.get_param("format", "")).lower() == "flowed":
        text = _unflowed(text, str(head.get_param("delsp", "")).lower() == "yes")
    return _Piece(text.replace("\r\n", "\n"), kind in ("text/html", "application/xhtml+xml"))


def _unflowed(text: str, without_blanks: bool) -> str:
    """Return `text` with its paragraphs' lines joined: a line that ends with a blank goes on in the next one."""
    lines: list[str] = []
    goes_on, depth = False, 0
    for line in text.replace("\r\n", "\n").split("\n"):
        words = line.lstrip(">")
        quoted, words = len(line) - len(words), words.removeprefix(" ")
        if goes_on and quoted == depth and words != "-- ":
            lines[-1] += words
        else:
            lines.append(">" * quoted + " " * bool(quoted) + words)
        goes_on, depth = words.endswith(" ") and words != "-- ", quoted
        if goes_on and without_blanks:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def _joined(pieces: list[_Piece]) -> tuple[str, bool]:
    """Return the pieces as one text: as HTML if any of them is."""
    is_html = any(piece.is_html for piece in pieces)
    if not is_html or len(pieces) == 1:
        return "\n\n".join(piece.text for piece in pieces), is_html
    return "\n".join(piece.text if piece.is_html else as_html(piece.text) for piece in pieces), True


def as_html(text: str) -> str:
    """Return the paragraphs of the plain `text` as HTML."""
    return "".join(f"<p>{html.escape(words)}</p>" for words in re.split(r"\n[ \t]*\n", text) if words.strip())


def _note_attachment(opening: _Opening, head: Message) -> None:
    if len(opening.attachments) >= MOST_ATTACHMENTS:
        return
    # A picture that has an identity stands in the body.
    is_inner = head.get("Content-Id") is not None and head.get_content_maintype() == "image"
    name = "" if is_inner else head.get_filename()
    if name or head.get_content_disposition() == "attachment":
        opening.attachments.append(_decoded(name or "") or head.get_content_type())


def _envelope(head: Message, attachments: tuple[str, ...]) -> Envelope:
    name, host = _sender(_raw(head, "From") or _raw(head, "Sender"))
    dates = [_raw(head, "Date"), *(str(value).rpartition(";")[2] for value in reversed(head.get_all("Received", [])))]
    list_name = _decoded(_raw(head, "List-Id").partition("<")[0]).strip(" \"'")
    return Envelope(
        subject=_decoded(_raw(head, "Subject")),
        sender=name,
        host=host,
        sent=next((day for words in dates if (day := parse_date(words.strip()))), None),
        list_name="" if re.search(r"\d", list_name) else list_name,
        attachments=attachments,
    )


def _sender(value: str) -> tuple[str, str]:
    """Return the name and the domain in `value`, a list of addresses of which the first counts."""
    name, bracket, rest = value.partition("<")
    address = rest.partition(">")[0] if bracket else value.partition("(")[0]
    if not bracket and "@" in value:
        name = value.partition("(")[2].partition(")")[0]
    name = _decoded(name.strip().strip("\"'").replace('\\"', '"')).strip(" \"'")
    host = address.rpartition("@")[2].strip().lower() if "@" in address else ""
    return ("" if "@" in name else name), host if re.fullmatch(r"[\w.-]{1,253}", host) else ""


def _raw(head: Message, name: str) -> str:
    return str(head.get(name, ""))[:LONGEST_HEADER]


def _decoded(value: str) -> str:
    """Return the words of a header: encoded ones decoded, bytes that are none of ASCII as UTF-8 or as Windows had them."""
    value = value.encode("latin-1", "replace").decode("utf-8") if _is_utf8(value) else value
    value = _BLANKS.sub(" ", value)
    try:
        pieces = decode_header(value)
    except HeaderParseError:
        return sanitise_line(value)
    words = []
    for piece, charset in pieces:
        if isinstance(piece, str):
            words.append(piece)
        elif charset is None:
            words.append(piece.decode("raw-unicode-escape", "replace"))
        else:
            words.append(decode(piece, charset) if piece else "")
    return sanitise_line("".join(words))


def _is_utf8(value: str) -> bool:
    try:
        value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return False
    return True
