"""The page: the lines of an article with all that lies over them, painted where they are looked at and nowhere else.

It keeps nothing of what it paints: it is given marks, hits and quotations, and says what the mouse touched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from reader.text import cell_width
from reader.tui.find import NO_HITS
from reader.tui.manuscript import Manuscript, Overlay
from reader.tui.paint import Laid, paint_line, place_of, shift_of
from reader.tui.widgets.lined import LinedView

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

    from reader.tui.manuscript import PlacedMark
    from reader.tui.palette import Palette
    from reader.typesetting import Line


WORDS_IN_SIGHT = 12
"""Cells of a wide line that are shown behind the place that is to be seen: a word."""
WHEEL_LINES, WHEEL_CELLS = 3, 8
"""How far one step of the mouse's wheel goes, down and sideways."""
RULER_REACH = 1
"""Lines on each side of the ruler that stand out with it."""


class PageView(LinedView):
    """The text of one article, with its gutter."""

    class Clicked(Message):
        """The words at `offset` were clicked, so many `times` in a row."""

        def __init__(self, offset: int, times: int) -> None:
            self.offset, self.times = offset, times
            super().__init__()

    class Dragged(Message):
        """The mouse was drawn over the words from `start` to `end`, which may come first."""

        def __init__(self, start: int, end: int) -> None:
            self.start, self.end = start, end
            super().__init__()

    def __init__(
        self, palette: Palette, manuscript: Manuscript, measure: int, *, moved: Callable[[], None] = lambda: None,
        is_final: Callable[[int], bool] = lambda _: True,
    ) -> None:  # fmt: skip
        """`moved` and `is_final` are what `LinedView` has them for."""
        super().__init__(manuscript, measure, moved, is_final)
        self.palette = palette
        self.laid = Laid(Overlay(), NO_HITS)
        self._ruler = -1
        self._pressed: int | None = None
        self._dragged = False

    # What lies over the words

    def show_article(self, manuscript: Manuscript, offset: int) -> None:
        """Show another article, with the words at `offset` at the top and nothing over them."""
        self.laid = Laid(Overlay(), NO_HITS)
        super().show_article(manuscript, offset)

    def lay(self, laid: Laid) -> None:
        """Show other marks, hits or another current quotation over the same words."""
        laid = laid._replace(is_turned=self.is_turned)
        before, self.laid = self.laid, laid
        if before._replace(marks=laid.marks, placed=laid.placed) == laid:
            self._refresh_marked(set(before.placed) ^ set(laid.placed))
        else:
            self.refresh()

    def _refresh_marked(self, changed: set[PlacedMark]) -> None:
        """Paint anew only the lines of marks that came, went or changed: what was done is told in the next frame."""
        top = self.scroll_offset.y
        for number in range(top, top + self.size.height):
            line = self._line(number)
            if line is not None and any(mark.start <= line.end and line.start <= mark.end for mark in changed):
                self.refresh_line(number)

    def repaint(self, palette: Palette) -> None:
        """Show the same lines in another theme."""
        self.palette = palette
        self.refresh()

    def shift(self, cells: int) -> bool:
        """Move what is wider than the page by `cells`, to the left if negative; tell whether anything is."""
        widest = max((line.indent + self._cells(line) for line in self._lines_shown()), default=0)
        if widest <= self._columns.measure:
            return False
        shift = max(0, min(widest - self._columns.measure + 1, self.laid.shift + cells))
        if shift != self.laid.shift:
            self.lay(self.laid._replace(shift=shift))
        return True

    def _cells(self, line: Line) -> int:
        """Return how many cells the widest line of a listing takes, or what stands on a line that is no words'."""
        return line.widest or (cell_width(line.text) if line.text is not None else 0)

    def go_to(self, offset: int, *, third: bool = False) -> None:
        """Bring the words at `offset` to the top or the upper third, sideways too where they stand in a wide table."""
        super().go_to(offset, third=third)
        self._show_sideways(offset)

    def reveal(self, offset: int) -> None:
        """Bring the words at `offset` into sight, sideways too where they stand in a wide table."""
        super().reveal(offset)
        self._show_sideways(offset)

    def _show_sideways(self, offset: int) -> None:
        for line in self._lines_shown():
            room = self._columns.measure - line.indent
            cells = self._cells(line)
            place = place_of(line, offset) if cells > room else -1
            if place < 0:
                continue
            cell = cell_width(self._shown_on(line)[:place])
            if not self.laid.shift < max(cell, 1) < self.laid.shift + room - WORDS_IN_SIGHT:
                self.lay(self.laid._replace(shift=max(0, min(cells - room + 1, cell - room // 3))))
            return

    def toggle_ruler(self) -> None:
        """Lay a ruler over the upper third of the window, or take it away."""
        self._ruler = self.lines_shown // 3 if self._ruler < 0 else -1
        self.refresh()

    def move_ruler(self, step: int) -> bool:
        """Move the ruler a line where the words cannot be moved under it any more; tell whether that was done."""
        if self._ruler < 0:
            return False
        third, last = self.lines_shown // 3, self.line_count - self.lines_shown
        at_end = self.scroll_offset.y >= last if step > 0 else self.scroll_offset.y <= 0
        if not at_end and self._ruler == third:
            return False
        if not at_end and (self._ruler < third) != (step > 0):
            return False
        self._ruler = max(0, min(self.lines_shown - 1, self._ruler + step))
        self.refresh()
        return True

    @property
    def held(self) -> int | None:
        """The hit or the quotation that the reader went to, while it is on the screen."""
        starts, laid = self.manuscript.quotations.starts, self.laid
        hit = self.laid.hits.span(laid.current_hit)[0] if laid.current_hit >= 0 else None
        walked = starts[laid.current] if laid.current >= 0 else None
        return next((place for place in (hit, walked) if place is not None and self.shows(place)), None)

    # Painting

    def render_line(self, y: int) -> Strip:
        """Paint one row of the window."""
        number = self.scroll_offset.y + y
        columns = self._columns._replace(width=self.size.width)
        head = self._galley.head if self._galley is not None else ()
        if number < len(head):
            kind, words = head[number]
            style = getattr(self.palette, kind)
            return Strip([Segment(" " * columns.left, self.palette.text), Segment(words, style)]).adjust_cell_length(
                columns.width, self.palette.text
            )
        line = self._line(number)
        if line is None:
            return Strip([Segment(" " * columns.width, self.palette.text)], columns.width)
        laid = self.laid
        if self._ruler >= 0 and abs(y - self._ruler) > RULER_REACH:
            laid = laid._replace(is_beside_ruler=True)
        return paint_line(line, self.manuscript, laid, self.palette, columns)

    def _shown_on(self, line: Line) -> str:
        return line.text if line.text is not None else self.manuscript.article.text[line.start : line.end]

    # The mouse

    def offset_under(self, x: int, y: int) -> int:
        """Return the offset of the character in cell `x` of row `y` of the window, or the nearest one."""
        line = self._line(self.scroll_offset.y + y)
        if line is None:
            return self._offset_of(self.scroll_offset.y + y)
        shown = self._shown_on(line)
        room, cells = self._columns.measure - line.indent, cell_width(shown)
        wanted = x - self._columns.left - line.indent
        if line.widest or cells > room:
            wanted += shift_of(line, cells, room, self.laid.shift)
        cells = 0
        for place, character in enumerate(shown):
            cells += cell_width(character)
            if cells > wanted:
                return max(line.start, line.offsets[place]) if line.offsets is not None else line.start + place
        return line.end

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Remember where a selection may begin."""
        self._pressed, self._dragged = self.offset_under(event.x, event.y), False
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say which words the mouse was drawn over; at the edges the page moves on."""
        if self._pressed is None:
            return
        if event.y <= 0 or event.y >= self.lines_shown - 1:
            self.scroll_lines(-1 if event.y <= 0 else 1)
        offset = self.offset_under(event.x, max(0, min(event.y, self.lines_shown - 1)))
        if self._dragged or offset != self._pressed:
            self._dragged = True
            self.post_message(self.Dragged(self._pressed, offset))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Be done with what the mouse was drawn over."""
        self.release_mouse()
        self._pressed = None

    def on_click(self, event: events.Click) -> None:
        """Say which words were clicked, if the mouse was not drawn over any."""
        if not self._dragged:
            self.post_message(self.Clicked(self.offset_under(event.x, event.y), event.chain))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Go three lines on, or sideways with shift."""
        self._turn_wheel(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Go three lines back, or sideways with shift."""
        self._turn_wheel(event, -1)

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        """Show more of the right side of what is wider than the page."""
        self._turn_wheel(event, 1, sideways=True)

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        """Show more of the left side of what is wider than the page."""
        self._turn_wheel(event, -1, sideways=True)

    def _turn_wheel(self, event: events.MouseEvent, step: int, *, sideways: bool = False) -> None:
        event.stop()
        event.prevent_default()
        if sideways or event.shift:
            self.shift(step * WHEEL_CELLS)
        else:
            self.scroll_lines(step * WHEEL_LINES)
