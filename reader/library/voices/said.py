"""What one voice said: where all of it is kept, in order, and then the words of what is looked at.

A voice may have said tens of thousands of things, of which a screen shows twenty. Pure but for the connection it is given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from reader.document.quotation import SURE_FROM
from reader.library.articles.rows import day_of
from reader.text import fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

MOST_AT_ONCE = 500
"""Rows that are read with one statement by their numbers."""


class VoiceQuotation(NamedTuple):
    """One quotation of a voice, with its article; `copies` counts the articles that have the same words.

    `confidence` is that of the article in which its speaker is surest.
    """

    article: int
    start: int
    words: str
    title: str
    site: str
    published: date | None
    url: str = ""
    role: str = ""
    copies: int = 1
    confidence: float = 1.0

    @property
    def is_sure(self) -> bool:
        """Whether the speaker is shown without a question mark."""
        return self.confidence >= SURE_FROM


class Place(NamedTuple):
    """Where a quotation is kept: in the table's `row`, which is one of `article` at `start`.

    `day` is the ISO day of the article, "" where it has none; `copies` and `confidence` as in `VoiceQuotation`.
    """

    row: int
    article: int
    start: int
    day: str
    copies: int
    confidence: float


def places_of(connection: sqlite3.Connection, voice: int) -> list[Place]:
    """Return where everything that `voice` said is kept, in order of date, undated articles last; reprints once, the earliest."""
    found = connection.execute(
        "SELECT rowid, article, start, hash, confidence FROM quotations WHERE voice=?", (voice,)
    ).fetchall()
    # The dates apart: to join them costs as much for each quotation as for its article, and to sort there as much again.
    days = dict(
        _by_number(connection, "SELECT id, coalesce(published, '') FROM articles WHERE id", {row[1] for row in found})
    )
    # Another program may have taken an article out between the two.
    kept = (row for row in found if row[1] in days)
    ordered = sorted(kept, key=lambda row: (not days[row[1]], days[row[1]], row[1], row[2]))
    places: dict[int, Place] = {}
    articles: dict[int, set[int]] = {}
    for row, article, start, words, confidence in ordered:
        first = places.get(words)
        if first is None:
            places[words] = Place(row, article, start, days[article], 1, confidence)
        else:
            # Reprints are few among what somebody said: sets of one article each would be made for all the others.
            printed = articles.setdefault(words, {first.article})
            printed.add(article)
            places[words] = first._replace(copies=len(printed), confidence=max(first.confidence, confidence))
    return list(places.values())


def quotations_at(connection: sqlite3.Connection, places: Sequence[Place]) -> list[VoiceQuotation]:
    """Return the quotations that are kept at `places`; one that is there no more, but elsewhere or gone, has no words."""
    statement = (
        "SELECT q.rowid, q.article, q.start, q.words, a.title, a.site, a.url, q.role "
        "FROM quotations q JOIN articles a ON a.id = q.article WHERE q.rowid"
    )
    found = {row[:3]: row[3:] for row in _by_number(connection, statement, [place.row for place in places])}
    quotations = []
    for place in places:
        words, title, site, url, role = found.get(place[:3], ("",) * 5)
        quotations.append(
            VoiceQuotation(
                place.article, place.start, words, title, site, day_of(place.day), url, role,
                place.copies, place.confidence,
            )
        )  # fmt: skip
    return quotations


def folded_at(connection: sqlite3.Connection, places: Sequence[Place]) -> list[str]:
    """Return the folded words of what is kept at each of `places`, its article's title behind them, to be searched."""
    statement = "SELECT rowid, article, start, words FROM quotations WHERE rowid"
    found = _by_number(connection, statement, [place.row for place in places])
    said = {row[:3]: fold(row[3]) for row in found}
    articles = _by_number(connection, "SELECT id, title FROM articles WHERE id", {place.article for place in places})
    titles = {article: fold(title) for article, title in articles}
    return [f"{said.get(place[:3], '')}\n{titles.get(place.article, '')}" for place in places]


def batched(numbers: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    """Yield `numbers` in parts of at most `size`."""
    for start in range(0, len(numbers), size):
        yield numbers[start : start + size]


def _by_number(connection: sqlite3.Connection, statement: str, numbers: Iterable[int]) -> Iterator[tuple[Any, ...]]:
    """Yield what `statement`, which ends where the numbers are to come, finds for each of `numbers`, in any order."""
    for part in batched(sorted(numbers), MOST_AT_ONCE):
        yield from connection.execute(f"{statement} IN ({','.join(map(str, part))})")
