"""Find in an article: folded words, phrases across line breaks, regular expressions between slashes. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.text import FoldedText, fold

MAX_HITS = 100_000
"""More hits than anyone walks through; keeps a one-letter pattern from filling the memory."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Where the words were found, as (start, end) offsets in order; `problem` says why a pattern cannot be read."""

    spans: tuple[tuple[int, int], ...] = ()
    problem: str = ""

    def nearest(self, offset: int) -> int:
        """Return the number of the first hit at or after `offset`, else of the first; -1 without hits."""
        for number, (start, _) in enumerate(self.spans):
            if start >= offset:
                return number
        return 0 if self.spans else -1


def find(query: str, text: str, folded: FoldedText) -> Hits:
    """Find `query` in `text`, whose folded form is `folded`; `/…/` is a regular expression, case ignored."""
    if not query.strip():
        return Hits()
    if len(query) > 1 and query.startswith("/"):
        return _find_pattern(query.removeprefix("/").removesuffix("/"), text)
    needle = fold(query).strip()
    spans: list[tuple[int, int]] = []
    start = folded.text.find(needle) if needle else -1
    while start >= 0 and len(spans) < MAX_HITS:
        spans.append(folded.original_span(start, start + len(needle)))
        start = folded.text.find(needle, start + len(needle))
    return Hits(tuple(spans))


def find_any(queries: Sequence[str], text: str, folded: FoldedText) -> Hits:
    """Find each of `queries`, words or phrases that an article was found by, in `text`."""
    spans = {span for query in queries for span in find(query, text, folded).spans}
    return Hits(tuple(sorted(spans)))


def _find_pattern(pattern: str, text: str) -> Hits:
    try:
        compiled = re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        return Hits(problem=f"not a pattern: {error}")
    spans = []
    for match in compiled.finditer(text):
        if match.end() > match.start():
            spans.append(match.span())
        if len(spans) >= MAX_HITS:
            break
    return Hits(tuple(spans))
