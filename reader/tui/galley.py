"""The galley: the lines of a page from the headline to the end, and which words stand on which of them. No widgets.

Of a long article only the lines around the words that are looked at are set at once; the others follow in pieces, or
all together when one of them is wanted. What stands on a line is the same before and after; only its number grows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from reader.document import BlockKind
from reader.tui.manuscript import headline
from reader.typesetting import Direction, Page, set_blocks

if TYPE_CHECKING:
    from reader.document import Article
    from reader.tui.columns import Columns
    from reader.typesetting import Line

SET_AT_ONCE = 150_000
"""Characters of an article whose lines are all set at once, in two or three milliseconds."""
SCREENS_ABOVE, SCREENS_BELOW = 2, 4
"""Screens of lines that are set at once around the words at the top of the screen."""
BLOCKS_AT_ONCE = 50
"""Blocks between two looks at the clock: a third of a millisecond."""


_MUTED = frozenset({BlockKind.CAPTION, BlockKind.FIGURE, BlockKind.ATTRIBUTION, BlockKind.RULE, BlockKind.NOTE})


class Manner(NamedTuple):
    """How lines are set: in which `columns`, filled or ragged, with words broken at their ends or not.

    `direction` is the way in which paragraphs run, `is_turned` whether words that run from right to left are turned
    round here.
    """

    columns: Columns
    justify: bool = False
    hyphenate: bool = False
    direction: Direction = Direction.AUTO
    is_turned: bool = False


def ink_of(line: Line) -> str:
    """Return in which of a theme's colours the words of `line` are set, before anything is laid over them."""
    if line.kind is BlockKind.HEADING:
        return "heading"
    if line.kind is BlockKind.CODE:
        return "code"
    if line.kind in _MUTED or (line.kind is BlockKind.TABLE and line.end == line.start):
        return "muted"
    return "text"


class Galley:
    """The lines of an article, numbered from the headline on, or from the first one that is set so far."""

    def __init__(self, article: Article, manner: Manner, *, offset: int = 0, rows: int = 0) -> None:
        """Set the lines that a window of `rows` lines wants around `offset`; all of them if `rows` is 0."""
        self.article = article
        self.manner = manner
        self._headline = headline(article, manner.columns.measure, manner.direction, is_turned=manner.is_turned)
        self._blocks = article.blocks
        self._digest: list[int] | None = None
        self._first, self._stop = 0, len(self._blocks)
        self._page = self._empty_page()
        if rows and len(article.text) > SET_AT_ONCE:
            self._set_around(offset, rows)
        else:
            set_blocks(self._page, 0, self._stop)
        self._whole, self._reached, self._before = self._empty_page(), 0, 0

    def _empty_page(self) -> Page:
        manner = self.manner
        return Page(
            self.article, max(1, manner.columns.measure), is_justified=manner.justify, is_sideways=True,
            is_hyphenated=manner.hyphenate, direction=manner.direction, is_turned=manner.is_turned,
        )  # fmt: skip

    def _set_around(self, offset: int, rows: int) -> None:
        page, blocks = self._page, self._blocks
        here = first = max(0, bisect_right(blocks.starts, offset) - 1)
        lines = 0
        while first > 0 and lines < SCREENS_ABOVE * rows:
            first -= 1
            lines += 1 + (blocks.ends[first] - blocks.starts[first]) // page.width
        set_blocks(page, first, here + 1)
        above, stop = page.line_at(offset), here + 1
        while stop < len(blocks) and len(page) - above < SCREENS_BELOW * rows:
            set_blocks(page, stop, stop + 1)
            stop += 1
        self._first, self._stop = first, min(stop, len(blocks))

    # What is set

    @property
    def is_whole(self) -> bool:
        """Whether all lines are set."""
        return self._first == 0 and self._stop == len(self._blocks)

    def go_on(self, seconds: float) -> int | None:
        """Set more lines for about that long; return None, or once all are set by how much their numbers have grown."""
        if self.is_whole:
            return 0
        until, whole = perf_counter() + seconds, self._whole
        while self._reached < len(self._blocks) and perf_counter() < until:
            stop = self._reached + BLOCKS_AT_ONCE
            if self._reached < self._first <= stop:
                stop = self._first
            set_blocks(whole, self._reached, stop)
            self._reached = stop
            if stop == self._first:
                self._before = len(whole) + len(self._headline)
        if self._reached < len(self._blocks):
            return None
        self._page, self._whole = whole, self._empty_page()
        self._first, self._stop = 0, len(self._blocks)
        return self._before

    def finish(self) -> int:
        """Set all lines that are not set yet; return by how much the numbers of those that were have grown."""
        return self.go_on(float("inf")) or 0

    def has_lines(self, first: int, last: int) -> bool:
        """Tell whether the lines from `first` to `last`, as they are numbered now, are set or beyond the article."""
        return (first >= 0 or self._first == 0) and (last < self.count - 1 or self._stop == len(self._blocks))

    def has_words_at(self, offset: int) -> bool:
        """Tell whether the line with the words at `offset` is set."""
        if self.is_whole:
            return True
        starts = self._blocks.starts
        return starts[self._first] <= offset and (self._stop == len(starts) or offset < starts[self._stop])

    # Lines

    @property
    def head(self) -> tuple[tuple[str, str], ...]:
        """The lines above the body as (what they are, words), once the body's first line is set."""
        return self._headline if self._first == 0 else ()

    @property
    def count(self) -> int:
        """How many lines there are so far, with one that is blank at the end."""
        return len(self.head) + (len(self._digest) if self._digest is not None else len(self._page)) + 1

    def _number(self, line: int) -> int | None:
        """Return the number in the body of `line`: None in the headline, -1 for a gap."""
        line -= len(self.head)
        if line < 0:
            return None
        if self._digest is not None:
            return self._digest[line] if line < len(self._digest) else -1
        return line if line < len(self._page) else -1

    def line(self, line: int) -> Line | None:
        """Return what stands on `line` of the body; None for the headline and for gaps."""
        number = self._number(line)
        return self._page.line(number) if number is not None and number >= 0 else None

    def line_of(self, offset: int) -> int:
        """Return the line with the words at `offset`, which has to be set."""
        number = self._page.line_at(offset)
        if self._digest is not None:
            number = next((place for place, line in enumerate(self._digest) if line >= number), len(self._digest))
        return len(self.head) + number

    def offset_of(self, line: int) -> int:
        """Return the offset of the first words on `line`, of those before it if it is a gap, 0 in the headline."""
        number = self._number(line)
        while number == -1 and line > 0:
            line -= 1
            number = self._number(line)
        return self._page.offset_at(number) if number is not None and number >= 0 else 0

    def leaves_out(self, offset: int) -> bool:
        """Tell whether there is a digest that does not have the line with the words at `offset`."""
        return self._digest is not None and self._page.line_at(offset) not in self._digest

    def line_end(self, offset: int, step: int) -> int:
        """Return where the line `step` lines on from the one that holds the words before `offset` ends."""
        page = self._page
        if not len(page):
            return offset
        number = page.line_at(max(0, offset - 1)) + step
        while 0 <= number < len(page) and page.line(number).end <= page.line(number).start:
            number += step
        return page.line(max(0, min(number, len(page) - 1))).end

    def show_all(self) -> None:
        """Have all lines again."""
        self._digest = None

    def show_digest(self, spans: Iterable[tuple[int, int]]) -> None:
        """Have only the lines that hold `spans` of the text, with a gap where others are left out."""
        self.finish()
        lines: list[int] = []
        for start, end in spans:
            first, last = self._page.line_at(start), self._page.line_at(max(start, end - 1))
            if lines and first > lines[-1]:
                lines.append(-1)
            lines.extend(line for line in range(first, last + 1) if not lines or line > lines[-1] or lines[-1] == -1)
        self._digest = lines
