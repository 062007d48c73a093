"""What goes on beside the screens: other windows' and devices' acts are shown, and the library is looked after.

Looking costs a glance at two folders. What takes longer is done in a thread with a library of its own.
"""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from reader.config.settings import UNREADABLE_SETTINGS, read_settings
from reader.document import Issue
from reader.errors import ReaderError
from reader.tui.rereading import Rereading

if TYPE_CHECKING:
    from reader.tui.host import Host

LOOK_EVERY = 0.5
"""Seconds between two looks: what another window did is shown within one, with the time to show it."""
TELL_EVERY = 0.25
"""Seconds between two words of how far a long reading has come."""
TEND_AFTER = 5.0
"""Seconds after the start from which the library is looked after: by then the first page has been read into."""


class Watching:
    """Notices what other windows and devices did, and looks after the library once."""

    def __init__(self, app: Host) -> None:
        self._app = app
        self._ended = threading.Event()
        self._told = ""
        self._is_catching_up = False
        self._rereading = Rereading(app, self._ended.is_set)
        self._issues = len(app.library.issues)
        self._acted = app.library.marks.acts_version
        self._database = _changed_at(app.library.folder / "library.db")
        self._config = app.beginning.folders.config
        self._settings_seen = self._settings_read = _changed_at(self._config / "config.toml")
        app.set_interval(LOOK_EVERY, self.look)
        app.set_timer(TEND_AFTER, self._begin_tending)
        self._catch_up_if_behind()

    def end(self) -> None:
        """Begin nothing more."""
        self._ended.set()

    def look(self) -> None:
        """Show what others did since the last look, and tell what was wrong with the library."""
        try:
            self._look()
            self._look_at_settings()
            self._rereading.look()
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
        self._catch_up_if_behind()
        database = _changed_at(self._app.library.folder / "library.db")
        acted = marks.acts_version
        if acted != self._acted:
            # An act of this window may have taken in another's with it, so this one's are shown once more too.
            self._acted = acted
            self._app.marks_changed()
        elif changed or (database != self._database and self._app.progress is None):
            self._app.library_changed()
        self._database = database

    def _look_at_settings(self) -> None:
        """Have the settings in force that were written, once they have rested for a look: some editors write in pieces."""
        seen, self._settings_seen = self._settings_seen, _changed_at(self._config / "config.toml")
        if self._settings_seen == self._settings_read or self._settings_seen != seen:
            return
        self._settings_read = seen
        settings, issues = read_settings(self._config)
        for issue in issues:
            self._app.warn(issue.message, issue.where)
        if settings != self._app.settings and not any(issue.code == UNREADABLE_SETTINGS for issue in issues):
            self._app.use_settings(settings)
            self._app.say("The changed settings are in force.")

    # Much that is new

    def _catch_up_if_behind(self) -> None:
        if self._app.library.marks.is_behind and not self._is_catching_up:
            self._is_catching_up = True
            self._tell_share(0.0)
            self._app.run_worker(self._catch_up, thread=True, group="catch up", exit_on_error=True)

    def _catch_up(self) -> None:
        """Add up the journals, which takes seconds with a hundred thousand marks, and tell how far that is."""
        from reader.library import Library

        last = time.monotonic()

        def told(share: float) -> bool:
            nonlocal last
            if time.monotonic() - last > TELL_EVERY and not self._ended.is_set():
                last = time.monotonic()
                self._app.call_from_thread(self._tell_share, share)
            return not self._ended.is_set()

        with Library.open(self._app.library.folder) as library:
            library.marks.catch_up(told)
        if not self._ended.is_set():
            self._app.call_from_thread(self._show_caught_up)

    def _tell_share(self, share: float) -> None:
        self._app.acknowledge(f"Your marks are being read again: {share:.0%}. Those not shown yet are safe.")

    def _show_caught_up(self) -> None:
        marks = self._app.library.marks
        # Where the other connection could not keep what it added up, this one adds it up for itself.
        marks.leave_much_to_others(leave=False)
        self.look()
        marks.leave_much_to_others()
        self._is_catching_up = False
        self._app.acknowledge(f"Your marks are read again: {marks.count():,}.")

    def _begin_tending(self) -> None:
        self._app.run_worker(self._tend, thread=True, group="tend", exit_on_error=True)

    def _tend(self) -> None:
        from reader.library import Library
        from reader.library.safekeeping.tending import tend

        ended = self._ended.is_set
        try:
            with Library.open(self._app.library.folder) as library:
                issues = tend(library, cancelled=ended)
                lost = library.salvage(cancelled=ended)
                if lost:
                    from reader.pipeline import index

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
