"""JSON lists of saved pages: wallabag's, starred items of feed readers, JSON feeds; and bookmarks, which are addresses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any, TextIO

from reader.document import Issue, Particulars
from reader.sources.collections.collection import Content, Item, Link, Member, Names, in_order_of_saving
from reader.sources.collections.json_records import address_of, records_in
from reader.sources.collections.keeping import kept_fields, marks_of
from reader.sources.collections.records import Record, checksum, day_in, second_in, words_in

_TITLES = ("title", "article__title", "resolved_title", "given_title", "name", "description")
_BODIES = ("content_html", "content", "html", "articleBody", "maintext", "content_text", "text", "body", "summary")
_DAYS = ("published_at", "date_published", "publishedAt", "datePublished", "date_publish", "published", "date")
_NAMES = (("wallabag", ("is_archived", "is_read", "domain_name")), ("JSON feed", ("content_html", "content_text")))
LARGEST_ORDERED = 32 << 20
"""Bytes of a file whose articles are held all at once; a thousand articles have some ten."""
LONGEST_NOTICE = 300
"""Characters up to which a body may be a notice that there is none."""
FEWEST_WORDS = 60
"""Words from which a summary may be all of an article: teasers have fewer."""
_MARKUP = re.compile(r"</[a-z]|<(?:p|br|div|img)\b", re.I)
_NOTICE = re.compile(r"no content|can['’]t retrieve contents|unable to retrieve", re.I)
_NO_TITLE = re.compile(r"no title found|untitled", re.I)


def recognises(text: TextIO) -> str:
    """Return what the JSON of `text` is an export of, "" where there is no saved page in it."""
    first = next(records_in(text), None)
    if first is None or isinstance(first, Issue) or not words_in(first, *_TITLES):
        return ""
    if not _body(first)[0]:
        return "bookmarks"
    return next((name for name, signs in _NAMES if any(sign in first for sign in signs)), "JSON")


def items(text: TextIO, size: int) -> Iterator[Item]:
    """Yield the articles in the JSON of `text`, a file of `size` bytes, and the addresses that have none.

    They come in the order in which they were saved, but where they are too many to be held at once.
    """
    found = _items(text)
    return in_order_of_saving(found) if size <= LARGEST_ORDERED else found


def _items(text: TextIO) -> Iterator[Item]:
    names = Names()
    for record in records_in(text):
        if isinstance(record, Issue):
            yield record
            continue
        url, (body, format) = address_of(record), _body(record)
        title = words_in(record, *_TITLES)
        if not body:
            yield Link(url, title)
            continue
        load = partial(_load, body, format, {**record, "url": url, "title": title})
        yield Member(
            names.name(words_in(record, "id") or f"{checksum(url):x}"),
            size=len(body),
            checksum=checksum(json.dumps(record, sort_keys=True)),
            load=load,
            particulars=_particulars(record, url, title),
            fields=kept_fields(record),
            saved=second_in(record, "created_at", "createdAt", "starred_at", "published", "date_published"),
        )


def _body(record: Record) -> tuple[str, str]:
    """Return the words of `record` and their format; "" where it has none, or a notice that there are none."""
    for name in _BODIES:
        value: Any = record.get(name)
        value = value.get("content", value.get("html")) if isinstance(value, dict) else value
        if isinstance(value, str) and value.strip():
            if len(value) <= LONGEST_NOTICE and _NOTICE.search(value):
                return "", ""
            if name == "summary" and value is record[name] and len(value.split()) < FEWEST_WORDS:
                return "", ""
            return value, "html" if _MARKUP.search(value) else "text"
    return "", ""


def _particulars(record: Record, url: str, title: str) -> Particulars:
    origin = record.get("origin")
    authors = record.get("published_by") or record.get("authors") or record.get("author") or record.get("byline")
    authors = authors if isinstance(authors, list) else [authors]
    names = [author.get("name") if isinstance(author, dict) else author for author in authors]
    return Particulars(
        title="" if _NO_TITLE.fullmatch(title) else title,
        byline=", ".join(name for name in names if isinstance(name, str)),
        published=day_in(_dated(record), *_DAYS),
        site=words_in(origin, "title") if isinstance(origin, dict) else words_in(record, "site_name", "siteName"),
        url=url,
        language=words_in(record, "language"),
    )


def _dated(record: Record) -> Record:
    """Return the dates in `record` as words; feed readers count seconds since 1970."""
    dates = {name: record[name] for name in _DAYS if name in record}
    for name, value in dates.items():
        if isinstance(value, int) and 0 < value < 1 << 33:
            dates[name] = datetime.fromtimestamp(value, UTC).date().isoformat()
    return dates


def _load(body: str, format: str, record: Record) -> Content:
    annotations = record.get("annotations")
    found = [one for one in annotations if isinstance(one, dict)] if isinstance(annotations, list) else []
    return Content(body, format, marks_of(found, record))
