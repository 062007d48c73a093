"""Pages that are nothing but saved addresses: bookmarks as browsers export them, Pocket's and Instapaper's lists."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TextIO

from reader.sources.collections.collection import Item, Link
from reader.text import sanitise_line

HEAD = 4096
"""Characters in which such a page says what it is."""
_LIST = re.compile(r"<!DOCTYPE\s+NETSCAPE-Bookmark-file|<title>\s*(Pocket|Instapaper):? Export\s*</title>", re.I)
_LINK = re.compile(r"<a\s[^<>]{0,20000}?href\s*=\s*[\"']?(https?://[^\"'\s<>]+)[^<>]*>([^<]*)<", re.I)
PIECE = 1 << 20
"""Characters that are read at a time."""


def recognises(head: str) -> str:
    """Return what the page that begins with `head` is an export of, "" where it is another page."""
    found = _LIST.search(head[:HEAD])
    return "" if found is None else (found[1] or "bookmarks")


def items(text: TextIO) -> Iterator[Item]:
    """Yield the addresses in the page `text`."""
    rest = ""
    while piece := text.read(PIECE):
        words = rest + piece
        at = 0
        for found in _LINK.finditer(words):
            yield Link(sanitise_line(html.unescape(found[1])), sanitise_line(html.unescape(found[2])).strip())
            at = found.end() - 1
        # A link may go on in the next piece; what is longer than one is none.
        rest = words[max(at, len(words) - PIECE) :]
