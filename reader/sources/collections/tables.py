"""CSV lists of saved pages: Pocket's, Instapaper's, Raindrop's and their kin; wallabag's have the pages with them."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from functools import partial
from typing import TextIO

from reader.document import Issue, Particulars
from reader.sources.collections.collection import Content, Item, Link, Member, Names
from reader.sources.collections.keeping import kept_fields
from reader.sources.collections.records import Record, checksum, day_in, words_in

_ADDRESSES = ("url", "link", "address", "href", "uri")
_TITLES = ("title", "name", "headline")
_BODIES = ("content", "html", "text", "body", "article")
_DAYS = ("published_at", "published", "date", "publish_date")
LONGEST_HEAD = 4096
"""Characters in which the names of the columns stand."""
LARGEST_FIELD = 32 << 20
"""Characters of a field that are read: a page may be one."""


def columns_of(head: str) -> tuple[str, list[str]]:
    """Return what divides the columns of the table that begins with `head`, and their names; "" where it is none."""
    first = head[:LONGEST_HEAD].lstrip("\ufeff\r\n ").partition("\n")[0].strip("\r")
    for divider in (",", ";", "\t"):
        names = [name.strip().strip('"').casefold() for name in first.split(divider)]
        if len(names) > 1 and any(name in names for name in _ADDRESSES) and any(name in names for name in _TITLES):
            return divider, names
    return "", []


def recognises(head: str) -> str:
    """Return what the table that begins with `head` is an export of, "" where it is no list of saved pages."""
    names = columns_of(head)[1]
    if not names:
        return ""
    if "time_added" in names:
        return "Pocket"
    if {"selection", "folder"} <= set(names):
        return "Instapaper"
    return "wallabag" if {"mimetype", "content"} <= set(names) else "a table"


def items(text: TextIO) -> Iterator[Item]:
    """Yield the articles in the table `text`, and the addresses that have none."""
    names = Names()
    head = text.readline(LONGEST_HEAD)
    divider, columns = columns_of(head)
    csv.field_size_limit(min(LARGEST_FIELD, sys.maxsize))
    rows = csv.reader((line.replace("\x00", "") for line in text), delimiter=divider or ",")
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error:
            yield Issue("odd-row", "is damaged: a row of it cannot be read.", f"line {rows.line_num + 1}")
            continue
        record = dict(zip(columns, row, strict=False))
        if any(row):
            yield _item(record, names)


def _item(record: Record, names: Names) -> Item:
    url, title = words_in(record, *_ADDRESSES), words_in(record, *_TITLES)
    body = next((record[name] for name in _BODIES if record.get(name, "").strip()), "")
    if not body:
        return Link(url, title)
    return Member(
        names.name(words_in(record, "id") or f"{checksum(url):x}"),
        size=len(body),
        checksum=checksum(repr(sorted(record.items()))),
        load=partial(Content, body, "html" if "</" in body else "text"),
        particulars=Particulars(
            title,
            words_in(record, "author", "authors"),
            day_in(record, *_DAYS),
            "",
            url,
            words_in(record, "language"),
        ),
        fields=kept_fields(record),
    )
