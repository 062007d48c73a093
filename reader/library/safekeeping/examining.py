"""Proving that the journals and what they were added up to agree, and mending what can be mended. For `quoth doctor`."""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reader.document import Issue
from reader.library.marks.journal import FILE_MODE, decode_line
from reader.library.marks.projection import Projection
from reader.library.safekeeping.asides import SIDE_FILES, beside, set_aside_files
from reader.library.safekeeping.database import damage

if TYPE_CHECKING:
    from reader.library.library import Library

_TABLES = {
    "marks": "SELECT id, shown, record FROM marks",
    "fields": "SELECT url || char(10) || fingerprint || char(10) || path || char(10) || title || char(10) || name, value "
    "FROM fields JOIN refs ON refs.id = ref",
    "positions": "SELECT url || char(10) || fingerprint || char(10) || path || char(10) || title || char(10) || device, "
    "anchor, positions.progress FROM positions JOIN refs ON refs.id = ref",
    "acts": "SELECT event, done FROM acts WHERE turns <> ''",
}
_NAMES = {"marks": "marks", "fields": "read states and tags", "positions": "places", "acts": "acts for undo"}


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found: numbers of `marks` and `journals`, `issues`, and `aside`, the damaged files that were kept."""

    marks: int
    journals: int
    issues: tuple[Issue, ...]
    aside: tuple[Path, ...]


def examine(library: Library) -> Examination:
    """Read all journals anew, compare them with the projection, and look at every page of the database."""
    marks = library.marks
    marks.refresh()
    issues = [*marks.projection.damage(missing=True)]
    fresh = Projection(library.folder / "marks", None, marks.device)
    with contextlib.closing(fresh):
        for table, query in _TABLES.items():
            issues += _compared(_NAMES[table], _rows(marks.projection, query), _rows(fresh, query))
        journals = len(_rows(fresh, "SELECT name, size FROM journals"))
    path = library.folder / "library.db"
    if path.exists():
        problem = damage(path, whole=True)
        if problem:
            issues.append(
                Issue(
                    "damaged-library",
                    f"The library is damaged ({problem}); quoth doctor --repair mends it.",
                    str(path),
                )
            )
    return Examination(marks.count(), journals, tuple(issues), tuple(set_aside_files(library.folder)))


def _rows(projection: Projection, query: str) -> dict[str, tuple[object, ...]]:
    return projection.read(lambda c: {row[0]: _comparable(row[1:]) for row in c.execute(query)})


def _comparable(values: tuple[object, ...]) -> tuple[object, ...]:
    """Return `values` with their JSON read: the order of its keys tells in which order lines came, and no more."""
    return tuple(json.loads(value) if isinstance(value, str) and value.startswith("{") else value for value in values)


def _compared(what: str, kept: dict[str, tuple[object, ...]], replayed: dict[str, tuple[object, ...]]) -> list[Issue]:
    issues = []
    extra = len(kept.keys() - replayed.keys())
    if extra:
        issues.append(
            Issue(
                "kept-from-gone-lines",
                f"{extra} {what} are known from lines that are no longer in the journals; they are kept. "
                "Put the journals back, or let quoth doctor --repair write them anew.",
                "",
            )
        )
    differing = len(replayed.keys() - kept.keys()) + sum(
        kept[key] != value for key, value in replayed.items() if key in kept
    )
    if differing:
        issues.append(
            Issue(
                "projection-differs",
                f"{differing} {what} are not as the journals have them; quoth doctor --repair.",
                "",
            )
        )
    return issues


def repair(library: Library) -> list[str]:
    """Mend what can be mended and return what was done, in words.

    What is known only from lines that are gone is written into this device's journal; its damaged lines are set aside
    in a file of their own; then everything is added up anew. Raises StorageError where that cannot be written.
    """
    done = []
    marks = library.marks
    lost = marks.restate_lost()
    if lost:
        done.append(f"{lost} acts whose lines were gone are written into this device's journal again.")
    aside = _set_lines_aside(library)
    if aside is not None:
        done.append(f"Damaged lines were moved to {aside.name}.")
    marks.close()
    for ending in (*SIDE_FILES, ""):
        beside(library.folder / "marks.db", ending).unlink(missing_ok=True)
    marks.refresh()
    done.append(f"{marks.count()} marks are added up anew from the journals.")
    return done


def _set_lines_aside(library: Library) -> Path | None:
    """Move the damaged lines of this device's journal into a file beside the library; return it, None if none are."""
    journal, projection = library.marks.journal, library.marks.projection
    if not journal.path.exists():
        return None
    target = library.folder / f"damaged-lines-{datetime.now(UTC):%Y%m%dT%H%M%S%f}.txt"

    def choose(lines: list[bytes]) -> list[bytes]:
        damaged = [line for line in lines if line.strip() and decode_line(line) is None]
        if damaged:
            handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
            with open(handle, "wb") as file:  # noqa: PTH123 - the mode is set from the first byte on
                file.writelines(damaged)
                file.flush()
                os.fsync(file.fileno())
        return [line for line in lines if decode_line(line) is not None]

    return target if journal.rewrite(choose, lambda: projection.rewriting({}, 0)) and target.exists() else None
