"""Articles in the database: kept, listed in slices, searched; what the marks say of each is laid beside it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from reader.document import Article, ArticleReference, Quotation, QuotationKind
from reader.document.codec import decode_article, decode_quotations, encode_article, encode_quotations
from reader.document.identity import reference
from reader.errors import StorageError
from reader.library.projection import keys_of
from reader.text import sanitise_line

if TYPE_CHECKING:
    from reader.library.marks import Marks

ORDERS = {
    "added": "added", "published": "published", "title": "title COLLATE NOCASE", "site": "site COLLATE NOCASE",
    "words": "words", "quotes": "quotes",
}  # fmt: skip
"""What the list can be sorted by, and how SQLite says it."""

QUERIES_KEPT = 16
"""Orders that are kept worked out: the tabs and the last few searches."""


@dataclass(frozen=True, slots=True)
class ArticleQuery:
    """Which articles, in which order: `text` are words to find, `tab` is "all", "unread", "reading" or "marked"."""

    text: str = ""
    tab: str = "all"
    order: str = "added"
    descending: bool = True


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as the list shows it; `progress` is 0 to 1, `state` "unread", "reading" or "read"."""

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


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as it was kept, with its quotations."""

    id: int
    article: Article
    quotations: tuple[Quotation, ...]
    path: str


@dataclass(frozen=True, slots=True)
class SearchHit:
    """An article that was found, with words around the hit."""

    id: int
    title: str
    snippet: str
    site: str
    published: date | None


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker over all articles, with the span of dates in which they are quoted."""

    name: str
    count: int
    articles: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class VoiceQuotation:
    """One quotation of a voice, with its article."""

    article: int
    start: int
    words: str
    title: str
    site: str
    published: date | None


class Articles:
    """The articles of one library, through one connection."""

    def __init__(self, connection: sqlite3.Connection, marks: Marks) -> None:
        self._connection = connection
        self._marks = marks
        self._puts = 0
        self._kept: dict[ArticleQuery, tuple[tuple[int, int, int], list[int]]] = {}

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()

    def put(
        self, article: Article, quotations: Sequence[Quotation], *, path: str = "", size: int = 0, mtime_ns: int = 0
    ) -> int:
        """Keep `article`, in the place of the one from the same file or with the same words; return its number."""
        known = reference(article, path)
        speech = [q for q in quotations if q.kind in (QuotationKind.DIRECT, QuotationKind.MIXED)]
        day = article.published.isoformat() if article.published else None
        fields = (
            path, known.url, known.fingerprint, article.title, article.site, ", ".join(article.authors), day,
            article.words, article.minutes, len(speech), size, mtime_ns,
        )  # fmt: skip
        try:
            with self._transaction():
                number = self.find(path=path) if path else self.find(reference=known)
                if number is None:
                    columns = (
                        "path,url,fingerprint,title,site,authors,published,words,minutes,quotes,size,mtime_ns,added"
                    )
                    cursor = self._connection.execute(
                        f"INSERT INTO articles({columns}) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)", (*fields, time.time())
                    )
                    number = int(cursor.lastrowid or 0)
                else:
                    self._connection.execute(
                        "UPDATE articles SET path=?,url=?,fingerprint=?,title=?,site=?,authors=?,published=?,words=?,minutes=?,"
                        "quotes=?,size=?,mtime_ns=? WHERE id=?",
                        (*fields, number),
                    )
                self._put_words(number, article, quotations, speech)
                self._connection.execute("DELETE FROM failures WHERE path=?", (path,))
        except sqlite3.Error as error:
            raise StorageError(
                f"The article could not be kept: {error}.", hint="Is there room on the disk?"
            ) from None
        self._puts += 1
        return number

    def _put_words(
        self, number: int, article: Article, quotations: Sequence[Quotation], speech: Sequence[Quotation]
    ) -> None:
        execute = self._connection.execute
        execute(
            "INSERT OR REPLACE INTO bodies VALUES(?,?,?)",
            (number, encode_article(article), encode_quotations(tuple(quotations))),
        )
        execute("DELETE FROM quotations WHERE article=?", (number,))
        rows = [(number, q.start, q.end, q.speaker_name or "", article.text[q.start : q.end]) for q in speech]
        self._connection.executemany("INSERT INTO quotations VALUES(?,?,?,?,?)", rows)
        speakers = ", ".join(dict.fromkeys(row[3] for row in rows if row[3]))
        execute("DELETE FROM pages WHERE rowid=?", (number,))
        execute(
            "INSERT INTO pages(rowid,title,body,authors,speakers) VALUES(?,?,?,?,?)",
            (number, article.title, article.text, ", ".join(article.authors), speakers),
        )

    def _transaction(self) -> _Transaction:
        return _Transaction(self._connection)

    def get(self, number: int) -> StoredArticle | None:
        """Return the article called `number`, or None."""
        row = self._connection.execute(
            "SELECT article, quotations, path FROM bodies JOIN articles USING(id) WHERE id=?", (number,)
        ).fetchone()
        if row is None:
            return None
        return StoredArticle(number, decode_article(row[0]), decode_quotations(row[1]), row[2])

    def find(self, *, path: str = "", reference: ArticleReference | None = None) -> int | None:
        """Return the number of the article from the file at `path`, or of the one that `reference` means."""
        if path:
            row = self._connection.execute("SELECT id FROM articles WHERE path=?", (path,)).fetchone()
            return row[0] if row else None
        if reference is None:
            return None
        for column, value in (
            ("url", reference.url),
            ("fingerprint", reference.fingerprint),
            ("path", reference.path),
        ):
            if value:
                row = self._connection.execute(f"SELECT id FROM articles WHERE {column}=?", (value,)).fetchone()
                if row:
                    return int(row[0])
        return None

    def stamp(self, path: str) -> tuple[int, int] | None:
        """Return (mtime_ns, size) of the file at `path` as it was read or failed last, or None."""
        for table in ("articles", "failures"):
            row = self._connection.execute(f"SELECT mtime_ns, size FROM {table} WHERE path=?", (path,)).fetchone()
            if row:
                return row[0], row[1]
        return None

    def stamp_count(self) -> int:
        """Return how many files were ever read or failed: 0 in a library that is new."""
        rows = self._connection.execute("SELECT (SELECT count(*) FROM articles) + (SELECT count(*) FROM failures)")
        return int(rows.fetchone()[0])

    def remember_failure(self, path: str, message: str, *, size: int = 0, mtime_ns: int = 0) -> None:
        """Keep why the file at `path` could not be read."""
        values = (path, message, size, mtime_ns)
        try:
            with self._transaction():
                self._connection.execute("INSERT OR REPLACE INTO failures VALUES(?,?,?,?)", values)
        except sqlite3.Error as error:
            raise StorageError(f"The library cannot be written: {error}.", hint="Is its folder writable?") from None

    def failures(self) -> list[tuple[str, str]]:
        """Return (path, message) of each file that could not be read."""
        return list(self._connection.execute("SELECT path, message FROM failures ORDER BY path"))

    # Lists

    def ids(self, query: ArticleQuery) -> list[int]:
        """Return the numbers of the articles of `query` in its order; kept until the library or the marks change."""
        version = self._version()
        kept = self._kept.get(query)
        if kept is not None and kept[0] == version:
            return kept[1]
        where, values = "", []
        if query.text.strip():
            where = "WHERE id IN (SELECT rowid FROM pages WHERE pages MATCH ?)"
            values.append(match_words(query.text))
        direction = "DESC" if query.descending else "ASC"
        order = f"{ORDERS.get(query.order, 'added')} {direction}, id {direction}"
        found = [
            row[0] for row in self._connection.execute(f"SELECT id FROM articles {where} ORDER BY {order}", values)
        ]
        if query.tab != "all":
            states = self._states()
            if query.tab == "marked":
                found = [number for number in found if states.get(number, ("", False))[1]]
            else:
                found = [number for number in found if states.get(number, ("unread", False))[0] == query.tab]
        if len(self._kept) >= QUERIES_KEPT:
            self._kept.clear()
        self._kept[query] = (version, found)
        return found

    def _version(self) -> tuple[int, int, int]:
        """Return what differs after anything that a list shows has changed, here or in another window."""
        return self._connection.execute("PRAGMA data_version").fetchone()[0], self._puts, self._marks.version

    def _states(self) -> dict[int, tuple[str, bool]]:
        """Return the state, and whether there are marks, of each article that was ever read or marked."""
        if not self._marks.touched:
            return {}
        counts = self._marks.counts()
        states = {}
        for number, url, fingerprint, path in self._connection.execute(
            "SELECT id, url, fingerprint, path FROM articles"
        ):
            known = ArticleReference(url, fingerprint, path)
            state, marked = self._marks.state(known), any(key in counts for key in keys_of(known))
            if marked or state != "unread":
                states[number] = (state, marked)
        return states

    def count(self, query: ArticleQuery) -> int:
        """Return how many articles `query` has."""
        if query == ArticleQuery(order=query.order, descending=query.descending):
            return int(self._connection.execute("SELECT count(*) FROM articles").fetchone()[0])
        return len(self.ids(query))

    def rows(self, start: int, stop: int, query: ArticleQuery) -> list[ArticleRow]:
        """Return the articles from place `start` to `stop` of `query`."""
        wanted = self.ids(query)[start:stop]
        if not wanted:
            return []
        marks = ",".join("?" * len(wanted))
        columns = "id,title,site,published,minutes,words,quotes,authors,path,url,fingerprint"
        found = {
            row[0]: row
            for row in self._connection.execute(f"SELECT {columns} FROM articles WHERE id IN ({marks})", wanted)
        }
        counts = self._marks.counts()
        return [self._row(found[number], counts) for number in wanted if number in found]

    def _row(self, row: tuple[Any, ...], counts: dict[str, int]) -> ArticleRow:
        number, title, site, published, minutes, words, quotes, authors, path, url, fingerprint = row
        known = ArticleReference(url, fingerprint, path)
        position = self._marks.position(known)
        return ArticleRow(
            number, title, site, _day(published), minutes, words, quotes, position.progress if position else 0.0,
            self._marks.state(known), max((counts.get(key, 0) for key in keys_of(known)), default=0), authors, path,
        )  # fmt: skip

    # Search and voices

    def search(self, query: str, limit: int) -> list[SearchHit]:
        """Return at most `limit` articles that hold all words of `query`."""
        if not query.strip():
            return []
        rows = self._connection.execute(
            "SELECT id, articles.title, snippet(pages, 1, '', '', '…', 16), site, published FROM pages "
            "JOIN articles ON articles.id = pages.rowid WHERE pages MATCH ? ORDER BY articles.published DESC LIMIT ?",
            (match_words(query), limit),
        )
        return [SearchHit(row[0], row[1], " ".join(row[2].split()), row[3], _day(row[4])) for row in rows]

    def voices(self, name: str) -> list[Voice]:
        """Return the speakers whose names hold `name`, those who say most first."""
        rows = self._connection.execute(
            "SELECT speaker, count(*), count(DISTINCT article), min(published), max(published) FROM quotations "
            "JOIN articles ON articles.id = article WHERE speaker <> '' AND instr(lower(speaker), lower(?)) "
            "GROUP BY speaker ORDER BY count(*) DESC, speaker",
            (name,),
        )
        return [Voice(row[0], row[1], row[2], _day(row[3]), _day(row[4])) for row in rows]

    def voice_quotations(self, name: str) -> list[VoiceQuotation]:
        """Return everything that `name` said, in order of date."""
        rows = self._connection.execute(
            "SELECT article, start, quotations.words, title, site, published FROM quotations "
            "JOIN articles ON articles.id = article WHERE speaker = ? ORDER BY published, article, start",
            (name,),
        )
        return [VoiceQuotation(row[0], row[1], row[2], row[3], row[4], _day(row[5])) for row in rows]


class _Transaction:
    """All or nothing, and nobody else writing meanwhile."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: object, *_: object) -> None:
        self._connection.execute("COMMIT" if kind is None else "ROLLBACK")


def match_words(query: str) -> str:
    """Return what a person typed as an FTS5 query: every word quoted, the last one a prefix, so that none can err."""
    words = [word.replace('"', '""').replace("\x00", "") for word in sanitise_line(query).split()]
    return " ".join(f'"{word}"' for word in words[:-1]) + f' "{words[-1]}"*' if words else '""'


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
