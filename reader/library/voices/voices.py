"""The voices of one library: who speaks in its articles, as the reader has corrected them.

Articles that the person removed have no voices until they are put back.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Protocol

from reader.errors import StorageError
from reader.library.articles import full_text
from reader.library.articles.bodies import pack_quotations, unpack_quotations
from reader.library.safekeeping.asides import is_damage
from reader.library.schema.statements import Transaction
from reader.library.voices.corrections import CORRECTION, correct
from reader.library.voices.said import (
    MOST_AT_ONCE,
    Place,
    VoiceQuotation,
    batched,
    folded_at,
    places_of,
    quotations_at,
)
from reader.library.voices.tables import ORDERS, Voice, VoiceTables
from reader.text.hashing import blake2b

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.document import Article, ArticleReference, Mark, Quotation
    from reader.library.articles.storing import StoredArticle
    from reader.library.marks.marks import Marks

__all__ = ["ORDERS", "Place", "Voice", "VoiceQuotation", "Voices"]

_OUT = "removed "
"""What the digest of an article begins with whose voices do not count."""


class Shelf(Protocol):
    """What voices ask of the articles: which one a mark means, its words, and which ones were removed."""

    def find(self, *, reference: ArticleReference | None) -> int | None:
        """Return the number of the article that `reference` means."""

    def get(self, number: int) -> StoredArticle | None:
        """Return the article called `number`."""

    def removed(self) -> frozenset[int]:
        """Return the articles that the person removed."""


class Voices:
    """The voices of one library, with the reader's corrections as they are now."""

    def __init__(self, connection: sqlite3.Connection, marks: Marks, articles: Shelf) -> None:
        self._connection = connection
        self._marks = marks
        self._articles = articles
        self._tables = VoiceTables(connection)
        self._followed: object = None

    def put(
        self, number: int, reference: ArticleReference, article: Article, quotations: Sequence[Quotation]
    ) -> Sequence[Quotation]:
        """Take in who speaks in an article and return its quotations as they are corrected, for the index of words.

        It is for whoever keeps the article, inside their transaction.
        """
        touched = self._marks.touched
        marks = self._marks.of(reference) if touched else []
        is_out = touched and self._marks.state_of(reference).is_removed
        corrected = correct(article.text, quotations, marks)
        published = article.published.isoformat() if article.published else None
        self._tables.put(number, published, article.text, () if is_out else corrected)
        self._connection.execute("DELETE FROM corrected WHERE article=?", (number,))
        digest = _digest(marks, is_out=is_out)
        if digest:
            self._connection.execute(
                "INSERT INTO corrected VALUES(?,?,?)", (number, digest, pack_quotations(corrected))
            )
        return corrected

    def indexed(self, number: int, quotations: Sequence[Quotation]) -> Sequence[Quotation]:
        """Return the quotations under which the index of words has an article in which `quotations` were found."""
        row = self._connection.execute("SELECT quotations FROM corrected WHERE article=?", (number,)).fetchone()
        return unpack_quotations(row[0]) if row and row[0] else quotations

    def follow(self) -> bool:
        """Take in anew the articles that were corrected, removed or put back; tell whether there were any."""
        version = self._marks.acts_version
        if version == self._followed:
            return False
        wanted: dict[int, list[Mark]] = {}
        for mark in self._marks.of_kind(CORRECTION):
            if (number := self._articles.find(reference=mark.article)) is not None:
                wanted.setdefault(number, []).append(mark)
        removed = self._articles.removed()
        known = dict(self._connection.execute("SELECT article, digest FROM corrected"))
        digests = {
            number: _digest(wanted.get(number, ()), is_out=number in removed)
            for number in {*wanted, *known, *removed}
        }
        changed = [number for number, digest in digests.items() if digest != known.get(number, "")]
        if changed:
            # Articles go by the thousand, and then nothing but the counting of voices is to be done.
            gone = [number for number in changed if digests[number] == _OUT + known.get(number, "")]
            try:
                with Transaction(self._connection):
                    self._take_out(gone)
                    for number in {*changed}.difference(gone):
                        self._take_anew(number)
            except sqlite3.Error as error:
                raise StorageError(f"The voices could not be brought up to date: {error}.") from None
        self._followed = version
        return bool(changed)

    def _follow_if_writable(self) -> None:
        """Follow what was corrected; where the library cannot be written, voices are as they were last known."""
        try:
            self.follow()
        except StorageError as error:
            if is_damage(error.__context__):
                raise

    def _take_out(self, numbers: Sequence[int]) -> None:
        """Let the voices of articles count no longer; the index of words keeps who speaks in them."""
        self._tables.remove_all(numbers)
        self._connection.executemany(
            "INSERT INTO corrected VALUES(?, ?, NULL) ON CONFLICT(article) DO UPDATE SET digest = ? || digest",
            [(number, _OUT, _OUT) for number in numbers],
        )

    def _take_anew(self, number: int) -> None:
        stored = self._articles.get(number)
        if stored is None:
            return
        article, found = stored.article, stored.quotations
        indexed = self.indexed(number, found)
        corrected = self.put(number, stored.reference, article, found)
        full_text.correct(self._connection, number, article, indexed, corrected)

    def ids(self, words: str = "", order: str = "count") -> Sequence[int]:
        """Return the numbers of the voices whose names hold all `words`, in one of `ORDERS`."""
        self._follow_if_writable()
        return self._tables.ids(words, order)

    def rows(self, numbers: Iterable[int]) -> list[Voice]:
        """Return the voices called `numbers`, in that order."""
        return self._tables.rows(numbers)

    def named(self, words: str) -> list[Voice]:
        """Return the voices whose names hold all `words`, those who say most first."""
        return [voice for part in batched(self.ids(words), MOST_AT_ONCE) for voice in self.rows(part)]

    def forms(self, voice: int) -> tuple[str, ...]:
        """Return all names under which articles have `voice`."""
        return self._tables.forms(voice)

    def said(self, voice: int) -> list[VoiceQuotation]:
        """Return everything that `voice` said, in order of date, undated articles last; reprints once, the earliest."""
        return self.quotations_at(self.places_of(voice))

    def places_of(self, voice: int) -> list[Place]:
        """Return where all that is kept, in the same order, for whoever looks at some of it; see `quotations_at`."""
        self._follow_if_writable()
        return places_of(self._connection, voice)

    def quotations_at(self, places: Sequence[Place]) -> list[VoiceQuotation]:
        """Return the quotations that are kept at `places`; one that is there no more has no words."""
        return quotations_at(self._connection, places)

    def folded_at(self, places: Sequence[Place]) -> list[str]:
        """Return the folded words of what is kept at each of `places`, its article's title behind them, to be searched."""
        return folded_at(self._connection, places)


def _digest(marks: Iterable[Mark], *, is_out: bool) -> str:
    """Return a short text that changes with the corrections among `marks` and with the article's being removed.

    It is "" where nothing is to be said of the article.
    """
    told = sorted(f"{mark.id} {mark.note} {mark.anchor.exact}" for mark in marks if mark.kind == CORRECTION)
    digest = blake2b("\n".join(told).encode("utf-8", "replace"), digest_size=12).hexdigest() if told else ""
    return (_OUT if is_out else "") + digest
