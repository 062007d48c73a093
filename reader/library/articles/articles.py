"""Articles in the database: kept and given back, listed in slices, searched."""

from __future__ import annotations

import sqlite3
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reader.document import ArticleReference
from reader.errors import StorageError
from reader.library.articles.lists import CACHE, NEWEST, QUICK, Found, Lists, read
from reader.library.articles.lookup import HAS_PATH, find_article
from reader.library.articles.passed_over import PassedOver
from reader.library.articles.rows import (
    ORDERS,
    ArticleQuery,
    ArticleRow,
    Everything,
    row_of,
)
from reader.library.articles.standing import Standing
from reader.library.safekeeping.asides import is_damage
from reader.library.schema.statements import Transaction

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator, Sequence

    from reader.document import Article, Quotation
    from reader.library.articles.apart import Apart
    from reader.library.articles.snippets import SearchHit, Snippet
    from reader.library.articles.storing import StoredArticle, WordsAhead
    from reader.library.articles.subjects import Subject
    from reader.library.marks.marks import Marks
    from reader.library.queries import Query
    from reader.library.voices.voices import Voices

__all__ = [
    "ORDERS",
    "ArticleQuery",
    "ArticleRow",
    "Articles",
]

SNIPPET = 120
"""Characters of a snippet."""
MOST_SKETCHED = 200
"""Articles of which a sample of the words is taken together: each takes a millisecond."""
_FIELDS = (
    "path", "url", "fingerprint", "title", "site", "authors", "published", "words", "minutes", "quotes", "size",
    "mtime_ns", "language",
)  # fmt: skip
_ROW = (
    "SELECT a.id, a.title, a.site, a.published, a.minutes, a.words, a.quotes, a.authors, a.path, a.version_of, "
    "s.state, s.progress, s.marks, (SELECT count(*) FROM articles v LEFT JOIN standing vs ON vs.article = v.id WHERE v.version_of = a.id "
    "AND vs.state IS NOT 'removed'), "
    "(SELECT group_concat(tag, char(10)) FROM standing_tags t WHERE t.article = a.id) "
    "FROM articles a LEFT JOIN standing s ON s.article = a.id WHERE a.id IN "
)


class Articles:
    """The articles of one library, through one connection."""

    def __init__(self, connection: sqlite3.Connection, marks: Marks) -> None:
        self._connection = connection
        self._marks = marks
        self._puts = 0
        self._version: tuple[int, int] | None = None
        self._searched: int | None = None
        self._in_batch = False
        connection.execute(f"PRAGMA cache_size=-{CACHE}")
        self._lists = Lists(connection)
        self._standing = Standing(connection, marks)
        self._voices: Voices | None = None
        self._ahead: WordsAhead | None = None
        self.passed_over = PassedOver(connection)

    def close(self) -> None:
        """Let go of the database."""
        self._standing.keep()
        self._connection.close()

    @property
    def voices(self) -> Voices:
        """The voices of the articles; loading them takes more memory than the list of all articles."""
        if self._voices is None:
            from reader.library.voices.voices import Voices

            self._voices = Voices(self._connection, self._marks, self)
        return self._voices

    # Keeping

    def put(
        self, article: Article, quotations: Sequence[Quotation], *, path: str = "", size: int = 0, mtime_ns: int = 0
    ) -> int:
        """Keep `article`, in the place of the one from the same file or with the same words; return its number."""
        from reader.document import QuotationKind
        from reader.document.identity import reference
        from reader.library.articles import duplicates, full_text
        from reader.library.articles.bodies import pack

        known = reference(article, path)
        speech = [q for q in quotations if q.kind in (QuotationKind.DIRECT, QuotationKind.MIXED)]
        day = article.published.isoformat() if article.published else None
        values = (
            path, known.url, known.fingerprint, article.title, article.site, ", ".join(article.authors), day,
            article.words, article.minutes, len(speech), size, mtime_ns, article.language,
        )  # fmt: skip
        execute = self._connection.execute
        try:
            with self._transaction():
                number = self.find(path=path) if path else self.find(reference=known)
                if number is None:
                    places = ",".join("?" * (len(_FIELDS) + 1))
                    statement = f"INSERT INTO articles({','.join(_FIELDS)},added) VALUES({places})"
                    number = int(execute(statement, (*values, time.time())).lastrowid or 0)
                else:
                    before = self.get(number)
                    if before is not None:
                        indexed = self.voices.indexed(number, before.quotations)
                        full_text.erase(self._connection, number, before.article, indexed)
                    assignments = ",".join(f"{name}=?" for name in _FIELDS)
                    execute(f"UPDATE articles SET {assignments} WHERE id=?", (*values, number))
                execute(
                    "INSERT OR REPLACE INTO bodies VALUES(?,?,?,?)",
                    (number, *pack(article, quotations, known.sketch)),
                )
                corrected = self.voices.put(number, known, article, quotations)
                full_text.insert(self._connection, number, article, corrected)
                duplicates.link(self._connection, number, article.text)
                execute("DELETE FROM failures WHERE path=?", (path,))
                self._standing.renew(number, known)
        except sqlite3.Error as error:
            raise StorageError(
                f"The article could not be kept: {error}.", hint="Is there room on the disk?"
            ) from None
        self._puts += 1
        return number

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Keep all articles that are put inside, or none."""
        with Transaction(self._connection):
            self._in_batch = True
            try:
                yield
            finally:
                self._in_batch = False

    def _transaction(self) -> Transaction | _Inside:
        return _Inside() if self._in_batch else Transaction(self._connection)

    def get(self, number: int) -> StoredArticle | None:
        """Return the article called `number` with all that belongs to it, or None."""
        from reader.library.articles.storing import stored_article

        ahead, self._ahead = self._ahead, None
        return stored_article(self._connection, number, ahead)

    def begin_to_get(self, number: int) -> None:
        """Have the words of article `number` unpacked, if they are many, while something else is done before `get`."""
        from reader.library.articles.storing import begin_with_words

        self._ahead = begin_with_words(self._connection, number)

    def article(self, number: int) -> Article | None:
        """Return the article called `number` alone, to be looked at, or None."""
        from reader.library.articles.storing import article_alone

        return article_alone(self._connection, number)

    def find(self, *, path: str = "", reference: ArticleReference | None = None) -> int | None:
        """Return the number of the article from the file at `path`, or of the one that `reference` means."""
        if path:
            row = self._connection.execute(f"SELECT id FROM articles WHERE path=? AND {HAS_PATH}", (path,)).fetchone()
            return row[0] if row else None
        return find_article(self._connection, reference) if reference is not None else None

    def with_words(self, fingerprint: str) -> list[tuple[int, str]]:
        """Return (number, path) of the articles whose words have this `fingerprint`."""
        if not fingerprint:
            return []
        return list(self._connection.execute("SELECT id, path FROM articles WHERE fingerprint=?", (fingerprint,)))

    def references(self, numbers: Sequence[int]) -> list[ArticleReference]:
        """Return how the marks know the articles called `numbers`; of very many without a sample of their words."""
        from reader.document.identity import sketch
        from reader.library.articles.bodies import unpack_text

        found = []
        for number in numbers:
            row = self._connection.execute(
                "SELECT url, fingerprint, path, title, text FROM articles JOIN bodies USING(id) WHERE id=?", (number,)
            ).fetchone()
            if row is not None:
                url, fingerprint, path, title, text = row
                sample = sketch(unpack_text(text)) if len(numbers) <= MOST_SKETCHED else ""
                found.append(ArticleReference(url, fingerprint, path, title, sample))
        return found

    def stamp(self, path: str) -> tuple[int, int] | None:
        """Return (mtime_ns, size) of the file at `path` as it was read or failed last, or None."""
        for table in ("articles", "failures"):
            statement = f"SELECT mtime_ns, size FROM {table} WHERE path=? AND {HAS_PATH}"
            row = self._connection.execute(statement, (path,)).fetchone()
            if row:
                return row[0], row[1]
        return None

    def move(self, number: int, path: str) -> None:
        """Keep that the file of article `number` is now at `path`."""
        self._change("UPDATE articles SET path=? WHERE id=?", path, number)
        self._puts += 1

    def is_new(self) -> bool:
        """Tell whether no file was ever read or failed."""
        rows = self._connection.execute("SELECT EXISTS(SELECT 1 FROM articles) OR EXISTS(SELECT 1 FROM failures)")
        return not rows.fetchone()[0]

    def remember_failure(self, path: str, message: str, *, size: int = 0, mtime_ns: int = 0) -> None:
        """Keep why the file at `path` could not be read."""
        self._change("INSERT OR REPLACE INTO failures VALUES(?,?,?,?)", path, message, size, mtime_ns)

    def forget_failure(self, path: str) -> None:
        """Forget that the file at `path` could not be read: now it can."""
        if any(path == failed for failed, _ in self.failures()):
            self._change("DELETE FROM failures WHERE path=?", path)

    def _change(self, statement: str, *values: object) -> None:
        try:
            with self._transaction():
                self._connection.execute(statement, values)
        except sqlite3.Error as error:
            raise StorageError(f"The library cannot be written: {error}.", hint="Is its folder writable?") from None

    def failures(self) -> list[tuple[str, str]]:
        """Return (path, message) of each file that could not be read."""
        return list(self._connection.execute("SELECT path, message FROM failures ORDER BY path"))

    # Lists

    def ids(self, query: ArticleQuery) -> Sequence[int]:
        """Return the numbers of the articles of `query` in its order; kept until the library or the marks change."""
        self._bring_up_to_date(query)
        return self._lists.all(query)

    def count(self, query: ArticleQuery) -> int:
        """Return how many articles `query` has."""
        self._bring_up_to_date(query)
        return self._lists.count(query)

    def newest(self, query: ArticleQuery, limit: int = NEWEST, *, at_once: bool = False) -> Found:
        """Return at most `limit` numbers of articles that the search of `query` finds, those added last first.

        With `at_once` they may be fewer than there are, if finding more would take longer than a key may.
        """
        self._bring_up_to_date(query)
        return self._lists.newest(query, limit, at_once=at_once)

    def rows(self, start: int, stop: int, query: ArticleQuery) -> list[ArticleRow]:
        """Return the articles from place `start` to `stop` of `query`."""
        return self.rows_of(self.numbers(start, stop, query))

    def numbers(self, start: int, stop: int, query: ArticleQuery) -> Sequence[int]:
        """Return the numbers of the articles from place `start` to `stop` of `query`."""
        self._bring_up_to_date()
        return self._lists.part(query, start, stop)

    def rows_of(self, numbers: Sequence[int]) -> list[ArticleRow]:
        """Return the articles called `numbers`, in that order; those that are no longer there are left out."""
        self._bring_up_to_date()
        if not len(numbers):
            return []
        places = ",".join("?" * len(numbers))
        found = {row[0]: row_of(row) for row in self._connection.execute(f"{_ROW}({places})", tuple(numbers))}
        return [found[number] for number in numbers if number in found]

    def versions(self, number: int, *, with_removed: bool = False) -> list[int]:
        """Return the numbers of the articles that are folded under article `number`, in the order they were added."""
        rows = self._connection.execute("SELECT id FROM articles WHERE version_of=? ORDER BY id", (number,))
        removed = frozenset[int]() if with_removed else self._lists.removed()
        return [row[0] for row in rows if row[0] not in removed]

    def subjects(self) -> list[Subject]:
        """Return the tags, sites and authors of the articles, each with how many it has."""
        from reader.library.articles.subjects import subjects

        return subjects(self._connection, some_removed=bool(self.removed()))

    def removed(self) -> frozenset[int]:
        """Return the articles that the person removed."""
        self._bring_up_to_date()
        return self._lists.removed()

    def first_numbers(self, query: ArticleQuery) -> Sequence[int]:
        """Return the numbers of as many articles at the beginning of `query` as are found without the whole list."""
        self._bring_up_to_date()
        return self._lists.part(query, 0, QUICK)

    @property
    def changes(self) -> object:
        """A value that is another one after anything that a list shows has changed."""
        self._bring_up_to_date()
        return self._version, self._marks.version

    def has_all(self, query: ArticleQuery) -> bool:
        """Tell whether the whole list of `query` is at hand."""
        self._bring_up_to_date()
        return self._lists.has(query)

    def keep_all(self, query: ArticleQuery, numbers: array[int]) -> None:
        """Take `numbers`, which were gathered in another thread, as those of `query`."""
        self._lists.keep(query, numbers)

    def apart(self) -> Apart:
        """Return what another thread needs to read this library."""
        from reader.library.articles.apart import Apart

        self._bring_up_to_date()
        path = self._connection.execute("PRAGMA database_list").fetchone()[2]
        return Apart(Path(path), self._standing.rows())

    def _bring_up_to_date(self, query: ArticleQuery | None = None) -> None:
        """Forget what was worked out if anything that a list shows has changed, here or in another window.

        The search of `query` finds who speaks as the reader has corrected it.
        """
        if query is not None and query.text.strip() and self._has_new_corrections() and self._follow_corrections():
            self._puts += 1
        version = (self._connection.execute("PRAGMA data_version").fetchone()[0], self._puts)
        if self._standing.bring_up_to_date() or version != self._version:
            self._version = version
            self._lists.forget()

    def _has_new_corrections(self) -> bool:
        """Tell whether speakers may have been corrected since the last search, without loading what follows them."""
        from reader.library.voices.corrections import CORRECTION

        version = self._marks.acts_version
        if version == self._searched:
            return False
        self._searched = version
        known = self._connection.execute("SELECT 1 FROM corrected LIMIT 1").fetchone()
        return known is not None or bool(self._marks.of_kind(CORRECTION))

    def _follow_corrections(self) -> bool:
        try:
            return self.voices.follow()
        except StorageError as error:
            # In a folder that cannot be written, the search finds who speaks as it was last known.
            if is_damage(error.__context__):
                raise
            return False

    # Search

    def search(self, query: str, limit: int) -> list[SearchHit]:
        """Return at most `limit` articles that `query` finds, those added last first, with words around the hit."""
        if not query.strip():
            return []
        from reader.library.articles.snippets import SearchHit

        wanted = ArticleQuery(text=query)
        numbers = self.newest(wanted, limit).numbers
        snippets = self.snippets(numbers, read(wanted))
        return [
            SearchHit(row.id, row.title, snippets[row.id].words, row.site, row.published, snippets[row.id].hits)
            for row in self.rows_of(numbers)
            if row.id in snippets
        ]

    def snippets(self, numbers: Sequence[int], asked: Query | Everything, width: int = SNIPPET) -> dict[int, Snippet]:
        """Return words around the first hit of each article, about `width` characters of them."""
        from reader.library.articles.snippets import Snippets, found_in

        return found_in(self._connection, numbers, Snippets(asked.wanted, width))


class _Inside:
    """Part of a transaction that is open."""

    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...
