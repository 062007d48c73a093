"""The library's tabs with how many articles each has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.tui.palette import Palette

TITLES = ("All", "Unread", "Reading", "Marked")


class Tabs(Widget):
    """One line of tabs and the rule under it."""

    can_focus = False
    DEFAULT_CSS = "Tabs { height: 2; width: 100%; dock: top; margin-top: 1; }"

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.palette = palette
        self._counts: tuple[int, ...] = (0, 0, 0, 0)
        self._chosen = 0

    def show(self, counts: Sequence[int], chosen: int) -> None:
        """Show `counts` beside the tabs' titles, tab `chosen` as the one that is open."""
        self._counts, self._chosen = tuple(counts), chosen
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint the titles, or the rule."""
        palette, width = self.palette, self.size.width
        if y == 1:
            return Strip([Segment("─" * width, palette.muted)])
        segments = [Segment(" ", palette.text)]
        for number, (title, count) in enumerate(zip(TITLES, self._counts, strict=True)):
            style = palette.accent + Style(bold=True) if number == self._chosen else palette.muted
            segments += [Segment(f"{title} {count:,}", style), Segment("   ", palette.text)]
        return Strip(segments).adjust_cell_length(width, palette.text)
