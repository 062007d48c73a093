"""Folding acts into the tables of the projection, as one transaction; the tables are `schema.marks`.

What a fold touches is kept in memory until `finish` writes it, so that a hundred thousand acts cost one row each.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any

from reader.document import ArticleReference
from reader.document.identity import LOOKED_UP, samples_of
from reader.library.marks.acts import (
    DELETED,
    Record,
    changed_fields,
    checked_event,
    stamp_of,
    time_of,
    turns_of,
    unpacked,
    unpacked_anchor,
    unpacked_reference,
)
from reader.library.safekeeping.asides import DamagedDatabase

if TYPE_CHECKING:
    import sqlite3

    from reader.library.marks.device import Device
    from reader.library.marks.journal import Event

READ_FROM = 0.97
"""The share of an article from which it counts as read."""

_encode = json.JSONEncoder(separators=(",", ":")).encode

READ = "read"
REMOVED = "removed"
TAG = "tag:"
"""What is kept of an article: `read`, `removed` and one field `tag:NAME` for each tag, beside fields of other rooms."""


class MarkRow:
    """A mark as it stands: its record, the stamp of what made it, and of the fields that were assigned since."""

    __slots__ = ("base", "record", "ref", "shown", "stamps")

    def __init__(
        self, record: Record, base: str, stamps: dict[str, str] | None = None, ref: int = 0, shown: int = 0
    ) -> None:
        self.record, self.base, self.ref, self.shown = record, base, ref, shown
        self.stamps = stamps if stamps is not None else {}

    def assign(self, values: Record, stamp: str) -> None:
        """Assign those of `values` that nothing later has assigned."""
        for name, value in values.items():
            if stamp > self.stamps.get(name, self.base if name in self.record else ""):
                self.record[name] = value
                self.stamps[name] = stamp


def storable(text: str) -> str:
    """Return `text` as SQLite can hold it: names of files may hold bytes that are no letters."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def checksum_of(name: str, shown: int, record: str, base: str, stamps: str) -> int:
    """Return what tells that a mark's row is as it was written."""
    return zlib.crc32(f"{name} {shown} {record} {base} {stamps}".encode("utf-8", "replace"))


class Folding:
    """Takes acts into the tables of `connection`, in whose transaction it works."""

    def __init__(self, connection: sqlite3.Connection, device: Device) -> None:
        self._connection = connection
        self._device = device
        self._marks: dict[str, MarkRow] = {}
        self._changed: set[str] = set()
        self._refs: dict[ArticleReference, int] = {}
        self._counts: dict[int, int] = {}
        self.touched: set[int] = set()
        self.latest = ""
        self.places = 0
        """How many of the acts were places of this device."""
        self.acted = False
        """Whether there were acts other than places."""

    def take(self, event: Event) -> bool:
        """Take `event` in; False if it cannot be understood. Kinds of a newer program stay in the journal."""
        act = event.get("act")
        self.acted |= act != "position"
        try:
            checked_event(event)
            stamp = stamp_of(event)
            if act in ("change", "undo", "redo", "restate") and "changes" in event:
                for change in event["changes"]:
                    self._change(change["mark"], change["before"], change["after"], event, stamp)
            elif act in ("article", "undo", "redo", "restate") and "articles" in event:
                for item in event["articles"]:
                    self._assign_fields(unpacked_reference(item["article"]), item["after"], stamp)
            elif act == "position":
                self._place(event, stamp)
            if self._device.owns(str(event.get("device", "")), str(event.get("time", ""))):
                self._remember(event, stamp)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
            return False
        return True

    def _remember(self, event: Event, stamp: str) -> None:
        """Keep what undo and redo go by: this library's own acts, and which of them are turned back."""
        self.latest = max(self.latest, time_of(stamp))
        if event["act"] in ("change", "article"):
            self._connection.execute(
                "INSERT INTO acts VALUES(?,?,?,1,'') ON CONFLICT(event) DO UPDATE SET stamp=excluded.stamp, turns=excluded.turns",
                (event["event"], stamp, _encode(turns_of(event))),
            )
        elif event["act"] in ("undo", "redo"):
            done = int(event["act"] == "redo")
            self._connection.execute(
                "INSERT INTO acts VALUES(?,'','',?,?) ON CONFLICT(event) DO UPDATE SET done=excluded.done, "
                "turned=excluded.turned WHERE excluded.turned > turned",
                (event["of"], done, stamp),
            )

    # Marks

    def _change(self, name: str, before: Record | None, after: Record, event: Event, stamp: str) -> None:
        row = self._row(name)
        if before is None:
            values = {DELETED: False, **after}
            if row is None:
                self._marks[name] = MarkRow(values, stamp)
            else:
                row.assign(values, stamp)
        else:
            mentioned = stamp_of(event, assigned=False)
            if row is None:
                row = self._marks[name] = MarkRow({**before}, mentioned)
            row.assign(before, mentioned)
            row.assign(changed_fields(before, after), stamp)
        self._changed.add(name)

    def _row(self, name: str) -> MarkRow | None:
        if not isinstance(name, str):
            raise TypeError("a mark's id is a string")
        row = self._marks.get(name)
        if row is None:
            found = self._connection.execute(
                "SELECT record, base, stamps, ref, shown, checksum FROM marks WHERE id=?", (name,)
            ).fetchone()
            if found is not None:
                if checksum_of(name, found[4], found[0], found[1], found[2]) != found[5]:
                    raise DamagedDatabase("malformed: a mark is not as it was written")
                row = MarkRow(json.loads(found[0]), found[1], json.loads(found[2]), found[3], found[4])
                self._marks[name] = row
        return row

    def _write_marks(self) -> None:
        rows = []
        for name in self._changed:
            row = self._marks[name]
            try:
                mark = unpacked(row.record)
                ref, shown = self._ref(mark.article), int(mark.id == name and not row.record.get(DELETED))
                tags = json.dumps(mark.tags) if mark.tags and shown else ""
            except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
                ref, shown, tags = row.ref, 0, ""
            for place, count in ((row.ref, -row.shown), (ref, shown)):
                if place:
                    self._counts[place] = self._counts.get(place, 0) + count
                    self.touched.add(place)
            record = _encode(row.record)
            stamps = _encode(row.stamps) if row.stamps else "{}"
            rows.append(
                (name, ref, shown, tags, record, row.base, stamps, checksum_of(name, shown, record, row.base, stamps))
            )
        self._connection.executemany("INSERT OR REPLACE INTO marks VALUES(?,?,?,?,?,?,?,?)", rows)

    # Articles

    def _ref(self, article: ArticleReference) -> int:
        """Return the row of `article`, made if need be."""
        number = self._refs.get(article)
        if number is None:
            values = tuple(map(storable, (article.url, article.fingerprint, article.path, article.title)))
            found = self._connection.execute(
                "SELECT id, sketch FROM refs WHERE url=? AND fingerprint=? AND path=? AND title=?", values
            ).fetchone()
            if found is None:
                cursor = self._connection.execute(
                    "INSERT INTO refs(url,fingerprint,path,title) VALUES(?,?,?,?)", values
                )
                number = int(cursor.lastrowid or 0)
            else:
                number = int(found[0])
            # Of several sketches the same one is kept in whatever order they come.
            sketch, known = storable(article.sketch), found[1] if found else ""
            if sketch > known:
                if known:
                    self._connection.execute("DELETE FROM samples WHERE ref=?", (number,))
                self._sample(number, sketch)
            self._refs[article] = number
        return number

    def _sample(self, ref: int, sketch: str) -> None:
        """Keep the sketch of the article `ref`, and that by which it is looked up."""
        self._connection.execute("UPDATE refs SET sketch=? WHERE id=?", (sketch, ref))
        rows = [(sample, ref) for sample in samples_of(sketch)[:LOOKED_UP]]
        self._connection.executemany("INSERT OR IGNORE INTO samples VALUES(?,?)", rows)

    def _assign_fields(self, article: ArticleReference, values: Record, stamp: str) -> None:
        ref = self._ref(article)
        rows = [(ref, storable(name), json.dumps(value), stamp) for name, value in values.items()]
        self._connection.executemany(
            "INSERT INTO fields VALUES(?,?,?,?) ON CONFLICT(ref, name) DO UPDATE SET value=excluded.value, "
            "stamp=excluded.stamp WHERE excluded.stamp > stamp",
            rows,
        )
        self.touched.add(ref)

    def _place(self, event: Event, stamp: str) -> None:
        unpacked_anchor(event["anchor"])
        ref = self._ref(unpacked_reference(event["article"]))
        self.places += event.get("device") == self._device.name
        progress = min(1.0, max(0.0, float(event["progress"])))
        self._connection.execute(
            "INSERT INTO positions VALUES(?,?,?,?,?) ON CONFLICT(ref, device) DO UPDATE SET anchor=excluded.anchor, "
            "progress=excluded.progress, stamp=excluded.stamp WHERE excluded.stamp > stamp",
            (ref, str(event.get("device", "")), json.dumps(event["anchor"]), progress, stamp),
        )
        self.touched.add(ref)

    def finish(self, serial: int) -> None:
        """Write what was kept, and what each touched article comes to; `serial` is put on those."""
        self._write_marks()
        for ref in self.touched:
            self._sum_up(ref, serial)
        self._connection.execute("UPDATE meta SET value=max(value, ?) WHERE key='time'", (self.latest,))

    def _sum_up(self, ref: int, serial: int) -> None:
        execute = self._connection.execute
        fields: dict[str, Any] = {}
        stamp = ""
        for name, value, when in execute("SELECT name, value, stamp FROM fields WHERE ref=?", (ref,)):
            fields[name] = json.loads(value)
            stamp = max(stamp, when)
        progress, place = execute("SELECT progress, max(stamp) FROM positions WHERE ref=?", (ref,)).fetchone()
        read = fields.get(READ)
        if read is not None:
            state = "read" if read else "unread"
        elif place is None:
            state = "unread"
        else:
            state = "read" if progress >= READ_FROM else "reading"
        execute(
            "UPDATE refs SET marks=marks+?, state=?, progress=?, stamp=?, serial=? WHERE id=?",
            (self._counts.get(ref, 0), state, progress or 0.0, max(stamp, place or ""), serial, ref),
        )
        tags = {name.removeprefix(TAG) for name, value in fields.items() if name.startswith(TAG) and value}
        for (names,) in execute("SELECT tags FROM marks WHERE ref=? AND tags <> ''", (ref,)):
            tags.update(map(str, json.loads(names)))
        execute("DELETE FROM tags WHERE ref=?", (ref,))
        self._connection.executemany(
            "INSERT INTO tags VALUES(?,?)", [(tag, ref) for tag in sorted(set(map(storable, tags)))]
        )
