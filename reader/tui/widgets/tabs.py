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
LONGEST = 28
"""Cells of a title; a kept search may have any name."""
BEFORE, AFTER = "‹ ", "›"
"""What stands for the tabs that have no room at the left and at the right."""
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
        clean = map(sanitise_line, titles)
        shown = tuple(fit(title, LONGEST).rstrip() if cell_width(title) > LONGEST else title for title in clean)
        if (shown, chosen) != (self._titles, self._chosen):
            self._titles, self._chosen = shown, chosen
            self.refresh()

    @property
    def room_to_tell(self) -> int:
        """How many cells of the rule may be words."""
        return max(1, self.size.width - 4)

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
            told = fit(self._told, min(cell_width(self._told), self.room_to_tell))
            rest = "─" * max(0, width - cell_width(told) - 3)
            return Strip(
                [Segment("─ ", palette.muted), Segment(told, palette.warning), Segment(f" {rest}", palette.muted)]
            )
        places = self._places()
        segments = [Segment(f" {BEFORE}" if places and places[0][0] else " ", palette.muted)]
        for place, title, _ in places:
            style = palette.accent + _BOLD if place == self._chosen else palette.muted
            segments += [Segment(title, style), Segment(" " * GAP, palette.text)]
        line = Strip(segments).adjust_cell_length(width, palette.text)
        if not places or places[-1][0] == len(self._titles) - 1:
            return line
        return Strip.join([line.crop(0, width - 1), Strip([Segment(AFTER, palette.muted)])])

    def _places(self) -> list[tuple[int, str, int]]:
        """Return the tabs that have room: which each is, its title and the cell it starts at; the open one is among them."""
        widths = [cell_width(title) + GAP for title in self._titles]
        room, first = self.size.width - 1, 0
        while first < self._chosen and sum(widths[first : self._chosen + 1]) + len(BEFORE) * bool(first) > room:
            first += 1
        places, start = [], 1 + len(BEFORE) * bool(first)
        for place in range(first, len(widths)):
            if start + widths[place] - GAP > room and place != max(first, self._chosen):
                break
            places.append((place, self._titles[place], start))
            start += widths[place]
        return places

    def on_click(self, event: events.Click) -> None:
        """Choose the clicked tab."""
        for place, title, start in self._places():
            if event.y == 0 and start <= event.x < start + cell_width(title):
                self.post_message(self.Chosen(place))
