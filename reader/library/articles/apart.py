"""Reading the library from another thread, through a connection that is opened there and closed again."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library.articles import standing
from reader.library.articles.lists import CACHE, Lists
from reader.library.articles.storing import article_alone

if TYPE_CHECKING:
    from reader.document import Article
    from reader.library.articles.rows import ArticleQuery
    from reader.library.voices.said import Place


@dataclass(frozen=True, slots=True)
class Apart:
    """A library at `path` whose articles stand with the person as `rows` says; it may be handed to any thread."""

    path: Path
    rows: standing.Rows

    def article(self, number: int) -> Article | None:
        """Return the article called `number`, or None."""
        with self._open() as connection:
            return article_alone(connection, number)

    def gather(self, query: ArticleQuery, cancelled: Callable[[], bool]) -> array[int] | None:
        """Return all numbers of `query` in its order, or None if `cancelled` tells meanwhile that nobody waits."""
        with self._open() as connection:
            standing.make(connection, self.rows)
            found = Lists(connection).all(query, cancelled)
        return None if cancelled() else found

    def folded_at(self, places: Sequence[Place]) -> list[str]:
        """Return the folded words of what voices said at `places`, to be searched."""
        from reader.library.voices.said import folded_at

        with self._open() as connection:
            return folded_at(connection, places)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(f"{self.path.as_uri()}?mode=ro", uri=True, timeout=10)
        connection.execute(f"PRAGMA cache_size=-{CACHE}")
        try:
            yield connection
        finally:
            connection.close()
