"""The panel beside the page: the voices of the article with their counts, then its marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.plain.columns import PANEL_WIDTH
from reader.text import cell_width, fit, sanitise_line
from reader.typesetting.bidi import turned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from reader.tui.manuscript import Manuscript, PlacedMark
    from reader.tui.palette import Palette

_BOLD = Style(bold=True)


class Panel(Widget):
    """Who speaks how often, and what is marked; the current voice stands out."""

    class VoiceClicked(Message):
        """The voice of that number was clicked."""

        def __init__(self, voice: int) -> None:
            super().__init__()
            self.voice = voice

    class MarkClicked(Message):
        """The mark of that number, as they stand in the article, was clicked."""

        def __init__(self, mark: int) -> None:
            super().__init__()
            self.mark = mark

    can_focus = False
    DEFAULT_CSS = f"Panel {{ width: {PANEL_WIDTH}; height: 1fr; dock: right; }}"

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.palette = palette
        self.is_turned = False
        """Whether words that run from right to left are turned round here, as they are on the page."""
        self.cells = PANEL_WIDTH
        """How wide it is; see `widen`."""
        self._shown: tuple[Manuscript, Sequence[PlacedMark], int] | None = None
        self._rows: list[list[Segment]] = []
        self._behind: dict[int, Message] = {}
        """What is told when a row is clicked, by its number."""

    def widen(self, cells: int) -> None:
        """Be `cells` wide from now on, wider or narrower than before; 0 cells, for want of room, change nothing."""
        if cells in (0, self.cells):
            return
        self.cells = cells
        self.styles.width = cells
        if self._shown is not None:
            self.show(*self._shown)

    def show(self, manuscript: Manuscript, marks: Sequence[PlacedMark], current: int) -> None:
        """Show the voices of `manuscript` and its `marks`; `current` is the number of the current voice, or -1."""
        self._shown = (manuscript, marks, current)
        width = self.cells - 3
        palette = self.palette
        counts = [0] * len(manuscript.voices)
        nameless = 0
        for number in manuscript.shown:
            voice = manuscript.voice_of[number]
            if voice >= 0:
                counts[voice] += 1
            else:
                nameless += 1
        rows = [self._heading("VOICES", len(manuscript.shown), width)]
        self._behind = {}
        for voice in sorted(
            (voice for voice in range(len(counts)) if counts[voice]), key=lambda voice: -counts[voice]
        ):
            style = palette.voice(voice)
            weight = style + _BOLD if voice == current else style
            name = manuscript.voices[voice] if voice in manuscript.sure else f"{manuscript.voices[voice]}?"
            sign = palette.voice_sign(voice) if voice != current else "▌"
            self._behind[len(rows)] = self.VoiceClicked(voice)
            rows.append(self._row(sign, name, str(counts[voice]), width, style, weight))
        if nameless:
            rows.append(self._row("▎", "No name", str(nameless), width, palette.muted, palette.muted))
        if not manuscript.shown:
            rows.append([Segment(fit("Nobody is quoted here.", width), palette.muted)])
        if marks:
            rows += [[Segment(" " * width, palette.text)], self._heading("MARKS", len(marks), width)]
            for number, placed in enumerate(marks):
                words = placed.mark.note or placed.mark.anchor.exact
                style = palette.mark + palette.highlight(placed.mark.colour) if placed.mark.colour else palette.mark
                self._behind[len(rows)] = self.MarkClicked(number)
                rows.append(self._row(f"{fit(placed.sign, 1)} ", words, "", width, style, palette.text))
        before, self._rows = self._rows, rows
        if len(before) > self.size.height or len(rows) > self.size.height:
            self.refresh()
            return
        for y in range(max(len(before), len(rows))):
            if before[y : y + 1] != rows[y : y + 1]:
                self.refresh(Region(0, y, self.size.width, 1))

    def _heading(self, title: str, count: int, width: int) -> list[Segment]:
        return [Segment(fit(title, width - len(str(count))) + str(count), self.palette.muted)]

    def _row(self, sign: str, words: str, right: str, width: int, style: Style, words_style: Style) -> list[Segment]:
        room = max(1, width - cell_width(sign) - len(right) - 1)
        fitting = fit(sanitise_line(words), room)
        if self.is_turned:
            fitting = fit(turned(fitting.rstrip()), room)
        return [
            Segment(sign, style),
            Segment(fitting, words_style),
            Segment(" " + right, self.palette.muted),
        ]

    def on_click(self, event: events.Click) -> None:
        """Say which voice or mark was clicked."""
        message = self._behind.get(event.y)
        if message is not None and event.y < self.size.height - (len(self._rows) > self.size.height):
            self.post_message(message)

    def render_line(self, y: int) -> Strip:
        """Paint one row."""
        palette = self.palette
        row = self._rows[y] if y < len(self._rows) else []
        if y == self.size.height - 1 and len(self._rows) > self.size.height:
            row = [Segment("…", palette.muted)]
        return Strip([Segment("│ ", palette.muted), *row]).adjust_cell_length(self.size.width, palette.text)
