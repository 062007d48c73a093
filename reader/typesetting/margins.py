"""What stands left of the words of a block: bars of block quotes, signs of lists, labels of notes, blanks under them.

The signs of one list are as wide as its widest, so that its words stand under each other. A quotation inside an item
has its bar inside the item, a list inside a quotation has the bar outside.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from reader.document import Block, BlockKind, Blocks
from reader.text import cell_width

if TYPE_CHECKING:
    from reader.typesetting.page import Page

LIST_STEP = 2
"""Cells that each level of a list is set in."""
QUOTE_BAR = "│ "
DEEPEST_BARS = 4
"""Levels of quoting that have a bar each; what is quoted deeper stands behind as many."""
DEEPEST_LIST = 8
"""Levels of lists that are set in; what is nested deeper stands behind as many."""
FIGURE_SIGN = "[image] "
NARROWEST_TEXT = 8
"""Cells that are left to the words, however deep they are nested."""
WIDEST_SIGN = 7
"""Cells of the widest sign, with its blank, that the others of its list are set under."""
LONGEST_LIST = 500
"""Blocks on either side of one in a list that are looked at for its widest sign."""
_DASHES = frozenset("—–―-~")


def margins(page: Page, number: int, block: Block, beginning: str = "") -> tuple[str, str]:
    """Return what stands left of the first line of block `number` and of its others; `beginning` is its first letter."""
    bars = QUOTE_BAR * min(block.quoted, DEEPEST_BARS)
    if _is_listed(block.kind, block.level):
        first, rest = _beside_item(page, number, block)
    elif block.kind is BlockKind.ATTRIBUTION:
        first, rest = bars if beginning in _DASHES else bars + "— ", bars + "  "
    elif block.kind is BlockKind.CODE:
        first = rest = bars + "  "
    elif block.kind is BlockKind.FIGURE:
        first, rest = bars + FIGURE_SIGN, bars + " " * len(FIGURE_SIGN)
    else:
        first = rest = bars
    if page.width - cell_width(first) < min(NARROWEST_TEXT, page.width):
        return "", ""
    return first, rest


def _beside_item(page: Page, number: int, block: Block) -> tuple[str, str]:
    room, outside = _place_in_list(page, number)
    outer = QUOTE_BAR * min(outside, DEEPEST_BARS) + " " * (LIST_STEP * max(0, min(block.level, DEEPEST_LIST) - 1))
    inner = QUOTE_BAR * (min(block.quoted, DEEPEST_BARS) - min(outside, DEEPEST_BARS))
    if block.kind is BlockKind.CODE:
        return (outer + " " * room + inner + "  ",) * 2
    sign = _sign(block)
    room = max(room, cell_width(sign))
    blanks = " " * (room - cell_width(sign))
    # Numbers end under each other, labels of notes begin so.
    first = outer + (sign + blanks if block.kind is BlockKind.NOTE else blanks + sign) + inner
    return first, outer + " " * room + inner


def _sign(block: Block) -> str:
    if block.marker.isspace():
        return ""
    return f"[{block.marker}] " if block.kind is BlockKind.NOTE else f"{block.marker or '•'} "


def between(blocks: Blocks, number: int, page: Page) -> str:
    """Return what goes on through the blank line above a block: the bars that it shares with the block before."""
    if number not in blocks.details or number - 1 not in blocks.details:
        return ""
    before, this = blocks[number - 1], blocks[number]
    if not before.quoted or not this.quoted:
        return ""
    above, below = margins(page, number - 1, before)[1], margins(page, number, this)[1]
    shared = takewhile(lambda signs: signs[0] == signs[1], zip(above, below, strict=False))
    return "".join(sign for sign, _ in shared).rstrip()


def are_close(blocks: Blocks, number: int) -> bool:
    """Tell whether no blank line parts a block from the one before: items of one list, notes, a picture and its words."""
    kind = blocks.kinds[number]
    if kind is BlockKind.ATTRIBUTION or (kind is BlockKind.CAPTION and blocks.kinds[number - 1] is BlockKind.FIGURE):
        return True
    if kind not in (BlockKind.LIST_ITEM, BlockKind.NOTE) or blocks.kinds[number - 1] is not kind:
        return False
    this, before = blocks[number], blocks[number - 1]
    return this.quoted == before.quoted and not _begins_a_list(this, before)


def _begins_a_list(item: Block, before: Block) -> bool:
    """Tell whether an item and the one above it on the same level are counted in different ways."""
    if item.level != before.level or item.marker.isspace() or before.marker.isspace():
        return False
    return item.marker[:1].isdigit() != before.marker[:1].isdigit()


def _is_listed(kind: BlockKind, level: int) -> bool:
    return kind is BlockKind.LIST_ITEM or kind is BlockKind.NOTE or (kind is BlockKind.CODE and level > 0)


class _List:
    """One list: the first item, which has its level, the room of its signs, and the numbers of its blocks."""

    def __init__(self, first: Block) -> None:
        self.first = first
        self.room = LIST_STEP
        self.members: list[int] = []


def _place_in_list(page: Page, number: int) -> tuple[int, int]:
    """Return how many cells the signs of a block's list have, and how many block quotes stand around that list."""
    if number not in page.lists:
        _look_through(page, number)
    return page.lists[number]


def _look_through(page: Page, number: int) -> None:
    """Find the places of all blocks of the lists around block `number`."""
    blocks = page.article.blocks
    first, stop = number, number + 1
    while first > max(0, number - LONGEST_LIST) and _is_listed(blocks.kinds[first - 1], blocks.level_of(first - 1)):
        first -= 1
    end = min(len(blocks), number + LONGEST_LIST)
    while stop < end and _is_listed(blocks.kinds[stop], blocks.level_of(stop)):
        stop += 1
    found: list[_List] = []
    opened: list[_List] = []
    for place in range(first, stop):
        block = blocks[place]
        sign = _sign(block) if block.kind is not BlockKind.CODE else ""
        while opened and opened[-1].first.level > block.level:
            opened.pop()
        is_other = opened and (opened[-1].first.kind, opened[-1].first.quoted) != (block.kind, block.quoted)
        if sign and opened and opened[-1].first.level == block.level:
            if is_other or _begins_a_list(block, opened[-1].first):
                opened.pop()
        if not opened or (sign and opened[-1].first.level < block.level):
            opened.append(_List(block))
            found.append(opened[-1])
        opened[-1].members.append(place)
        if cell_width(sign) <= WIDEST_SIGN:
            opened[-1].room = max(opened[-1].room, cell_width(sign))
    for known in found:
        page.lists.update(dict.fromkeys(known.members, (known.room, known.first.quoted)))
