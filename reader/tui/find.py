"""Find in an article: folded words, phrases across line breaks, regular expressions between slashes. Pure."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple, Protocol

from reader.text.alike import Repertoire

MAX_HITS = 1_000_000
"""More hits than anyone walks through; keeps a pattern that is everywhere from filling the memory."""
_PIECE = 1 << 14
"""Characters whose letters are counted together: so many are gone through to find the one of a number."""
PATIENCE = 0.3
"""Seconds that a regular expression may take: some grow without bound on some texts."""


class Hits(Protocol):
    """Where the words were found, in order, none overlapping the next; `problem` says why not, or not all."""

    @property
    def problem(self) -> str:
        """What stood in the way, "" if nothing did."""
        ...

    def __len__(self) -> int:
        """How many there are."""
        ...

    def span(self, number: int) -> tuple[int, int]:
        """Return where hit `number` starts and ends."""
        ...

    def nearest(self, offset: int, *, before: bool = False) -> int:
        """Return the number of the first hit from `offset` on, or of the last one `before` it; -1 without hits.

        Where there is none on that side, it is the first or the last of all.
        """
        ...

    def touching(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Yield (start, end, number) of the hits that share a character with `start` to `end`."""
        ...


class HitSpans:
    """Hits of which each is known."""

    def __init__(self, starts: Sequence[int] = (), ends: Sequence[int] = (), problem: str = "") -> None:
        self.starts, self.ends, self.problem = array("I", starts), array("I", ends), problem

    def __len__(self) -> int:
        return len(self.starts)

    def span(self, number: int) -> tuple[int, int]:
        """Return where hit `number` starts and ends."""
        return self.starts[number], self.ends[number]

    def nearest(self, offset: int, *, before: bool = False) -> int:
        """Return the hit nearest to `offset` on that side; see `Hits`."""
        return (bisect_left(self.starts, offset) - before) % len(self.starts) if self.starts else -1

    def touching(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Yield (start, end, number) of the hits that share a character with `start` to `end`."""
        number = max(0, bisect_left(self.starts, start) - 1)
        while number < len(self.starts) and self.starts[number] < end:
            if self.ends[number] > start:
                yield self.starts[number], self.ends[number], number
            number += 1


class LetterHits:
    """The hits of a single letter: a book has hundreds of thousands, which are counted and looked up when wanted."""

    problem = ""

    def __init__(self, text: str, letters: str, pattern: re.Pattern[str]) -> None:
        """Count each of `letters`, which are what `pattern` finds, in `text`."""
        self._text, self._letters, self._pattern = text, letters, pattern
        self._before = [0]
        """How many there are before each piece of the text, and in all of it."""
        for start in range(0, len(text), _PIECE):
            self._before.append(self._before[-1] + self._count(start, start + _PIECE))

    def _count(self, start: int, stop: int) -> int:
        return sum(self._text.count(letter, start, stop) for letter in self._letters)

    def _count_before(self, offset: int) -> int:
        """Return how many hits there are before `offset`, which is the number of the next one."""
        piece = min(max(0, offset), len(self._text)) // _PIECE
        return self._before[piece] + self._count(piece * _PIECE, max(0, offset))

    def __len__(self) -> int:
        return self._before[-1]

    def span(self, number: int) -> tuple[int, int]:
        """Return where hit `number` starts and ends."""
        piece = bisect_right(self._before, number) - 1
        matches = self._pattern.finditer(self._text, piece * _PIECE)
        return next(islice(matches, number - self._before[piece], None)).span()

    def nearest(self, offset: int, *, before: bool = False) -> int:
        """Return the hit nearest to `offset` on that side; see `Hits`."""
        return (self._count_before(offset) - before) % len(self) if len(self) else -1

    def touching(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Yield (start, end, number) of the hits that share a character with `start` to `end`."""
        for number, match in enumerate(self._pattern.finditer(self._text, start, end), self._count_before(start)):
            yield *match.span(), number


NO_HITS: Hits = HitSpans()


class Found(NamedTuple):
    """What was found in an article: the hits, the one gone to, and from where it was searched for, None if elsewhere."""

    hits: Hits = NO_HITS
    hit: int = -1
    begun_at: int | None = None


def find(query: str, text: str, repertoire: Repertoire) -> Hits:
    """Find `query` in `text`, which has the characters of `repertoire`; `/…/` is a regular expression, case ignored."""
    if not query.strip():
        return NO_HITS
    if len(query) > 1 and query.startswith("/"):
        return _find_pattern(query.removeprefix("/").removesuffix("/"), text)
    pattern = repertoire.pattern(query)
    if pattern is None:
        return NO_HITS
    letters = repertoire.letters(query)
    if letters:
        return LetterHits(text, letters, pattern)
    hits = HitSpans()
    add_start, add_end = hits.starts.append, hits.ends.append
    for match in islice(pattern.finditer(text), MAX_HITS):
        start, end = match.span()
        add_start(start)
        add_end(end)
    return hits


def _find_pattern(pattern: str, text: str) -> Hits:
    """Find a regular expression, for as long as a person waits: one that never ends is told, not waited for."""
    import regex

    try:
        compiled = regex.compile(pattern, regex.IGNORECASE | regex.MULTILINE | regex.VERSION0)
    except (regex.error, RecursionError, OverflowError) as error:
        return HitSpans(problem=f"not a pattern: {error}")
    starts, ends = array("I"), array("I")
    try:
        for match in compiled.finditer(text, timeout=PATIENCE, concurrent=False):
            if match.end() > match.start():
                starts.append(match.start())
                ends.append(match.end())
            if len(starts) >= MAX_HITS:
                break
    except TimeoutError:
        return HitSpans(starts, ends, problem="this pattern takes too long here; what was found until then is marked")
    return HitSpans(starts, ends)
