"""Which lines of a text are headlines, whose capitals say nothing about names."""

from __future__ import annotations

import re
from bisect import bisect_right

TITLE_CASE = 0.75
"""Share of capitalised longer words from which a line is a headline."""
SHORTEST_HEADLINE, LONGEST_HEADLINE = 19, 200
"""Characters of a headline: at least four long words with their blanks."""
_SENTENCE_ENDS = (".", ".“", ".»", ".«")
"""What a headline does not end with; in German, in which all nouns are capitals, a short sentence looks like one."""
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


def headlines_of(text: str) -> list[tuple[int, int]]:
    """Return the spans of lines in which nearly every word is capitalised."""
    spans, start = [], 0
    for line in text.split("\n"):
        if SHORTEST_HEADLINE <= len(line) < LONGEST_HEADLINE and not line.rstrip().endswith(_SENTENCE_ENDS):
            words = _LONG_WORD.findall(line)
            if len(words) > 3 and len([word for word in words if word[0].isupper()]) >= TITLE_CASE * len(words):
                spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def is_within(spans: list[tuple[int, int]], offset: int) -> bool:
    """Tell whether one of `spans`, which are in order, holds `offset`."""
    place = bisect_right(spans, (offset, 1 << 60)) - 1
    return place >= 0 and spans[place][0] <= offset < spans[place][1]
