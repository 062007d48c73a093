"""Tags, sites and authors, with how many articles each has."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3

MOST = 1_000
"""Tags, sites and authors, of each so many, that are listed; of others a search finds the articles."""
_SEEN = "version_of IS NULL"
_STAYS = " AND a.id NOT IN (SELECT article FROM standing WHERE state = 'removed')"
"""Asked only where articles have been removed: it takes a third of the time."""


class Subject(NamedTuple):
    """Something by which articles are sought: the `field` of searches, its `name`, and how many `articles` it has."""

    field: str
    name: str
    articles: int


def subjects(connection: sqlite3.Connection, *, some_removed: bool) -> list[Subject]:
    """Return the tags, then the sites, then the authors, of each the most frequent first; `standing` is at hand.

    `some_removed` tells whether there are articles that the person has taken out, which do not count.
    """
    seen = _SEEN + (_STAYS if some_removed else "")
    tags = connection.execute(
        f"SELECT tag, count(*) FROM standing_tags CROSS JOIN articles a ON a.id = article WHERE {seen} GROUP BY tag"
    )
    sites = connection.execute(
        f"SELECT site, count(*) FROM articles a WHERE {seen} AND site <> '' GROUP BY site COLLATE NOCASE"
    )
    written = f"SELECT authors, count(*) FROM articles a WHERE {seen} AND authors <> '' GROUP BY authors"
    authors = Counter[str]()
    for names, count in connection.execute(written):
        for name in names.split(", "):
            authors[name] += count
    kinds = (("tag", dict(tags.fetchall())), ("site", dict(sites.fetchall())), ("author", authors))
    return [
        Subject(field, name, count)
        for field, counts in kinds
        for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0].casefold()))[:MOST]
    ]
