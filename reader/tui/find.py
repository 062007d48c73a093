"""Find in an article: folded words, phrases across line breaks, regular expressions between slashes. Pure."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from reader.text.alike import Repertoire

MAX_HITS = 100_000
"""More hits than anyone walks through; keeps a one-letter pattern from filling the memory."""
PATIENCE = 0.3
"""Seconds that a regular expression may take: some grow without bound on some texts."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Where the words were found: `starts` and `ends` in order, none overlapping the next; `problem` says why not."""

    starts: array[int] = field(default_factory=lambda: array("I"))
    ends: array[int] = field(default_factory=lambda: array("I"))
    problem: str = ""

    def __len__(self) -> int:
        return len(self.starts)

    def nearest(self, offset: int, *, before: bool = False) -> int:
        """Return the number of the first hit from `offset` on, or of the last one `before` it; -1 without hits.

        Where there is none on that side, it is the first or the last of all.
        """
        if not self.starts:
            return -1
        return (bisect_left(self.starts, offset) - before) % len(self.starts)

    def touching(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Yield (start, end, number) of the hits that share a character with `start` to `end`."""
        number = max(0, bisect_left(self.starts, start) - 1)
        while number < len(self.starts) and self.starts[number] < end:
            if self.ends[number] > start:
                yield self.starts[number], self.ends[number], number
            number += 1


class Found(NamedTuple):
    """What was found in an article: the hits, the one gone to, and from where it was searched for, None if elsewhere."""

    hits: Hits = Hits()
    hit: int = -1
    begun_at: int | None = None


def find(query: str, text: str, repertoire: Repertoire) -> Hits:
    """Find `query` in `text`, which has the characters of `repertoire`; `/…/` is a regular expression, case ignored."""
    if not query.strip():
        return Hits()
    if len(query) > 1 and query.startswith("/"):
        return _find_pattern(query.removeprefix("/").removesuffix("/"), text)
    pattern = repertoire.pattern(query)
    hits = Hits()
    if pattern is not None:
        add_start, add_end = hits.starts.append, hits.ends.append
        for match in islice(pattern.finditer(text), MAX_HITS):
            add_start(match.start())
            add_end(match.end())
    return hits


def _find_pattern(pattern: str, text: str) -> Hits:
    """Find a regular expression, for as long as a person waits: one that never ends is told, not waited for."""
    import regex

    try:
        compiled = regex.compile(pattern, regex.IGNORECASE | regex.MULTILINE | regex.VERSION0)
    except (regex.error, RecursionError, OverflowError) as error:
        return Hits(problem=f"not a pattern: {error}")
    starts, ends = array("I"), array("I")
    try:
        for match in compiled.finditer(text, timeout=PATIENCE, concurrent=False):
            if match.end() > match.start():
                starts.append(match.start())
                ends.append(match.end())
            if len(starts) >= MAX_HITS:
                break
    except TimeoutError:
        return Hits(starts, ends, problem="this pattern takes too long here; what was found until then is marked")
    return Hits(starts, ends)
