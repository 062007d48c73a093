"""What the person did with each article: read states, places, tags and other things kept of it, and how many marks.

For lists over many articles there are three ways. `of` answers for the few that are shown. `changed_since` names what
changed since a token, for whoever keeps the states beside its own rows; with an empty token, all that was ever touched.
And `marks.db` can be attached: its table `refs` (see `schema.marks`) joins by `url`, `fingerprint` and `path`.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any, NamedTuple

from reader.document import ArticleReference
from reader.library.marks.acts import Position, time_of, unpacked_anchor
from reader.library.marks.folding import READ, READ_FROM, REMOVED, TAG
from reader.library.marks.mark_rows import refs_of


class ArticleState(NamedTuple):
    """One article's `state` ("unread", "reading" or "read"), `progress` (0 to 1), number of `marks`, and `tags`.

    The tags are those of the article and of its marks. One that `is_removed` is in no list of the library.
    """

    state: str = "unread"
    progress: float = 0.0
    marks: int = 0
    tags: tuple[str, ...] = ()
    is_removed: bool = False


UNTOUCHED = ArticleState()


def state_of(connection: sqlite3.Connection, article: ArticleReference) -> ArticleState:
    """Return what the person did with `article`."""
    refs = refs_of(connection, article)
    if not refs:
        return UNTOUCHED
    marks = ",".join("?" * len(refs))
    count = connection.execute(f"SELECT sum(marks) FROM refs WHERE id IN ({marks})", refs).fetchone()[0]
    tags = connection.execute(f"SELECT DISTINCT tag FROM tags WHERE ref IN ({marks}) ORDER BY tag", refs)
    fields = fields_of(connection, article)
    read = fields.get(READ)
    place = next(iter(positions_of(connection, article)), None)
    if read is not None:
        state = "read" if read else "unread"
    elif place is None:
        state = "unread"
    else:
        state = "read" if place.progress >= READ_FROM else "reading"
    progress, names = place.progress if place else 0.0, tuple(tag for (tag,) in tags)
    return ArticleState(state, progress, int(count), names, bool(fields.get(REMOVED)))


def positions_of(connection: sqlite3.Connection, article: ArticleReference) -> list[Position]:
    """Return the places in `article`, one for each device, the latest first."""
    refs = refs_of(connection, article)
    if not refs:
        return []
    rows = connection.execute(
        f"SELECT device, anchor, progress, stamp FROM positions WHERE ref IN ({','.join('?' * len(refs))}) "
        "ORDER BY stamp DESC",
        refs,
    )
    found: dict[str, Position] = {}
    for device, anchor, progress, stamp in rows:
        if device not in found:
            found[device] = Position(unpacked_anchor(json.loads(anchor)), progress, device, time_of(stamp))
    return list(found.values())


def fields_of(connection: sqlite3.Connection, article: ArticleReference) -> dict[str, Any]:
    """Return what is kept of `article`, by the name of each field; what was taken back is not among it."""
    refs = refs_of(connection, article)
    if not refs:
        return {}
    rows = connection.execute(
        f"SELECT name, value FROM fields WHERE ref IN ({','.join('?' * len(refs))}) ORDER BY stamp", refs
    )
    found = {name: json.loads(value) for name, value in rows}
    return {name: value for name, value in found.items() if value is not None}


def assigned(
    known: dict[str, Any], own: dict[str, Any], fields: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what was before and is after, of those of `fields` that do not hold already.

    `known` is what holds of an article, `own` what does so by its address, words or file: what holds of it only because
    it is like another article is no reason to leave out that it was meant itself.
    """
    after = {name: value for name, value in fields.items() if not known.get(name) == own.get(name) == value}
    return {name: (own if own.get(name) != fields[name] else known).get(name) for name in after}, after


def latest_field_stamp(connection: sqlite3.Connection, article: ArticleReference) -> str:
    """Return the last stamp on any field of `article`."""
    refs = refs_of(connection, article)
    if not refs:
        return ""
    row = connection.execute(f"SELECT max(stamp) FROM fields WHERE ref IN ({','.join('?' * len(refs))})", refs)
    return row.fetchone()[0] or ""


def tags_of(fields: dict[str, Any]) -> tuple[str, ...]:
    """Return the tags among an article's `fields`."""
    return tuple(sorted(name.removeprefix(TAG) for name, value in fields.items() if name.startswith(TAG) and value))


def changed_since(connection: sqlite3.Connection, epoch: str, token: str) -> tuple[str, list[ArticleReference]]:
    """Return the articles that were touched since `token`, and the token for the next time."""
    known, _, serial = token.partition(":")
    since = int(serial) if known == epoch and serial.isdecimal() else 0
    last = connection.execute("SELECT max(serial) FROM refs").fetchone()[0] or 0
    rows = connection.execute(
        "SELECT url, fingerprint, path, title, sketch FROM refs WHERE serial > ? AND serial <= ?", (since, last)
    )
    return f"{epoch}:{last}", [ArticleReference(*row) for row in rows]
