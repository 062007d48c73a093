"""All marks of the archive: searched, opened, edited, deleted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from reader.errors import StorageError
from reader.text import fit, fold, sanitise_line
from reader.tui.list_screen import ListScreen
from reader.tui.widgets.row_list import Row

if TYPE_CHECKING:
    from reader.document import Mark
    from reader.tui.host import Host

SIGNS = {"bookmark": "◆", "highlight": "▍", "note": "✎"}


class MarksScreen(ListScreen):
    """Every bookmark, highlight and note, the newest first."""

    SCOPES: ClassVar[tuple[str, ...]] = ("everywhere", "list", "marks")
    HINTS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("⏎", "go there"), ("e", "edit"), ("D", "delete"), ("U", "undo"), ("/", "search"), ("q", "back"),
    )  # fmt: skip
    ROW_HEIGHT: ClassVar[int] = 2
    EMPTY: ClassVar[str] = "There are no marks yet. In an article, mm sets a bookmark."

    def __init__(self, app: Host) -> None:
        super().__init__(app)
        self._marks: list[Mark] = []

    def refill(self) -> None:
        """Show the marks that hold what was typed."""
        wanted = fold(self.query_words).strip()
        everything = [mark for mark in self.quoth.library.marks.all() if mark.kind in SIGNS]
        self._marks = [m for m in everything if wanted in fold(f"{m.anchor.exact} {m.note} {m.article.title}")]
        self.heading.show("Marks", f"{len(everything):,}", f"/{self.query_words}" if self.query_words else "")
        self.rows.set_count(len(self._marks))
        self.show_bar()

    refresh_marks = refill

    def paint_row(self, place: int, width: int) -> Row:
        """Return the marked words, and under them the note, the article and the day."""
        mark = self._marks[place]
        letter = f" {mark.letter}" if mark.letter else ""
        words = sanitise_line(mark.anchor.exact)
        facts = " · ".join(
            part
            for part in (sanitise_line(mark.note), sanitise_line(mark.article.title), f"{mark.created:%d %b %Y}")
            if part
        )
        return [
            [
                (f"{SIGNS[mark.kind]}{letter} ", "mark"),
                (fit(words, max(1, width - 3 - len(letter))).rstrip(), "text"),
            ],
            [("  ", "text"), (fit(facts, max(1, width - 2)).rstrip(), "muted")],
        ]

    def open_row(self, place: int) -> None:
        """Go to the marked words."""
        mark = self._marks[place]
        number = self.quoth.library.articles.find(reference=mark.article)
        if number is None:
            self.quoth.warn("The article of this mark is not in the library.", "Add its file again: quoth add FILE.")
        else:
            self.quoth.open_article(number, anchor=mark.anchor)

    def action_edit(self) -> None:
        """Edit the note."""
        if not self._marks:
            return
        mark = self._marks[self.rows.cursor]

        def keep(words: str | None) -> None:
            if words is not None and words != mark.note:
                self._do(lambda: self.quoth.library.marks.change(mark.id, note=words))
                self.quoth.say(f"Marked {mark.id}")

        self.quoth.ask("Note", mark.note, keep)

    def action_delete(self) -> None:
        """Delete the mark."""
        if self._marks:
            mark = self._marks[self.rows.cursor]
            self._do(lambda: self.quoth.library.marks.delete(mark.id))
            self.quoth.say(f"Deleted {mark.id}. U brings it back.")

    def _do(self, act: Callable[[], object]) -> None:
        try:
            act()
        except StorageError as error:
            self.quoth.report(error)
        self.refill()
