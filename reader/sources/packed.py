"""Pages that a browser saved with their pictures in one file: MHTML and Safari's web archives. Only the page is taken."""

from __future__ import annotations

import re
from typing import NamedTuple

_HEADER = re.compile(rb"\s*[A-Za-z-]{2,40}:[ \t]")
_RELATED = re.compile(rb"^content-type:\s*multipart/related", re.I | re.M)
_HEAD = 4096
"""Bytes in which an MHTML file says what it is."""
_WEB_ARCHIVE = b"WebMainResource"
_OWN_MACHINE = re.compile(r"https?://(?:localhost|127\.[\d.]+|0\.0\.0\.0|\[::1?\])(?:[:/?#]|$)", re.I)
_ENCODING = re.compile(r"[A-Za-z0-9_:.-]{2,40}")


class Packed(NamedTuple):
    """The page that a file holds, the encoding that the file names for it, and the page's address; "" if it does not."""

    page: bytes
    encoding: str
    url: str


def unpack(data: bytes) -> Packed | None:
    """Return the page in `data`, None where that is no page in a file or a damaged one."""
    head = data[:_HEAD]
    if _HEADER.match(head) and _RELATED.search(head):
        return _of_mail(data)
    if head.startswith(b"bplist00") or (_WEB_ARCHIVE in head and b"<plist" in head):
        return _of_property_list(data)
    return None


def _of_mail(data: bytes) -> Packed | None:
    from email import message_from_bytes
    from email.policy import compat32

    message = message_from_bytes(data.lstrip(), policy=compat32)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            page = part.get_payload(decode=True)
            if not isinstance(page, bytes) or not page.strip():
                continue
            url = str(message.get("Snapshot-Content-Location") or part.get("Content-Location") or "")
            return Packed(page, _known(str(part.get_param("charset") or "")), web_address(url))
    return None


def _of_property_list(data: bytes) -> Packed | None:
    import plistlib
    from xml.parsers.expat import ExpatError

    try:
        main = plistlib.loads(data)["WebMainResource"]
        page, kind = main["WebResourceData"], str(main.get("WebResourceMIMEType", "text/html"))
    except (plistlib.InvalidFileException, ExpatError, ValueError, KeyError, TypeError, AttributeError, IndexError,
            OverflowError, RecursionError, MemoryError):  # fmt: skip
        return None
    if not isinstance(page, bytes) or "html" not in kind:
        return None
    encoding, url = (str(main.get(name, "")) for name in ("WebResourceTextEncodingName", "WebResourceURL"))
    return Packed(page, _known(encoding), web_address(url))


def _known(encoding: str) -> str:
    return encoding if _ENCODING.fullmatch(encoding) else ""


def web_address(url: str) -> str:
    """Return `url` if it is a place on the web: pages are also saved from a disk, and from the machine itself."""
    url = url.strip()
    return url if url.startswith(("http://", "https://")) and _OWN_MACHINE.match(url) is None else ""
