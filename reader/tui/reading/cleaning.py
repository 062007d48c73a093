"""What cleaning took out of the article, and the article as it came."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.text import sanitise_line
from reader.tui.reading.frame import ReadingPart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.cleaning import Removed


class Cleaning(ReadingPart):
    """The actions on what cleaning did."""

    def action_show_removed(self) -> None:
        """Show what cleaning took out, and why."""
        from reader.tui.screens.choice import Choice

        removed = self._removed()
        if not removed:
            self.quoth.say("Nothing was taken out of this article.")
            return
        rows = [f"{item.reason}: {sanitise_line(item.text)}" for item in removed]
        self.app.push_screen(Choice(self.quoth, "Taken out of this article", rows))

    def _removed(self) -> Sequence[Removed]:
        """Return what was taken out; a library does not keep it, so its file is cleaned again."""
        from reader.pipeline import clean_path

        opened = self.opened.cleaned or self.opened
        if opened.removed or not opened.reference.path:
            return opened.removed
        try:
            return clean_path(Path(opened.reference.path)).removed
        except ReaderError as error:
            self.quoth.warn(error.message, error.hint)
            return ()

    def action_toggle_cleaning(self) -> None:
        """Show the article as it came, or cleaned again; which of them is remembered for this article."""
        from reader.tui.uncleaned import as_it_came, remember_wanted

        path = self.opened.reference.path
        if not path:
            self.quoth.say("This article came from no file that could be shown as it came.")
            return
        cleaned = self.opened.cleaned
        self.save_position()
        try:
            shown = cleaned or as_it_came(self.opened)
        except ReaderError as error:
            self.quoth.warn(error.message, error.hint)
            return
        remember_wanted(self.quoth, path, is_wanted=cleaned is None)
        self.show_other(shown)
        self.quoth.say(
            "Cleaned." if cleaned is not None else "As it came, with nothing taken out. O cleans it again."
        )
