"""Selecting articles, and what is done to all that are selected, or to the one at hand, as one act that undo takes back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.errors import StorageError
from reader.text import cell_width, fit, fold, sanitise_line
from reader.tui.library.frame import LibraryPart

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual import events

    from reader.document import ArticleReference
    from reader.library import ArticleRow

LONGEST_TAG = 60
_AROUND_TAGS = str.maketrans({**dict.fromkeys('"“”„«»', " "), ";": ","})
TAGS_TOLD = 3
"""Tags that are told while one is written."""
TITLE_TOLD = 40
"""Cells of a title that are told in the bar."""


class Selecting(LibraryPart):
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
            self.chosen[row.id] = row.state == "removed"
        self._selected_last = row.id
        self.rows.move(1)
        self._show_selection()

    def action_select_to_here(self) -> None:
        """Select all from the article selected last to this one."""
        if self.row_at_hand() is None:
            return
        self.catch_up()
        here = self.rows.cursor
        start = self.shown.place_of(self._selected_last, here)
        first, last = sorted((here if start is None else start, here))
        removed = self.quoth.library.articles.removed()
        self.chosen.update((number, number in removed) for number in self.shown.numbers[first : last + 1])
        self._selected_last = self.shown.numbers[here]
        self._show_selection()

    def action_select_all(self) -> None:
        """Select all that are listed, or let go if they are selected."""
        self.catch_up()
        if not self.shown.is_whole:
            self.quoth.acknowledge("Not all are found yet: a moment.")
            return
        removed = self.quoth.library.articles.removed()
        listed = {number: number in removed for number in self.shown.numbers}
        if listed.keys() <= self.chosen.keys():
            self.release()
        else:
            self.chosen.update(listed)
            self._show_selection()

    def refill(self, stays_on: int | None = None) -> None:
        """Ask for the articles anew; those that another window removed or put back are selected no more."""
        if self.chosen:
            removed = self.quoth.library.articles.removed()
            self.chosen = {number: was for number, was in self.chosen.items() if (number in removed) == was}
        super().refill(stays_on)

    def release(self) -> None:
        """Let the selection go."""
        self.chosen.clear()
        self._show_selection()

    def _show_selection(self) -> None:
        self.rows.refresh()
        self.show_heading()
        self.show_bar()

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Return the keys for what is selected, or those of the list."""
        return self.SELECTED if self.chosen else self.HINTS

    def _numbers(self) -> list[int]:
        """Return the numbers of the selected articles, or of the one at hand."""
        row = self.row_at_hand()
        return list(self.chosen) or ([row.id] if row is not None else [])

    def _act(self, numbers: list[int], act: Callable[[list[ArticleReference]], int], told: str) -> None:
        """Carry `act`, which returns how many it changed, out on the articles called `numbers` and tell what was done."""
        try:
            changed = act(self.quoth.library.articles.references(numbers))
        except StorageError as error:
            self.quoth.report(error)
            return
        self.chosen.clear()
        self.quoth.library_changed()
        self.quoth.acknowledge(told if changed else "Nothing was changed: it is so already.")

    def action_toggle_read(self) -> None:
        """Mark the article, or all that are selected, as read or unread."""
        numbers = self._numbers()
        first = next(iter(self.quoth.library.articles.rows_of(numbers[:1])), None)
        if first is not None:
            read = first.state != "read"
            marks = self.quoth.library.marks
            told = f"{'Read' if read else 'Unread'}: {_what(numbers, first)}; U takes it back"
            self._act(numbers, lambda known: marks.set_read_all(known, read), told)

    def action_remove(self) -> None:
        """Take the article, or all that are selected, out of the library, or put back what was taken out."""
        articles = self.quoth.library.articles
        numbers = self._numbers()
        first = next(iter(articles.rows_of(numbers[:1])), None)
        if first is None:
            return
        removed = first.state != "removed"
        what = _what(numbers, first)
        told = f"Removed {what}; files stay, U takes it back" if removed else f"Put back {what}"
        # What is folded under an article is the same article.
        folded = [one for number in numbers for one in (number, *articles.versions(number, with_removed=True))]
        marks = self.quoth.library.marks
        self._act(list(dict.fromkeys(folded)), lambda known: marks.set_removed_all(known, removed), told)

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
            # A comma behind a single one tells that the blanks in it are its own.
            value = ", ".join(sorted(before)) + ("," if len(before) == 1 and " " in next(iter(before)) else "")
            label = "Tags"
        known = self.quoth.library.marks.all_tags()
        self.type_line(
            label, value, typed=lambda words: _begun(words, known), given=lambda words: self._tag(numbers, words, before)
        )  # fmt: skip

    async def press_while_typing(self, token: str, event: events.Key) -> None:
        """Tab takes the first of the tags that are told beside the line."""
        if token == "tab" and self.question is not None and self.question.note.startswith("#"):
            event.stop()
            tag = self.question.note.split("  ")[0]
            written = self.question.words
            self.question.write(written[: len(written) - len(_last(written))] + tag.removeprefix("#"))
        else:
            await super().press_while_typing(token, event)

    def _tag(self, numbers: list[int], words: str, before: set[str]) -> None:
        wanted, unwanted = tags_in(words)
        unwanted |= before - wanted
        added = wanted - before
        if added or unwanted:
            marks = self.quoth.library.marks
            told = " ".join([*(f"#{tag}" for tag in sorted(added)), *(f"-{tag}" for tag in sorted(unwanted))])
            if len(numbers) > 1:
                told += f": {len(numbers):,} articles; U takes it back"
            self._act(numbers, lambda known: marks.tag_all(known, sorted(added), sorted(unwanted)), told)


def _what(numbers: Sequence[int], first: ArticleRow) -> str:
    """Return how the articles called `numbers` are told: by the title of the only one, else how many they are."""
    if len(numbers) > 1:
        return f"{len(numbers):,} articles"
    title = sanitise_line(first.title) or "Untitled"
    return f"“{fit(title, min(cell_width(title), TITLE_TOLD)).rstrip()}”"


def _last(words: str) -> str:
    """Return the tag that is being written at the end of `words`: behind the last comma or, without any, the last blank."""
    parting = r"[,;]\s*" if re.search("[,;]", words) else r"\s"
    return re.split(parting, words)[-1].lstrip("-#")


def _begun(words: str, known: Mapping[str, int]) -> str:
    """Return those of the `known` tags that begin as the last in `words`, the most used first; as many as are read at once."""
    last = fold(_last(words))
    found = [tag for tag in known if last and fold(tag).startswith(last) and fold(tag) != last]
    return "  ".join(
        f"#{sanitise_line(tag)}" for tag in sorted(found, key=lambda tag: (-known[tag], tag))[:TAGS_TOLD]
    )


def tags_in(words: str) -> tuple[set[str], set[str]]:
    """Return the tags in `words`, and those with - before them, # before them or not.

    With a comma in them, commas part the tags; else each word is one. What people put around them is no part of a tag.
    """
    wanted: set[str] = set()
    unwanted: set[str] = set()
    written = sanitise_line(words).translate(_AROUND_TAGS)
    for part in written.split(",") if "," in written else written.split():
        word = " ".join(part.split())
        tag = word.removeprefix("-").lstrip("#")[:LONGEST_TAG].strip()
        if tag:
            (unwanted if word.startswith("-") else wanted).add(tag)
    return wanted, unwanted
