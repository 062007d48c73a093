"""What lists ask for and what they get: values without behaviour."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

ORDERS = {
    "added": "added", "published": "published", "title": "title COLLATE NOCASE", "site": "site COLLATE NOCASE",
    "words": "words", "quotes": "quotes",
}  # fmt: skip
"""What the list can be sorted by, and how SQLite says it; each has an index."""
TABS = ("all", "unread", "reading", "marked")


class ArticleQuery(NamedTuple):
    """Which articles, in which order: `text` is a search, `tab` one of `TABS`.

    With `is_typing` the last word of `text` may be the beginning of one.
    """

    text: str = ""
    tab: str = "all"
    order: str = "added"
    descending: bool = True
    is_typing: bool = True


class Everything:
    """What an empty search asks for; a search that is not empty is a `queries.Query` with the same attributes."""

    wanted: tuple[()] = ()
    mistakes: tuple[()] = ()
    sort = ""
    is_reversed = False
    is_of_removed = False


EVERYTHING = Everything()


class ArticleRow(NamedTuple):
    """An article as the list shows it.

    `progress` is 0 to 1, `state` "unread", "reading", "read" or "removed", `versions` how many articles are folded into it (1 is
    itself alone), `version_of` the article that this one is folded under, or None.
    """

    id: int
    title: str
    site: str
    published: date | None
    minutes: int
    words: int
    quotes: int
    progress: float
    state: str
    marks: int
    authors: str
    path: str
    versions: int = 1
    version_of: int | None = None
    tags: tuple[str, ...] = ()


def day_of(value: str | None) -> date | None:
    """Return the day that the database has as `value`."""
    return date.fromisoformat(value) if value else None


def row_of(row: tuple[Any, ...]) -> ArticleRow:
    """Return the article in a row of the statement that asks for those of a list."""
    (
        number,
        title,
        site,
        published,
        minutes,
        words,
        quotes,
        authors,
        path,
        leader,
        state,
        progress,
        marks,
        more,
        tags,
    ) = row
    return ArticleRow(
        number, title, site, day_of(published), minutes, words, quotes, progress or 0.0, state or "unread", marks or 0,
        authors, path, 1 + more, leader, tuple(tags.split("\n")) if tags else (),
    )  # fmt: skip
