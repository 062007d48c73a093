"""The forms in which marks can be exported, by name."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from reader.export.annotations import annotation_collection
from reader.export.citations import bibtex, csl_items
from reader.export.lines import mark_line
from reader.export.notes import notes
from reader.export.pages import html_page
from reader.export.passages import Passage
from reader.export.tables import readwise_csv


def _lines(found: Sequence[Passage]) -> str:
    marks = sorted((passage.mark for passage in found), key=lambda mark: (mark.created, mark.id))
    return "".join(mark_line(mark) + "\n" for mark in marks)


def _markdown(found: Sequence[Passage]) -> str:
    return "\n".join(notes(found).values())


def _w3c(found: Sequence[Passage]) -> str:
    return json.dumps(annotation_collection(found), ensure_ascii=True, indent=1) + "\n"


def _csl(found: Sequence[Passage]) -> str:
    return json.dumps(csl_items(found), ensure_ascii=True, indent=1) + "\n"


FORMATS: dict[str, Callable[[Sequence[Passage]], str]] = {
    "markdown": _markdown,
    "jsonl": _lines,
    "w3c": _w3c,
    "readwise": readwise_csv,
    "csl": _csl,
    "bibtex": bibtex,
    "html": html_page,
}
"""Markdown for Obsidian, our own JSON Lines, Web Annotations, Readwise's CSV, CSL-JSON, BibTeX."""
