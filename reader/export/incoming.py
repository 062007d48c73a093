"""Marks read back: our own JSON Lines without loss, Web Annotations, highlights from Omnivore and wallabag.

Everything here is from outside: it passes the gate, and what cannot be understood is told and left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from reader.document import Anchor, ArticleReference, Issue, Mark
from reader.document.addresses import canonical_url
from reader.export.annotations import ARTICLE_ID, MARK_ID, MOTIVATIONS
from reader.export.lines import ArticleNotes
from reader.export.saved import archived_records, is_archive, is_saved, saved_notes
from reader.sources.collections.keeping import made_id, mark_of
from reader.sources.collections.records import line, moment, raw, text
from reader.text import sanitise_line

_ID = re.compile(r"[A-Za-z0-9_-]{4,64}\Z")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LARGEST_OFFSET = 2**40
LONGEST_SKETCH = 200
"""Characters of an article's sketch: twice what this program writes."""
_Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Incoming:
    """What an export holds: marks, each with the fields that only a newer program knows, and notes on articles."""

    marks: list[tuple[Mark, _Record]]
    articles: list[ArticleNotes]
    issues: list[Issue]


def read_export(data: bytes | str) -> Incoming:
    """Return what is in `data`, an export of any known form, and what in it could not be understood."""
    incoming = Incoming([], [], [])
    if isinstance(data, bytes):
        if is_archive(data):
            text, issues = archived_records(data)
            incoming.issues.extend(issues)
        else:
            text = data.decode("utf-8-sig", "replace")
    else:
        text = data
    for where, record in _records(text, incoming.issues):
        try:
            if "fields" in record and "exact" not in record:
                incoming.articles.append(_notes(record))
            else:
                incoming.marks.append((_mark(record), _more(record)))
        except (KeyError, TypeError, ValueError, OverflowError) as error:
            message = f"This is no mark that can be read: {_why(error)}."
            incoming.issues.append(Issue("odd-mark", message, where))
    return incoming


def read_marks(text: str) -> tuple[list[Mark], list[Issue]]:
    """Return the marks in `text` alone, and what in it could not be understood."""
    incoming = read_export(text)
    return [mark for mark, _ in incoming.marks], incoming.issues


def _notes(record: _Record) -> ArticleNotes:
    """Read what is kept of an article."""
    place = record.get("position")
    fields = {_word(name): value for name, value in _object(record["fields"]).items()}
    article = _reference(_object(record["article"]))
    if place is None:
        return ArticleNotes(article, fields)
    progress = _object(place)["progress"]
    if not isinstance(progress, int | float) or not 0 <= progress <= 1:
        raise ValueError("its progress is no share")
    return ArticleNotes(article, fields, _anchor(_object(place["anchor"])), progress)


def _more(record: _Record) -> _Record:
    more = record.get("more")
    return more if isinstance(more, dict) and "exact" in record else {}


def _why(error: Exception) -> str:
    return f"it has no {error.args[0]!r}" if isinstance(error, KeyError) else sanitise_line(str(error))[:120]


def _records(text: str, issues: list[Issue]) -> Iterator[tuple[str, _Record]]:
    """Yield (where, record) for each mark of a whole JSON document, or of JSON Lines."""
    text = text.removeprefix("\ufeff")
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        pass
    else:
        yield from ((f"item {number}", record) for number, record in enumerate(_opened(whole), 1))
        return
    # Not splitlines(): JSON's strings may hold U+2028 and its like as they are.
    for number, row in enumerate(text.split("\n"), 1):
        if not row.strip():
            continue
        try:
            value = json.loads(row)
        except (ValueError, RecursionError):
            issues.append(Issue("no-json", "This line is not JSON and was passed over.", f"line {number}"))
            continue
        yield from ((f"line {number}", record) for record in _opened(value))


def _opened(value: object, depth: int = 0) -> Iterator[_Record]:
    """Yield the records inside lists, annotation pages and collections, and what is said of saved articles."""
    if depth > 8:
        return
    if isinstance(value, list):
        for item in value:
            yield from _opened(item, depth + 1)
    elif isinstance(value, dict):
        if is_saved(value):
            notes = saved_notes(value)
            if notes is not None:
                yield notes
        inner = value.get("highlights", value.get("annotations"))
        if value.get("type") == "AnnotationCollection":
            yield from _opened(value.get("first"), depth + 1)
        elif value.get("type") == "AnnotationPage":
            yield from _opened(value.get("items"), depth + 1)
        elif isinstance(inner, list):
            page = {"url": value.get("url") or value.get("originalArticleUrl"), "title": value.get("title")}
            yield from ({**item, "page": page} for item in inner if isinstance(item, dict))
        elif not is_saved(value):
            # A saved page without highlights is no mistake; there only is no mark in it.
            yield value


def _mark(record: _Record) -> Mark:
    if record.get("type") == "Annotation":
        return _from_annotation(record)
    return mark_of(record, _object(record.get("page") or {})) if "quote" in record else _from_own(record)


def _from_own(record: _Record) -> Mark:
    """Read what `quoth export --format jsonl` and `quoth marks --format json` write."""
    article = _object(record["article"])
    return Mark(
        id=_own_id(record["id"]),
        kind=_word(record["kind"]),
        article=_reference(article),
        anchor=_anchor(record),
        created=moment(record["created"]),
        letter=line(record.get("letter"))[:1],
        note=text(record.get("note")),
        colour=line(record.get("colour")),
        tags=tuple(text(tag) for tag in record.get("tags") or ()),
        state=_word(record.get("state", "exact")),
        device=line(record.get("device")),
    )  # fmt: skip


def _reference(record: _Record) -> ArticleReference:
    return ArticleReference(
        text(record.get("url")), _word(record.get("fingerprint", "")), raw(record.get("path")),
        line(record.get("title")), _sketch(record.get("sketch")),
    )  # fmt: skip


def _sketch(value: object) -> str:
    sketched = raw(value)
    if len(sketched) > LONGEST_SKETCH or not (sketched.isascii() and sketched.isprintable()):
        raise ValueError("the sketch of its article is none")
    return sketched


def _anchor(record: _Record) -> Anchor:
    return Anchor(
        text(record["exact"]), text(record.get("prefix")), text(record.get("suffix")),
        _offset(record.get("block")), _offset(record.get("start")), text(record.get("paragraph")),
        text(record.get("above")), text(record.get("below")), _twins(record.get("twins", -1)),
        _offset(record.get("rival")),
    )  # fmt: skip


def _twins(value: object) -> int:
    return -1 if value == -1 else _offset(value)


def _from_annotation(record: _Record) -> Mark:
    """Read a Web Annotation, our own with everything that stands under `quoth:`."""
    target = _first(record["target"])
    if isinstance(target, str):
        target = {"source": target}
    target = _object(target)
    source = target.get("source", target.get("id", ""))
    source = source.get("id", "") if isinstance(source, dict) else source
    quote_of, position = _selectors(target.get("selector"))
    notes, tags = _bodies(record)
    own = {name.removeprefix("quoth:"): value for name, value in record.items() if name.startswith("quoth:")}
    motivation = _first(record.get("motivation", "highlighting"))
    kinds = {words: kind for kind, words in MOTIVATIONS.items()}
    start = _offset(position.get("start"))
    created = moment(record["created"]) if record.get("created") else _EPOCH
    exact = text(quote_of.get("exact"))
    known = str(record.get("id", ""))
    return Mark(
        id=unquote(known.removeprefix(MARK_ID))
        if known.startswith(MARK_ID)
        else made_id(known, source, exact, start),
        kind=_word(own["kind"]) if "kind" in own else kinds.get(str(motivation), "note" if notes else "highlight"),
        article=_source(raw(source), own),
        anchor=_anchor({**own, **quote_of, "exact": exact, "start": start}),
        created=created,
        letter=line(own.get("letter"))[:1],
        note="\n\n".join(notes),
        colour=line(own.get("colour")),
        tags=tuple(tags),
        state=_word(own.get("state", "exact" if own else "uncertain")),
        device=line(own.get("device")),
    )


def _selectors(value: object, depth: int = 0) -> tuple[_Record, _Record]:
    """Return the quote selector and the position selector, which may stand in a list or refine one another."""
    quote_of: _Record = {}
    position: _Record = {}
    for selector in value if isinstance(value, list) else [value]:
        if not isinstance(selector, dict) or depth > 8:
            continue
        if selector.get("type") == "TextQuoteSelector":
            quote_of = quote_of or selector
        elif selector.get("type") == "TextPositionSelector":
            position = position or selector
        inner = _selectors(selector.get("refinedBy"), depth + 1)
        quote_of, position = quote_of or inner[0], position or inner[1]
    return quote_of, position


def _bodies(record: _Record) -> tuple[list[str], list[str]]:
    notes: list[str] = []
    tags: list[str] = []
    bodies = record.get("body", record.get("bodyValue"))
    for body in bodies if isinstance(bodies, list) else [bodies]:
        if isinstance(body, str):
            notes.append(text(body))
        elif isinstance(body, dict) and body.get("type") == "TextualBody" and body.get("value"):
            (tags if body.get("purpose") == "tagging" else notes).append(text(body["value"]))
    return notes, tags


def _source(source: str, own: _Record) -> ArticleReference:
    path, fingerprint, title = raw(own.get("path")), _word(own.get("fingerprint", "")), line(own.get("title"))
    if "fingerprint" in own or "path" in own:
        return ArticleReference(text(own.get("url")), fingerprint, path, title, _sketch(own.get("sketch")))
    if source.startswith(ARTICLE_ID):
        return ArticleReference(fingerprint=_word(unquote(source.removeprefix(ARTICLE_ID))), title=title)
    if source.startswith("file://"):
        return ArticleReference(path=unquote(urlsplit(source).path, errors="surrogateescape"), title=title)
    return ArticleReference(url=canonical_url(text(source)), title=title)


def _own_id(value: object) -> str:
    if not isinstance(value, str) or not _ID.match(value):
        raise ValueError("its id is not one of ours")
    return value


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _object(value: Any) -> _Record:
    if not isinstance(value, dict):
        raise TypeError("an object is missing where one belongs")
    return value


def _word(value: object) -> str:
    word = line(value)
    if len(word) > 64:
        raise ValueError("a name in it is too long")
    return word


def _offset(value: object) -> int:
    if value is None:
        return 0
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < _LARGEST_OFFSET:
        raise ValueError("an offset in it is no number of characters")
    return value
