"""Records of saved pages in JSON of any size: one at a time, from lists, folders in folders, or one a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, TextIO

from reader.document import Issue
from reader.sources.collections.records import Record
from reader.text import sanitise_line

CHUNK = 1 << 18
"""Characters that are read at a time."""
LARGEST = 32 << 20
"""Characters that one record may have; a book's page has a million."""
DEEPEST = 40
"""Folders in folders that are looked into."""
_BETWEEN = re.compile(r"[\s,]*")
_LIST = re.compile(
    r'(?=\[)|\{(?:(?!\}\s*\{|"act":)[^\[\]])*?"(?:items|bookmarks|entries|articles|collections|list)"\s*:\s*(?=\[)'
)
"""A document that is a list, or whose records are the first list in it."""
_ADDRESSES = (
    "url",
    "href",
    "uri",
    "article__url",
    "resolved_url",
    "given_url",
    "originalArticleUrl",
    "canonical",
    "alternate",
)
_OF_MARKS = frozenset({"act", "exact", "fields"})
"""Names by which a record is of this program's own journals and exports: they speak of articles, and hold none."""
_CUT_OFF = Issue("cut-off", "is damaged: what stands behind its article number {} cannot be read.")


def records_in(text: TextIO) -> Iterator[Record | Issue]:
    """Yield what in the JSON of `text` has a web address; last an issue, where it is damaged."""
    for value in _values(text):
        if isinstance(value, Issue):
            yield value
        else:
            yield from _found(value, 0)


def address_of(record: Record) -> str:
    """Return the web address that `record` has under one of the usual names, "" where it has none."""
    for name in _ADDRESSES:
        value: Any = record.get(name)
        # Google's reader and its heirs have a list of addresses, each with its kind.
        if isinstance(value, list) and value and isinstance(value[0], dict):
            value = value[0].get("href")
        if isinstance(value, str) and re.match(r"\s*https?://\S", value, re.I):
            return sanitise_line(value).strip()
    return ""


def _found(value: object, depth: int) -> Iterator[Record]:
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _found(item, depth + 1)
    elif isinstance(value, dict) and _OF_MARKS.isdisjoint(value):
        if address_of(value):
            yield value
        else:
            yield from _found([inner for inner in value.values() if isinstance(inner, dict | list)], depth + 1)


def _values(file: TextIO) -> Iterator[object]:
    """Yield the items of the list in `file`, or the values that stand there one after the other."""
    buffer = file.read(CHUNK).lstrip()
    listed = _LIST.match(buffer)
    at = listed.end() + 1 if listed is not None else 0
    number = 0
    decoder = json.JSONDecoder()
    while True:
        between = _BETWEEN.match(buffer, at)
        at = between.end() if between is not None else at
        if listed is not None and buffer.startswith("]", at):
            return
        try:
            value, end = decoder.raw_decode(buffer, at)
        except (ValueError, RecursionError):
            # Twice as much each time, so that a long record is not read from its beginning too often.
            left = len(buffer) - at
            more = file.read(max(CHUNK, left)) if left < LARGEST else ""
            if not more:
                if left or listed is not None:
                    yield _cut_off(number)
                return
            buffer, at = buffer[at:] + more, 0
            continue
        yield value
        number, at = number + 1, end


def _cut_off(number: int) -> Issue:
    return Issue(_CUT_OFF.code, _CUT_OFF.message.format(number))
