"""Setting a whole article: each kind of block in its own way, one blank line between blocks."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from reader.document import Article, Block, BlockKind
from reader.text import cell_width, fit
from reader.typesetting.bidi import Direction, in_order_of_cells, runs_from_the_right
from reader.typesetting.margins import DEEPEST_BARS, NARROWEST_TEXT, QUOTE_BAR, are_close, between, margins
from reader.typesetting.page import Page
from reader.typesetting.wrapping import shown_width, wrap

if TYPE_CHECKING:
    from reader.typesetting.hyphenation import Hyphenation

_PLAIN = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.CAPTION})
"""Kinds that have nothing left of their words."""
_OPENING = frozenset("“‘\"'«‹—–")
"""What may stand before a paragraph's first letter."""
WIDEST_LISTING = 200
"""Cells of the longest line that a listing is moved sideways for: a longer one is prose, or was written by no person."""


def set_article(
    article: Article, width: int, *, justify: bool = False, hyphenate: bool = False, sideways: bool = False,
    direction: Direction = Direction.AUTO, turned: bool = False,
) -> Page:  # fmt: skip
    """Return the lines of `article` at `width` cells, filled to it and broken inside words where that is asked for.

    `sideways` tells that the page can be moved sideways, so that tables and code may be wider than it; `direction` and
    `turned` are what a `Page` has them for.
    """
    page = Page(
        article, max(1, width), is_justified=justify, is_sideways=sideways, is_hyphenated=hyphenate,
        direction=direction, is_turned=turned,
    )  # fmt: skip
    set_blocks(page, 0, len(article.blocks))
    return page


def set_blocks(page: Page, first: int, stop: int) -> None:
    """Add the lines of the blocks from `first` up to, not with, `stop` to `page`, as they stand among all others."""
    article, width = page.article, page.width
    hyphenation = _hyphenation(page)
    blocks = article.blocks
    kinds, starts, ends, details = blocks.kinds, blocks.starts, blocks.ends, blocks.details
    for number in range(first, min(stop, len(blocks))):
        kind, start, end = kinds[number], starts[number], ends[number]
        is_plain = kind is BlockKind.PARAGRAPH and number not in details
        if number and (is_plain or not are_close(blocks, number)):
            page.add_blank(start, "" if is_plain else between(blocks, number, page))
        if is_plain and not _may_run_from_the_right(page, start):
            # What a book is made of, without a value made for it.
            page.add_words(number, start, end, hyphenation)
            continue
        setter = _SETTERS.get(kind)
        if setter is not None:
            setter(page, number, blocks[number], width)
        else:
            _set_words(page, number, blocks[number], width, None if kind is BlockKind.HEADING else hyphenation)


def _may_run_from_the_right(page: Page, start: int) -> bool:
    """Tell whether a paragraph that begins at `start` has to be looked at for the way its script runs."""
    if page.direction is Direction.RTL:
        return True
    text = page.article.text
    beginning = text[start]
    if beginning in _OPENING:
        # Half of the paragraphs of a novel begin with speech.
        beginning = text[start + 1 : start + 2]
    return beginning > "z" or not beginning.isalpha()


def _set_words(page: Page, number: int, block: Block, width: int, hyphenation: Hyphenation | None) -> None:
    text = page.article.text
    if runs_from_the_right(text, block.start, block.end, page.direction):
        _set_from_the_right(page, number, block, width, hyphenation)
        return
    if not block.quoted and block.kind in _PLAIN:
        page.add_words(number, block.start, block.end, hyphenation)
        return
    first, rest = margins(page, number, block, text[block.start])
    indents = cell_width(first), cell_width(rest)
    starts, ends = wrap(
        text, block.start, block.end, width - indents[0], width - indents[1], hyphenation, spare=page.spare
    )
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        page.add(start, end, number, indents[index > 0], rest if index else first)


def _set_from_the_right(
    page: Page, number: int, block: Block, width: int, hyphenation: Hyphenation | None = None
) -> None:
    """Set a paragraph that runs from right to left against the right edge, with what stands before it there."""
    text = page.article.text
    first, rest = _mirrored(page, number, block, text[block.start])
    indents = cell_width(first), cell_width(rest)
    starts, ends = wrap(text, block.start, block.end, width - indents[0], width - indents[1], hyphenation)
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        room = max(0, width - indents[index > 0] - shown_width(text[start:end]))
        page.add_from_the_right(start, end, number, room, rest if index else first)


def _mirrored(page: Page, number: int, block: Block, beginning: str = "") -> tuple[str, str]:
    """Return what stands right of the first and of the other lines of a block that runs from right to left.

    A terminal that turns words round itself would take a number behind them to their other end: it is left out there.
    """
    first, rest = margins(page, number, block, beginning)
    bars = QUOTE_BAR * min(block.quoted, DEEPEST_BARS) if first else ""
    sign = first[len(bars) :]
    if not page.is_turned and any(character.isalnum() for character in sign):
        sign = " " * cell_width(sign)
    before, label = sign[: len(sign) - len(sign.lstrip())], sign.strip()
    if page.is_turned:
        label, _ = in_order_of_cells(label, 0, len(label), from_the_right=True)
    outer = bars[::-1]
    return (f" {label}" if label else "") + before + outer, " " * cell_width(rest[len(bars) :]) + outer


def _set_kept(page: Page, number: int, block: Block, width: int) -> None:
    """Set verse and code: their own lines, and a longer one broken with its rest further in.

    Code is not broken where the page can be moved sideways: what stands below what is a part of it.
    """
    text = page.article.text
    first, _ = margins(page, number, block)
    if block.kind is BlockKind.CODE and page.is_sideways:
        widest = max(shown_width(line) for line in text[block.start : block.end].split("\n"))
        if width - cell_width(first) < widest <= WIDEST_LISTING:
            page.keep_whole(number, widest)
            width = cell_width(first) + widest
    from_the_right = block.kind is BlockKind.VERSE and runs_from_the_right(
        text, block.start, block.end, page.direction
    )
    if from_the_right:
        first, _ = _mirrored(page, number, block)
    start = block.start
    while start <= block.end:
        stop = text.find("\n", start, block.end)
        stop = block.end if stop < 0 else stop
        _set_kept_line(page, number, (start, stop), first, width, from_the_right=from_the_right)
        start = stop + 1


def _set_kept_line(
    page: Page, number: int, span: tuple[int, int], first: str, width: int, *, from_the_right: bool
) -> None:
    start, stop = span
    indent = cell_width(first)
    hang = 2 if width - indent > NARROWEST_TEXT else 0
    text = page.article.text
    if start == stop:
        starts, ends = array("I", [start]), array("I", [stop])
    else:
        starts, ends = wrap(text, start, stop, width - indent, width - indent - hang, spare=None)
    for index, (line_start, line_end) in enumerate(zip(starts, ends, strict=True)):
        further = "↪ "[:hang] if index else ""
        if from_the_right:
            room = max(0, width - indent - len(further) - shown_width(text[line_start:line_end]))
            page.add_from_the_right(line_start, line_end, number, room, further[::-1] + first)
        else:
            page.add(line_start, line_end, number, indent + len(further), first + further)


def _set_rule(page: Page, number: int, block: Block, width: int) -> None:
    indent = max(0, (width - (block.end - block.start)) // 2)
    page.add(block.start, min(block.end, block.start + width), number, indent, " " * indent)


def _set_figure(page: Page, number: int, block: Block, width: int) -> None:
    """Set what a figure shows, left of no words: none of it is the article's."""
    first, rest = margins(page, number, block)
    if not block.marker or block.marker == page.article.title:
        # Many pages have nothing else to say of their picture than what is said above it.
        page.add(block.start, block.end, number, min(width, cell_width(first.rstrip())), first.rstrip())
        return
    room = width - cell_width(first)
    starts, ends = wrap(block.marker, 0, len(block.marker), room, room)
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        line = (rest if index else first) + block.marker[start:end]
        page.add(block.start, block.end, number, min(width, cell_width(line)), line)


def _hyphenation(page: Page) -> Hyphenation | None:
    if not page.is_hyphenated:
        return None
    from reader.typesetting.hyphenation import hyphenation_of

    return hyphenation_of(page.article.language)


def _set_table(page: Page, number: int, block: Block, width: int) -> None:
    from reader.typesetting.tables import set_table  # few articles have any

    set_table(page, number, block, width, margins(page, number, block)[0])


_SETTERS: dict[BlockKind, Callable[[Page, int, Block, int], None]] = {
    BlockKind.CODE: _set_kept,
    BlockKind.VERSE: _set_kept,
    BlockKind.TABLE: _set_table,
    BlockKind.RULE: _set_rule,
    BlockKind.FIGURE: _set_figure,
}


def typeset_plain(article: Article, width: int) -> Iterator[str]:
    """Yield the body of `article` as plain lines of at most `width` cells."""
    page = set_article(article, width)
    for number in range(len(page)):
        line = page.line(number)
        words = line.text if line.text is not None else article.text[line.start : line.end]
        yield (fit(line.prefix, line.indent) + words + line.suffix).rstrip()
