"""Marks as a table: the CSV that Readwise imports."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import UTC

from reader.export.passages import Passage
from reader.text import sanitise

READWISE_COLUMNS = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")


def readwise_csv(found: Sequence[Passage]) -> str:
    """Return `found` as Readwise wants highlights; tags and the speaker stand in the note, as it reads them."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(READWISE_COLUMNS)
    for passage in found:
        mark = passage.mark
        tags = [f".{'-'.join(tag.split())}" for tag in mark.tags if tag.strip()]
        speaker = f"speaker: {passage.speaker}" if passage.speaker else ""
        note = "\n".join(part for part in (" ".join(tags), speaker, mark.note) if part)
        date = mark.created.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
        row = (
            mark.anchor.exact, passage.title, ", ".join(passage.authors), passage.url, note, mark.anchor.start, date,
        )  # fmt: skip
        table.writerow([table_cell(value) for value in row])
    return out.getvalue()


def table_cell(value: object) -> object:
    """Return `value` for a table: through the gate, and so that a spreadsheet does not take words for a formula."""
    if not isinstance(value, str):
        return value
    text = sanitise(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text
