"""Making a journal smaller: places in articles are written every few seconds, and only the last in each one matters.

All other lines stay byte for byte: marks and what was done to them, which undo needs, lines of newer programs, and
damaged ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.marks.acts import stamp_of
from reader.library.marks.journal import decode_line

if TYPE_CHECKING:
    import sqlite3

    from reader.library.marks.device import Device
    from reader.library.marks.journal import Journal
    from reader.library.marks.projection import Projection

WORTH = 1000
"""Replaced places from which a journal is made smaller: about 700 kB, an hour of reading."""


def is_worth_it(projection: Projection, device: Device) -> bool:
    """Tell whether the journal of `device` holds many places that later ones have replaced."""

    def spent(connection: sqlite3.Connection) -> int:
        kept = connection.execute("SELECT count(*) FROM positions WHERE device=?", (device.name,)).fetchone()[0]
        return int(projection.meta(connection, "places")) - int(kept)

    projection.refresh()
    return projection.read(spent) > WORTH


def compact(journal: Journal, projection: Projection) -> bool:
    """Leave out of `journal` the places that later ones have replaced; tell whether there were any."""
    if not journal.path.exists():
        return False
    projection.refresh()
    kept = _Kept()

    def choose(lines: list[bytes]) -> list[bytes]:
        rows = projection.read(
            lambda c: c.execute("SELECT line, code FROM damage WHERE journal=?", (journal.path.name,)).fetchall()
        )
        kept.damaged = {lines[line - 1].rstrip(b"\n"): code for line, code in rows if line <= len(lines)}
        return kept.of(lines)

    return journal.rewrite(choose, lambda: projection.rewriting(kept.damaged, kept.places))


class _Kept:
    """What is left of a journal."""

    def __init__(self) -> None:
        self.damaged: dict[bytes, str] = {}
        self.places = 0

    def of(self, lines: list[bytes]) -> list[bytes]:
        latest: dict[object, tuple[str, int]] = {}
        places = set()
        for number, line in enumerate(lines):
            # Only lines of this shape are decoded, for decoding all of a long journal takes a second.
            event = decode_line(line) if b'"act":"position"' in line else None
            if event is None or event.get("act") != "position" or line.rstrip(b"\n") in self.damaged:
                continue
            article = event.get("article")
            if not isinstance(article, dict):
                continue
            places.add(number)
            key = (
                str(event.get("device")),
                *(str(article.get(name)) for name in ("url", "fingerprint", "path", "title")),
            )
            latest[key] = max(latest.get(key, ("", 0)), (stamp_of(event), number))
        left = {number for _, number in latest.values()}
        self.places = len(left)
        return [line for number, line in enumerate(lines) if number not in places or number in left]
