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
from reader.document.identity import LOOKED_UP, samples_of
from reader.library.marks.journal import FILE_MODE, decode_line
from reader.library.marks.projection import Projection
from reader.library.safekeeping.asides import SIDE_FILES, beside, set_aside_files
from reader.library.safekeeping.database import damage
from reader.text.amounts import amount

if TYPE_CHECKING:
    import sqlite3

    from reader.library.library import Library

_REF = "url || char(10) || fingerprint || char(10) || path || char(10) || title"
_TABLES = {
    "marks": f"SELECT marks.id, shown, record, marks.tags, CASE WHEN shown THEN {_REF} END FROM marks LEFT JOIN refs ON refs.id = ref",
    "fields": f"SELECT {_REF} || char(10) || name, value, fields.stamp FROM fields JOIN refs ON refs.id = ref",
    "positions": f"SELECT {_REF} || char(10) || device, anchor, positions.progress, positions.stamp "
    "FROM positions JOIN refs ON refs.id = ref",
    "acts": "SELECT event, done, stamp, turns, turned FROM acts WHERE turns <> ''",
}
_SUMS = {
    "articles": f"SELECT {_REF}, marks, state, progress, stamp, "
    "serial BETWEEN 1 AND (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'serial') FROM refs "
    "WHERE marks > 0 OR stamp <> ''",
    "tags": f"SELECT tag || char(10) || {_REF}, 1 FROM tags JOIN refs ON refs.id = ref",
}
"""What the tables above come to."""
_NAMES = {
    "marks": "marks", "articles": "articles", "tags": "tags",
    "fields": "read states and tags", "positions": "places", "acts": "acts for undo",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found: numbers of `marks` and `journals`, `issues`, and `aside`, the damaged files that were kept."""

    marks: int
    journals: int
    issues: tuple[Issue, ...]
    aside: tuple[Path, ...]

    @property
    def is_outdated(self) -> bool:
        """Whether the projection says something else than the journals, and nothing that is only known from it."""
        codes = {issue.code for issue in self.issues}
        return "projection-differs" in codes and "kept-from-gone-lines" not in codes


def examine(library: Library) -> Examination:
    """Read all journals anew, compare them with the projection, and look at every page of the database."""
    marks = library.marks
    marks.refresh()
    marks.projection.check()
    issues = [*marks.projection.damage(missing=True)]
    fresh = Projection(library.folder / "marks", None, marks.device)
    with contextlib.closing(fresh):
        differing = _compared_all(_TABLES, marks.projection, fresh)
        # What is known from lines that are gone counts in the sums.
        issues += differing or _sums_compared(marks.projection, fresh)
        issues += _differing("samples of articles", marks.projection.read(_unlike_their_sketches))
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


def _compared_all(tables: dict[str, str], kept: Projection, replayed: Projection) -> list[Issue]:
    return [
        issue
        for table, query in tables.items()
        for issue in _compared(_NAMES[table], _rows(kept, query), _rows(replayed, query))
    ]


def _sums_compared(kept: Projection, replayed: Projection) -> list[Issue]:
    issues = []
    for table, query in _SUMS.items():
        here, there = _rows(kept, query), _rows(replayed, query)
        keys = here.keys() | there.keys()
        issues += _differing(_NAMES[table], sum(here.get(key) != there.get(key) for key in keys))
    return issues


def _rows(projection: Projection, query: str) -> dict[str, tuple[object, ...]]:
    return projection.read(lambda c: {row[0]: _comparable(row[1:]) for row in c.execute(query)})


def _comparable(values: tuple[object, ...]) -> tuple[object, ...]:
    """Return `values` with their JSON read: the order of its keys tells in which order lines came, and no more."""
    return tuple(map(_parsed, values))


def _parsed(value: object) -> object:
    if isinstance(value, str) and value.startswith("{"):
        # A title may begin with a brace, too.
        with contextlib.suppress(ValueError):
            return json.loads(value)
    return value


def _compared(what: str, kept: dict[str, tuple[object, ...]], replayed: dict[str, tuple[object, ...]]) -> list[Issue]:
    issues = []
    extra = len(kept.keys() - replayed.keys())
    if extra:
        issues.append(
            Issue(
                "kept-from-gone-lines",
                f"Known only from lines that are no longer in the journals: {what} ({extra}); they are kept. "
                "Put the journals back, or let quoth doctor --repair write them anew.",
                "",
            )
        )
    differing = len(replayed.keys() - kept.keys()) + sum(
        kept[key] != value for key, value in replayed.items() if key in kept
    )
    return [*issues, *_differing(what, differing)]


def _differing(what: str, count: int) -> list[Issue]:
    message = f"Not as the journals have them: {what} ({count})."
    return [Issue("projection-differs", message, "")] if count else []


def _unlike_their_sketches(connection: sqlite3.Connection) -> int:
    """Return how many articles would not be found by the samples of their words."""
    samples: dict[int, set[int]] = {}
    for ref, sample in connection.execute("SELECT ref, sample FROM samples"):
        samples.setdefault(ref, set()).add(sample)
    sketches = connection.execute("SELECT id, sketch FROM refs")
    return sum(samples.get(ref, set()) != set(samples_of(sketch)[:LOOKED_UP]) for ref, sketch in sketches)


def repair(library: Library) -> list[str]:
    """Mend what can be mended and return what was done, in words.

    What is known only from lines that are gone is written into this device's journal; its damaged lines are set aside
    in a file of their own; then everything is added up anew. Raises StorageError where that cannot be written.
    """
    done = []
    marks = library.marks
    lost = marks.restate_lost()
    if lost:
        done.append(f"Written into this device's journal again, since their lines were gone: {amount(lost, 'act')}.")
    aside = _set_lines_aside(library)
    if aside is not None:
        done.append(f"Damaged lines were moved to {aside.name}.")
    done.append(add_up_anew(library))
    return done


def add_up_anew(library: Library) -> str:
    """Make the projection anew and return what was done, in words; what is known from gone lines alone is lost by it."""
    library.marks.close()
    for ending in (*SIDE_FILES, ""):
        beside(library.folder / "marks.db", ending).unlink(missing_ok=True)
    library.marks.refresh()
    return f"All is added up anew from the journals: {amount(library.marks.count(), 'mark')}."


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
