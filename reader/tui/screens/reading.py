"""The reading screen: one article, to be read. Its parts are in `reader.tui.reading`."""

from __future__ import annotations

from reader.tui.reading.choosing import Choosing
from reader.tui.reading.finding import Finding
from reader.tui.reading.links import Links
from reader.tui.reading.placing import Placing
from reader.tui.reading.selecting import Selecting
from reader.tui.reading.viewing import Viewing


class ReadingScreen(Placing, Choosing, Finding, Selecting, Links, Viewing):
    """One article with everything that can be done while reading it."""

    def action_back(self) -> None:
        """Let go of what was found in this article, else go back to the list; this never leaves the program."""
        if self.forget_hits():
            return
        if self.quoth.is_last_screen:
            self.bar.tell("q leaves Quoth")
        else:
            self.action_leave()
