"""Where things stand on a line of the page. Nothing here loads Textual: the first page is painted before it."""

from __future__ import annotations

from typing import NamedTuple

from reader.plain.columns import share


class Columns(NamedTuple):
    """Where things stand on a line, in cells: the gutter's names, the text's first cell, its measure, the width."""

    names: int
    left: int
    measure: int
    width: int


def columns_for(width: int, measure: int) -> Columns:
    """Share `width` cells between names, edge and text, centred where there is room."""
    return Columns(*share(width, measure), width)
