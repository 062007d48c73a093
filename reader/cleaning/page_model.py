"""Which blocks of a whole page are its article's body: a small set of trees over the blocks' features.

The weights are data (`data/page_model.json`), fitted by `tests/quality/fit_page_model.py` on annotated pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cleaning import page_places
from reader.cleaning.page_features import AT, OWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.cleaning.page_tree import Place

NAMES = (*OWN, *page_places.NAMES)
UNLIKELY = {"consent": 0.05, "comment": 0.2, "sign_up": 0.5, "related": 0.6}
TITLE_SHARED = 0.6


def page_rows(own: Sequence[list[float]], places: Sequence[Place]) -> list[list[float]]:
    """Return the model's features, in the order of `NAMES`."""
    chances = [_chance(row, place) for row, place in zip(own, places, strict=True)]
    words, links, cruft, headings, topics = (
        [row[AT[name]] for row in own] for name in ("words", "link_share", "cruft", "heading", "topic")
    )
    measured = page_places.place_features(places, words, links, cruft, headings, chances, topics, _title_at(own))
    return [[*row, *place] for row, place in zip(own, measured, strict=True)]


def _chance(row: Sequence[float], place: Place) -> float:
    if not row[AT["prose"]]:
        return 0.0
    likely = 1.0
    for kind, share in UNLIKELY.items():
        if kind in place.own or kind in place.up:
            likely *= share
    if place.is_unseen or "nav" in place.within or "footer" in place.within or "aside" in place.within:
        likely *= 0.3
    return likely if row[AT["topic"]] else likely * 0.6


def _title_at(own: Sequence[Sequence[float]]) -> int:
    """Return where the title stands: the deepest-ranked heading that shares most of its words, -1 if none does."""
    best, found = 0.0, -1
    for at, row in enumerate(own):
        shared = row[AT["title_share"]]
        if shared >= TITLE_SHARED:
            rank = row[AT["heading"]]
            score = shared + (1.0 if rank == 1 else 0.5 if rank == 2 else 0.0)
            if score > best:
                best, found = score, at
    return found
