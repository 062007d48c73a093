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


def pack(article: Article, quotations: Sequence[Quotation]) -> Body:
    """Return the words, the article without them, and the quotations, as the database keeps them."""
    layout = encode_article(replace(article, text=""))
    parts = (article.text, layout, encode_quotations(quotations))
    return tuple(zlib.compress(part.encode("utf-8", "replace"), LEVEL) for part in parts)  # type: ignore[return-value]


def pack_quotations(quotations: Sequence[Quotation]) -> bytes:
    """Return the quotations as the database keeps them."""
    return zlib.compress(encode_quotations(quotations).encode("utf-8", "replace"), LEVEL)


def unpack_text(words: bytes) -> str:
    """Return the words of a body."""
    return zlib.decompress(words, bufsize=max(zlib.DEF_BUF_SIZE, MOST_GROWTH * len(words))).decode()


def unpack_article(words: bytes, layout: bytes) -> Article:
    """Return the article; raises ValueError if it is none."""
    return replace(decode_article(unpack_text(layout)), text=unpack_text(words))


def unpack_quotations(quotations: bytes) -> Sequence[Quotation]:
    """Return the quotations; raises ValueError if they are none."""
    return decode_quotations(unpack_text(quotations))
