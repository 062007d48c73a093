"""What was searched for before, so that a key brings it back: in articles and in the library, also from earlier starts."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from reader.config.state import keep_searched, read_searched

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.config.paths import Paths

IN_ARTICLES, IN_LIBRARY = "articles", "library"
"""The places that have searches of their own: the library's have fields, and an article's may be patterns."""
BACK_AND_FORTH = {"up": 1, "ctrl+p": 1, "down": -1, "ctrl+n": -1}
"""The keys that lead to earlier lines and forward again, and how far: those of shells and of vim."""
MOST_KEPT = 100
"""Searches of each place that are kept: more than anybody steps through, and a file that is read at once."""
LONGEST_KEPT = 500
"""Characters of the longest one: what is longer was pasted."""


class Earlier(NamedTuple):
    """The lines that were typed before, the latest first, and how far back among them a key leads.

    `step` is 1 for a key that goes back, -1 for one that comes forward, 0 for one that has another meaning now.
    """

    lines: Sequence[str]
    step: Callable[[str], int]

    def of(self, begun: str, *, but: str) -> list[str]:
        """Return those that begin with what was `begun`, as vim has it, without the line that stands there already."""
        return [line for line in self.lines if line.startswith(begun) and line != but]


class PastSearches:
    """The searches of this person; losing them loses nothing of value."""

    def __init__(self, folders: Paths) -> None:
        self._folders = folders
        self._new: list[tuple[str, str]] = []

    @cached_property
    def _before(self) -> dict[str, list[str]]:
        return read_searched(self._folders)

    def latest_first(self, place: str) -> list[str]:
        """Return what was searched for in `place`, each search once."""
        new = [words for where, words in reversed(self._new) if where == place]
        return [*dict.fromkeys([*new, *self._before.get(place, ())])]

    def add(self, place: str, words: str) -> None:
        """Take in that `words` were searched for in `place`."""
        words = words.strip()
        if words and len(words) <= LONGEST_KEPT:
            self._new.append((place, words))

    def keep(self) -> None:
        """Write what is new, behind what another window has written meanwhile; may raise OSError."""
        if not self._new:
            return
        self._before = read_searched(self._folders)
        places = {**self._before, **dict(self._new)}
        self._before = {place: self.latest_first(place)[:MOST_KEPT] for place in places}
        keep_searched(self._folders, self._before)
        self._new = []
