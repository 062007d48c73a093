"""How each article stands with the person, as tables that lists can be joined with: state, progress, marks and tags.

The state is "unread", "reading" or "read", or "removed" for what the person took out of the library.

Only articles that were ever opened, tagged or marked have a row, so the tables are small whatever the library's size.
They are this connection's own, so that no other window and no indexing is waited for. The database keeps a copy, from
which a start goes on where the last one ended.
"""

from __future__ import annotations

import sqlite3
from array import array
from sys import intern
from typing import TYPE_CHECKING, NamedTuple

from reader.document import ArticleReference
from reader.library.articles.lookup import HAS_PATH, find_article
from reader.library.marks.article_states import UNTOUCHED
from reader.library.schema.statements import begin

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.library.marks.article_states import ArticleState
    from reader.library.marks.marks import Marks

_TABLES = (
    "CREATE TEMP TABLE standing "
    "(article INTEGER PRIMARY KEY, state TEXT NOT NULL, progress REAL NOT NULL, marks INTEGER NOT NULL)",
    "CREATE TEMP TABLE standing_tags "
    "(article INTEGER NOT NULL, tag TEXT NOT NULL, PRIMARY KEY(article, tag)) WITHOUT ROWID",
)
KEEP_FROM = 50
"""Articles that must have changed for the copy to be written: fewer are found again at the next start in no time."""

STATES = ("unread", "reading", "read", "removed")


class Rows(NamedTuple):
    """What is in the tables, by columns: of ten thousand articles that were read, tuples would take eight times the room.

    `states` are places in `STATES`; `tags` are those of the articles at the same places of `tagged`.
    """

    articles: array[int]
    states: bytes
    progress: array[float]
    marks: array[int]
    tagged: array[int]
    tags: tuple[str, ...]


def make(connection: sqlite3.Connection, rows: Rows | None = None) -> None:
    """Make the tables in `connection` and fill them with `rows`."""
    for statement in _TABLES:
        connection.execute(statement)
    if rows is not None:
        states = (STATES[place] for place in rows.states)
        standing = zip(rows.articles, states, rows.progress, rows.marks, strict=True)
        connection.executemany("INSERT INTO standing VALUES(?,?,?,?)", standing)
        connection.executemany("INSERT INTO standing_tags VALUES(?,?)", zip(rows.tagged, rows.tags, strict=True))


class Standing:
    """The tables `standing` and `standing_tags` of one connection, brought up to date when the marks have changed."""

    def __init__(self, connection: sqlite3.Connection, marks: Marks) -> None:
        self._connection = connection
        self._marks = marks
        self._version: int | None = None
        self._changed = 0
        self._rows: Rows | None = None
        make(connection)
        row = connection.execute("SELECT token FROM kept_token").fetchone()
        self._token = str(row[0]) if row else ""
        if row:
            connection.execute("INSERT INTO standing SELECT * FROM kept_standing")
            connection.execute("INSERT INTO standing_tags SELECT * FROM kept_tags")

    def rows(self) -> Rows:
        """Return what is in the tables; it is kept until that changes."""
        if self._rows is None:
            articles, states, progress, marks = array("q"), bytearray(), array("d"), array("q")
            for number, state, done, count in self._connection.execute("SELECT * FROM standing"):
                articles.append(number)
                states.append(STATES.index(state))
                progress.append(done)
                marks.append(count)
            tagged, tags = array("q"), list[str]()
            for number, tag in self._connection.execute("SELECT * FROM standing_tags"):
                tagged.append(number)
                tags.append(intern(tag))
            self._rows = Rows(articles, bytes(states), progress, marks, tagged, tuple(tags))
        return self._rows

    def bring_up_to_date(self) -> bool:
        """Take in what the person did since the last call, here or elsewhere, and tell whether there was anything."""
        version = self._marks.version
        if version == self._version:
            return False
        self._version = version
        self._rows = None
        token, references = self._marks.changed_since(self._token)
        if token.partition(":")[0] != self._token.partition(":")[0]:
            self._connection.execute("DELETE FROM standing")
            self._connection.execute("DELETE FROM standing_tags")
        self._token = token
        self._changed += len(references)
        for reference in references:
            self._renew(self._meant(reference))
        return bool(references)

    def renew(self, number: int, reference: ArticleReference) -> None:
        """Work out how article `number`, which was put into the library as `reference`, stands."""
        self._renew([(number, reference)])

    def keep(self) -> None:
        """Let the database keep a copy, if enough has changed and nobody else is writing."""
        if self._changed < KEEP_FROM:
            return
        execute = self._connection.execute
        try:
            execute("PRAGMA busy_timeout=0")
            begin(self._connection)
            for kept, own in (("kept_standing", "standing"), ("kept_tags", "standing_tags")):
                execute(f"DELETE FROM {kept}")
                execute(f"INSERT INTO {kept} SELECT * FROM {own}")
            execute("DELETE FROM kept_token")
            execute("INSERT INTO kept_token VALUES(?)", (self._token,))
            execute("COMMIT")
        except sqlite3.Error:
            # Whatever hinders it, the next start works it out from the journals once more.
            if self._connection.in_transaction:
                execute("ROLLBACK")

    def _meant(self, reference: ArticleReference) -> list[tuple[int, ArticleReference]]:
        """Return the articles that `reference` may mean, by any of its ways."""
        found = {}
        for way, value in (
            ("url=?", reference.url), ("fingerprint=?", reference.fingerprint), (f"path=? AND {HAS_PATH}", reference.path),
        ):  # fmt: skip
            if value:
                for number, *known in self._connection.execute(
                    f"SELECT id, url, fingerprint, path FROM articles WHERE {way}", (value,)
                ):
                    found[number] = ArticleReference(*known)
        if not found and (number := find_article(self._connection, reference)) is not None:
            found[number] = reference
        return list(found.items())

    def _renew(self, articles: Iterable[tuple[int, ArticleReference]]) -> None:
        self._rows = None
        articles = list(articles)
        states = self._marks.states([reference for _, reference in articles])
        for (number, _), state in zip(articles, states, strict=True):
            self._set(number, state)

    def _set(self, number: int, state: ArticleState) -> None:
        execute = self._connection.execute
        execute("DELETE FROM standing WHERE article=?", (number,))
        execute("DELETE FROM standing_tags WHERE article=?", (number,))
        if state != UNTOUCHED:
            name = "removed" if state.is_removed else state.state
            execute("INSERT INTO standing VALUES(?,?,?,?)", (number, name, state.progress, state.marks))
            self._connection.executemany(
                "INSERT OR IGNORE INTO standing_tags VALUES(?,?)", [(number, tag) for tag in state.tags]
            )
