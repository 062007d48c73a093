"""What the list shows: the articles of a query, those unfolded among them, and words around the hits of a search.

Nothing here paints. Rows are fetched a screen or two at a time; of the rest only the numbers are known, if at all.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from reader.library.articles.lists import read
from reader.library.articles.rows import ArticleQuery, Everything

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from reader.library import ArticleRow
    from reader.library.articles.articles import Articles
    from reader.library.articles.snippets import Snippet
    from reader.library.queries import Query
    from reader.library.queries.tree import Words

ROWS_KEPT = 240
ROWS_AT_ONCE = 30
"""Rows that are fetched together: what a tall terminal shows, and little enough for a key's time."""


class Shown:
    """The list's articles by their places."""

    def __init__(self, articles: Articles) -> None:
        self._articles = articles
        self.query = ArticleQuery()
        self.asked: Query | Everything = read(self.query)
        self.count = 0
        self.is_whole = True
        """False while only the newest hits of a search are here."""
        self._numbers: Sequence[int] | None = None
        self._unfolded: set[int] = set()
        self._rows: dict[int, ArticleRow] = {}
        self._snippets: dict[int, Snippet] = {}
        self._changes: object = None
        self._seen: object = None
        self._moved = 0
        """By how many places the list has moved on since it was asked for: others add to it, or take out of it,
        while a key is held."""
        self._in_titles: re.Pattern[str] | None = None

    def ask(self, query: ArticleQuery) -> None:
        """Show what `query` finds; of a search that is new, its newest hits."""
        if query.text != self.query.text:
            self._unfolded.clear()
        self.query, self.asked = query, read(query)
        self._changes = self._seen = self._articles.changes
        self._moved = 0
        self._rows.clear()
        self._snippets.clear()
        self._in_titles = self._pattern_of_titles()
        self._numbers, self.is_whole = None, True
        articles = self._articles
        if query.text.strip() and not articles.has_all(query):
            found = articles.newest(query, at_once=True)
            if found.is_whole and self._is_newest_first():
                articles.keep_all(query, array("q", found.numbers))
            elif found.is_whole:
                articles.ids(query)
            else:
                self._numbers, self.is_whole = found.numbers, False
        if self._numbers is None and self._unfolded:
            self._numbers = self._with_versions(articles.ids(query))
        self.count = articles.count(query) if self._numbers is None else len(self._numbers)

    def _pattern_of_titles(self) -> re.Pattern[str] | None:
        if not self.asked.wanted:
            return None
        from reader.library.articles.snippets import hit_pattern

        return hit_pattern([words for words in self.asked.wanted if words.field in ("", "title")])

    @property
    def is_old(self) -> bool:
        """Whether the library or the marks are no longer as they were when these articles were asked for."""
        return self._changes != self._articles.changes

    def _is_newest_first(self) -> bool:
        order = self.asked.sort or self.query.order
        return order == "added" and self.query.descending and not self.asked.is_reversed

    def gathered(self, query: ArticleQuery, numbers: array[int]) -> bool:
        """Take all that another thread has found for `query`; tell whether that is what is shown."""
        if query != self.query:
            return False
        self._articles.keep_all(query, numbers)
        return True

    def row(self, place: int) -> ArticleRow | None:
        """Return the article at `place`, or None if it is gone."""
        if place not in self._rows:
            if len(self._rows) > ROWS_KEPT:
                near = range(place - ROWS_AT_ONCE, place + ROWS_AT_ONCE)
                self._rows = {at: row for at, row in self._rows.items() if at in near}
            first = max(0, place - ROWS_AT_ONCE // 3)
            last = min(first + ROWS_AT_ONCE, self.count)
            if self._numbers is None:
                self._follow(place)
                # Of those that stood above what is the first now nothing is left.
                first = max(first, -self._moved)
                rows = self._articles.rows(first + self._moved, max(first, last) + self._moved, self.query)
            else:
                rows = self._articles.rows_of(self._numbers[first:last])
            self._rows.update(enumerate(rows, first))
        return self._rows.get(place)

    def _follow(self, place: int) -> None:
        """Find again where the rows stand that are shown beside `place`, so that what comes next to them goes on there."""
        changes = self._articles.changes
        if changes == self._seen or not self._rows:
            return
        self._seen = changes
        at = min(self._rows, key=lambda known: abs(known - place))
        start = max(0, at + self._moved - ROWS_AT_ONCE)
        around = self._articles.numbers(start, start + 2 * ROWS_AT_ONCE, self.query)
        if self._rows[at].id in around:
            self._moved = start + around.index(self._rows[at].id) - at
        else:
            self._rows.clear()

    def place_of(self, number: int, near: int = 0) -> int | None:
        """Return the place of article `number`, looked for at place `near` first; None if it is not in the list."""
        row = self.row(near) if near < self.count else None
        if row is not None and row.id == number:
            return near
        if self._numbers is None and not self._articles.has_all(self.query):
            first = self._articles.first_numbers(self.query)
            if number in first:
                return first.index(number)
        numbers = self.numbers
        try:
            return numbers.index(number)
        except ValueError:
            return None

    @property
    def numbers(self) -> Sequence[int]:
        """The numbers of all articles that are shown, in order."""
        return self._articles.ids(self.query) if self._numbers is None else self._numbers

    # Searches

    def snippet(self, place: int) -> Snippet | None:
        """Return words around the first hit of the article at `place`; None where nothing is searched for."""
        row = self.row(place)
        if row is None or not self.asked.wanted:
            return None
        if row.id not in self._snippets:
            if len(self._snippets) > ROWS_KEPT:
                self._snippets.clear()
            near = [self._rows[at].id for at in range(place, place + 12) if at in self._rows]
            self._snippets.update(self._articles.snippets(near, self.asked))
        return self._snippets.get(row.id)

    def hits(self, words: str) -> tuple[tuple[int, int], ...]:
        """Return where in `words`, a title, something that is searched for stands."""
        return tuple(match.span() for match in self._in_titles.finditer(words)) if self._in_titles else ()

    @property
    def found_by(self) -> tuple[Words, ...]:
        """The words to find in an article that is opened from here."""
        return self.asked.wanted

    def told(self) -> str:
        """Return how many articles a search has found, or which of them are here already."""
        if not self.is_whole:
            return f"the {self.count:,} added last; finding the others …" if self.count else "looking further …"
        if self.asked.sort == "relevance":
            return f"{self.count:,} found, the most relevant first (of those added last)"
        return f"{self.count:,} found"

    # Versions

    def toggle_versions(self, number: int) -> bool:
        """Show the versions folded into article `number` below it, or fold them again; tell which it was."""
        self._unfolded ^= {number}
        return number in self._unfolded

    @property
    def has_unfolded(self) -> bool:
        """Whether versions of any article are shown."""
        return bool(self._unfolded)

    def _with_versions(self, numbers: Sequence[int]) -> Sequence[int]:
        found = array("q")
        for number in numbers:
            found.append(number)
            if number in self._unfolded:
                found.extend(self._articles.versions(number))
        return found
