"""Work behind the screens: indexing files in a thread, with its own connection to the library.

The thread never touches a widget: it posts what it did, at most a few times a second, and the application shows it.
"""

from __future__ import annotations

import sys
import threading
import time
from typing import TYPE_CHECKING

from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reader.pipeline import Progress, Reading, Report
    from reader.tui.host import Host

TELL_EVERY = 0.25
"""Seconds between two reports: often enough to see the list fill, seldom enough to leave time for keys. While a key is
held there is none: a list that has changed is asked for anew, which takes longer than a key may in a large library."""
TURN = 0.0005
"""Seconds for which a thread keeps the interpreter while another one wants it. The screen wants it some five times for
each key, and of Python's own 5 ms all of them would be felt."""
AT_REST = 0.1
"""Seconds after a key from which on the person is not holding one down."""
LONGEST_WAIT = 2.0
"""Seconds that a file waits at most for a key to be let go: one or two of the keys that come meanwhile meet it, of 60."""
_LOOK_EVERY = 0.02


class Indexing:
    """Adds files to the library while the person reads."""

    def __init__(self, app: Host, folder: Path) -> None:
        self._app = app
        self._folder = folder
        self._cancelled = threading.Event()
        self._told = 0.0
        sys.setswitchinterval(TURN)
        self.progress: Progress | None = None

    def keep(self, reading: Reading) -> None:
        """Find the quotations of an article that is already open, show them, and put it into the library."""
        self._app.run_worker(lambda: self._keep(reading), thread=True, group="keep", exit_on_error=True)

    def _keep(self, reading: Reading) -> None:
        from reader.library import Library
        from reader.pipeline import attribute, keep

        if not reading.is_attributed:
            reading = attribute(reading)
            if self._cancelled.is_set():
                return
            self._app.call_from_thread(self._app.show_quotations, reading)
        try:
            with Library.open(self._folder) as library:
                keep(library, reading)
                issues = library.issues
        except ReaderError as error:
            self._app.call_from_thread(self._app.report, error)
            return
        for issue in issues:
            self._app.call_from_thread(self._app.warn, issue.message)

    def index(self, paths: Sequence[Path]) -> None:
        """Add the files and folders of `paths`; what has not changed is skipped."""
        self._app.run_worker(lambda: self._index(paths), thread=True, group="index", exit_on_error=True)

    def cancel(self) -> None:
        """Stop after the file at hand; the next start goes on there."""
        self._cancelled.set()

    def _index(self, paths: Sequence[Path]) -> None:
        from reader.library import Library
        from reader.pipeline import index

        try:
            with Library.open(self._folder) as library:
                report = index(library, paths, progress=self._tell, cancelled=self._is_to_end)
        except ReaderError as error:
            if not self._cancelled.is_set():
                self._app.call_from_thread(self._fail, error)
            return
        if not self._cancelled.is_set():
            self._app.call_from_thread(self._end, report)

    def _is_to_end(self) -> bool:
        """Let the screen answer keys that come one after another, then tell whether to stop before the next file."""
        until = time.monotonic() + LONGEST_WAIT
        while self._is_pressed(now := time.monotonic()) and now < until:
            if self._cancelled.wait(_LOOK_EVERY):
                break
        return self._cancelled.is_set()

    def _is_pressed(self, now: float) -> bool:
        """Tell whether a key came so shortly before `now` that the person may be holding it down."""
        return now < self._app.pressed_at + AT_REST

    def _tell(self, progress: Progress) -> None:
        now = time.monotonic()
        if now - self._told < TELL_EVERY or self._is_pressed(now) or self._cancelled.is_set():
            return
        self._told = now
        self._app.call_from_thread(self._show, progress)

    def _show(self, progress: Progress) -> None:
        self.progress = progress
        self._app.library_changed()

    def _fail(self, error: ReaderError) -> None:
        """Show what came before `error`, which the rest would meet as well; the next start goes on there."""
        self.progress = None
        self._app.library_changed()
        self._app.report(error)

    def _end(self, report: Report) -> None:
        self.progress = None
        self._app.library_changed()
        failed = report.failed
        links = sum(collected.links for collected in report.collections if collected.added)
        if links:
            told = "An address" if links == 1 else f"{links:,} addresses"
            self._app.warn(f"{told} came without a saved page.", "quoth add --links-to LIST lists what has none")
        if failed:
            first = failed[0][1].rstrip(".")
            more = f" and {len(failed) - 1} more" if len(failed) > 1 else ""
            self._app.warn(f"{first}{more}.", "The library lists them under !")
