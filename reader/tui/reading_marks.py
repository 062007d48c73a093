"""The marks of one open article: setting, placing and deleting them through the library's journal.

What the person did is said on the screen only after the journal has it on disk; if it cannot be written, that is
said instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.document.identity import anchor_at, resolve
from reader.document.placing import position_at
from reader.errors import StorageError
from reader.library.device import host_of
from reader.tui.manuscript import PlacedMark

if TYPE_CHECKING:
    from reader.document import Anchor
    from reader.tui.host import Host
    from reader.tui.open_article import OpenArticle


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A place on another device: its offset in the text, how much of that is read (0 to 1), and the device's name."""

    offset: int
    progress: float
    host: str


class ReadingMarks:
    """The marks and the position of one article."""

    def __init__(self, app: Host, opened: OpenArticle) -> None:
        self._app = app
        self._opened = opened
        self.placed: tuple[PlacedMark, ...] = ()

    def place(self) -> None:
        """Find the article's marks and where their words now stand; unplaced ones stay in the list of marks."""
        placed = []
        for mark in self._app.library.marks.of(self._opened.reference):
            if mark.kind not in ("bookmark", "highlight", "note"):
                continue
            start, end, state = resolve(self._opened.article.text, mark.anchor)
            if state in ("exact", "certain"):
                placed.append(PlacedMark(mark, start, end))
        self.placed = tuple(sorted(placed, key=lambda item: (item.start, item.end)))

    def offset_of(self, anchor: Anchor | None) -> int:
        """Return where the words of `anchor` stand, or its offset if they cannot be found."""
        if anchor is None:
            return 0
        start, _, state = resolve(self._opened.article.text, anchor)
        return min(anchor.start, len(self._opened.article.text)) if state == "lost" else start

    def offset_of_letter(self, letter: str) -> int | None:
        """Return where the bookmark called `letter` stands, or None."""
        return next((mark.start for mark in self.placed if mark.mark.letter == letter), None)

    def bookmark(self, start: int, end: int, *, letter: str = "") -> None:
        """Bookmark the words from `start` to `end`."""
        self._add("bookmark", start, end, letter=letter)

    def highlight(self, start: int, end: int) -> None:
        """Highlight the words from `start` to `end`."""
        self._add("highlight", start, end)

    def note(self, start: int, end: int, words: str) -> None:
        """Attach the note `words` to the words from `start` to `end`."""
        self._add("note", start, end, note=words)

    def _add(self, kind: str, start: int, end: int, *, letter: str = "", note: str = "") -> None:
        anchor = anchor_at(self._opened.article, start, end)
        try:
            mark = self._app.library.marks.add(kind, self._opened.reference, anchor, letter=letter, note=note)
        except StorageError as error:
            self._app.warn(error.message, error.hint)
            return
        self.place()
        self._app.say(f"Marked {mark.id}")

    def delete(self, placed: PlacedMark) -> None:
        """Delete a mark; undo brings it back."""
        try:
            self._app.library.marks.delete(placed.mark.id)
        except StorageError as error:
            self._app.warn(error.message, error.hint)
            return
        self.place()
        self._app.say(f"Deleted {placed.mark.id}. U brings it back.")

    def position(self) -> int:
        """Return where the reader left off, 0 for a new article."""
        position = self._app.library.marks.position(self._opened.reference)
        return self.offset_of(position.anchor) if position is not None else 0

    def elsewhere(self) -> Elsewhere | None:
        """Return where the article was read last, if that was on another device."""
        position = self._app.library.marks.position_elsewhere(self._opened.reference)
        if position is None:
            return None
        return Elsewhere(self.offset_of(position.anchor), position.progress, host_of(position.device))

    def save_position(self, top: int, bottom: int) -> None:
        """Write that the words at `top` head the screen and the text is read as far as `bottom`."""
        text = self._opened.article.text
        anchor = position_at(self._opened.article, top, min(len(text), top + 80))
        try:
            self._app.library.marks.set_position(self._opened.reference, anchor, bottom / max(1, len(text)))
        except StorageError as error:
            self._app.warn(error.message, error.hint)

    def toggle_read(self) -> bool:
        """Mark the article as read, or as unread if it was; return which."""
        read = self._app.library.marks.state(self._opened.reference) != "read"
        self._app.library.marks.set_read(self._opened.reference, read)
        return read
