"""Count how often marks are placed right, wrong, or although their words are gone."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable

from reader.document import Anchor, Article
from reader.document.placing import Placement, anchor_at, place
from tests.reliability.changes import CHANGES, joined, paragraphs_of, selections

STANDS, GONE = 0.9, 0.25
"""Shares of the letters that are still together from which words stand, and below which they are gone."""
FORGIVEN = 3
"""Characters by which a place may begin or end beside: a quote mark, a bracket."""


def measure(
    articles: Iterable[Article], *, marks: int, seed: int, placing: Callable[[str, Anchor], Placement] = place
) -> dict[str, Counter[str]]:
    """Return, for each change, how many marks were right, wrong, unplaced; and placed or not though gone."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in CHANGES}
    for number, article in enumerate(articles):
        for name, change in CHANGES.items():
            chance = random.Random(f"{seed} {number} {name}")
            changed = joined(change(paragraphs_of(article), chance))
            for start, end in selections(article, chance, marks):
                outcome = _outcome(article, changed, start, end, placing)
                if outcome:
                    counts[name][outcome] += 1
    return counts


def _outcome(article: Article, changed, start: int, end: int, placing) -> str:  # type: ignore[no-untyped-def]
    share, first, last = changed.place_of(article, start, end)
    placement = placing(changed.text, anchor_at(article, start, end))
    if share >= STANDS:
        if not placement.is_placed:
            return "unplaced"
        slack = FORGIVEN + (end - start) // 12
        here = [at for at in range(placement.start, placement.end) if changed.text[at].isalnum()]
        near = abs(here[0] - first) <= slack and abs(here[-1] + 1 - last) <= slack
        return "right" if near else "wrong"
    if share <= GONE:
        return "ghost" if placement.is_placed else "told"
    return ""
