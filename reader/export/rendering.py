"""The forms in which marks can be exported, by name."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from reader.export.annotations import annotation_collection
from reader.export.articles import mark_record
from reader.export.citations import bibtex, csl_items
from reader.export.notes import notes
from reader.export.passages import Passage
from reader.export.tables import readwise_csv


def marks_lines(found: Sequence[Passage]) -> str:
    """Return `found` as JSON Lines, complete, in the order in which they were made; importing gives them back."""
    marks = sorted((passage.mark for passage in found), key=lambda mark: (mark.created, mark.id))
    return "".join(json.dumps(mark_record(mark), ensure_ascii=True) + "\n" for mark in marks)


def _markdown(found: Sequence[Passage]) -> str:
    return "\n".join(notes(found).values())


def _w3c(found: Sequence[Passage]) -> str:
    return json.dumps(annotation_collection(found), ensure_ascii=True, indent=1) + "\n"


def _csl(found: Sequence[Passage]) -> str:
    return json.dumps(csl_items(found), ensure_ascii=True, indent=1) + "\n"


FORMATS: dict[str, Callable[[Sequence[Passage]], str]] = {
    "markdown": _markdown,
    "jsonl": marks_lines,
    "w3c": _w3c,
    "readwise": readwise_csv,
    "csl": _csl,
    "bibtex": bibtex,
}
"""Markdown for Obsidian, our own JSON Lines, Web Annotations, Readwise's CSV, CSL-JSON, BibTeX."""
