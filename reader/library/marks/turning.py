"""Undo and redo: which act is next, and what takes it back as things now stand.

Only what still is as the act left it is turned back, so that another device's later change is not lost by it.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from reader.library.marks.acts import CORRECTION, DELETED, Record, unpacked_reference
from reader.library.marks.article_states import fields_of
from reader.library.marks.folding import READ, REMOVED, TAG
from reader.library.marks.mark_rows import record_of

LONGEST_TOLD = 40
"""Characters of a mark's words that are told of it."""
_MARKS = ' ,“”"„«»'
"""What is left off at both ends of them, since they are told in marks."""


def last_done(connection: sqlite3.Connection) -> tuple[str, Record] | None:
    """Return the id of the act that undo takes back, and what it takes, or None."""
    return _found(connection, "SELECT event, turns FROM acts WHERE done=1 AND turns<>'' ORDER BY stamp DESC LIMIT 1")


def last_undone(connection: sqlite3.Connection) -> tuple[str, Record] | None:
    """Return the id of the act that redo does again, and what it takes, or None; a new act ends redoing."""
    return _found(
        connection,
        "SELECT event, turns FROM acts WHERE done=0 AND turns<>'' AND turned > (SELECT max(stamp) FROM acts) "
        "ORDER BY turned DESC LIMIT 1",
    )


def _found(connection: sqlite3.Connection, query: str) -> tuple[str, Record] | None:
    row = connection.execute(query).fetchone()
    return (row[0], json.loads(row[1])) if row else None


def turned_back(connection: sqlite3.Connection, turns: Record, act: str) -> tuple[Record, str]:
    """Return the body of the line that does `act` ("undo" or "redo") with what `turns` says, and words for it."""
    if "articles" in turns:
        items = []
        for article, undo, redo in turns["articles"]:
            meant = unpacked_reference(article)
            known = fields_of(connection, meant)
            # What was done since to another article that is like this one is not done to this one.
            own = fields_of(connection, meant._replace(sketch=""))
            after = {**_still(known, undo, redo, act), **_still(own, undo, redo, act)}
            items.append({"article": article, "before": {name: known.get(name) for name in after}, "after": after})
        return {"articles": items}, _article_words(turns["articles"])
    changes = []
    marks = turns["marks"] if act == "redo" else reversed(turns["marks"])
    for name, undo, redo in marks:
        known = record_of(connection, name) or {}
        changes.append({"mark": name, "before": known, "after": _still(known, undo, redo, act)})
    return {"changes": changes}, _mark_words(connection, turns["marks"])


def _still(known: Record, undo: Record, redo: Record, act: str) -> Record:
    source, target = (redo, undo) if act == "undo" else (undo, redo)
    return {name: value for name, value in target.items() if known.get(name) == source.get(name)}


def _article_words(articles: list[Any]) -> str:
    redo = articles[0][2]
    many = f" of {len(articles)} articles" if len(articles) > 1 else ""
    if READ in redo:
        return ("marking as read" if redo[READ] else "marking as unread") + many
    if REMOVED in redo:
        what = f"{len(articles)} articles" if len(articles) > 1 else "an article"
        return f"removing {what} from the library" if redo[REMOVED] else f"putting {what} back into the library"
    tags = ", ".join(name.removeprefix(TAG) for name in redo if name.startswith(TAG))
    return (f"tagging “{tags}”" if tags else "changing how the article is shown") + many


def _mark_words(connection: sqlite3.Connection, marks: list[Any]) -> str:
    name, _, redo = marks[-1]
    mark = record_of(connection, name) or {}
    verb = {True: "deleting", False: "marking", None: "changing"}[redo.get(DELETED)]
    if mark.get("kind") == CORRECTION:
        verb = "taking back who speaks in" if verb == "deleting" else "saying who speaks in"
        if len(marks) > 1:
            return f"{verb} {len(marks)} quotations"
    exact = str((mark.get("anchor") or {}).get("exact", "")).strip(_MARKS)
    return f"{verb} “{exact if len(exact) <= LONGEST_TOLD else exact[: LONGEST_TOLD - 1].rstrip() + '…'}”"
