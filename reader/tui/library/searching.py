"""Searching as one types: the newest hits with every key, all of them, sorted, from another thread once one rests."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from reader.text import cell_width
from reader.tui.library.frame import LibraryPart

if TYPE_CHECKING:
    from array import array

    from textual.timer import Timer

    from reader.library.articles.apart import Apart
    from reader.library.articles.rows import ArticleQuery

GATHER_AFTER = 0.1
"""Seconds without a key before all hits are gathered: the next key would make them worthless."""


class Searching(LibraryPart):
    """The actions of the search."""

    _gathering: Timer | None = None

    def action_filter(self) -> None:
        """Search as you type; escape shows what was there before. What was searched for once, keys bring back."""
        from reader.tui.past_searches import BACK_AND_FORTH, IN_LIBRARY, Earlier

        before, past = self.query_words, self.quoth.past_searches

        def step(key: str) -> int:
            # The arrows move in the list; up leads to earlier searches where no row is above.
            if key in ("up", "down") and (key == "down" or self.rows.cursor):
                return 0
            return BACK_AND_FORTH.get(key, 0)

        self.type_line(
            "/",
            before,
            typed=self.narrow,
            given=lambda words: past.add(IN_LIBRARY, words),
            left=lambda: self.narrow(before),
            is_proposed=True,
            earlier=Earlier(past.latest_first(IN_LIBRARY), step),
        )

    def narrow(self, words: str) -> None:
        """Show what `words` find."""
        if words != self.query_words:
            self.query_words = words
            self.rows.cursor = 0
            self.refill()

    def show_list(self, cursor: int | None = None) -> None:
        """Show the rows, and gather the rest of a search that has only its newest hits."""
        super().show_list(cursor)
        self.tabs.tell(self._mistake())
        if self._gathering is not None:
            self._gathering.stop()
            self._gathering = None
        if not self.shown.is_whole:
            self._gathering = self.set_timer(GATHER_AFTER, self._gather)

    def _mistake(self) -> str:
        """Return what is wrong with the search and, where there is room, where; "" if nothing is."""
        mistakes = self.shown.asked.mistakes
        if not mistakes:
            return ""
        first = mistakes[0]
        wrong = self.query_words[first.start : first.end].strip()
        told = f"{wrong} — {first.message}" if wrong else first.message
        return told if cell_width(told) <= self.tabs.room_to_tell else first.message

    def _gather(self) -> None:
        query = self.shown.query
        gather = partial(self._gather_apart, self.quoth.library.articles.apart(), query)
        self.run_worker(gather, thread=True, exclusive=True, group="search")

    def _gather_apart(self, apart: Apart, query: ArticleQuery) -> None:
        worker = get_current_worker()
        numbers = apart.gather(query, lambda: worker.is_cancelled)
        if numbers is not None and not worker.is_cancelled:
            self.app.call_from_thread(self._show_gathered, query, numbers)

    def _show_gathered(self, query: ArticleQuery, numbers: array[int]) -> None:
        here, place = self.row_at_hand(), self.rows.cursor
        if self.shown.gathered(query, numbers):
            self.shown.ask(query)
            moved = self.shown.place_of(here.id, place) if here is not None and place else None
            self.show_list(moved)
