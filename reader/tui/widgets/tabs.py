"""The library's tabs, and under them a rule that also tells what is wrong with a search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.text import cell_width, fit, sanitise_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from reader.tui.palette import Palette

GAP = 3
_BOLD = Style(bold=True)


class Tabs(Widget):
    """One line of tabs and the rule under it."""

    can_focus = False
    DEFAULT_CSS = "Tabs { height: 2; width: 100%; dock: top; margin-top: 1; }"

    class Chosen(Message):
        """A tab was clicked."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.palette = palette
        self._titles: tuple[str, ...] = ()
        self._chosen = 0
        self._told = ""

    def show(self, titles: Sequence[str], chosen: int) -> None:
        """Show `titles`, tab `chosen` as the one that is open; -1 is none."""
        shown = tuple(sanitise_line(title) for title in titles)
        if (shown, chosen) != (self._titles, self._chosen):
            self._titles, self._chosen = shown, chosen
            self.refresh()

    def tell(self, words: str) -> None:
        """Tell `words` in the rule; "" is only the rule."""
        words = sanitise_line(words)
        if words != self._told:
            self._told = words
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint the titles, or the rule."""
        palette, width = self.palette, self.size.width
        if y == 1:
            if not self._told:
                return Strip([Segment("─" * width, palette.muted)])
            told = fit(self._told, max(1, min(cell_width(self._told), width - 4)))
            rest = "─" * max(0, width - cell_width(told) - 3)
            return Strip(
                [Segment("─ ", palette.muted), Segment(told, palette.warning), Segment(f" {rest}", palette.muted)]
            )
        segments = [Segment(" ", palette.text)]
        for title, start in self._places():
            if start >= width:
                break
            is_chosen = self._chosen >= 0 and title is self._titles[self._chosen]
            style = palette.accent + _BOLD if is_chosen else palette.muted
            segments += [Segment(title, style), Segment(" " * GAP, palette.text)]
        return Strip(segments).adjust_cell_length(width, palette.text)

    def _places(self) -> list[tuple[str, int]]:
        """Return each title with the cell that it starts at."""
        places, start = [], 1
        for title in self._titles:
            places.append((title, start))
            start += cell_width(title) + GAP
        return places

    def on_click(self, event: events.Click) -> None:
        """Choose the clicked tab."""
        for place, (title, start) in enumerate(self._places()):
            if event.y == 0 and start <= event.x < start + cell_width(title):
                self.post_message(self.Chosen(place))
