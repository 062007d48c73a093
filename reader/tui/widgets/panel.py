"""The panel beside the page: the voices of the article with their counts, then its marks, its headings if they have room."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.document import BlockKind, QuotationKind
from reader.plain.columns import PANEL_WIDTH
from reader.text import cell_width, fit
from reader.tui.manuscript import fit_name
from reader.typesetting.bidi import turned

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events

    from reader.tui.manuscript import Manuscript, PlacedMark
    from reader.tui.palette import Palette

    Row = tuple[list[Segment], Message | None]
    """What stands on a row, and what is told when it is clicked."""

Item = TypeVar("Item")
_BOLD = Style(bold=True)
NAMELESS, NO_NAME = -1, "No name"
"""The number of the voice of whoever has no name, and how it is called."""
FEWEST_HEADINGS = 2
"""Headings that make contents."""
LAID_OUT_LATER = 10_000
"""Rows that a panel has before it is known how many it will have."""


class Panel(Widget):
    """Who speaks how often, what is marked and, where there is room, the headings; the current voice stands out."""

    class VoiceClicked(Message):
        """The voice of that number was clicked."""

        def __init__(self, voice: int) -> None:
            super().__init__()
            self.voice = voice

    class MarkClicked(Message):
        """The mark at `offset` was clicked."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset

    class HeadingClicked(Message):
        """The heading at `offset` was clicked."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset

    can_focus = False
    DEFAULT_CSS = f"Panel {{ width: {PANEL_WIDTH}; height: 1fr; dock: right; }}"

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.palette = palette
        self.is_turned = False
        """Whether words that run from right to left are turned round here, as they are on the page."""
        self.cells = PANEL_WIDTH
        """How wide it is; see `widen`."""
        self._shown: tuple[Manuscript, Sequence[PlacedMark], int | None] | None = None
        self._rows: list[list[Segment]] = []
        self._headings: list[int] = []
        self._counts: Counter[int] = Counter()
        """How often each voice is quoted."""
        self._order: list[int] = []
        """The voices, those that are quoted most first, who has no name last."""
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

    def show(self, manuscript: Manuscript, marks: Sequence[PlacedMark], current: int | None) -> None:
        """Show the voices of `manuscript`, its `marks` and its headings.

        `current` is the number of the current voice, -1 for one without a name; None where no quotation was walked to.
        """
        if self._shown is None or self._shown[0] is not manuscript:
            self._headings = manuscript.article.blocks.numbers_of(BlockKind.HEADING)
            self._counts = Counter(map(manuscript.voice_of.__getitem__, manuscript.shown))
            self._order = most_quoted_first(self._counts)
        self._shown = (manuscript, marks, current)
        width = self.cells - 3
        voices, nobody = self._order, [] if self._order else self._nobody_rows(manuscript, width)
        for_voices, for_marks = shared_rows(
            self.size.height or LAID_OUT_LATER, len(voices) or len(nobody), len(marks)
        )
        rows: list[Row] = [(self._heading("VOICES", len(manuscript.shown), width), None), *nobody[:for_voices]]
        here = voices.index(current) if current is not None and current in self._counts else 0
        rows += self._clipped(
            voices, for_voices, here, width, lambda voice: self._voice_row(voice, manuscript, current, width)
        )
        if marks:
            rows += [
                ([Segment(" " * width, self.palette.text)], None),
                (self._heading("MARKS", len(marks), width), None),
            ]
            rows += self._clipped(marks, for_marks, 0, width, lambda placed: self._mark_row(placed, width))
        rows += self._contents(manuscript, (self.size.height or LAID_OUT_LATER) - len(rows), width)
        self._behind = {place: message for place, (_, message) in enumerate(rows) if message is not None}
        before, self._rows = self._rows, [row for row, _ in rows]
        for y in range(max(len(before), len(rows))):
            if before[y : y + 1] != self._rows[y : y + 1]:
                self.refresh(Region(0, y, self.size.width, 1))

    def _voice_row(self, voice: int, manuscript: Manuscript, current: int | None, width: int) -> Row:
        """Return the row of a voice, or of who has no name."""
        palette, is_current = self.palette, voice == current
        if voice == NAMELESS:
            name, style, sign, is_sure = NO_NAME, palette.muted, "▎", True
        else:
            name, style, sign = manuscript.voices[voice], palette.voice(voice), palette.voice_sign(voice)
            is_sure = voice in manuscript.sure
        weight = style + _BOLD if is_current else style
        row = self._row(
            "▌" if is_current else sign, name, f"{self._counts[voice]:,}", width, style, weight, is_sure=is_sure
        )
        return row, self.VoiceClicked(voice)

    def _nobody_rows(self, manuscript: Manuscript, width: int) -> list[Row]:
        reported = sum(kind is QuotationKind.INDIRECT for kind in manuscript.quotations.kinds())
        told = ["Nobody is quoted here.", *([f"I shows who is reported: {reported:,}"] if reported else ())]
        return [([Segment(fit(words, width), self.palette.muted)], None) for words in told]

    def _mark_row(self, placed: PlacedMark, width: int) -> Row:
        palette = self.palette
        words = placed.mark.note or placed.mark.anchor.exact
        style = palette.mark + palette.highlight(placed.mark.colour) if placed.mark.colour else palette.mark
        row = self._row(f"{fit(placed.sign, 1)} ", words, "", width, style, palette.text)
        return row, self.MarkClicked(placed.start)

    def _contents(self, manuscript: Manuscript, room: int, width: int) -> list[Row]:
        """Return rows for the headings, where there are several and `room` for some of them."""
        if len(self._headings) < FEWEST_HEADINGS or room < FEWEST_HEADINGS + 2:
            return []
        shown = self._headings[: room - 2]
        rows: list[Row] = []
        for block in map(manuscript.article.blocks.__getitem__, shown):
            indent = "  " * max(1, block.level - 1)
            title = manuscript.article.text_of(block)
            row = self._row(indent, title, "", width, self.palette.muted, self.palette.text)
            rows.append((row, self.HeadingClicked(block.start)))
        if len(shown) < len(self._headings):
            rows[-1] = ([self._more(len(self._headings) - len(shown) + 1, width)], None)
        blank = [Segment(" " * width, self.palette.text)]
        return [(blank, None), (self._heading("CONTENTS", len(self._headings), width), None), *rows]

    def _more(self, count: int, width: int) -> Segment:
        return Segment(fit(f"… {count:,} more", width), self.palette.muted)

    def _clipped(
        self, items: Sequence[Item], room: int, here: int, width: int, row_of: Callable[[Item], Row]
    ) -> list[Row]:
        """Return rows for as many of `items` as have `room`, that of number `here` among them, and how many more there are."""
        if len(items) <= room:
            return [row_of(item) for item in items]
        first = max(0, room - 1)
        kept = [*items[:first]] if here < first or first == 0 else [*items[: first - 1], items[here]]
        return [*map(row_of, kept), ([self._more(len(items) - len(kept), width)], None)]

    def _heading(self, title: str, count: int, width: int) -> list[Segment]:
        return [Segment(fit(title, width - len(f"{count:,}")) + f"{count:,}", self.palette.muted)]

    def _row(
        self, sign: str, words: str, right: str, width: int, style: Style, words_style: Style, *, is_sure: bool = True
    ) -> list[Segment]:
        room = max(1, width - cell_width(sign) - len(right) - 1)
        fitting = fit_name(words, room, is_sure=is_sure)
        if self.is_turned:
            fitting = fit(turned(fitting.rstrip()), room)
        return [
            Segment(sign, style),
            Segment(fitting, words_style),
            Segment(" " + right, self.palette.muted),
        ]

    def on_click(self, event: events.Click) -> None:
        """Say which voice, mark or heading was clicked."""
        message = self._behind.get(event.y)
        if message is not None:
            self.post_message(message)

    def on_resize(self) -> None:
        """Show as many voices and marks as have room now."""
        if self._shown is not None:
            self.show(*self._shown)

    def render_line(self, y: int) -> Strip:
        """Paint one row."""
        palette = self.palette
        row = self._rows[y] if y < len(self._rows) else []
        return Strip([Segment("│ ", palette.muted), *row]).adjust_cell_length(self.size.width, palette.text)


def most_quoted_first(counts: Counter[int]) -> list[int]:
    """Return the voices that `counts` has, those that are quoted most first, who has no name last."""
    return sorted(counts, key=lambda voice: (voice == NAMELESS, -counts[voice], voice))


def shared_rows(height: int, voices: int, marks: int) -> tuple[int, int]:
    """Share `height` rows between voices and marks, each under a heading: what one has no use for is the other's."""
    if not marks:
        return max(1, height - 1), 0
    room = max(2, height - 3)
    for_marks = min(marks, max(room - voices, room // 2))
    return room - for_marks, for_marks
