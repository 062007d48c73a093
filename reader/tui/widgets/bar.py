"""The status bar: where one is, the keys that are most wanted, and a word at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from reader.text import cell_width, fit, sanitise_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.timer import Timer

    from reader.tui.palette import Palette

TOLD_FOR = 4.0
"""Seconds for which something said in passing stays, unless the person goes on before."""


class Bar(Widget):
    """One line at the foot of a screen."""

    can_focus = False
    DEFAULT_CSS = "Bar { height: 1; dock: bottom; width: 100%; }"

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.palette = palette
        self._left = ""
        self._right = ""
        self._hints: tuple[tuple[str, str], ...] = ()
        self._told = ""
        self._may_go = False
        self._forgetting: Timer | None = None

    @property
    def is_telling(self) -> bool:
        """Whether something said in passing stands there."""
        return bool(self._told)

    def tell(self, words: str) -> None:
        """Show `words` in passing, in place of what stands at the left: in the next frame, as no toast could be."""
        self._told, self._may_go = sanitise_line(words), False
        if self._forgetting is not None:
            self._forgetting.stop()
        self._forgetting = self.set_timer(TOLD_FOR, self._forget)
        self.refresh()

    def has_room_for(self, words: str) -> bool:
        """Tell whether all of `words` can be seen."""
        # A bar that stood behind a question is not laid out again yet.
        width = self.size.width or self.screen.size.width
        return cell_width(sanitise_line(words)) < width - cell_width(self._right) - 2

    def go_on(self) -> None:
        """Let the next change take the place of what was said; what changes by itself, as a page being laid, does not."""
        self._may_go = True

    def be_done(self) -> None:
        """Take away what was said before the person went on, unless something else was said meanwhile."""
        if self._told and self._may_go:
            self._forget()

    def _forget(self) -> None:
        self._told = ""
        self.refresh()

    def show(self, left: str, hints: Sequence[tuple[str, str]] = (), right: str = "") -> None:
        """Show `left`, then as many of `hints` (key, what it does) as have room, then `right`."""
        shown = (sanitise_line(left), tuple(hints), sanitise_line(right))
        if shown != (self._left, self._hints, self._right):
            if shown[0] != self._left and self._may_go:
                self._told = ""
            self._left, self._hints, self._right = shown
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint the bar."""
        palette, width = self.palette, self.size.width
        room = width - cell_width(self._right) - 2
        left = self._told or self._left
        left = left if cell_width(left) < room else fit(left, max(1, room - 1)).rstrip()
        segments = [Segment(f" {left}", palette.bar)]
        used = 1 + cell_width(left)
        hints: list[Segment] = []
        for key, title in _fitting(self._hints, room - used - 3):
            hints += [Segment(f"{key} ", palette.bar_key), Segment(f"{title}  ", palette.bar_muted)]
        if hints:
            segments += [Segment("   ", palette.bar), *hints]
        filled = sum(segment.cell_length for segment in segments)
        gap = max(0, width - filled - cell_width(self._right) - 1)
        segments += [Segment(" " * gap, palette.bar), Segment(f"{self._right} ", palette.bar_muted)]
        return Strip(segments).adjust_cell_length(width, palette.bar)


def _fitting(hints: Sequence[tuple[str, str]], room: int) -> list[tuple[str, str]]:
    """Return as many of `hints` as have room: the one that leads to all others before any."""
    wanted = [cell_width(key) + cell_width(title) + 3 for key, title in hints]
    order = sorted(range(len(hints)), key=lambda number: hints[number][0] != "?")
    taken = []
    for number in order:
        room -= wanted[number]
        if room < 0:
            break
        taken.append(number)
    return [hints[number] for number in sorted(taken)]
