"""Taking articles out of a damaged database, one by one: a damaged page costs only what stood on it."""

from __future__ import annotations

import contextlib
import sqlite3
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library.safekeeping.asides import READ_OUT, SIDE_FILES, beside, waiting
from reader.library.safekeeping.copies import latest_library

if TYPE_CHECKING:
    from reader.document import Article
    from reader.library.articles.articles import Articles
    from reader.library.marks.marks import Marks

_READABLE = (sqlite3.Error, zlib.error, ValueError, KeyError, TypeError)
"""What reading a damaged row raises."""


@dataclass(frozen=True, slots=True)
class Salvage:
    """How many articles were taken out, and the files whose articles could not be: they are to be read again."""

    taken: int
    lost: tuple[str, ...]


def salvage(folder: Path, marks: Marks, *, cancelled: Callable[[], bool] = lambda: False) -> Salvage:
    """Put what can be read of the set-aside libraries, and of the latest copy, into the library in `folder`.

    An article that is there already stays as it is. Raises StorageError where the library cannot be written.
    """
    from reader.library.articles.articles import Articles
    from reader.library.safekeeping.database import open_database

    taken = 0
    lost: list[str] = []
    for aside in waiting(folder):
        connection, _ = open_database(folder / "library.db")
        with contextlib.closing(connection):
            into = Articles(connection, marks)
            for source in filter(None, (aside, latest_library(folder))):
                some, paths = _take(source, into, connection, marks, cancelled)
                taken += some
                lost += paths
            if cancelled():
                break
            lost = [path for path in dict.fromkeys(lost) if into.find(path=path) is None]
        for ending in (*SIDE_FILES, ""):
            with contextlib.suppress(OSError):
                beside(aside, ending).rename(beside(aside.with_name(aside.name + READ_OUT), ending))
    return Salvage(taken, tuple(lost))


def _take(
    source: Path, into: Articles, connection: sqlite3.Connection, marks: Marks, cancelled: Callable[[], bool]
) -> tuple[int, list[str]]:
    from reader.library.articles.articles import Articles

    taken = 0
    lost: list[str] = []
    uri = f"{source.absolute().as_uri()}?mode=ro&immutable=1"
    with contextlib.closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as damaged:
        try:
            old = Articles(damaged, marks)
            last = _last(damaged)
        except _READABLE:
            return 0, []
        for number in range(1, last + 1):
            if cancelled():
                break
            path, known = "", None
            with contextlib.suppress(*_READABLE):
                known = damaged.execute(
                    "SELECT path, size, mtime_ns, added FROM articles WHERE id=?", (number,)
                ).fetchone()
                path = str(known[0]) if known else ""
                stored = old.get(number)
                if stored is None or known is None:
                    continue
                if into.find(path=path) is None if path else _is_new(into, stored.article):
                    put = into.put(stored.article, stored.quotations, path=path, size=known[1], mtime_ns=known[2])
                    connection.execute("UPDATE articles SET added=? WHERE id=?", (known[3], put))
                    taken += 1
                continue
            if path:
                lost.append(path)
    return taken, lost


def _is_new(into: Articles, article: Article) -> bool:
    from reader.document.identity import reference

    return into.find(reference=reference(article)) is None


def _last(damaged: sqlite3.Connection) -> int:
    """Return the highest number of an article, from whichever table still tells it."""
    found = 0
    for table in ("articles", "bodies"):
        with contextlib.suppress(sqlite3.Error):
            found = max(found, damaged.execute(f"SELECT max(id) FROM {table}").fetchone()[0] or 0)
    return int(found)
