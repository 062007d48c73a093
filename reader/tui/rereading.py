"""The file of the open article is written by somebody: it is read again, and the reader stays at the same words.

Nothing is read again while it is still being written, while words are selected or searched for, or where the article is
shown as it came. What cannot be read any more stays as it is shown.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.tui.scoped_screen import ScopedScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.pipeline import Reading
    from reader.tui.host import Host

Stamp = tuple[int, int]
"""When a file was written (nanoseconds) and its size in bytes."""


class Rereading:
    """Compares the open article's file with what is shown, at each `look`, until the program `is_ended`."""

    def __init__(self, app: Host, is_ended: Callable[[], bool]) -> None:
        self._app = app
        self._is_ended = is_ended
        self._shown: dict[str, Stamp] = {}
        self._seen: Stamp | None = None
        self._is_reading = False

    def look(self) -> None:
        """Read the open article's file again if it is another one than is shown, and at rest since the last look."""
        screen = self._app.screen_in_front
        if self._is_reading or not isinstance(screen, ScopedScreen):
            return
        path = screen.followed_file
        stamp = _stamp_of(path) if path else None
        is_at_rest, self._seen = stamp == self._seen, stamp
        if stamp is None:
            return
        shown = self._shown.get(path)
        if shown is None:
            shown = self._shown.setdefault(path, self._app.library.articles.stamp(path) or stamp)
        if stamp != shown and is_at_rest:
            self._is_reading = True
            self._app.run_worker(lambda: self._read(path, stamp), thread=True, group="read again", exit_on_error=True)

    def _read(self, path: str, stamp: Stamp) -> None:
        """Clean the file and keep it in a thread, with a library of its own."""
        from reader.library import Library
        from reader.pipeline import keep, read_path

        reading, number = None, None
        with contextlib.suppress(ReaderError):
            found = read_path(Path(path))
            # An emptied file is most often one that is about to be written.
            reading = found if found.article.text else None
        if reading is not None:
            with contextlib.suppress(ReaderError), Library.open(self._app.library.folder) as library:
                number = keep(library, reading)
        if not self._is_ended():
            self._app.call_from_thread(self._show, path, stamp, reading, number)

    def _show(self, path: str, stamp: Stamp, reading: Reading | None, number: int | None) -> None:
        # Not before, so that a library in which no article is open does without it.
        from reader.tui.open_article import OpenArticle
        from reader.tui.reading.frame import ReadingFrame

        self._is_reading = False
        screen = self._app.screen_in_front
        if reading is None:
            self._shown[path] = stamp
        if reading is None or not isinstance(screen, ReadingFrame) or screen.followed_file != path:
            return
        self._shown[path] = stamp
        if reading.article != screen.opened.article:
            screen.show_other(OpenArticle.of_reading(reading)._replace(id=number))
            self._app.say("The file has changed; this is how it now reads.")


def _stamp_of(path: str) -> Stamp | None:
    try:
        status = Path(path).stat()
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size
