"""Selecting articles, and what is done to all that are selected, or to the one at hand, as one act that undo takes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import StorageError
from reader.text import sanitise_line
from reader.tui.library.frame import LibraryFrame

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.document import ArticleReference

LONGEST_TAG = 60


class Selecting(LibraryFrame):
    """The actions on a selection."""

    _selected_last = 0

    def action_select(self) -> None:
        """Select this article, or let it go, and go on to the next."""
        row = self.row_at_hand()
        if row is None:
            return
        if row.id in self.chosen:
            del self.chosen[row.id]
        else:
            self.chosen[row.id] = None
        self._selected_last = row.id
        self.rows.move(1)
        self._show_selection()

    def action_select_to_here(self) -> None:
        """Select all from the article selected last to this one."""
        if self.row_at_hand() is None:
            return
        here = self.rows.cursor
        start = self.shown.place_of(self._selected_last, here)
        first, last = sorted((here if start is None else start, here))
        self.chosen.update(dict.fromkeys(self.shown.numbers[first : last + 1]))
        self._selected_last = self.shown.numbers[here]
        self._show_selection()

    def action_back(self) -> None:
        """Let the selection go; else show all rows again, or go back."""
        if self.chosen:
            self.chosen.clear()
            self._show_selection()
        else:
            super().action_back()

    def _show_selection(self) -> None:
        self.rows.refresh()
        self.show_heading()

    def _numbers(self) -> list[int]:
        """Return the numbers of the selected articles, or of the one at hand."""
        row = self.row_at_hand()
        return list(self.chosen) or ([row.id] if row is not None else [])

    def _act(self, numbers: list[int], act: Callable[[list[ArticleReference]], None], told: str) -> None:
        """Carry `act` out on the articles called `numbers` and tell what was done."""
        try:
            act(self.quoth.library.articles.references(numbers))
        except StorageError as error:
            self.quoth.report(error)
            return
        self.chosen.clear()
        many = f"{len(numbers):,} articles" if len(numbers) > 1 else ""
        self.quoth.say(f"{told} {many}".strip() + ("; U takes it back." if many else "."))
        self.quoth.library_changed()

    def action_toggle_read(self) -> None:
        """Mark the article, or all that are selected, as read or unread."""
        numbers = self._numbers()
        first = next(iter(self.quoth.library.articles.rows_of(numbers[:1])), None)
        if first is not None:
            read = first.state != "read"
            marks = self.quoth.library.marks
            self._act(numbers, lambda known: marks.set_read_all(known, read), "Read" if read else "Unread")

    def action_edit_tags(self) -> None:
        """Write the tags of this article; of a selection, those to add, and with - before them those to take off."""
        numbers = self._numbers()
        if not numbers:
            return
        if len(numbers) > 1:
            label, value, before = f"Tags of {len(numbers):,} articles (-tag takes one off)", "", set[str]()
        else:
            (row,) = self.quoth.library.articles.rows_of(numbers)
            before = set(self.quoth.library.marks.tags(self.quoth.library.articles.references([row.id])[0]))
            label, value = "Tags", " ".join(sorted(before))
        self.type_line(label, value, given=lambda words: self._tag(numbers, words, before))

    def _tag(self, numbers: list[int], words: str, before: set[str]) -> None:
        wanted, unwanted = tags_in(words)
        unwanted |= before - wanted
        added = wanted - before
        if added or unwanted:
            marks = self.quoth.library.marks
            told = " ".join([*(f"#{tag}" for tag in sorted(added)), *(f"-{tag}" for tag in sorted(unwanted))])
            self._act(numbers, lambda known: marks.tag_all(known, sorted(added), sorted(unwanted)), told)


def tags_in(words: str) -> tuple[set[str], set[str]]:
    """Return the tags in `words`, and those with - before them; a tag is one word, # before it or not."""
    wanted: set[str] = set()
    unwanted: set[str] = set()
    for word in sanitise_line(words).replace(",", " ").split():
        tag = word.removeprefix("-").lstrip("#")[:LONGEST_TAG]
        if tag:
            (unwanted if word.startswith("-") else wanted).add(tag)
    return wanted, unwanted
