"""The marks of one open article: setting, placing, changing and deleting them through the library's journal.

What the person did is said on the screen only after the journal has it on disk; if it cannot be written, that is
said instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from reader.document.identity import anchor_at, place
from reader.document.placing import position_at
from reader.errors import ReaderError
from reader.library.marks.acts import CORRECTION
from reader.library.marks.device import host_of
from reader.tui.manuscript import SIGNS, PlacedMark

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.document import Anchor, Mark
    from reader.document.placing import Placement
    from reader.tui.host import Host
    from reader.tui.open_article import OpenArticle


class Elsewhere(NamedTuple):
    """A place on another device: its offset in the text, how much of that is read (0 to 1), and the device's name."""

    offset: int
    progress: float
    host: str


class ReadingMarks:
    """The marks and the position of one article."""

    def __init__(self, app: Host, opened: OpenArticle) -> None:
        self._app = app
        self._opened = opened
        self._told = False
        self.placed: tuple[PlacedMark, ...] = ()
        self.unplaced: tuple[tuple[Mark, Placement], ...] = ()
        """Marks whose words are uncertain or lost, corrections of speakers among them: they stand nowhere in the text until
        the person places them."""
        self._known: dict[Anchor, Placement] = {}

    def place(self) -> None:
        """Find the article's marks and where their words now stand."""
        placed, unplaced = [], []
        for mark in self._app.library.marks.of(self._opened.reference):
            if mark.kind not in SIGNS and mark.kind != CORRECTION:
                continue
            placement = self._known.get(mark.anchor)
            if placement is None:
                placement = self._known.setdefault(mark.anchor, place(self._opened.article.text, mark.anchor))
            if not placement.is_placed:
                unplaced.append((mark, placement))
            elif mark.kind in SIGNS:
                placed.append(PlacedMark(mark, placement.start, placement.end))
        self.placed = tuple(sorted(placed, key=lambda item: (item.start, item.end)))
        self.unplaced = tuple(unplaced)

    def at(self, start: int, end: int) -> PlacedMark | None:
        """Return the mark on the words from `start` to `end`, the closest to them if there are several."""
        touching = [mark for mark in self.placed if mark.start < max(end, start + 1) and mark.end > start]
        return min(touching, key=lambda mark: abs(mark.start - start) + abs(mark.end - end), default=None)

    def offset_of(self, anchor: Anchor | None) -> int:
        """Return where the words of `anchor` stand, or where to look for them first."""
        return place(self._opened.article.text, anchor).nearest.start if anchor is not None else 0

    def offset_of_letter(self, letter: str) -> int | None:
        """Return where the bookmark called `letter` stands, or None."""
        return next((mark.start for mark in self.placed if mark.mark.letter == letter), None)

    # Acts

    def add(self, kind: str, start: int, end: int, *, letter: str = "", note: str = "", colour: str = "") -> None:
        """Mark the words from `start` to `end`."""
        anchor = anchor_at(self._opened.article, start, end)

        def act() -> str:
            marks = self._app.library.marks
            made = marks.add(kind, self._opened.reference, anchor, letter=letter, note=note, colour=colour)
            # The id stands alone, for whoever looks for it on the screen.
            return f"Marked {made.id} · {kind} {letter or colour}".rstrip()

        self._do(act)

    def change(self, mark: Mark, **fields: Any) -> None:
        """Give `mark` other `fields`."""

        def act() -> str:
            self._app.library.marks.change(mark.id, **fields)
            return f"Marked {mark.id} · {_told(fields)}" if _told(fields) else f"Marked {mark.id}"

        self._do(act)

    def put_at(self, mark: Mark, start: int, end: int) -> None:
        """Attach `mark` to the words from `start` to `end` of this article: the person says that they are meant."""
        anchor = anchor_at(self._opened.article, start, end)
        self.change(mark, anchor=anchor, article=self._opened.reference, state="exact")

    def delete(self, mark: Mark) -> None:
        """Delete a mark; undo brings it back."""

        def act() -> str:
            self._app.library.marks.delete(mark.id)
            return f"Deleted {mark.id}, a {mark.kind}. U brings it back."

        self._do(act)

    def tag_article(self, tags: tuple[str, ...]) -> None:
        """Give the article these tags in place of those it has."""
        marks, article = self._app.library.marks, self._opened.reference

        def act() -> str:
            before = marks.tags(article)
            marks.tag_all([article], [t for t in tags if t not in before], untag=[t for t in before if t not in tags])
            return f"Tags of the article: {', '.join(tags) or 'none'}"

        self._do(act)

    def _do(self, act: Callable[[], str]) -> None:
        try:
            done = act()
        except ReaderError as error:
            self._app.report(error)
            return
        self.place()
        self._app.acknowledge(done)

    # The place where the reader is, and whether the article is read

    @property
    def are_awaited(self) -> bool:
        """Whether marks and places are still being read from the journals, so that none is known for certain."""
        return self._app.library.marks.is_behind

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

    def save_position(self, top: int, bottom: int) -> bool:
        """Write that the words at `top` head the screen and the text is read as far as `bottom`; tell whether it is kept."""
        text = self._opened.article.text
        anchor = position_at(self._opened.article, top, min(len(text), top + 80))
        try:
            self._app.library.marks.set_position(self._opened.reference, anchor, bottom / max(1, len(text)))
        except ReaderError as error:
            # Once is enough: the place is written every few seconds.
            if not self._told:
                self._app.report(error)
            self._told = True
            return False
        self._told = False
        return True

    def toggle_read(self) -> bool:
        """Mark the article as read, or as unread if it was; return which."""
        read = self._app.library.marks.state(self._opened.reference) != "read"
        self._app.library.marks.set_read(self._opened.reference, read)
        return read


def _told(fields: dict[str, Any]) -> str:
    """Return in a word what was changed of a mark."""
    if "tags" in fields:
        return f"tags {', '.join(fields['tags'])}" if fields["tags"] else "no tags"
    if "note" in fields:
        return "note" if fields["note"] else "no note"
    return f"highlight {fields['colour']}" if "colour" in fields else ""
