"""Choosing a voice or a mark of the article: from a list, or with the mouse from the panel, which takes no keys."""

from __future__ import annotations

from collections import Counter

from reader.tui.reading.motions import Motions
from reader.tui.reading.quoting import Quoting
from reader.tui.widgets.panel import NAMELESS, NO_NAME, Panel


class Choosing(Motions, Quoting):
    """The way to a voice's first quotation and to a mark."""

    def action_choose_from_panel(self) -> None:
        """Choose one of the voices and marks that the panel has, and go to its first quotation or its words."""
        from reader.tui.screens.choice import Choice

        manuscript = self.manuscript
        counts = Counter(map(manuscript.voice_of.__getitem__, manuscript.shown))
        voices = sorted(counts, key=lambda voice: (voice == NAMELESS, -counts[voice], voice))
        lines = [f"{self._called(voice)}  {counts[voice]:,}" for voice in voices]
        lines += [f"◆ {placed.mark.note or placed.mark.anchor.exact}" for placed in self.marks.placed]
        if not lines:
            self.quoth.say("There is neither a voice nor a mark in this article.")
            return

        def go(chosen: int | None) -> None:
            if chosen is None:
                return
            if chosen < len(voices):
                self._go_to_voice(voices[chosen])
            else:
                self._go_to_mark(chosen - len(voices))

        self.app.push_screen(Choice(self.quoth, "Voices and marks", lines), go)

    def _called(self, voice: int) -> str:
        name = self.manuscript.voices[voice] if voice != NAMELESS else NO_NAME
        return name if voice in self.manuscript.sure or voice == NAMELESS else f"{name}?"

    def on_panel_voice_clicked(self, event: Panel.VoiceClicked) -> None:
        """Go to the voice's first quotation."""
        self.bar.go_on()
        self._go_to_voice(event.voice)

    def on_panel_mark_clicked(self, event: Panel.MarkClicked) -> None:
        """Go to the mark."""
        self.bar.go_on()
        self._go_to_mark(event.mark)

    def on_panel_heading_clicked(self, event: Panel.HeadingClicked) -> None:
        """Go to the heading."""
        self.bar.go_on()
        self.jump(event.offset)

    def _go_to_voice(self, voice: int) -> None:
        manuscript = self.manuscript
        self.current = next(number for number in manuscript.shown if manuscript.voice_of[number] == voice)
        self.jump(manuscript.quotations[self.current].start, third=True)
        self.show_state()

    def _go_to_mark(self, number: int) -> None:
        self.jump(self.marks.placed[number].start, third=True)
        self.show_state()
