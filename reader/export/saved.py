"""What read-later services give: Omnivore's zip with a Markdown file an article, and what they say of each article.

Read states, labels and stars are taken as what the person did with an article; its text is another room's.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import Any

from reader.document import Issue
from reader.document.addresses import canonical_url
from reader.sources.collections.keeping import highlights_in, kept_fields
from reader.text import sanitise

LARGEST = 64 << 20
"""Bytes of a member that are read: a packed file may be made to unfold without end."""
_Record = dict[str, Any]


_SIGNS = frozenset(("is_archived", "is_starred", "is_read", "is_fav", "savedAt", "readingProgress", "content"))
"""Names by which a record is a service's saved article, beside its address."""


def is_saved(record: _Record) -> bool:
    """Tell whether `record` is an article as a service has saved it."""
    return bool(record.get("url") or record.get("originalArticleUrl")) and not _SIGNS.isdisjoint(record)


def saved_notes(record: _Record) -> _Record | None:
    """Return what the person did with a saved article, as our own lines say it; None if that was nothing."""
    fields = kept_fields(record)
    url = record.get("url") or record.get("originalArticleUrl")
    if not fields or not isinstance(url, str):
        return None
    title = record.get("title")
    article = {"url": canonical_url(sanitise(url)), "title": title if isinstance(title, str) else ""}
    return {"article": article, "fields": fields}


def is_archive(data: bytes) -> bool:
    """Tell whether `data` is a zip."""
    return data.startswith(b"PK\x03\x04")


def archived_records(data: bytes) -> tuple[str, list[Issue]]:
    """Return the articles with their highlights in a service's zip as JSON that the other imports read."""
    issues: list[Issue] = []
    articles: dict[str, _Record] = {}
    highlights: dict[str, str] = {}
    whole: list[_Record] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                name = member.filename
                if member.is_dir() or member.file_size > LARGEST or not name.endswith((".json", ".jsonl", ".md")):
                    continue
                text = archive.read(member).decode("utf-8-sig", "replace")
                if name.endswith(".md"):
                    highlights[re.sub(r".*/|\.md$", "", name)] = text
                else:
                    _take_json(text, name, articles, whole, issues)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError) as error:
        return "[]", [Issue("bad-archive", f"The archive cannot be read: {error}.", "zip")]
    for slug, text in highlights.items():
        known = articles.get(slug, {})
        page = {"url": known.get("url") or known.get("originalArticleUrl"), "title": known.get("title") or slug}
        # The file of highlights has no dates; none was made after the article was last touched.
        made = known.get("updatedAt") or known.get("savedAt")
        whole.append({**page, "highlights": [{**one, "createdAt": made} for one in highlights_in(text)]})
    whole += filter(is_saved, articles.values())
    return json.dumps(whole), issues


def _take_json(text: str, name: str, articles: dict[str, _Record], whole: list[_Record], issues: list[Issue]) -> None:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        issues.append(Issue("no-json", "This member is not JSON and was passed over.", name))
        return
    for record in value if isinstance(value, list) else [value]:
        if not isinstance(record, dict):
            continue
        if isinstance(record.get("highlights", record.get("annotations")), list):
            whole.append(record)
        elif isinstance(record.get("slug"), str):
            articles[record["slug"]] = record
