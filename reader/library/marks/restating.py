"""Writing again what a journal has lost: each assignment that is known, as the line that made it would say it.

A tool that copies folders may put an older version of this device's journal over it. The projection remembers which
act assigned what, so that exactly those acts can be written anew: with their ids and times, so that they count where
they counted before, and with nothing in them that undo would go by.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from reader.library.marks.acts import Record

Event = dict[str, Any]

_MARKS = "SELECT id, record, base, stamps FROM marks"
_REFS = "refs.url, refs.fingerprint, refs.path, refs.title, refs.sketch"
_FIELDS = f"SELECT {_REFS}, name, fields.stamp, value FROM fields JOIN refs ON refs.id = ref"
_POSITIONS = (
    f"SELECT {_REFS}, device, positions.stamp, anchor, positions.progress FROM positions JOIN refs ON refs.id = ref"
)
_ASSIGNED = "1 "
"""How the stamps begin of what was assigned, and not only mentioned."""


def lost_events(kept: sqlite3.Connection, replayed: sqlite3.Connection) -> list[Event]:
    """Return the acts that `kept` knows of and `replayed`, which read the journals alone, does not; in their order."""
    events: dict[str, Event] = {}
    _lost_of_marks(kept, replayed, events)
    stamps = {row[:6]: row[6] for row in replayed.execute(_FIELDS)}
    for row in kept.execute(_FIELDS):
        if row[6] > stamps.get(row[:6], ""):
            event = events.setdefault(row[6], _event_of(row[6], "restate"))
            item = {"article": _reference(row), "before": {}, "after": {row[5]: json.loads(row[7])}}
            event.setdefault("articles", []).append(item)
    stamps = {row[:6]: row[6] for row in replayed.execute(_POSITIONS)}
    for row in kept.execute(_POSITIONS):
        if row[6] > stamps.get(row[:6], ""):
            place = {"article": _reference(row), "anchor": json.loads(row[7]), "progress": row[8]}
            events[row[6]] = {**_event_of(row[6], "position"), **place}
    return [events[stamp] for stamp in sorted(events)]


def _lost_of_marks(kept: sqlite3.Connection, replayed: sqlite3.Connection, events: dict[str, Event]) -> None:
    for name, record, base, stamps in kept.execute(_MARKS):
        found = replayed.execute(f"{_MARKS} WHERE id=?", (name,)).fetchone()
        if found is not None and found[1:] == (record, base, stamps):
            continue
        known = _stamps(*found[1:]) if found is not None else {}
        values: Record = json.loads(record)
        lost: dict[str, Record] = {}
        for field, stamp in _stamps(record, base, stamps).items():
            if stamp.startswith(_ASSIGNED) and stamp > known.get(field, ""):
                lost.setdefault(stamp, {})[field] = values[field]
        for stamp, after in lost.items():
            change = {"mark": name, "before": None if stamp == base else {}, "after": after}
            events.setdefault(stamp, _event_of(stamp, "restate")).setdefault("changes", []).append(change)


def _stamps(record: str, base: str, stamps: str) -> dict[str, str]:
    """Return the stamp of each field of a mark."""
    return {**dict.fromkeys(json.loads(record), base), **json.loads(stamps)}


def _event_of(stamp: str, act: str) -> Event:
    _, time, device, name = stamp.split(" ", 3)
    return {"event": name, "time": time, "device": device, "act": act}


def _reference(row: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip(("url", "fingerprint", "path", "title", "sketch"), row[:5], strict=True))
