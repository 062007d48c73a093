"""Where words may be hyphenated: the patterns of TeX for the article's language, through pyphen.

A hyphen is only ever shown: the article's text, what is copied from it and all offsets know nothing of it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Protocol

SHORTEST = 6
"""Letters of the shortest word that is broken."""
MOST_KNOWN = 10_000
"""Different words of a language whose places are remembered: as many as stand at the ends of lines in a long book."""
_OURS = {"": "en_US", "en": "en_US", "de": "de_DE", "pt": "pt_PT"}
"""What is meant where there are several patterns for a language; English where the language is not known."""
_CAPITAL_NOUNS = frozenset({"de", "lb"})
"""Languages in which a capital is no sign of a name."""
_WORD = re.compile(r"[^\W\d_]+")


class _Patterns(Protocol):
    def positions(self, word: str) -> list[int]: ...


class Hyphenation:
    """The hyphenation of one language, which may keep names, or what looks like them, in one piece."""

    def __init__(self, patterns: _Patterns, *, keeps_names: bool = True) -> None:
        self._patterns = patterns
        self._keeps_names = keeps_names
        self._known: dict[str, tuple[int, ...]] = {}

    def break_before(self, text: str, word: int, stop: int, end: int) -> int:
        """Return the last offset up to `stop` at which the word from offset `word` on may be hyphenated, or 0."""
        match = _WORD.search(text, word, end)
        if match is None or match.start() > word + 2 or match.end() <= stop:
            return 0
        letters = match.group()
        if len(letters) < SHORTEST or letters.isupper() or (self._keeps_names and letters[0].isupper()):
            return 0
        positions = self._known.get(letters)
        if positions is None:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            positions = self._known[letters] = tuple(self._patterns.positions(letters.lower()))
        room = stop - match.start()
        best = max((place for place in positions if place <= room), default=0)
        return match.start() + best if best else 0


@lru_cache(maxsize=4)
def hyphenation_of(language: str) -> Hyphenation | None:
    """Return the hyphenation of `language`, a two-letter code (English where it is not known), or None."""
    import pyphen

    name = _OURS.get(language) or pyphen.language_fallback(language)
    # Three letters stay on the next line, as typesetters have it; two before the hyphen are enough.
    patterns = pyphen.Pyphen(lang=name, left=2, right=3) if name else None
    return Hyphenation(patterns, keeps_names=language not in _CAPITAL_NOUNS) if patterns is not None else None
