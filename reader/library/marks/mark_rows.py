"""Marks and articles as the projection has them, read back into values; a damaged row is noticed, never shown."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from reader.document import ArticleReference, Mark
from reader.document.identity import LOOKED_UP, is_same, samples_of
from reader.library.marks.acts import Record, unpacked
from reader.library.marks.folding import checksum_of, storable
from reader.library.safekeeping.asides import DamagedDatabase

_COLUMNS = "id, shown, record, base, stamps, checksum"


class MarkRows:
    """Reads marks through a connection that its caller gives; what was read once is not made again."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, Mark]] = {}

    def one(self, connection: sqlite3.Connection, name: str) -> Mark | None:
        """Return the mark called `name`, or None."""
        rows = connection.execute(f"SELECT {_COLUMNS} FROM marks WHERE id=? AND shown=1", (name,))
        return next(iter(self._marks(rows)), None)

    def beginning(self, connection: sqlite3.Connection, prefix: str) -> list[Mark]:
        """Return at most two of the marks whose ids begin with `prefix`."""
        return self._marks(
            connection.execute(
                f"SELECT {_COLUMNS} FROM marks WHERE id >= ? AND id < ? AND shown=1 LIMIT 2",
                (prefix, prefix + "\U0010ffff"),
            )
        )

    def of(self, connection: sqlite3.Connection, refs: Iterable[int]) -> list[Mark]:
        """Return the marks that are set in the articles `refs`, in their order."""
        numbers = ",".join(str(int(ref)) for ref in refs)
        rows = connection.execute(f"SELECT {_COLUMNS} FROM marks WHERE ref IN ({numbers}) AND shown=1")
        return sorted(self._marks(rows), key=lambda mark: (mark.anchor.start, mark.id))

    def all(self, connection: sqlite3.Connection) -> list[Mark]:
        """Return all marks, the newest first."""
        marks = self._marks(connection.execute(f"SELECT {_COLUMNS} FROM marks WHERE shown=1"))
        return sorted(marks, key=lambda mark: (mark.created, mark.id), reverse=True)

    def of_kind(self, connection: sqlite3.Connection, kind: str) -> list[Mark]:
        """Return the marks of one kind, the newest first; few rows of others are read, whatever their number."""
        rows = connection.execute(f"SELECT {_COLUMNS} FROM marks WHERE shown=1 AND instr(record, ?)", (f'"{kind}"',))
        marks = (mark for mark in self._marks(rows) if mark.kind == kind)
        return sorted(marks, key=lambda mark: (mark.created, mark.id), reverse=True)

    def _marks(self, rows: Iterable[tuple[str, int, str, str, str, int]]) -> list[Mark]:
        found = []
        for name, shown, record, base, stamps, checksum in rows:
            known = self._known.get(name)
            if known is None or known[0] != record:
                known = (record, unpacked(_checked(name, shown, record, base, stamps, checksum)))
                self._known[name] = known
            found.append(known[1])
        return found


def record_of(connection: sqlite3.Connection, name: str) -> Record | None:
    """Return all that is kept of the mark called `name`, deleted or not, with the fields of newer programs."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM marks WHERE id=?", (storable(name),)).fetchone()
    return _checked(*row) if row else None


def latest_stamp(connection: sqlite3.Connection, names: Sequence[str]) -> str:
    """Return the last stamp on any field of the marks called `names`."""
    latest = ""
    for name in names:
        row = connection.execute("SELECT base, stamps FROM marks WHERE id=?", (storable(name),)).fetchone()
        if row:
            latest = max(latest, row[0], *json.loads(row[1]).values())
    return latest


def refs_of(connection: sqlite3.Connection, article: ArticleReference) -> list[int]:
    """Return the rows of `refs` that mean `article`: looked up by address, words, file and samples, then compared."""
    known = ArticleReference(
        storable(article.url), storable(article.fingerprint), storable(article.path), storable(article.title),
        article.sketch,
    )  # fmt: skip
    conditions, values = [], []
    for column, value in (("url", known.url), ("fingerprint", known.fingerprint), ("path", known.path)):
        if value:
            conditions.append(f"{column}=?")
            values.append(value)
    samples = samples_of(known.sketch)[:LOOKED_UP]
    if samples:
        conditions.append(f"id IN (SELECT ref FROM samples WHERE sample IN ({','.join(map(str, samples))}))")
    if not conditions:
        return []
    where = " OR ".join(conditions)
    rows = connection.execute(f"SELECT id, url, fingerprint, path, title, sketch FROM refs WHERE {where}", values)
    return [number for number, *fields in rows if is_same(ArticleReference(*fields), known)]


def _checked(name: str, shown: int, record: str, base: str, stamps: str, checksum: int) -> Record:
    if not isinstance(record, str) or checksum_of(name, shown, record, base, stamps) != checksum:
        raise DamagedDatabase("malformed: a mark is not as it was written")
    value: Record = json.loads(record)
    return value
