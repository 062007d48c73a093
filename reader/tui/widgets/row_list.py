"""A list of any length: only the rows that are looked at are asked for and painted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.text import cell_width, fit, sanitise_part

if TYPE_CHECKING:
    from textual import events

    from reader.tui.palette import Palette

Piece = tuple[str, str]
"""Words and the style they are painted in, by its name in the palette."""
Row = Sequence[Sequence[Piece]]
"""The lines of one row, each in pieces."""


OWN_GROUND = ("hit",)
"""Styles that keep their background on the cursor's row."""
HIGHLIGHT = "highlight:"
"""What stands before a highlight's colour in the name of a style; it keeps its background, too."""


EMPTY_INDENT = 3
"""Cells left of the words that an empty list shows."""


class RowList(ScrollView):
    """Rows of the same height with a cursor; `paint(place, width)` gives the lines of the row at `place`."""

    can_focus = False
    DEFAULT_CSS = "RowList { width: 1fr; height: 1fr; scrollbar-size: 0 0; overflow: hidden hidden; }"

    class Moved(Message):
        """The cursor is on another row."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    class Opened(Message):
        """The row under the cursor is to be opened."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(
        self, palette: Palette, paint: Callable[[int, int], Row], *, height: int = 1, empty: str = ""
    ) -> None:
        super().__init__()
        self.palette = palette
        self.cursor = 0
        self.count = 0
        self.row_height = height
        self.empty = empty
        self._paint = paint
        self._styles: dict[tuple[str, bool], Style] = {}
        self._styles_of = palette

    def set_count(self, count: int, cursor: int | None = None) -> None:
        """Show `count` rows, the cursor where it was or on row `cursor`."""
        self.count = count
        self.cursor = max(0, min(self.cursor if cursor is None else cursor, count - 1))
        # Rows are painted as wide as the list is: a width here would have it laid out once more for each new one.
        self.virtual_size = Size(1, count * self.row_height)
        self._keep_in_sight()
        self.refresh()

    def set_row_height(self, height: int) -> None:
        """Give each row `height` lines."""
        if height != self.row_height:
            self.row_height = height
            self.set_count(self.count)

    @property
    def rows_shown(self) -> int:
        """How many whole rows the window shows."""
        return max(1, self.size.height // self.row_height)

    @property
    def top(self) -> int:
        """The first row in sight."""
        return self.scroll_offset.y // self.row_height

    def show_from(self, place: int) -> None:
        """Show the row at `place` first, as far as the cursor stays in sight."""
        self.scroll_to(y=max(0, place) * self.row_height, animate=False, force=True)
        self._keep_in_sight()

    def move(self, step: int) -> None:
        """Move the cursor by `step` rows, not beyond the ends."""
        self.move_to(self.cursor + step)

    def move_to(self, place: int) -> None:
        """Move the cursor to row `place`."""
        place = max(0, min(place, self.count - 1))
        if place == self.cursor:
            return
        before, self.cursor = self.cursor, place
        top = self.scroll_offset.y
        self._keep_in_sight()
        if self.scroll_offset.y == top:
            for row in (before, place):
                self.refresh_lines(row * self.row_height, self.row_height)
        self.post_message(self.Moved(place))

    def _keep_in_sight(self) -> None:
        first, last = self.cursor * self.row_height, (self.cursor + 1) * self.row_height
        top = self.scroll_offset.y
        if first < top:
            self.scroll_to(y=first, animate=False, force=True)
        elif last > top + self.size.height:
            rows = self.rows_shown * self.row_height
            self.scroll_to(y=last - rows, animate=False, force=True)

    def on_resize(self, event: events.Resize) -> None:
        """Keep the cursor in sight."""
        self._keep_in_sight()

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        palette, width = self.palette, self.size.width
        if not self.count:
            lines = _wrapped(self.empty, width - 2 * EMPTY_INDENT)
            words = lines[y - 1] if 0 < y <= len(lines) else ""
            return Strip([Segment(fit(f"{' ' * EMPTY_INDENT}{words}", width), palette.muted)])
        place, line = divmod(self.scroll_offset.y + y, self.row_height)
        if place >= self.count:
            return Strip([Segment(" " * width, palette.text)], width)
        on_cursor = place == self.cursor
        pieces = self._paint(place, width - 2)
        fill = palette.cursor if on_cursor else palette.text
        segments = [Segment("▌ " if on_cursor else "  ", palette.cursor_accent if on_cursor else palette.text)]
        for words, style in pieces[line] if line < len(pieces) else ():
            segments.append(Segment(sanitise_part(words), self._style(style, on_cursor)))
        return Strip(segments).adjust_cell_length(width, fill)

    def _style(self, name: str, on_cursor: bool) -> Style:
        """Return the palette's style `name`, on the ground of the cursor's row or of the others."""
        if self._styles_of is not self.palette:
            self._styles_of = self.palette
            self._styles.clear()
        style = self._styles.get((name, on_cursor))
        if style is None:
            if name.startswith(HIGHLIGHT):
                style = self.palette.text + self.palette.highlight(name.removeprefix(HIGHLIGHT))
            else:
                style = getattr(self.palette, name)
            if name not in OWN_GROUND and not name.startswith(HIGHLIGHT):
                style += Style(bgcolor=(self.palette.cursor if on_cursor else self.palette.text).bgcolor)
            self._styles[name, on_cursor] = style
        return style

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the clicked row; a second click opens it."""
        place = (self.scroll_offset.y + event.y) // self.row_height
        if place >= self.count:
            return
        if place == self.cursor:
            self.post_message(self.Opened(place))
        else:
            self.move_to(place)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Move on."""
        event.stop()
        event.prevent_default()
        self.move(2)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Move back."""
        event.stop()
        event.prevent_default()
        self.move(-2)


def _wrapped(words: str, width: int) -> list[str]:
    """Return `words` as lines of at most `width` cells; a longer word has a line of its own."""
    lines: list[str] = []
    for word in words.split():
        if lines and cell_width(lines[-1]) + 1 + cell_width(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
