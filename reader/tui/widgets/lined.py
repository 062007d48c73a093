"""A view over the lines of one article: which of them the window shows, and how one comes to others.

Positions are offsets into `Article.text`; lines are worked out from them after every change of width. Nothing is
painted here. It knows no library: it says when the words under the eye have changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.scroll_view import ScrollView

from reader.plain.columns import EDGE
from reader.tui.columns import Columns, columns_for
from reader.tui.galley import Galley, Manner
from reader.typesetting import Direction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual import events

    from reader.tui.manuscript import Manuscript
    from reader.typesetting import Line

REST_AFTER = 0.15
"""Seconds after which the lines are set that were not needed at once: a window that is drawn larger is not yet done."""
REST_AT_ONCE = 0.004
"""Seconds for which lines are set before keys are looked for again."""


class LinedView(ScrollView):
    """The lines of a manuscript, all of them or a digest."""

    can_focus = False
    DEFAULT_CSS = """
    LinedView { width: 1fr; height: 1fr; scrollbar-size: 0 0; overflow: hidden hidden; }
    """

    def __init__(
        self, manuscript: Manuscript, measure: int, moved: Callable[[], None], is_final: Callable[[int], bool]
    ) -> None:
        """`moved` is called when other words came to the top, at once, so that what it shows is in the same frame.

        `is_final` tells whether the view will have that width once everything beside it has found its place.
        """
        super().__init__()
        self.manuscript = manuscript
        self.measure = measure
        self.justify = self.hyphenate = False
        self.direction, self.is_turned = Direction.AUTO, False
        self._moved = moved
        self._is_final = is_final
        self._columns = Columns(0, EDGE, 1, EDGE + 1)
        self._galley: Galley | None = None
        self._is_digest = False
        self._times_set, self._waiting = 0, -1
        self._anchor, self._is_third = 0, False

    # Setting

    def show(self, manuscript: Manuscript) -> None:
        """Show other quotations over the same words; only a digest has other lines then."""
        self.manuscript = manuscript
        if self._is_digest:
            self._gather_digest()
        self.refresh()

    def show_article(self, manuscript: Manuscript, offset: int) -> None:
        """Show another article, with the words at `offset` at the top."""
        self.manuscript, self._anchor, self._is_digest = manuscript, offset, False
        self._set_lines()

    def show_digest(self, digest: bool) -> None:
        """Show the lines of quotations alone, or all lines again; the words at the top stay near."""
        if digest != self._is_digest:
            held = self.held
            self._is_digest = digest
            self._gather_digest(held)

    def set_lines_as(self, *, justify: bool, hyphenate: bool) -> None:
        """Fill the lines or leave them ragged, and break words at their ends or not."""
        self.justify, self.hyphenate = justify, hyphenate
        self._set_lines()

    def set_measure(self, measure: int) -> None:
        """Set the text in lines of `measure` cells, or of what the window has room for."""
        self.measure = measure
        self._set_lines()

    def expect(self, width: int, height: int) -> None:
        """Set the lines for a view of that size before it is laid out, so that its first paint has them."""
        galley, held = self._galley, self.held
        if galley is None or width != self._columns.width:
            galley = self._set_for(width, height)
            if self._is_digest:
                galley.show_digest(self._spans_shown())
        line = galley.line_of(self._anchor) if self._anchor else 0
        if self._is_third:
            line -= height // 3
            if not galley.has_lines(line, line + height):
                line += galley.finish()
            self._anchor, self._is_third = galley.offset_of(max(0, line)), False
            line = galley.line_of(self._anchor) if self._anchor else 0
        if held is not None:
            if not galley.has_words_at(held):
                line += galley.finish()
            line = _with_line(galley.line_of(held), line, height)
        if not galley.has_lines(line, line + height):
            line += galley.finish()
        self._number_lines(max(0, min(line, galley.count - height)))

    def on_mount(self) -> None:
        """Set the lines that nobody waits for."""
        self._set_rest_later()

    def on_resize(self, event: events.Resize) -> None:
        """Set the lines anew for another width; another height needs nothing but its place."""
        if self._galley is not None and not self._is_final(event.size.width):
            return
        if self._galley is None or event.size.width != self._columns.width:
            self._set_lines()
            return
        self.virtual_size = Size(event.size.width, self.line_count)
        self._show_anchor(self.held)
        self._set_rest_later()

    def _set_lines(self) -> None:
        if self.size.width < 1:
            return
        held = self.held
        self._set_for(self.size.width, self.size.height)
        if self._is_digest:
            self._gather_digest(held)
        else:
            self._show_lines(held)
        self._set_rest_later()

    def _set_for(self, width: int, height: int) -> Galley:
        self._columns = columns_for(width, self.measure)
        self._times_set += 1
        self._galley = None  # the old lines are let go of before there are new ones
        manner = Manner(self._columns, self.justify, self.hyphenate, self.direction, self.is_turned)
        self._galley = Galley(self.manuscript.article, manner, offset=self._anchor, rows=max(1, height))
        return self._galley

    def _gather_digest(self, held: int | None = None) -> None:
        if self._galley is None:
            return
        if self._is_digest:
            self._galley.show_digest(self._spans_shown())
        else:
            self._galley.show_all()
        self._show_lines(held)

    def _spans_shown(self) -> Iterator[tuple[int, int]]:
        starts, ends = self.manuscript.quotations.starts, self.manuscript.quotations.ends
        return ((starts[number], ends[number]) for number in self.manuscript.shown)

    def _show_lines(self, held: int | None) -> None:
        self.virtual_size = Size(self.size.width, self.line_count)
        self._show_anchor(held)
        self.refresh()

    # The lines that were not needed at once

    def _set_rest_later(self) -> None:
        if self._galley is not None and not self._galley.is_whole and self._waiting < 0:
            self._waiting = self._times_set
            self.set_timer(REST_AFTER, self._set_rest)

    def _set_rest(self) -> None:
        """Set some of the lines that are not set yet, and further ones after the keys that came meanwhile."""
        if self._waiting != self._times_set:
            # There is another width since: its lines are set in their own time, not between the frames that show it.
            self._waiting = -1
            self._set_rest_later()
            return
        grown = self._galley.go_on(REST_AT_ONCE) if self._galley is not None else 0
        if grown is None:
            self.call_later(self._set_rest)
            return
        self._waiting = -1
        self._number_lines(self.scroll_offset.y + grown)

    def _want_all(self) -> int:
        """Set all lines, for who wants one that is not set yet; return by how much their numbers have grown."""
        if self._galley is None or self._galley.is_whole:
            return 0
        grown = self._galley.finish()
        self._number_lines(self.scroll_offset.y + grown)
        return grown

    def _number_lines(self, top: int) -> None:
        """Have `top` as the number of the first line on the screen; it is the same line, so nothing is painted."""
        self.set_reactive(LinedView.virtual_size, Size(self._columns.width, self.line_count))
        self.set_reactive(LinedView.scroll_y, float(top))
        self.set_reactive(LinedView.scroll_target_y, float(top))

    # Places

    @property
    def line_count(self) -> int:
        """All lines that are set so far, the heading's included."""
        return self._galley.count if self._galley is not None else 1

    @property
    def column(self) -> int:
        """How many cells wide the lines are set: the measure, or what the window has room for."""
        return self._columns.measure

    @property
    def held(self) -> int | None:
        """The offset of words on the screen that stay in sight when the lines are set anew, None if there are none."""
        return None

    @property
    def lines_shown(self) -> int:
        """How many lines the window shows."""
        return max(1, self.size.height)

    @property
    def top(self) -> int:
        """The offset of the first words on the screen, 0 while the heading is there."""
        return self._offset_of(self.scroll_offset.y)

    @property
    def is_at_gap(self) -> bool:
        """Whether a blank line between two paragraphs is at the top of the screen."""
        line = self._line(self.scroll_offset.y)
        return line is not None and line.kind is None

    @property
    def place(self) -> int:
        """The offset of the words that were brought to the top; in another width they may stand inside a line."""
        return self._anchor

    @property
    def bottom(self) -> int:
        """The offset behind the last words on the screen."""
        last = min(self.scroll_offset.y + self.lines_shown, self.line_count - 1)
        if last >= self.line_count - 1:
            return len(self.manuscript.article.text)
        return self._offset_of(last)

    @property
    def top_words(self) -> tuple[int, int]:
        """The start and end of the first whole line of words on the screen."""
        for number in range(self.scroll_offset.y, self.line_count):
            line = self._line(number)
            if line is not None and line.end > line.start:
                return line.start, line.end
        return 0, min(len(self.manuscript.article.text), 60)

    def shows(self, offset: int) -> bool:
        """Tell whether the words at `offset` are on the screen."""
        if self._galley is None or not self._galley.has_words_at(offset):
            return False
        return self.scroll_offset.y <= self._galley.line_of(offset) < self.scroll_offset.y + self.lines_shown

    def leaves_out(self, offset: int) -> bool:
        """Tell whether the words at `offset` are in no line of the digest that is shown."""
        return self._galley is not None and self._galley.leaves_out(offset)

    def blocks_shown(self) -> list[int]:
        """Return the numbers of the blocks that are on the screen."""
        return sorted({line.block for line in self._lines_shown()} - {-1})

    def line_end(self, offset: int, step: int) -> int:
        """Return where the line `step` lines on from the one that holds the words before `offset` ends."""
        self._want_all()
        return self._galley.line_end(offset, step) if self._galley is not None else offset

    # Going

    def go_to(self, offset: int, *, third: bool = False) -> None:
        """Bring the words at `offset` to the top, or to the upper third of the screen."""
        if self._galley is None:
            self._anchor, self._is_third = offset, third  # the lines are set when the width is known, and go there
            return
        line = self._line_of(offset) if offset > 0 else 0
        self._go_to_line(line - self.lines_shown // 3 if third else line)

    def reveal(self, offset: int) -> None:
        """Bring the words at `offset` to the upper third, unless they are on the screen and not at its very end."""
        line = self._line_of(offset) - self.scroll_offset.y
        if not 0 <= line < self.lines_shown - 2:
            self.go_to(offset, third=True)

    def scroll_lines(self, count: int) -> None:
        """Go `count` lines on, or back if it is negative."""
        self._go_to_line(self.scroll_offset.y + count)

    def go_end(self) -> None:
        """Bring the last line to the foot of the screen."""
        self._want_all()
        self._go_to_line(self.line_count)

    def _go_to_line(self, line: int) -> None:
        if self._galley is not None and not self._galley.has_lines(line, line + self.lines_shown):
            line += self._want_all()
        line = max(0, min(line, self.line_count - self.lines_shown))
        self.scroll_to(y=line, animate=False, force=True)
        self._anchor = self._offset_of(line)
        self._moved()

    def _show_anchor(self, held: int | None) -> None:
        """Bring the words that were at the top there again, or near it if those at `held` are to stay in sight.

        They stay the anchor, whatever else is on their line or above it now.
        """
        anchor = self._anchor
        line = self._line_of(anchor) if anchor else 0
        if held is not None:
            at = self._line_of(held)
            line = _with_line(at, self._line_of(anchor) if anchor else 0, self.lines_shown)
        self._go_to_line(line)
        self._anchor = anchor

    def _line(self, number: int) -> Line | None:
        return self._galley.line(number) if self._galley is not None else None

    def _lines_shown(self) -> list[Line]:
        top = self.scroll_offset.y
        lines = (self._line(number) for number in range(top, top + self.lines_shown))
        return [line for line in lines if line is not None]

    def _line_of(self, offset: int) -> int:
        if self._galley is None:
            return 0
        if not self._galley.has_words_at(offset):
            self._want_all()
        return self._galley.line_of(offset)

    def _offset_of(self, line: int) -> int:
        return self._galley.offset_of(line) if self._galley is not None else 0


def _with_line(wanted: int, first: int, height: int) -> int:
    """Return the first line of a window of `height` lines that has the line `wanted`: `first` if that one's has it."""
    return first if first <= wanted < first + height else max(0, wanted - height // 3)
