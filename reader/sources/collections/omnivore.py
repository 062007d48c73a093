"""Omnivore's export: lists of articles in metadata_*.json, a page for each in content/, its highlights in highlights/."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from reader.document import Issue, Particulars
from reader.errors import SourceError
from reader.sources.collections.collection import Content, Item, Link, Member, Names, in_order_of_saving
from reader.sources.collections.keeping import highlights_in, kept_fields, marks_of, progress_of
from reader.sources.collections.records import Record, checksum, day_in, second_in, words_in
from reader.sources.collections.zipped import Archive

_LIST = re.compile(r"(?:^|/)metadata_[^/]*\.json$")
_PAGE = re.compile(r"(?:^|/)content/([^/]+)\.html$")
_HIGHLIGHTS = re.compile(r"(?:^|/)highlights/([^/]+)\.md$")


def recognises(archive: Archive) -> bool:
    """Tell whether `archive` is such an export."""
    has_list = any(_LIST.search(name) for name in archive.members)
    return has_list and any(_PAGE.search(name) or _HIGHLIGHTS.search(name) for name in archive.members)


def items(archive: Archive) -> Iterator[Item]:
    """Yield the articles of `archive` in the order in which they were saved."""
    return in_order_of_saving(_items(archive))


def _items(archive: Archive) -> Iterator[Item]:
    pages = _by_slug(archive, _PAGE)
    highlights = _by_slug(archive, _HIGHLIGHTS)
    names = Names()
    listed: set[str] = set()
    for name in filter(_LIST.search, archive.members):
        try:
            records = json.loads(archive.read(name))
        except SourceError as error:
            yield Issue("unreadable-list", error.message, name)
            continue
        except (ValueError, RecursionError):
            yield Issue("no-json", "is no list of articles that can be read.", name)
            continue
        for record in records if isinstance(records, list) else [records]:
            slug = record.get("slug") if isinstance(record, dict) else None
            if not isinstance(slug, str):
                yield Issue("odd-record", "has something that is no article.", name)
            elif slug in pages:
                # The same article may be listed twice: what was said of it last would count, and both say the same.
                if slug not in listed:
                    listed.add(slug)
                    yield _member(archive, names.name(slug), record, pages[slug], highlights.get(slug, ""))
            elif url := words_in(record, "url", "originalArticleUrl"):
                yield Link(url, words_in(record, "title"))
    for slug, page in pages.items():
        if slug not in listed:
            yield _member(archive, names.name(slug), {}, page, highlights.get(slug, ""))


def _by_slug(archive: Archive, pattern: re.Pattern[str]) -> dict[str, str]:
    return {found[1]: name for name in archive.members if (found := pattern.search(name))}


def _member(archive: Archive, name: str, record: Record, page: str, highlights: str) -> Member:
    entries = [archive.members[entry] for entry in (page, highlights) if entry]
    told = json.dumps(record, sort_keys=True)
    return Member(
        name,
        size=entries[0].file_size,
        checksum=checksum(told, *(entry.CRC for entry in entries)),
        load=partial(_load, archive, record, page, highlights),
        particulars=_particulars(record),
        fields=kept_fields(record),
        progress=progress_of(record),
        saved=second_in(record, "savedAt", "updatedAt"),
    )


def _particulars(record: Record) -> Particulars:
    return Particulars(
        title=words_in(record, "title"),
        byline=words_in(record, "author"),
        published=day_in(record, "publishedAt"),
        site=words_in(record, "siteName"),
        url=words_in(record, "url", "originalArticleUrl"),
        language=words_in(record, "language"),
    )


def _load(archive: Archive, record: Record, page: str, highlights: str) -> Content:
    data = archive.read(page)
    if not highlights:
        return Content(data, "html")
    # The file of highlights has no dates; none was made after the article was last touched.
    made = words_in(record, "updatedAt", "savedAt")
    found: list[dict[str, Any]] = [
        {**one, "createdAt": made} for one in highlights_in(archive.read(highlights).decode("utf-8-sig", "replace"))
    ]
    page_of = {"url": words_in(record, "url", "originalArticleUrl"), "title": words_in(record, "title")}
    return Content(data, "html", marks_of(found, page_of))
