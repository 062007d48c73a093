"""The library: all articles, by tab and order, narrowed as one types. Its parts are in `reader.tui.library`."""

from __future__ import annotations

from reader.tui.library.previewing import Previewing
from reader.tui.library.searching import Searching
from reader.tui.library.tabs import TabsAndOrder
from reader.tui.library.versions import Versions


class LibraryScreen(Searching, TabsAndOrder, Versions, Previewing):
    """The list of articles with everything that can be done to it."""

    def action_toggle_read(self) -> None:
        """Mark the article as read or unread."""
        row = self.row_at_hand()
        stored = self.quoth.library.articles.get(row.id) if row else None
        if row is None or stored is None:
            return
        from reader.document.identity import reference

        self.quoth.library.marks.set_read(reference(stored.article, stored.path), row.state != "read")
        self.library_changed()

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
