"""Acts: what a line of a journal does to marks, articles and places, and how it is taken back. Pure.

Every act is a set of assignments, each with the act's stamp, and of two assignments to one field the later counts. So
acts add up to the same in whatever order and however often they come, and a deletion is one more assignment.

    change           {"changes": [{"mark": id, "before": fields or null, "after": fields}]}
    article          {"articles": [{"article": reference, "before": fields, "after": fields}]}
    position         {"article": reference, "anchor": anchor, "progress": 0 to 1}
    undo, redo       as the act they turn back, with its id in "of"
    restate          changes or articles again, under the id and time of an act whose line was lost

`before` holds the whole mark, though only what is in `after` is assigned: should the line that made the mark be
damaged, the mark is still known from it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from reader.document import Anchor, ArticleReference, Mark

Record = dict[str, Any]
"""A mark, or what is kept of an article, as the journal has it; unknown fields are a newer program's."""

DELETED = "deleted"
"""The field of a mark's record that says it is gone; all others stay, for undo."""

_MARK_FIELDS = frozenset(field.name for field in fields(Mark))
_REFERENCE_FIELDS = frozenset(field.name for field in fields(ArticleReference))
_ANCHOR_FIELDS = frozenset(field.name for field in fields(Anchor))


@dataclass(frozen=True, slots=True)
class Position:
    """Where a reader left off: the words at the top of the screen, and how much of the text is read (0 to 1).

    `device` is the journal that has it, `time` when it was written (ISO, UTC).
    """

    anchor: Anchor
    progress: float
    device: str = ""
    time: str = ""


def stamp_of(event: dict[str, Any], *, assigned: bool = True) -> str:
    """Return what orders `event` among all acts of all devices; what was only mentioned comes before all assigned."""
    return f"{int(assigned)} {event.get('time', '')} {event.get('device', '')} {event.get('event', '')}"


def time_of(stamp: str) -> str:
    """Return the time in a stamp."""
    return stamp.split(" ")[1] if stamp else ""


def packed(mark: Mark) -> Record:
    """Return `mark` as the journal has it."""
    return {**asdict(mark), "tags": list(mark.tags), "created": mark.created.isoformat()}


def unpacked(record: Record) -> Mark:
    """Return the mark in `record`; raises KeyError, TypeError or ValueError where it holds none."""
    known = {name: value for name, value in record.items() if name in _MARK_FIELDS}
    created = datetime.fromisoformat(known["created"])
    if created.tzinfo is None:
        raise ValueError(f"{created} has no time zone")
    known["article"] = unpacked_reference(known["article"])
    known["anchor"] = unpacked_anchor(known["anchor"])
    known["created"] = created
    known["tags"] = tuple(known.get("tags") or ())
    return Mark(**known)


def unpacked_reference(record: Record) -> ArticleReference:
    """Return the article that `record` means; raises TypeError or AttributeError where it means none."""
    return ArticleReference(**{name: str(value) for name, value in record.items() if name in _REFERENCE_FIELDS})


def unpacked_anchor(record: Record) -> Anchor:
    """Return the anchor in `record`; raises TypeError or AttributeError where it holds none."""
    return Anchor(**{name: value for name, value in record.items() if name in _ANCHOR_FIELDS})


def changed_fields(before: Record, after: Record) -> Record:
    """Return the fields of `after` that are not as they were `before`."""
    return {name: value for name, value in after.items() if name not in before or before[name] != value}


def turns_of(event: dict[str, Any]) -> dict[str, Any]:
    """Return what undo and redo of `event` need to know; raises KeyError or TypeError where it is no such act."""
    if event["act"] == "article":
        articles = [
            [item["article"], {name: item["before"].get(name) for name in item["after"]}, item["after"]]
            for item in event["articles"]
        ]
        return {"articles": articles}
    marks = []
    for change in event["changes"]:
        before, after = change["before"], change["after"]
        if before is None:
            marks.append([change["mark"], {DELETED: True}, {DELETED: False}])
        else:
            after = changed_fields(before, after)
            undo = {name: before.get(name, False if name == DELETED else None) for name in after}
            marks.append([change["mark"], undo, after])
    return {"marks": marks}
