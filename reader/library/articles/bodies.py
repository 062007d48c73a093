"""The stored form of an article's body: its words, its blocks and its quotations, each by itself and compressed.

They are apart because a snippet wants the words alone, and compressed because that halves the library: what is read
from the disk for fifty results then fits into a few pages.
"""

from __future__ import annotations

import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.document.codec import decode_article, decode_quotations, encode_article, encode_quotations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.document import Article, Quotation

LEVEL = 6
"""Of zlib: 47 % of the bytes for 0.1 ms an article; the highest saves one more in a hundred for twice the time."""

MOST_GROWTH = 8
"""Times its stored size that a text takes at most, nearly always: it is then made in one piece, and not copied as it grows."""

Body = tuple[bytes, bytes, bytes]


def pack(article: Article, quotations: Sequence[Quotation], sketched: str) -> Body:
    """Return the words, the article without them, and the quotations, as the database keeps them.

    `sketched` is the sketch of the words, which stands before the article: to take that of a book would be a fifth of
    the time in which it is opened.
    """
    words = article.text.encode("utf-8", "replace")
    layout = sketched.encode("ascii") + b"\n" + encode_article(replace(article, text=""))
    return zlib.compress(words, LEVEL), zlib.compress(layout, LEVEL), pack_quotations(quotations)


def pack_quotations(quotations: Sequence[Quotation]) -> bytes:
    """Return the quotations as the database keeps them."""
    return zlib.compress(encode_quotations(quotations), LEVEL)


def _unpacked(part: bytes) -> bytes:
    return zlib.decompress(part, bufsize=max(zlib.DEF_BUF_SIZE, MOST_GROWTH * len(part)))


def unpack_text(words: bytes) -> str:
    """Return the words of a body."""
    return _unpacked(words).decode()


def unpack_layout(layout: bytes) -> tuple[Article, str]:
    """Return the article without its words, and their sketch, "" where an older program stored it.

    Raises ValueError if it is none.
    """
    stored, sketched = _unpacked(layout), b""
    # No sketch has a quote mark in it, and JSON that has any words begins with one.
    if not stored.startswith(b'{"'):
        sketched, _, stored = stored.partition(b"\n")
    return decode_article(stored), sketched.decode("ascii")


def unpack_quotations(quotations: bytes) -> Sequence[Quotation]:
    """Return the quotations; raises ValueError if they are none."""
    return decode_quotations(_unpacked(quotations))
