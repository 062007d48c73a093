"""The guard before the articles: what SQLite raises becomes words for a person, and damage is set aside on the spot.

It stands between the facade and `Articles`, which therefore needs to know nothing of damaged files.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from reader.errors import StorageError
from reader.library.safekeeping.asides import UNREADABLE, is_damage

if TYPE_CHECKING:
    from reader.library.articles.articles import Articles


class GuardedArticles:
    """Passes everything on to the articles; `mend` gives others in their place when these turn out to be damaged."""

    def __init__(self, articles: Articles, mend: Callable[[str], Articles]) -> None:
        self._articles = articles
        self._mend = mend

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._articles, name)
        if not callable(found) or name.startswith("_"):
            return found

        def call(*arguments: Any, **named: Any) -> Any:
            try:
                return getattr(self._articles, name)(*arguments, **named)
            except (sqlite3.Error, *UNREADABLE, StorageError) as error:
                # A method that has words for its error has told it already; what was below it is in its context.
                cause = error.__context__ if isinstance(error, StorageError) else error
                if not is_damage(cause):
                    if isinstance(error, StorageError):
                        raise
                    raise StorageError(
                        f"The library cannot be used: {error}.", hint="Is there room, and is its folder writable?"
                    ) from None
                self._articles = self._mend(str(cause))
            return getattr(self._articles, name)(*arguments, **named)

        return call
