"""Which articles a query finds, in its order: their numbers, as few at a time as are asked for.

A list of a hundred thousand is counted and its first page read through an index; only who goes further down makes the
whole list, as an array of numbers. A search gives its newest hits at once; all of them are for a worker to gather,
with a connection of its own.
"""

from __future__ import annotations

import re
from array import array
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from reader.library.articles.rows import EVERYTHING, ORDERS, ArticleQuery, Everything
from reader.text import fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

    from reader.library.queries import Plan, Query

NEWEST = 50
"""Hits that a search gives at once."""
SPAN = 15_000
"""Articles that a search with conditions goes through at once, those added last: of 100,000 hits of the commonest word
it takes 40 ms to look at all, and a key may take 15, snippets included."""
RANKED = 2000
"""The newest hits that are ranked by relevance: weighing all of a common word's takes ten times as long as finding them."""
WEIGHTS = (10, 1, 4, 4, 0.5, 2, 3)
"""What a hit in each column of the index is worth: a title says what its article is about."""
QUICK = 400
"""Places of a list that are read without making the whole of it."""
LISTS_KEPT = 3
"""Whole lists that are kept: each takes 8 bytes an article."""
CHUNK = 2000
CACHE = 600
"""KiB of the database that a connection keeps by itself; the system keeps the rest, and memory is not held twice."""

_STAYS = "a.id NOT IN (SELECT article FROM standing WHERE state = 'removed')"
"""The condition for what the person did not remove."""
_SAYING = """(EXISTS (
    SELECT 1 FROM bodies b LEFT JOIN corrected c ON c.article = b.id
    WHERE b.id = a.id AND says(b.text, coalesce(c.quotations, b.quotations), ?, ?)
) OR EXISTS (
    SELECT 1 FROM quotations q JOIN voices v ON v.id = q.voice WHERE q.article = a.id AND voice_says(v.folded, q.words, ?, ?)
))"""
"""One quotation of an article as the reader has corrected it: whose it is by the article, or by the whole archive."""


class Found(NamedTuple):
    """Numbers of articles in order; `is_whole` tells whether these are all."""

    numbers: Sequence[int]
    is_whole: bool


class Lists:
    """The lists of one connection; the tables of `standing` must be up to date when a method is called."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._kept: dict[ArticleQuery, array[int]] = {}
        self._counts: dict[str, int] = {}
        self._folded: dict[int, int] | None = None
        self._removed: frozenset[int] | None = None
        connection.create_function("says", 4, _says, deterministic=True)
        connection.create_function("voice_says", 4, _voice_says, deterministic=True)

    def forget(self) -> None:
        """Make all lists anew: the library or the marks have changed."""
        self._kept.clear()
        self._counts.clear()
        self._folded = None
        self._removed = None

    def count(self, query: ArticleQuery) -> int:
        """Return how many articles `query` finds."""
        if query.text.strip():
            return len(self.all(query))
        if query.tab not in self._counts:
            self._counts[query.tab] = self._count(query)
        return self._counts[query.tab]

    def _count(self, query: ArticleQuery) -> int:
        if query.tab == "unread":
            # Who has begun few of very many is counted by what was begun.
            begun = (
                "SELECT count(*) FROM standing CROSS JOIN articles a ON id = article "
                "WHERE version_of IS NULL AND state NOT IN ('unread', 'removed')"
            )
            return self.count(ArticleQuery()) - int(self._connection.execute(begun).fetchone()[0])
        if query.tab == "all" and not self.removed():
            # Counting all, and those few that are folded, takes half the time of counting those that are not.
            whole = "SELECT (SELECT count(*) FROM articles) - (SELECT count(*) FROM articles WHERE version_of IS NOT NULL)"
            return int(self._connection.execute(whole).fetchone()[0])
        where, values = _tab(query.tab)
        parts = ["version_of IS NULL", *([where] if where else []), *([_STAYS] if self.removed() else [])]
        statement = f"SELECT count(*) FROM articles a WHERE {' AND '.join(parts)}"
        return int(self._connection.execute(statement, values).fetchone()[0])

    def part(self, query: ArticleQuery, start: int, stop: int) -> Sequence[int]:
        """Return the numbers at places `start` to `stop` of `query`."""
        if query not in self._kept and stop <= QUICK and not query.text.strip():
            statement, values = listing(query)
            return [row[0] for row in self._connection.execute(f"{statement} LIMIT ?", (*values, stop))][start:]
        return self.all(query)[start:stop]

    def newest(self, query: ArticleQuery, limit: int = NEWEST, *, at_once: bool = False) -> Found:
        """Return at most `limit` articles that the search of `query` finds, those added last first.

        With `at_once`, a search of which most hits may be unwanted goes through the last `SPAN` articles only.
        """
        asked, planned = self._planned(query)
        before = 0
        if at_once and planned is not None and (planned.may_find_few or query.tab != "all"):
            last = self._connection.execute("SELECT max(id) FROM articles").fetchone()[0] or 0
            before = max(0, last - SPAN)
        if planned is None:
            statement, values = _listing(query._replace(order="added", descending=True), asked, [], [])
        else:
            statement, values = _statement(query, asked, planned, newest=True, before=before)
        rows = self._connection.execute(f"{statement} LIMIT ?", (*values, limit + 1))
        numbers = array("q", (row[0] for row in rows))
        return Found(self._led(numbers[:limit], asked), len(numbers) <= limit and not before)

    def all(self, query: ArticleQuery, cancelled: Callable[[], bool] = lambda: False) -> array[int]:
        """Return all numbers of `query` in its order, or fewer if `cancelled` tells so meanwhile."""
        kept = self._kept.get(query)
        if kept is not None:
            return kept
        asked, planned = self._planned(query)
        if planned is None:
            found = self._gather(*_listing(query, asked, [], []), cancelled)
        elif asked.sort == "relevance" and planned.match:
            found = self._led(self._ranked(query, asked, planned), asked)
        else:
            found = self._gather(*_statement(query, asked, planned), cancelled)
            found = self._led(found, asked) if planned.match else found
        if not cancelled():
            if len(self._kept) >= LISTS_KEPT:
                self._kept.pop(next(iter(self._kept)))
            self._kept[query] = found
        return found

    def _planned(self, query: ArticleQuery) -> tuple[Query | Everything, Plan | None]:
        """Return what the search of `query` asks for, and how it is found; None where nothing is searched for."""
        if not query.text.strip():
            return EVERYTHING, None
        from reader.library.articles.vocabulary import words_begun
        from reader.library.queries import parse, plan
        from reader.library.voices.meant import voices_meant

        asked = parse(query.text, date.today(), is_typing=query.is_typing)
        return asked, plan(
            asked.node,
            lambda words: voices_meant(self._connection, words),
            lambda beginning: words_begun(self._connection, beginning),
        )

    def _gather(self, statement: str, values: tuple[object, ...], cancelled: Callable[[], bool]) -> array[int]:
        found = array("q")
        rows = self._connection.execute(statement, values)
        while not cancelled() and (chunk := [row[0] for row in islice(rows, CHUNK)]):
            found.extend(chunk)
        return found

    def keep(self, query: ArticleQuery, numbers: array[int]) -> None:
        """Take `numbers`, which a worker has found, as those of `query`."""
        if len(self._kept) >= LISTS_KEPT:
            self._kept.pop(next(iter(self._kept)))
        self._kept[query] = numbers

    def has(self, query: ArticleQuery) -> bool:
        """Tell whether the whole list of `query` is there."""
        return query in self._kept

    def _ranked(self, query: ArticleQuery, asked: Query | Everything, planned: Plan) -> array[int]:
        """Return the newest hits, the most relevant first."""
        statement, values = _statement(query, asked, planned, newest=True)
        weights = ", ".join(str(weight) for weight in WEIGHTS)
        ranked = statement.replace("SELECT pages.rowid", f"SELECT pages.rowid, bm25(pages, {weights}) AS rank_", 1)
        rows = self._connection.execute(f"{ranked} LIMIT ?", (*values, RANKED)).fetchall()
        rows.sort(key=lambda row: (row[1], -row[0]), reverse=asked.is_reversed)
        return array("q", (row[0] for row in rows))

    def _led(self, numbers: array[int], asked: Query | Everything) -> array[int]:
        """Return `numbers` with each folded article's leader in its place, once, and without what was removed."""
        if asked.is_of_removed:
            return numbers
        folded, removed = self.folded(), self.removed()
        if not (folded or removed) or (folded.keys() | removed).isdisjoint(numbers):
            return numbers
        # Only who leads others can come twice; to remember all of a hundred thousand would take many times their room.
        leaders, placed, led = frozenset(folded.values()), set[int](), array("q")
        for number in numbers:
            leader = folded.get(number, number)
            if number in removed or leader in removed or leader in placed:
                continue
            if leader in leaders:
                placed.add(leader)
            led.append(leader)
        return led

    def folded(self) -> dict[int, int]:
        """Return the leader of each article that is folded under another."""
        if self._folded is None:
            rows = self._connection.execute("SELECT id, version_of FROM articles WHERE version_of IS NOT NULL")
            self._folded = dict(rows.fetchall())
        return self._folded

    def removed(self) -> frozenset[int]:
        """Return the articles that the person removed."""
        if self._removed is None:
            rows = self._connection.execute("SELECT article FROM standing WHERE state = 'removed'")
            self._removed = frozenset(number for (number,) in rows)
        return self._removed


def read(query: ArticleQuery) -> Query | Everything:
    """Return what the search of `query` asks for."""
    if not query.text.strip():
        return EVERYTHING
    # Most starts search for nothing, and reading searches is a tenth of what a list loads.
    from reader.library.queries import parse

    return parse(query.text, date.today(), is_typing=query.is_typing)


def _tab(tab: str) -> tuple[str, tuple[object, ...]]:
    """Return the condition for the articles of `tab`."""
    if tab == "unread":
        return "a.id NOT IN (SELECT article FROM standing WHERE state <> 'unread')", ()
    if tab == "reading":
        return "a.id IN (SELECT article FROM standing WHERE state = 'reading')", ()
    if tab == "marked":
        return "a.id IN (SELECT article FROM standing WHERE marks > 0 AND state <> 'removed')", ()
    return "", ()


def listing(query: ArticleQuery) -> tuple[str, tuple[object, ...]]:
    """Return the SQL that gives the numbers of the list of `query`, which searches for nothing, and its values."""
    return _listing(query, EVERYTHING, [], [])


def _listing(
    query: ArticleQuery,
    asked: Query | Everything,
    conditions: list[str],
    values: list[object],
    *,
    by_number: bool = False,
) -> tuple[str, tuple[object, ...]]:
    """Return the SQL that gives the numbers of a list in order, and its values: an index is walked.

    With `by_number` the order is that in which the articles were added, the last first, and no index but theirs is used.
    """
    where, more = _tab("all" if asked.is_of_removed else query.tab)
    seen = [] if asked.is_of_removed else ["a.version_of IS NULL", _STAYS]
    parts = [*seen, *conditions, *([where] if where else [])]
    column, direction = _order(query, asked)
    order = "a.id DESC" if by_number else f"a.{column} {direction}, a.id {direction}"
    statement = f"SELECT a.id FROM articles a WHERE {' AND '.join(parts)} ORDER BY {order}"
    return statement, (*values, *more)


def _order(query: ArticleQuery, asked: Query | Everything) -> tuple[str, str]:
    """Return by which column, as SQLite says it, and in which direction."""
    order, descending = query.order, query.descending
    if asked.sort:
        order, descending = asked.sort, (asked.sort not in ("title", "site")) != asked.is_reversed
    return ORDERS.get(order, "added"), "DESC" if descending else "ASC"


def _statement(
    query: ArticleQuery, asked: Query | Everything, planned: Plan, *, newest: bool = False, before: int = 0
) -> tuple[str, tuple[object, ...]]:
    """Return the SQL that gives the numbers of a search in order, and its values; only of those after `before`."""
    from reader.library.queries.planning import EXCLUDES, MATCHES

    matches = f"{MATCHES} AND pages.rowid > {before}" if before else MATCHES
    conditions, values = [part.replace(MATCHES, matches) for part in planned.conditions], [*planned.values]
    if planned.wants_saying:
        conditions.append(_SAYING)
        values += ["\n".join(planned.by), "\n".join(planned.said)] * 2
    if not planned.match:
        if not before:
            return _listing(
                query._replace(order="added", descending=True) if newest else query, asked, conditions, values
            )
        return _listing(query, asked, [*conditions, f"a.id > {before}"], values, by_number=True)
    where, more = _tab("all" if asked.is_of_removed else query.tab)
    if where:
        conditions.append(where)
        values += more
    column, direction = _order(query, asked)
    by_number = newest or column == "added"
    match = planned.match
    if before and planned.unwanted:
        # Inside the index's expression nothing would stop the search for what is not hindered.
        match = planned.wanted
        conditions.append(EXCLUDES.replace(MATCHES, matches))
        values.append(planned.unwanted)
    source, where = "pages", matches
    if conditions or not by_number:
        source = "pages CROSS JOIN articles a ON a.id = pages.rowid"
        where = " AND ".join([where, *conditions])
    if by_number:
        sort = f"pages.rowid {'DESC' if newest else direction}"
    else:
        sort = f"a.{column} {direction}, a.id {direction}"
    return f"SELECT pages.rowid FROM {source} WHERE {where} ORDER BY {sort}", (match, *values)


def _voice_says(names: str, words: str, by: str, said: str) -> bool:
    """Tell whether the voice with these `names` is called by all of `by`, and its `words` hold all of `said`."""
    return _has_all(names, by) and _has_all(fold(words), said)


def _says(words: bytes, quotations: bytes, by: str, said: str) -> bool:
    """Tell whether one quotation of whoever `by` names (a name a line) holds all of `said` (words a line)."""
    from reader.library.articles.bodies import unpack_quotations, unpack_text

    text = unpack_text(words)
    return any(
        quotation.speaker_name
        and _has_all(fold(quotation.speaker_name), by)
        and _has_all(fold(text[quotation.start : quotation.end]), said)
        for quotation in unpack_quotations(quotations)
    )


def _has_all(text: str, wanted: str) -> bool:
    """Tell whether the folded `text` holds each line of `wanted`."""
    return all(_pattern(line).search(text) for line in wanted.split("\n"))


@lru_cache(maxsize=64)
def _pattern(words: str) -> re.Pattern[str]:
    """Return a pattern for `words` as whole words, whatever stands between them."""
    return re.compile(r"\b" + r"[\W_]+".join(re.escape(part) for part in re.findall(r"[^\W_]+", fold(words))))
