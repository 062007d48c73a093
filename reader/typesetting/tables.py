"""Tables: columns as wide as their widest cell where that fits, the widest ones cut down to one width where it does not.

A cell that is wider than its column is broken into lines of its own; every character keeps the offset that it came
from, so that quotations and hits can be laid over it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reader.document.block import UNALIGNED
from reader.text import cell_width
from reader.typesetting.bidi import holds_both, in_order_of_cells, runs_from_the_right
from reader.typesetting.wrapping import wrap

if TYPE_CHECKING:
    from reader.document import Block
    from reader.typesetting.page import Page
    from reader.typesetting.showing import Shown

GAP = "  "
NARROWEST_COLUMN = 4
LONGEST_WORD = 20
"""Cells up to which a word keeps its column from getting narrower than it."""


def set_table(page: Page, number: int, block: Block, width: int, prefix: str = "") -> None:
    """Set the table `block` (rows by line breaks, cells by tabs) in `width` cells, behind `prefix`.

    Where the page can be moved sideways, a table whose words do not fit is as wide as they are.
    """
    text = page.article.text
    rows = _cells(text, block)
    count = max(len(row) for row in rows)
    cells = [[cell_width(text[start:end]) for start, end in row] + [0] * (count - len(row)) for row in rows]
    words = [[_longest_word(text[start:end]) for start, end in row] + [0] * (count - len(row)) for row in rows]
    indent = cell_width(prefix)
    widths = column_widths(cells, words, width - indent, is_sideways=page.is_sideways)
    columns = list(zip(widths, block.target.ljust(count, UNALIGNED), strict=False))
    from_the_right = page.is_turned and runs_from_the_right(text, block.start, block.end, page.direction)
    if from_the_right and not prefix:
        indent = max(0, width - sum(widths) - len(GAP) * (count - 1))
        widths = widths[::-1]
    # What is moved sideways is moved with all its lines, so that those are as wide as the table.
    is_wide = indent + sum(widths) + len(GAP) * (count - 1) > width
    for place, row in enumerate(rows):
        for shown, offsets in _row_lines(page, row, columns, from_the_right=from_the_right):
            shown = shown if is_wide else shown.rstrip()
            page.add_shown(row[0][0], row[-1][1], number, indent, prefix, shown, offsets[: len(shown)])
        if place + 1 == block.level < len(rows):
            end = row[-1][1]
            rule = GAP.join("─" * column for column in widths)
            page.add_shown(end, end, number, indent, prefix, rule, array("i", [end]) * len(rule))


def _longest_word(cell: str) -> int:
    return min(LONGEST_WORD, max((cell_width(word) for word in cell.split()), default=0))


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


def column_widths(
    cells: list[list[int]], words: list[list[int]], width: int, *, is_sideways: bool = False
) -> list[int]:
    """Return the width of each column, given the widths of all cells and of their longest words by row.

    A row fits `width`, and no word is broken, as long as that can be; where it cannot, a table that can be moved
    sideways is as wide as its words are, and another one has its words broken.
    """
    wanted = [max(1, *(row[column] for row in cells)) for column in range(len(cells[0]))]
    room = max(len(wanted), width - len(GAP) * (len(wanted) - 1))
    if sum(wanted) <= room:
        return wanted
    narrow = [max(min(want, NARROWEST_COLUMN), *(row[column] for row in words)) for column, want in enumerate(wanted)]
    if sum(narrow) > room:
        if is_sideways:
            return narrow
        narrow = [min(want, NARROWEST_COLUMN) for want in wanted]
    if sum(narrow) > room:
        return [max(1, room // len(wanted))] * len(wanted)
    return _shared(wanted, narrow, room)


def _shared(wanted: list[int], narrow: list[int], room: int) -> list[int]:
    """Share `room` so that no column is below `narrow` or above `wanted`, and those in between are equally wide."""
    low, high = 0, room
    while low < high:
        level = (low + high + 1) // 2
        if sum(max(least, min(want, level)) for want, least in zip(wanted, narrow, strict=True)) <= room:
            low = level
        else:
            high = level - 1
    return [max(least, min(want, low)) for want, least in zip(wanted, narrow, strict=True)]


def _row_lines(
    page: Page, row: list[tuple[int, int]], columns: list[tuple[int, str]], *, from_the_right: bool
) -> Iterator[Shown]:
    """Yield the lines of one row, whose cells are broken to the widths of their `columns` and aligned as those state.

    A blank before a cell's words has the offset before the cell, one behind them that behind it: what lies over the
    words lies over no blank. So a blank at the very beginning of an article has -1.
    """
    text = page.article.text
    broken = []
    for (start, end), (width, _) in zip(row, columns, strict=False):
        starts, ends = wrap(text, start, end, width, width, spare=None)
        broken.append(list(zip(starts, ends, strict=True)))
    end_of_row = row[-1][1]
    for level in range(max([1, *(len(lines) for lines in broken)])):
        pieces: list[Shown] = []
        for place, (width, alignment) in enumerate(columns):
            cell, behind = row[place] if place < len(row) else (end_of_row + 1, end_of_row)
            lines = broken[place] if place < len(row) else []
            start, end = lines[level] if level < len(lines) else (behind, behind)
            words, places = _in_cells(page, start, end)
            missing = max(0, width - cell_width(words))
            left = {"r": missing, "c": missing // 2, "l": 0}.get(alignment, missing if from_the_right else 0)
            right, gap = missing - left, len(GAP) if place else 0
            left, right = (left, right + gap) if from_the_right else (left + gap, right)
            beside = (behind, cell - 1) if from_the_right else (cell - 1, behind)
            offsets = array("i", [beside[0]]) * left
            offsets.extend(places)
            offsets.extend([beside[1]] * right)
            pieces.append((" " * left + words + " " * right, offsets))
        if from_the_right:
            pieces.reverse()
        yield "".join(words for words, _ in pieces), array("i", (offset for _, places in pieces for offset in places))


def _in_cells(page: Page, start: int, end: int) -> tuple[str, Sequence[int]]:
    """Return words of a cell as they are shown, with the offset of each character."""
    words = page.article.text[start:end]
    if page.is_turned and holds_both(words):
        from_the_right = runs_from_the_right(page.article.text, start, end, page.direction)
        return in_order_of_cells(page.article.text, start, end, from_the_right=from_the_right)
    return words, range(start, end)
