"""Choosing a voice or a mark of the article: from a list, or with the mouse from the panel, which takes no keys."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

from reader.tui.reading.motions import Motions
from reader.tui.reading.quoting import Quoting
from reader.tui.widgets.panel import NAMELESS, NO_NAME, Panel, most_quoted_first


class Choosing(Motions, Quoting):
    """The way to a voice's first quotation and to a mark."""

    def action_choose_from_panel(self) -> None:
        """Choose one of the voices and marks that the panel has, and go to its first quotation or its words."""
        from reader.tui.screens.choice import Choice

        manuscript = self.manuscript
        counts = Counter(map(manuscript.voice_of.__getitem__, manuscript.shown))
        voices = most_quoted_first(counts)
        firsts = self._firsts()
        marks = self.marks.placed
        lines = [f"{self._called(voice)}  {counts[voice]:,}" for voice in voices]
        lines += [f"◆ {placed.mark.note or placed.mark.anchor.exact}" for placed in marks]
        if not lines:
            self.quoth.say("There is neither a voice nor a mark in this article.")
            return

        def go(chosen: int | None) -> None:
            # By then a voice may be another one and a mark gone: U works on that screen, too, and so do other windows.
            if chosen is not None and chosen < len(voices):
                self._go_to_quotation(firsts[voices[chosen]])
            elif chosen is not None:
                self._go_to_mark(marks[chosen - len(voices)].start)

        self.app.push_screen(Choice(self.quoth, "Voices and marks", lines), go)

    def _called(self, voice: int) -> str:
        name = self.manuscript.voices[voice] if voice != NAMELESS else NO_NAME
        return name if voice in self.manuscript.sure or voice == NAMELESS else f"{name}?"

    def on_panel_voice_clicked(self, event: Panel.VoiceClicked) -> None:
        """Go to the voice's first quotation; clicked again, to its next one, and from the last to the first."""
        self.bar.go_on()
        manuscript = self.manuscript
        numbers = [number for number in manuscript.shown if manuscript.voice_of[number] == event.voice]
        if numbers:
            is_again = self.current in numbers
            place = bisect_right(numbers, self.current) % len(numbers) if is_again else 0
            self._go_to_quotation(manuscript.quotations.starts[numbers[place]])

    def on_panel_mark_clicked(self, event: Panel.MarkClicked) -> None:
        """Go to the mark."""
        self.bar.go_on()
        self._go_to_mark(event.offset)

    def on_panel_heading_clicked(self, event: Panel.HeadingClicked) -> None:
        """Go to the heading."""
        self.bar.go_on()
        self.jump(event.offset)

    def _firsts(self) -> dict[int, int]:
        """Return where the first quotation of each voice starts."""
        manuscript = self.manuscript
        starts, firsts = manuscript.quotations.starts, dict[int, int]()
        for number in manuscript.shown:
            firsts.setdefault(manuscript.voice_of[number], starts[number])
        return firsts

    def _go_to_quotation(self, start: int) -> None:
        starts = self.manuscript.quotations.starts
        self.current = next((number for number in self.manuscript.shown if starts[number] == start), -1)
        self.jump(start, third=True)
        self.show_state()

    def _go_to_mark(self, start: int) -> None:
        self.jump(start, third=True)
        self.show_state()
