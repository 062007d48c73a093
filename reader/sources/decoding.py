"""From bytes to text: byte order marks, the page's own word, UTF-8, and only then a guess.

Decoding comes before the gate: ISO-2022-JP holds escape characters that are part of the text.
"""

from __future__ import annotations

import codecs
import re

from reader.text.encodings import meant_encoding

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I
)
_SEVEN_BITS = ("iso-2022", "hz", "utf-7")
"""How encodings begin whose bytes are all of ASCII, so that nothing but their name tells them."""
_JAPANESE_ESCAPE = re.compile(rb"\x1b(?:\$[@B]|\([BJ])")
GUESSED_FROM = 65_536
"""Bytes that an encoding is guessed from: more does not change the guess and takes seconds."""


def decode(data: bytes, encoding: str = "") -> str:
    """Return `data` as text; bytes that fit nothing become U+FFFD. `encoding` is what is said of it elsewhere."""
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return data.decode(marked, "replace")
    if _JAPANESE_ESCAPE.search(data[:GUESSED_FROM]):
        try:
            return data.decode("iso-2022-jp")
        except UnicodeDecodeError:
            pass
    told = meant_encoding(encoding)
    for name in (told if told.startswith(_SEVEN_BITS) else "", "utf-8"):
        if (text := _decoded(data, name)) is not None:
            return text
    declared = _DECLARED.search(data[:4096])
    for name in (told, meant_encoding(declared.group(1).decode("ascii")) if declared else "", _guess(data)):
        if (text := _decoded(data, name)) is not None:
            return text
    wrong = data.decode("utf-8", "replace")
    if wrong.count("\ufffd") * 100 < len(wrong):
        return wrong
    return data.decode("cp1252", "replace")


def _decoded(data: bytes, encoding: str) -> str | None:
    """Return `data` in `encoding`, None where it does not fit or the encoding is unknown or "" or none of texts."""
    try:
        return data.decode(encoding) if encoding else None
    except (LookupError, UnicodeError):
        return None


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:GUESSED_FROM]).best()
    return best.encoding if best is not None else ""


def is_binary(data: bytes) -> bool:
    """Tell whether `data` is no text in any encoding: NULs or controls in number, without a mark that explains them."""
    if any(data.startswith(mark) for mark, _ in _MARKS):
        return False
    sample = data[:8192]
    controls = sum(sample.count(bytes([code])) for code in (*range(9), *range(14, 27), *range(28, 32)))
    return controls > max(2, len(sample) // 50)
