"""Mojibake: UTF-8 that was once read as Windows-1252 ("BrÃ¼cke", "itâ€™s") is read as what it is.

Only sequences that no living text writes are mended, each by itself, so that a text of both kinds comes out right.
"""

from __future__ import annotations

import re

_AFTER = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
"""What the bytes 80 to BF of a sequence look like, read as Windows-1252 or Latin-1."""
_SEQUENCE = re.compile(f"Ã[{_AFTER}]|Â[\xa0-\xbf]|â[€‚„\x80-\x84][{_AFTER}]|ï»¿|ð[Ÿ\x9f][{_AFTER}]{{2}}")
_BYTES = {
    bytes([number]).decode("cp1252"): number
    for number in range(0x80, 0xA0)
    if number not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


def mend_mojibake(text: str) -> str:
    """Return `text` with what was decoded wrongly decoded rightly; the work is linear in its length."""
    if text.isascii() or not any(sign in text for sign in "ÃÂâïð"):
        return text
    return _SEQUENCE.sub(lambda match: _mend(match.group()), text)


def _mend(sequence: str) -> str:
    try:
        return bytes(_BYTES.get(character, ord(character)) for character in sequence).decode("utf-8")
    except ValueError:
        return sequence
