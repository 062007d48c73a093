"""Words in which something was found, as a line of a list: cut so that the first hit is in it, and hits stand out. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text import cell_width, fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.tui.widgets.row_list import Piece

BEFORE_HIT = 0.4
"""The share of a line that may stand before its first hit."""
SHOWN_AS_IT_IS = 0.8
"""A line whose first hit ends within this share of it is not moved."""


def found_in(words: str, wanted: Sequence[str]) -> list[tuple[int, int]]:
    """Return where in `words` those that are `wanted` stand, however they are printed, in order, the longer one first.

    Single letters are left out: the first one typed of a word would stand out all over the list.
    """
    shown = [word for word in wanted if len(word) > 1 or not word.isascii()]
    if not shown:
        return []
    # Loaded when something is searched for: the list of a start has nothing to find.
    from reader.text.alike import Repertoire

    repertoire = Repertoire(words)
    patterns = [pattern for word in shown if (pattern := repertoire.pattern(word)) is not None]
    found = (match.span() for pattern in patterns for match in pattern.finditer(words))
    return sorted(found, key=lambda span: (span[0], -span[1]))


def hit_pieces(words: str, hits: Sequence[tuple[int, int]], width: int, style: str) -> list[Piece]:
    """Return `words` in `width` cells and in `style`, with `hits` standing out, the first of them among what is shown."""
    start = 0
    if hits and cell_width(words[: hits[0][1]]) > width * SHOWN_AS_IT_IS:
        start = max(0, hits[0][0] - int(width * BEFORE_HIT))
    if start:
        # From a whole word on, or from the hit itself.
        blank = words.find(" ", start, hits[0][0])
        start = blank + 1 if blank >= 0 else hits[0][0]
    left_out = "… " if start else ""
    cut = fit(left_out + words[start:], width).rstrip()
    start -= len(left_out)
    return with_hits(cut, [(first - start, last - start) for first, last in hits], style)


def with_hits(words: str, hits: Sequence[tuple[int, int]], style: str) -> list[Piece]:
    """Return `words` in `style` with `hits` standing out; hits that were cut off are left out."""
    pieces, place = [], 0
    for first, last in hits:
        if place <= first < last <= len(words):
            pieces += [(words[place:first], style), (words[first:last], "hit")]
            place = last
    pieces.append((words[place:], style))
    return [piece for piece in pieces if piece[0]]
