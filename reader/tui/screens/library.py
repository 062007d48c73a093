"""The library: all articles, by tab and order, narrowed as one types. Its parts are in `reader.tui.library`."""

from __future__ import annotations

from reader.tui.library.previewing import Previewing
from reader.tui.library.remembering import Remembering
from reader.tui.library.searching import Searching
from reader.tui.library.selecting import Selecting
from reader.tui.library.tabs import TabsAndOrder
from reader.tui.library.versions import Versions


class LibraryScreen(Remembering, Searching, TabsAndOrder, Selecting, Versions, Previewing):
    """The list of articles with everything that can be done to it."""

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
            self.quoth.say("Every file could be read.")
