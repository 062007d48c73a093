"""What a line shows where that is not its words as they are: tabs as blanks, a hyphen at its end, justified blanks.

Worked out for the lines that are looked at; each shown character keeps the offset that it stands for.
"""

from __future__ import annotations

from array import array

from reader.text import cell_width
from reader.typesetting.wrapping import TAB

Shown = tuple[str, "array[int]"]

WIDEST_GAP = 4
"""Cells to which a blank is widened at most: a line that would need more stays ragged."""


def with_tabs(words: str, start: int) -> Shown:
    """Return `words`, which begin at offset `start`, with tabs as blanks."""
    shown, offsets = [], array("I")
    for offset, character in enumerate(words, start):
        piece = " " * TAB if character == "\t" else " " if character == "\n" else character
        shown.append(piece)
        offsets.extend([offset] * len(piece))
    return "".join(shown), offsets


def with_hyphen(words: str, start: int) -> Shown:
    """Return `words` with a hyphen behind them, which stands for what follows."""
    return words + "-", array("I", range(start, start + len(words) + 1))


def justified(shown: str, offsets: array[int], width: int) -> Shown:
    """Return a line with its blanks widened so that it fills `width` cells, the wider ones spread over it."""
    blanks = shown.count(" ", len(shown) - len(shown.lstrip()))
    missing = width - cell_width(shown)
    if missing <= 0 or not blanks or missing > blanks * (WIDEST_GAP - 1):
        return shown, offsets
    pieces, spread, seen, given = [], array("I"), 0, 0
    first = len(shown) - len(shown.lstrip())
    for place, character in enumerate(shown):
        pieces.append(character)
        spread.append(offsets[place])
        if character == " " and place >= first:
            seen += 1
            more = (2 * missing * seen + blanks) // (2 * blanks) - given
            given += more
            pieces.append(" " * more)
            spread.extend([offsets[place]] * more)
    return "".join(pieces), spread
