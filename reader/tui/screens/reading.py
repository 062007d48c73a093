"""The reading screen: one article, to be read. Its parts are in `reader.tui.reading`."""

from __future__ import annotations

from reader.tui.reading.choosing import Choosing
from reader.tui.reading.cleaning import Cleaning
from reader.tui.reading.finding import Finding
from reader.tui.reading.frame import ReadingFrame
from reader.tui.reading.leaving import Leaving
from reader.tui.reading.links import Links
from reader.tui.reading.placing import Placing
from reader.tui.reading.selecting import Selecting
from reader.tui.reading.viewing import Viewing
from reader.tui.widgets.page import PageView


class ReadingScreen(Placing, Choosing, Finding, Selecting, Links, Viewing, Cleaning, Leaving, ReadingFrame):
    """One article with everything that can be done while reading it."""

    def on_page_view_clicked(self, event: PageView.Clicked) -> None:
        """Follow the clicked link or take the clicked quotation; select the word that is clicked twice, thrice the paragraph."""
        self.bar.go_on()
        self.highlighted = None
        if event.times > 1:
            self.select_around(event.offset, paragraph=event.times > 2)
        elif self.selection is not None:
            self.action_end_selection()
        elif not self.follow_at(event.offset):
            self.take_quotation(event.offset)

    def action_back(self) -> None:
        """Let go of what was found, of a view that hides something, else go back to the list; never out of the program."""
        if self.forget_hits() or self.show_everything():
            return
        if self.quoth.is_last_screen:
            self.bar.tell("q leaves Quoth")
        else:
            self.action_leave()
