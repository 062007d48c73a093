"""The lines of an article set at one width, in parallel arrays: a long book costs a few bytes a line."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from reader.document import BlockKind
from reader.plain.breaking import LEAST_FILL, LEAST_FILL_OF_JUSTIFIED
from reader.typesetting.bidi import Direction, holds_both, in_order_of_cells, runs_from_the_right
from reader.typesetting.showing import justified, with_hyphen, with_tabs
from reader.typesetting.wrapping import is_narrow, wrap_into

if TYPE_CHECKING:
    from reader.document import Article
    from reader.typesetting.hyphenation import Hyphenation
    from reader.typesetting.showing import Shown

NO_BLOCK = 0xFFFFFFFF
_AS_SET = frozenset({BlockKind.CODE, BlockKind.VERSE, BlockKind.TABLE, BlockKind.RULE})
"""Kinds whose lines are neither filled nor broken inside words."""


class Line(NamedTuple):
    """One line: the words from `start` to `end` of the article's text, `indent` cells in.

    `prefix` is painted inside the indent (a list's sign, a block quote's bar), `suffix` right of the words: it is what
    stands before a paragraph that runs from right to left. `text` is given where other characters are shown than the
    article's (a table's cells, a tab), `offsets` then has the offset of each, which is behind that of the character
    left of it unless the words are turned round.
    `block` is -1 and `kind` None on the blank lines between blocks. `widest` is how many cells the widest line of a
    listing takes where that is wider than the page, which then has to be moved sideways; else 0.
    """

    start: int
    end: int
    indent: int = 0
    block: int = -1
    prefix: str = ""
    text: str | None = None
    kind: BlockKind | None = None
    offsets: array[int] | None = None
    suffix: str = ""
    widest: int = 0


class Page:
    """All lines of an article at one `width` (cells); a `Line` is made when it is asked for.

    `direction` is the way in which paragraphs run; with `is_turned` words that run from right to left are shown in
    the order of cells, without it in the order in which they are read, for a terminal that turns them round itself.
    """

    def __init__(
        self, article: Article, width: int = 0, *, is_justified: bool = False, is_sideways: bool = False,
        is_hyphenated: bool = False, direction: Direction = Direction.AUTO, is_turned: bool = False,
    ) -> None:  # fmt: skip
        self.article, self.width = article, width
        self.is_justified, self.is_sideways, self.is_hyphenated = is_justified, is_sideways, is_hyphenated
        self.direction, self.is_turned = direction, is_turned
        self.lists: dict[int, tuple[int, int]] = {}
        """Where blocks of lists stand, by their numbers; see `margins`."""
        self._starts, self._ends, self._blocks = array("I"), array("I"), array("I")
        self._indents = array("H")
        self._prefixes: dict[int, str] = {}
        self._suffixes: dict[int, str] = {}
        self._shown: dict[int, tuple[str, array[int]]] = {}
        self._widest: dict[int, int] = {}

    @property
    def spare(self) -> float:
        """The share of its room that a line keeps which gives a word to the last one."""
        return LEAST_FILL_OF_JUSTIFIED if self.is_justified else LEAST_FILL

    def __len__(self) -> int:
        return len(self._starts)

    def add(self, start: int, end: int, block: int, indent: int, prefix: str = "") -> None:
        """Add a line of words."""
        if prefix:
            self._prefixes[len(self._starts)] = prefix
        self._starts.append(start)
        self._ends.append(end)
        self._blocks.append(block)
        self._indents.append(indent)

    def add_words(self, block: int, start: int, end: int, hyphenation: Hyphenation | None) -> None:
        """Add the lines of a paragraph that has nothing left of it."""
        before = len(self._starts)
        wrap_into(self._starts, self._ends, self.article.text, start, end, self.width, hyphenation, self.spare)
        count = len(self._starts) - before
        self._blocks.extend([block] * count)
        self._indents.extend([0] * count)

    def add_shown(
        self, start: int, end: int, block: int, indent: int, prefix: str, text: str, offsets: array[int]
    ) -> None:
        """Add a line that shows other characters than the article's words from `start` to `end`."""
        self._shown[len(self._starts)] = (text, offsets)
        self.add(start, end, block, indent, prefix)

    def add_from_the_right(self, start: int, end: int, block: int, indent: int, suffix: str) -> None:
        """Add a line of words that run from right to left, `suffix` before them: it is right of them."""
        if suffix:
            self._suffixes[len(self._starts)] = suffix
        self.add(start, end, block, indent)

    def add_blank(self, offset: int, prefix: str = "") -> None:
        """Add a blank line before the words at `offset`; `prefix` goes on through it, as the bar of a block quote does."""
        self.add(offset, offset, NO_BLOCK, len(prefix), prefix)

    def keep_whole(self, block: int, widest: int) -> None:
        """State that the lines of `block`, up to `widest` cells wide, are wider than the page and not broken."""
        self._widest[block] = widest

    def line(self, number: int) -> Line:
        """Return line `number`, counted from 0."""
        block = self._blocks[number]
        start, end, indent = self._starts[number], self._ends[number], self._indents[number]
        if block == NO_BLOCK:
            return Line(start=start, end=end, indent=indent, prefix=self._prefixes.get(number, ""))
        kind = self.article.blocks.kinds[block]
        shown = self._shown.get(number) or self._show(number, kind)
        return Line(
            start=start,
            end=end,
            indent=indent,
            block=block,
            prefix=self._prefixes.get(number, ""),
            text=shown[0] if shown else None,
            kind=kind,
            offsets=shown[1] if shown else None,
            suffix=self._suffixes.get(number, ""),
            widest=self._widest.get(block, 0),
        )

    def _show(self, number: int, kind: BlockKind) -> Shown | None:
        """Return what the line shows if that is not just its words."""
        text, start, end = self.article.text, self._starts[number], self._ends[number]
        words = text[start:end]
        shown: Shown | None = None
        if self.is_turned and kind is not BlockKind.CODE and holds_both(words):
            # Lines that are turned are as wide as their words: none of them is filled.
            blocks, block = self.article.blocks, self._blocks[number]
            first, last = blocks.starts[block], blocks.ends[block]
            is_from_the_right = runs_from_the_right(text, first, last, self.direction)
            return in_order_of_cells(text, start, end, from_the_right=is_from_the_right, block=first)
        if "\t" in words or "\n" in words:
            shown = with_tabs(words, start)
        goes_on = number + 1 < len(self._starts) and self._blocks[number + 1] == self._blocks[number]
        if not goes_on or kind in _AS_SET:
            return shown
        room = self.width - self._indents[number]
        if self._starts[number + 1] == end and len(words) < room and is_narrow(words):
            # Only hyphenation ends a line of narrow letters inside a word before the line is full.
            if words[-1:].isalpha() and text[end : end + 1].isalpha():
                shown = with_hyphen(words, start)
        if self.is_justified and kind is not BlockKind.HEADING:
            given, offsets = shown or (words, array("I", range(start, end)))
            return justified(given, offsets, room)
        return shown

    def line_at(self, offset: int) -> int:
        """Return the number of the line that shows the words at `offset`."""
        if not self._starts:
            return 0
        number = max(0, bisect_right(self._starts, offset) - 1)
        while number > 0 and self._blocks[number] == NO_BLOCK and self._starts[number] > offset:
            number -= 1
        first = number
        while first >= 0 and self._starts[first] == self._starts[number] and self._shown.get(first):
            # All lines of a table's row begin with its words; the one that shows these is meant.
            if offset in self._shown[first][1]:
                return first
            first -= 1
        return number

    def offset_at(self, number: int) -> int:
        """Return the offset of the first words of line `number`."""
        if not self._starts:
            return 0
        return self._starts[max(0, min(number, len(self._starts) - 1))]
