"""What read-later services say of an article that the person did with it: read states, labels, stars, highlights."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime

from reader.document import Anchor, ArticleReference, Mark
from reader.document.addresses import canonical_url
from reader.sources.collections.records import Record, line, moment, text
from reader.text import sanitise_line
from reader.text.hashing import blake2b

READ_FROM = 97
"""Per cent from which an article counts as read, as in the library itself."""
STARRED = "starred"
"""The tag of what wallabag calls a favourite."""
_LONGEST_TAG = 60
_TRUE = (True, 1, "1", "true", "True")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def kept_fields(record: Record) -> dict[str, bool]:
    """Return what the person did with the saved article `record`, by the names under which articles keep it."""
    progress = record.get("readingProgress")
    is_read = (
        record.get("is_archived", record.get("is_read")) in _TRUE
        or str(record.get("state", "")).casefold() == "archived"
        or (isinstance(progress, int | float) and progress >= READ_FROM)
    )
    labels = record.get("labels", record.get("tags")) or ()
    labels = labels.split(",") if isinstance(labels, str) else labels
    tags = [_name_of(label) for label in labels if _name_of(label)] if isinstance(labels, list) else []
    if record.get("is_starred", record.get("is_fav")) in _TRUE:
        tags.append(STARRED)
    return {**({"read": True} if is_read else {}), **{f"tag:{sanitise_line(tag)}": True for tag in tags}}


def progress_of(record: Record) -> float:
    """Return which share of the saved article `record` is read, 0 where that is not told, or all of it."""
    progress = record.get("readingProgress")
    return progress / 100 if isinstance(progress, int | float) and 0 < progress < READ_FROM else 0.0


def _name_of(label: object) -> str:
    if isinstance(label, dict):
        label = label.get("name", label.get("label"))
    return label.strip()[:_LONGEST_TAG] if isinstance(label, str) else ""


def mark_of(record: Record, page: Record) -> Mark:
    """Return a highlight as Omnivore and wallabag give it, made on `page`: words without offsets, still to be placed.

    Raises KeyError, TypeError or ValueError, with what is wrong, where it is no highlight.
    """
    url, exact = canonical_url(text(page.get("url"))), text(record["quote"]).strip()
    if not exact:
        raise ValueError("its quote is empty")
    note = text(record.get("annotation") or record.get("text"))
    created = record.get("createdAt") or record.get("created_at")
    labels = [label.get("name") if isinstance(label, dict) else label for label in record.get("labels") or ()]
    return Mark(
        id=made_id(str(record.get("id", "")), url, exact, 0),
        kind="note" if note else "highlight",
        article=ArticleReference(url=url, title=line(page.get("title"))),
        anchor=Anchor(exact, text(record.get("prefix"))[-48:], text(record.get("suffix"))[:48]),
        created=moment(created) if created else _EPOCH,
        note=note,
        colour=line(record.get("color")),
        tags=tuple(line(label) for label in labels if label),
        state="uncertain",
    )


def marks_of(highlights: Iterator[Record] | list[Record], page: Record) -> tuple[Mark, ...]:
    """Return those of `highlights`, made on `page`, that have words; a date that cannot be read costs no highlight."""
    marks = []
    for record in highlights:
        for tried in (record, {**record, "createdAt": None, "created_at": None}):
            with contextlib.suppress(KeyError, TypeError, ValueError, AttributeError, OverflowError):
                marks.append(mark_of(tried, page))
                break
    return tuple(marks)


def made_id(*parts: object) -> str:
    """Return an id that is the same for the same foreign mark, so that importing it twice gives one mark."""
    digest = blake2b(repr(parts).encode("utf-8", "backslashreplace"), digest_size=12).digest()
    return "".join(_ALPHABET[byte % len(_ALPHABET)] for byte in digest)


def highlights_in(markdown: str) -> Iterator[Record]:
    """Yield the highlights in a file as Omnivore writes it: quotations, each with labels and a note after it."""
    quoted: list[str] = []
    note: list[str] = []
    labels: list[str] = []
    is_open = False
    for row in [*markdown.split("\n"), "", ">"]:
        if row.startswith(">"):
            if not is_open:
                if "".join(quoted).strip():
                    words, said = "\n".join(quoted).strip(), "\n".join(note).strip()
                    yield {"quote": re.sub(r"\n{2,}", "\n\n", words), "annotation": said, "labels": labels}
                quoted, note, labels = [], [], []
            is_open = True
            quoted.append(row[1:].strip())
        elif not row.strip():
            is_open = False
            note.append("")
        elif is_open:
            # Markdown lets the lines of a quoted paragraph go on without its sign.
            quoted.append(row.strip())
        elif re.fullmatch(r"(#[^\s#]+\s*)+", row.strip()):
            labels = [*labels, *(part.strip() for part in row.split("#") if part.strip())]
        else:
            note.append(row.rstrip())
