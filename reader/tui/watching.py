"""What goes on beside the screens: other windows' and devices' acts are shown, and the library is looked after.

Looking costs a glance at two folders. What takes longer is done in a thread with a library of its own.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from reader.document import Issue
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.tui.host import Host

LOOK_EVERY = 0.5
"""Seconds between two looks: what another window did is shown within one, with the time to show it."""
TEND_AFTER = 5.0
"""Seconds after the start from which the library is looked after: by then the first page has been read into."""


class Watching:
    """Notices what other windows and devices did, and looks after the library once."""

    def __init__(self, app: Host) -> None:
        self._app = app
        self._ended = threading.Event()
        self._told = ""
        self._issues = len(app.library.issues)
        self._acted = app.library.marks.acts_version
        self._database = _changed_at(app.library.folder / "library.db")
        app.set_interval(LOOK_EVERY, self.look)
        app.set_timer(TEND_AFTER, self._begin_tending)

    def end(self) -> None:
        """Begin nothing more."""
        self._ended.set()

    def look(self) -> None:
        """Show what others did since the last look, and tell what was wrong with the library."""
        try:
            self._look()
        except ReaderError as error:
            if error.message != self._told:
                self._app.report(error)
            self._told = error.message
        for issue in self._app.library.issues[self._issues :]:
            self._app.warn(issue.message)
        self._issues = len(self._app.library.issues)

    def _look(self) -> None:
        marks = self._app.library.marks
        changed = marks.refresh(waits=False)
        database = _changed_at(self._app.library.folder / "library.db")
        acted = marks.acts_version
        if acted != self._acted:
            # An act of this window may have taken in another's with it, so this one's are shown once more too.
            self._acted = acted
            self._app.marks_changed()
        elif changed or (database != self._database and self._app.progress is None):
            self._app.library_changed()
        self._database = database

    def _begin_tending(self) -> None:
        self._app.run_worker(self._tend, thread=True, group="tend", exit_on_error=True)

    def _tend(self) -> None:
        from reader.library import Library
        from reader.library.safekeeping.tending import tend
        from reader.pipeline import index

        ended = self._ended.is_set
        try:
            with Library.open(self._app.library.folder) as library:
                issues = tend(library, cancelled=ended)
                lost = library.salvage(cancelled=ended)
                if lost:
                    index(library, map(Path, lost), cancelled=ended)
        except ReaderError as error:
            issues = [Issue("not-tended", error.message, error.hint)]
        for issue in issues:
            if not ended():
                self._app.call_from_thread(self._app.warn, issue.message, issue.where)


def _changed_at(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
