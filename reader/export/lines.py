"""Our own export: JSON Lines that hold everything the person made, so that importing them gives it all back.

A line is a mark, or what is kept of an article: read state, tags, other fields, and where the reader left off. What a
newer program added is carried along under `more`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reader.document import Anchor, ArticleReference, Mark
from reader.document.identity import LOOKED_UP, is_same, keys_of, samples_of
from reader.export.annotations import HOLDING
from reader.export.articles import mark_record

if TYPE_CHECKING:
    from reader.library import Library

Record = dict[str, Any]
_KNOWN = frozenset(Mark._fields) | {"deleted"}


@dataclass(frozen=True, slots=True)
class ArticleNotes:
    """What is kept of one article: fields by name, and the place where the reader left off, if there is one."""

    article: ArticleReference
    fields: Record
    anchor: Anchor | None = None
    progress: float = 0.0


def mark_line(mark: Mark, more: Record | None = None) -> str:
    """Return `mark` as a line, with fields of a newer program in `more`; importing it gives the same mark."""
    record = mark_record(mark)
    held = {name: getattr(mark.anchor, name) for name in HOLDING}
    default = Anchor("")
    record |= {name: value for name, value in held.items() if value != getattr(default, name)}
    if mark.article.sketch:
        record["article"]["sketch"] = mark.article.sketch
    if more:
        record["more"] = more
    return json.dumps(record, ensure_ascii=True)


def unknown_fields(record: Record) -> Record:
    """Return the fields of a mark's record that only a newer program knows."""
    return {name: value for name, value in sorted(record.items()) if name not in _KNOWN}


def marks_lines(library: Library, marks: Iterable[Mark]) -> str:
    """Return `marks` as lines, in the order in which they were made."""
    ordered = sorted(marks, key=lambda mark: (mark.created, mark.id))
    return "".join(mark_line(mark, unknown_fields(library.marks.record(mark.id))) + "\n" for mark in ordered)


def articles_lines(library: Library) -> str:
    """Return a line for each article that is read, tagged or begun."""
    _, touched = library.marks.changed_since("")
    told: dict[str | int, list[ArticleReference]] = {}
    lines = []
    for article in sorted(touched, key=lambda one: (one.url, one.fingerprint, one.path, one.title)):
        # One article may have been meant in several ways, before and after an edit; the first stands for all.
        keys: list[str | int] = [*keys_of(article), *samples_of(article.sketch)[:LOOKED_UP]]
        if any(is_same(article, other) for key in keys for other in told.get(key, ())):
            continue
        for key in keys:
            told.setdefault(key, []).append(article)
        kept = dict(sorted(library.marks.fields(article).items()))
        place = next(iter(library.marks.positions(article)), None)
        if kept or place is not None:
            anchor, progress = (place.anchor, place.progress) if place is not None else (None, 0.0)
            lines.append(_article_line(ArticleNotes(article, kept, anchor, progress)))
    return "".join(f"{line}\n" for line in lines)


def _article_line(notes: ArticleNotes) -> str:
    record: Record = {"article": notes.article._asdict(), "fields": notes.fields}
    if notes.anchor is not None:
        record["position"] = {"anchor": notes.anchor._asdict(), "progress": notes.progress}
    return json.dumps(record, ensure_ascii=True)
