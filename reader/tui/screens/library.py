"""The library: all articles, by tab and order, narrowed as one types. Its parts are in `reader.tui.library`."""

from __future__ import annotations

from reader.library.articles.rows import TABS
from reader.tui.library.frame import LibraryFrame
from reader.tui.library.previewing import Previewing
from reader.tui.library.remembering import Remembering
from reader.tui.library.searching import Searching
from reader.tui.library.selecting import Selecting
from reader.tui.library.tabs import TabsAndOrder
from reader.tui.library.versions import Versions


class LibraryScreen(Remembering, Searching, TabsAndOrder, Selecting, Versions, Previewing, LibraryFrame):
    """The list of articles with everything that can be done to it."""

    def action_leave(self) -> None:
        """Leave the program, or go back to the article that it began with."""
        self.quoth.leave_screen()

    def action_back(self) -> None:
        """Let go of the selection, else of the search, else go to the first tab; this never leaves."""
        if self.chosen:
            self.release()
        elif self.query_words:
            self.narrow("")
        elif self.query_now.tab != TABS[0]:
            self.action_show_all()
        else:
            self.bar.tell("q leaves Quoth")

    def action_show_marks(self) -> None:
        """All marks of the archive."""
        self.quoth.show_marks()

    def action_show_voices(self) -> None:
        """All voices of the archive."""
        self.quoth.show_voices()

    def action_show_failures(self) -> None:
        """List the files that could not be read."""
        from reader.tui.screens.choice import Choice

        failures = self.quoth.library.articles.failures()
        if failures:
            self.app.push_screen(
                Choice(self.quoth, "Files that could not be read", [message for _, message in failures])
            )
        else:
            self.quoth.acknowledge("Every file could be read.")
