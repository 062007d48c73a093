"""The guard before the articles: what SQLite raises becomes words for a person, and damage is set aside on the spot.

It stands between the facade and `Articles`, which therefore needs to know nothing of damaged files.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import partial
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

    @property
    def voices(self) -> GuardedVoices:
        """The voices of the articles, guarded as these are."""
        return GuardedVoices(self)

    def __getattr__(self, name: str) -> Any:
        found = self.call(lambda articles: partial(getattr, articles, name))
        if not callable(found) or name.startswith("_"):
            return found
        return partial(self.call, lambda articles: getattr(articles, name))

    def call(self, method: Callable[[Articles], Callable[..., Any]], *arguments: Any, **named: Any) -> Any:
        """Return what `method` of the articles returns, of others where these turn out to be damaged.

        Raises StorageError with words for whatever else is wrong with the database.
        """
        try:
            return method(self._articles)(*arguments, **named)
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
        return method(self._articles)(*arguments, **named)


class GuardedVoices:
    """Passes everything on to the voices of guarded articles."""

    def __init__(self, articles: GuardedArticles) -> None:
        self._articles = articles

    def __getattr__(self, name: str) -> Any:
        return partial(self._articles.call, lambda articles: getattr(articles.voices, name))
