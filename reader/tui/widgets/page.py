"""The page: an article as lines over one text, painted where it is looked at and nowhere else.

It knows no library and keeps nothing: it says when the words under the eye have changed, and paints what it is given.
Positions are offsets into `Article.text`; screen lines are worked out from them after every change of width.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.text import cell_width
from reader.tui.columns import EDGE, Columns, columns_for
from reader.tui.find import Hits
from reader.tui.manuscript import Manuscript, Overlay, headline
from reader.tui.paint import Laid, paint_line
from reader.typesetting import Page, set_article

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

    from reader.tui.palette import Palette


RULER_REACH = 1
"""Lines on each side of the ruler that stand out with it."""


class PageView(ScrollView):
    """The text of one article, with its gutter."""

    can_focus = False
    DEFAULT_CSS = """
    PageView { width: 1fr; height: 1fr; scrollbar-size: 0 0; overflow: hidden hidden; }
    """

    @dataclass
    class Clicked(Message):
        """The words at `offset` were clicked."""

        offset: int

    @dataclass
    class Dragged(Message):
        """The mouse was drawn over the words from `start` to `end`, which may come first."""

        start: int
        end: int

    def __init__(
        self, palette: Palette, manuscript: Manuscript, measure: int, *, moved: Callable[[], None] = lambda: None,
        is_final: Callable[[int], bool] = lambda _: True,
    ) -> None:  # fmt: skip
        """`moved` is called when other words came to the top, at once, so that what it shows is in the same frame.

        `is_final` tells whether the page will have that width once everything beside it has found its place.
        """
        super().__init__()
        self._moved = moved
        self._is_final = is_final
        self.palette = palette
        self.measure = measure
        self.justify = self.hyphenate = False
        self.manuscript = manuscript
        self.laid = Laid(Overlay([]), Hits())
        self._columns = Columns(0, EDGE, 1, EDGE + 1)
        self._head: tuple[tuple[str, str], ...] = ()
        self._page: Page | None = None
        self._digest: list[int] | None = None
        self._anchor = 0
        self._ruler = -1
        self._pressed: int | None = None
        self._dragged = False

    def show(self, manuscript: Manuscript) -> None:
        """Show other quotations over the same words; only a digest has other lines then."""
        self.manuscript = manuscript
        if self._digest is not None:
            self._set_lines()
        self.refresh()

    def show_article(self, manuscript: Manuscript, offset: int) -> None:
        """Show another article, with the words at `offset` at the top."""
        self.manuscript, self.laid, self._anchor = manuscript, Laid(Overlay([]), Hits()), offset
        self._digest = None
        self._set_lines()

    def lay(self, laid: Laid) -> None:
        """Show other marks, hits or another current quotation over the same words."""
        if laid is not self.laid:
            self.laid = laid
            self.refresh()

    def repaint(self, palette: Palette) -> None:
        """Show the same lines in another theme."""
        self.palette = palette
        self.refresh()

    def show_digest(self, digest: bool) -> None:
        """Show the lines of quotations alone, or all lines again; the words at the top stay near."""
        if digest == (self._digest is not None):
            return
        self._digest = [] if digest else None
        self._set_lines()

    def set_lines_as(self, *, justify: bool, hyphenate: bool) -> None:
        """Fill the lines or leave them ragged, and break words at their ends or not."""
        self.justify, self.hyphenate = justify, hyphenate
        self._set_lines()

    def set_measure(self, measure: int) -> None:
        """Set the text in lines of `measure` cells, or of what the window has room for."""
        self.measure = measure
        self._set_lines()

    def on_resize(self, event: events.Resize) -> None:
        """Set the lines anew for another width; another height needs nothing but its place."""
        if self._page is not None and not self._is_final(event.size.width):
            return
        if self._page is None or event.size.width != self._columns.width:
            self._set_lines()
            return
        self.virtual_size = Size(event.size.width, self.line_count)
        self._show_anchor()

    def _set_lines(self) -> None:
        if self.size.width < 1:
            return
        page = self._set_for(self.size.width)
        if self._digest is not None:
            self._digest = self._digest_lines(page)
        self.virtual_size = Size(self.size.width, self.line_count)
        self._show_anchor()
        self.refresh()

    def _set_for(self, width: int) -> Page:
        article, self._columns = self.manuscript.article, columns_for(width, self.measure)
        page = set_article(
            article, self._columns.measure, justify=self.justify, hyphenate=self.hyphenate, sideways=True
        )
        self._page, self._head = page, headline(article, self._columns.measure)
        return page

    def _digest_lines(self, page: Page) -> list[int]:
        lines: list[int] = []
        starts, ends = self.manuscript.quotations.starts, self.manuscript.quotations.ends
        for number in self.manuscript.shown:
            start, end = starts[number], ends[number]
            first, last = page.line_at(start), page.line_at(max(start, end - 1))
            if lines and first > lines[-1]:
                lines.append(-1)
            lines.extend(line for line in range(first, last + 1) if not lines or line > lines[-1] or lines[-1] == -1)
        return lines

    def expect(self, width: int) -> None:
        """Set the lines for `width` cells before the widget is laid out, so that its first paint has the words."""
        self._set_for(width)
        self.set_reactive(PageView.virtual_size, Size(width, self.line_count))
        self.set_reactive(PageView.scroll_y, float(self._line_of(self._anchor) if self._anchor else 0))

    # Places

    @property
    def line_count(self) -> int:
        """All lines, the heading's included."""
        body = len(self._digest) if self._digest is not None else (len(self._page) if self._page else 0)
        return len(self._head) + body + 1

    @property
    def lines_shown(self) -> int:
        """How many lines the window shows."""
        return max(1, self.size.height)

    @property
    def top(self) -> int:
        """The offset of the first words on the screen, 0 while the heading is there."""
        return self._offset_of(self.scroll_offset.y)

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
        page = self._page
        if page is None:
            return 0, 0
        for line_number in range(self.scroll_offset.y, self.line_count):
            number = self._page_line(line_number)
            if number is None or number < 0:
                continue
            line = page.line(number)
            if line.end > line.start:
                return line.start, line.end
        return 0, min(len(self.manuscript.article.text), 60)

    def shows(self, offset: int) -> bool:
        """Tell whether the words at `offset` are on the screen."""
        line = self._line_of(offset)
        return self.scroll_offset.y <= line < self.scroll_offset.y + self.lines_shown

    def go_to(self, offset: int, *, third: bool = False) -> None:
        """Bring the words at `offset` to the top, or to the upper third of the screen."""
        if self._page is None:
            self._anchor = offset  # the lines are set when the width is known, and go there
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
        self._go_to_line(self.line_count)

    def shift(self, cells: int) -> bool:
        """Move what is wider than the page by `cells`, to the left if negative; tell whether anything is."""
        page = self._page
        if page is None:
            return False
        lines = range(self.scroll_offset.y, self.scroll_offset.y + self.lines_shown)
        shown = [page.line(number) for line in lines if (number := self._page_line(line)) is not None and number >= 0]
        widest = max((cell_width(line.text) for line in shown if line.text is not None), default=0)
        if widest <= self._columns.measure:
            return False
        self.lay(replace(self.laid, shift=max(0, min(widest - self._columns.measure + 1, self.laid.shift + cells))))
        return True

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

    def _go_to_line(self, line: int) -> None:
        line = max(0, min(line, self.line_count - self.lines_shown))
        self.scroll_to(y=line, animate=False, force=True)
        self._anchor = self._offset_of(line)
        self._moved()

    def _show_anchor(self) -> None:
        """Bring the words that were at the top there again; they stay the anchor, whatever else is on their line now."""
        anchor = self._anchor
        self._go_to_line(self._line_of(anchor) if anchor else 0)
        self._anchor = anchor

    def _page_line(self, line: int) -> int | None:
        """Return the number of the page's line at `line` of the view: None in the heading, -1 for a gap."""
        line -= len(self._head)
        if line < 0:
            return None
        if self._digest is not None:
            return self._digest[line] if line < len(self._digest) else -1
        return line if self._page is not None and line < len(self._page) else -1

    def _line_of(self, offset: int) -> int:
        if self._page is None:
            return 0
        number = self._page.line_at(offset)
        if self._digest is not None:
            number = next((i for i, line in enumerate(self._digest) if line >= number), len(self._digest))
        return len(self._head) + number

    def _offset_of(self, line: int) -> int:
        number = self._page_line(line)
        while number == -1 and line > 0:
            line -= 1
            number = self._page_line(line)
        if number is None or self._page is None or number < 0:
            return 0
        return self._page.offset_at(number)

    def line_end(self, offset: int, step: int) -> int:
        """Return where the line `step` lines on from the one that holds the words before `offset` ends."""
        page = self._page
        if page is None or not len(page):
            return offset
        number = page.line_at(max(0, offset - 1)) + step
        while 0 <= number < len(page) and page.line(number).end <= page.line(number).start:
            number += step
        return page.line(max(0, min(number, len(page) - 1))).end

    def blocks_shown(self) -> list[int]:
        """Return the numbers of the blocks that are on the screen."""
        lines = range(self.scroll_offset.y, self.scroll_offset.y + self.lines_shown)
        numbers = [number for line in lines if (number := self._page_line(line)) is not None and number >= 0]
        return sorted({self._page.line(number).block for number in numbers} - {-1}) if self._page else []

    def block_at(self, offset: int) -> int | None:
        """Return the number of the block that holds `offset`."""
        if self._page is None or not len(self._page):
            return None
        return self._page.line(self._page.line_at(offset)).block

    def offset_under(self, x: int, y: int) -> int:
        """Return the offset of the character in cell `x` of row `y` of the window, or the nearest one."""
        number = self._page_line(self.scroll_offset.y + y)
        if self._page is None or number is None or number < 0:
            return self._offset_of(self.scroll_offset.y + y)
        line = self._page.line(number)
        shown = line.text if line.text is not None else self.manuscript.article.text[line.start : line.end]
        wanted, cells = x - self._columns.left - line.indent, 0
        if cell_width(shown) > self._columns.measure - line.indent:
            wanted += self.laid.shift
        for place, character in enumerate(shown):
            cells += cell_width(character)
            if cells > wanted:
                return line.offsets[place] if line.offsets is not None else line.start + place
        return line.end

    # Painting

    def render_line(self, y: int) -> Strip:
        """Paint one row of the window."""
        line = self.scroll_offset.y + y
        columns = replace(self._columns, width=self.size.width)
        if line < len(self._head):
            kind, words = self._head[line]
            style = getattr(self.palette, kind)
            return Strip([Segment(" " * columns.left, self.palette.text), Segment(words, style)]).adjust_cell_length(
                columns.width, self.palette.text
            )
        number = self._page_line(line)
        if self._page is None or number is None or number < 0:
            return Strip([Segment(" " * columns.width, self.palette.text)], columns.width)
        laid = self.laid
        if self._ruler >= 0 and abs(y - self._ruler) > RULER_REACH:
            laid = replace(laid, faded=True)
        return paint_line(self._page.line(number), self.manuscript, laid, self.palette, columns)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Remember where a selection may begin."""
        self._pressed = self.offset_under(event.x, event.y)
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
        """Say which words were clicked, if the mouse was not drawn over any."""
        self.release_mouse()
        if self._pressed is not None and not self._dragged:
            self.post_message(self.Clicked(self._pressed))
        self._pressed, self._dragged = None, False

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Go three lines on."""
        event.stop()
        event.prevent_default()
        self.scroll_lines(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Go three lines back."""
        event.stop()
        event.prevent_default()
        self.scroll_lines(-3)
