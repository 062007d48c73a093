"""Pages in a language that nobody knows, made of known ones: what a model learns of them holds for every language.

Most annotated pages are in one language, whose words tell much. On a page in another the models must go by all else, and
learn that from copies of pages whose letters have been exchanged.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from reader.cleaning.languages import common_words
from reader.cleaning.lines import LogicalLine

VOWELS, CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxyz"
_WORD = re.compile(r"[A-Za-z]+")


def disguised(lines: Sequence[LogicalLine], chance: random.Random, *, keep_common: bool) -> list[LogicalLine]:
    """Return `lines` with their letters exchanged; with `keep_common` the commonest words stay, as of a known language."""
    table = exchange(chance)
    common = {word for words in common_words().values() for word in words} if keep_common else set()

    def put(match: re.Match[str]) -> str:
        word = match.group()
        return word if word.lower() in common else word.translate(table)

    return [replace(line, text=_WORD.sub(put, line.text)) for line in lines]


def exchange(chance: random.Random) -> dict[int, int]:
    """Return a table that puts another vowel for each vowel and another consonant for each consonant."""
    table: dict[int, int] = {}
    for letters in (VOWELS, CONSONANTS):
        step = chance.randrange(1, len(letters))
        moved = letters[step:] + letters[:step]
        table |= str.maketrans(letters + letters.upper(), moved + moved.upper())
    return table
