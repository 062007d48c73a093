"""The library: all articles, by tab and order, narrowed as one types. Its parts are in `reader.tui.library`."""

from __future__ import annotations

from pathlib import PurePath

from reader.library.articles.rows import TABS
from reader.tui.library.frame import LibraryFrame
from reader.tui.library.previewing import Previewing
from reader.tui.library.remembering import Remembering
from reader.tui.library.searching import Searching
from reader.tui.library.selecting import Selecting
from reader.tui.library.subjects import Subjects
from reader.tui.library.tabs import TabsAndOrder
from reader.tui.library.versions import Versions


class LibraryScreen(Remembering, Searching, TabsAndOrder, Selecting, Subjects, Versions, Previewing, LibraryFrame):
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

    def action_open_original(self) -> None:
        """Open the article's address in the browser."""
        row = self.row_at_hand()
        if row is not None:
            article = self.quoth.library.articles.article(row.id)
            self.quoth.open_original(article.url if article is not None else "")

    def action_show_failures(self) -> None:
        """List the files that could not be read."""
        from reader.text import sanitise_line
        from reader.tui.screens.choice import Choice

        failures = self.quoth.library.articles.failures()
        if not failures:
            self.quoth.acknowledge("Every file could be read.")
            return
        # Folders are the same for most, and would leave no room for what is wrong.
        lines = [
            message.replace(sanitise_line(path), sanitise_line(PurePath(path).name), 1) for path, message in failures
        ]

        def tell(chosen: int | None) -> None:
            if chosen is not None:
                self.quoth.warn(failures[chosen][1])

        self.app.push_screen(Choice(self.quoth, "Files that could not be read", lines, verb="tell where"), tell)
