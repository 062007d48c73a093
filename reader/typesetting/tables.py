"""Tables: columns as wide as their widest cell where that fits, shared out in proportion where it does not.

A cell that is wider than its column is broken into lines of its own; every character keeps the offset that it came
from, so that quotations and hits can be laid over it.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from reader.text import cell_width
from reader.typesetting.wrapping import wrap

if TYPE_CHECKING:
    from reader.document import Block
    from reader.typesetting.page import Page

GAP = "  "
NARROWEST_COLUMN = 4


def set_table(page: Page, number: int, block: Block, width: int) -> None:
    """Set the table `block` (rows by line breaks, cells by tabs) in `width` cells."""
    text = page.article.text
    rows = _cells(text, block)
    count = max(len(row) for row in rows)
    widths = column_widths(
        [[cell_width(text[start:end]) for start, end in row] + [0] * (count - len(row)) for row in rows], width
    )
    for row in rows:
        _set_row(page, number, row, widths)


def _cells(text: str, block: Block) -> list[list[tuple[int, int]]]:
    rows, start = [], block.start
    for row in text[block.start : block.end].split("\n"):
        cells, cell_start = [], start
        for cell in row.split("\t"):
            cells.append((cell_start, cell_start + len(cell)))
            cell_start += len(cell) + 1
        rows.append(cells)
        start += len(row) + 1
    return rows


def column_widths(cells: list[list[int]], width: int) -> list[int]:
    """Return the width of each column, given the widths of all cells by row, so that a row fits `width`."""
    wanted = [max(1, *(row[column] for row in cells)) for column in range(len(cells[0]))]
    room = max(len(wanted), width - len(GAP) * (len(wanted) - 1))
    if sum(wanted) <= room:
        return wanted
    narrow = [min(want, NARROWEST_COLUMN) for want in wanted]
    spare = room - sum(narrow)
    if spare <= 0:
        return [max(1, room // len(wanted))] * len(wanted)
    more = [want - least for want, least in zip(wanted, narrow, strict=True)]
    return [least + spare * extra // max(1, sum(more)) for least, extra in zip(narrow, more, strict=True)]


def _set_row(page: Page, number: int, row: list[tuple[int, int]], widths: list[int]) -> None:
    text = page.article.text
    broken = []
    for (start, end), width in zip(row, widths, strict=False):
        starts, ends = wrap(text, start, end, width, width, spare=False)
        broken.append(list(zip(starts, ends, strict=True)))
    height = max([1, *(len(lines) for lines in broken)])
    row_start, row_end = row[0][0], row[-1][1]
    for level in range(height):
        shown, offsets = "", array("I")
        for column, lines in enumerate(broken):
            start, end = lines[level] if level < len(lines) else (row[column][1], row[column][1])
            words = text[start:end]
            padding = " " * (widths[column] - cell_width(words)) + (GAP if column + 1 < len(broken) else "")
            shown += words + padding
            offsets.extend(range(start, end))
            offsets.extend([end] * len(padding))
        page.add_shown(row_start, row_end, number, 0, "", shown.rstrip(), offsets[: len(shown.rstrip())])
