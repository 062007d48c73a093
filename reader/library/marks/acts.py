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

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, NamedTuple

from reader.document import Anchor, ArticleReference, Mark

Record = dict[str, Any]
"""A mark, or what is kept of an article, as the journal has it; unknown fields are a newer program's."""

CORRECTION = "speaker"
"""The kind of the marks that say who speaks."""
DELETED = "deleted"
"""The field of a mark's record that says it is gone; all others stay, for undo."""

LAST_YEAR = 9000
"""A time after it is none: nothing could be later, and what is done next has to be."""
LARGEST_OFFSET = 2**40
"""An offset beyond it is none, either."""
_MARK_FIELDS = frozenset(Mark._fields)
_MARK_TEXTS = _MARK_FIELDS - {"article", "anchor", "created", "tags"}
_REFERENCE_FIELDS = frozenset(ArticleReference._fields)
_ANCHOR_FIELDS = frozenset(Anchor._fields)


class Position(NamedTuple):
    """Where a reader left off: the words at the top of the screen, and how much of the text is read (0 to 1).

    `device` is the journal that has it, `time` when it was written (ISO, UTC).
    """

    anchor: Anchor
    progress: float
    device: str = ""
    time: str = ""


def stamp_of(event: dict[str, Any], *, assigned: bool = True) -> str:
    """Return what orders `event` among all acts of all devices; what was only mentioned comes before all assigned."""
    return f"{int(assigned)} {_instant(event.get('time', ''))} {event.get('device', '')} {event.get('event', '')}"


def _instant(time: str) -> str:
    """Return `time` as this program writes it, so that times compare as strings; what is no time comes before all."""
    try:
        moment = datetime.fromisoformat(time)
        if moment.year >= LAST_YEAR:
            return ""
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return ""
    return moment.isoformat(timespec="microseconds")


def time_of(stamp: str) -> str:
    """Return the time in a stamp."""
    return stamp.split(" ")[1] if stamp else ""


def packed(mark: Mark) -> Record:
    """Return `mark` as the journal has it."""
    return {
        **mark._asdict(),
        "article": mark.article._asdict(),
        "anchor": mark.anchor._asdict(),
        "tags": list(mark.tags),
        "created": mark.created.isoformat(),
    }


def checked_event(event: dict[str, Any]) -> None:
    """Raise TypeError or ValueError where `event` has no id, or a time or a device that is no text.

    A line may be whole and yet be written by a program that means something else by its words.
    """
    for name in ("event", "act", "time", "device", "of"):
        _text(event.get(name, "")).encode()
    if not event.get("event"):
        raise ValueError("an act has an id")


def _text(value: object) -> str:
    """Return `value` if it is text; raises TypeError where it is none."""
    if not isinstance(value, str):
        raise TypeError(f"{value!r:.40} is no text")
    return value


def unpacked(record: Record) -> Mark:
    """Return the mark in `record`; raises KeyError, TypeError or ValueError where it holds none."""
    known = {name: value for name, value in record.items() if name in _MARK_FIELDS}
    created = datetime.fromisoformat(known["created"])
    if created.tzinfo is None:
        raise ValueError(f"{created} has no time zone")
    known["article"] = unpacked_reference(known["article"])
    known["anchor"] = unpacked_anchor(known["anchor"])
    known["created"] = created
    tags = known.get("tags") or ()
    if not isinstance(tags, list | tuple):
        raise TypeError("tags are a list")
    known["tags"] = tuple(map(_text, tags))
    for name in _MARK_TEXTS & known.keys():
        _text(known[name])
    return Mark(**known)


def unpacked_reference(record: Record) -> ArticleReference:
    """Return the article that `record` means; raises TypeError or AttributeError where it means none."""
    return ArticleReference(**{name: str(value) for name, value in record.items() if name in _REFERENCE_FIELDS})


def unpacked_anchor(record: Record) -> Anchor:
    """Return the anchor in `record`; raises TypeError, ValueError or AttributeError where it holds none."""
    anchor = Anchor(**{name: value for name, value in record.items() if name in _ANCHOR_FIELDS})
    for words in (anchor.exact, anchor.prefix, anchor.suffix, anchor.paragraph, anchor.above, anchor.below):
        _text(words)
    for number in (anchor.start, anchor.block, anchor.rival, anchor.twins + 1):
        if not isinstance(number, int) or not 0 <= number < LARGEST_OFFSET:
            raise ValueError(f"{number} is no offset")
    return anchor


def changed_fields(before: Record, after: Record) -> Record:
    """Return the fields of `after` that are not as they were `before`."""
    return {name: value for name, value in after.items() if name not in before or before[name] != value}


def acts_of(changes: Iterable[Record]) -> list[dict[str, Any]]:
    """Return the act that makes `changes`; none for what is so already, or undo would take back nothing."""
    made = [change for change in changes if change["before"] is None or change["after"]]
    return [{"act": "change", "changes": made}] if made else []


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
