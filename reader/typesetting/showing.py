"""What a line shows where that is not its words as they are: tabs as blanks, a hyphen at its end, justified blanks.

Worked out for the lines that are looked at; each shown character keeps the offset that it stands for.
"""

from __future__ import annotations

from array import array

from reader.plain.breaking import is_bound
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
    """Return a line with its blanks widened so that it fills `width` cells, the wider ones spread over it.

    Blanks before the first word, and those between a mark and the words that it belongs to, stay as they are.
    """
    first = len(shown) - len(shown.lstrip())
    blanks = [place for place in range(first, len(shown)) if shown[place] == " " and not is_bound(shown, place)]
    missing = width - cell_width(shown)
    if missing <= 0 or not blanks or missing > len(blanks) * (WIDEST_GAP - 1):
        return shown, offsets
    pieces, spread, reached, given = [], array(offsets.typecode), 0, 0
    for number, place in enumerate(blanks, 1):
        more = (2 * missing * number + len(blanks)) // (2 * len(blanks)) - given
        given += more
        pieces.append(shown[reached : place + 1] + " " * more)
        spread.extend(offsets[reached : place + 1])
        spread.extend(offsets[place : place + 1] * more)
        reached = place + 1
    spread.extend(offsets[reached:])
    return "".join(pieces) + shown[reached:], spread
