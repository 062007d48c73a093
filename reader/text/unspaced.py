"""Letters that are written without spaces between words: Chinese and Japanese; and how much is read with them."""

from __future__ import annotations

import re

IDEOGRAPHS = "\u3005-\u3007\u3400-\u9fff\uf900-\ufaff"
"""Chinese characters, as a class of a regular expression has them."""
KANA = "\u3041-\u30ff"
"""The two syllabaries of Japanese, as a class of a regular expression has them."""
LETTERS_A_WORD = 2
"""Characters of a script without spaces that are read in the time of a word: some five hundred a minute."""
LOOKED_AT = 4_000
"""Characters at the beginning of a text by which it is told whether its words are parted by spaces."""
_UNSPACED = f"[{IDEOGRAPHS}{KANA}]"


def count_words(text: str) -> int:
    """Return the number of words in `text` as spaces part them; where none do, two characters count as one."""
    words = len(text.split())
    if not text.isascii() and re.search(_UNSPACED, text[:LOOKED_AT]):
        words += count_unspaced(text) // LETTERS_A_WORD
    return words


def count_unspaced(text: str) -> int:
    """Return the number of characters in `text` that are of a script without spaces between words."""
    return 0 if text.isascii() else len(re.findall(_UNSPACED, text))
