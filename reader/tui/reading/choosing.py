"""Choosing a voice or a mark of the article from a list, as the panel has them."""

from __future__ import annotations

from reader.tui.reading.motions import Motions
from reader.tui.reading.quoting import Quoting


class Choosing(Motions, Quoting):
    """The way into the panel, which itself takes no keys."""

    def action_choose_from_panel(self) -> None:
        """Choose one of the voices and marks that the panel has, and go to its first quotation or its words."""
        from reader.tui.screens.choice import Choice

        manuscript = self.manuscript
        of_voice: dict[int, list[int]] = {}
        for number in manuscript.shown:
            if manuscript.voice_of[number] >= 0:
                of_voice.setdefault(manuscript.voice_of[number], []).append(number)
        voices = sorted(of_voice, key=lambda voice: -len(of_voice[voice]))
        lines = [f"{manuscript.voices[voice]}  {len(of_voice[voice])}" for voice in voices]
        lines += [f"◆ {placed.mark.note or placed.mark.anchor.exact}" for placed in self.marks.placed]
        if not lines:
            self.quoth.say("There is neither a voice nor a mark in this article.")
            return

        def go(chosen: int | None) -> None:
            if chosen is None:
                return
            if chosen < len(voices):
                self.current = of_voice[voices[chosen]][0]
                self.jump(manuscript.quotations[self.current].start, third=True)
            else:
                self.jump(self.marks.placed[chosen - len(voices)].start, third=True)
            self.show_state()

        self.app.push_screen(Choice(self.quoth, "Voices and marks", lines), go)
