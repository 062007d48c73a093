"""The words of the full-text index by their beginnings.

Asked for a beginning, the index merges the entries of all its words before it gives the first hit. Asked for the words
themselves it goes through them side by side, from the newest article on, and stops where enough is found.
"""

from __future__ import annotations

import sqlite3

from reader.library.articles.index_words import plain

MOST = 200
"""Words of a beginning that are asked for one by one; for more, the index merges them in less time."""
_LAST = "\U0010ffff"


def words_begun(connection: sqlite3.Connection, beginning: str) -> tuple[str, ...]:
    """Return the words of the index that begin with `beginning`, or none if they are too many."""
    first = plain(beginning)
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, pages, row)")
    rows = connection.execute(
        "SELECT term FROM vocabulary WHERE term >= ? AND term < ? LIMIT ?", (first, first + _LAST, MOST + 1)
    ).fetchall()
    return tuple(term for (term,) in rows) if len(rows) <= MOST else ()
