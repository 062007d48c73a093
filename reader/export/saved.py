"""Highlights out of the archives that read-later services give: Omnivore's zip with a Markdown file an article."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from reader.document import Issue

LARGEST = 64 << 20
"""Bytes of a member that are read: a packed file may be made to unfold without end."""
_Record = dict[str, Any]


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
        whole.append({**page, "highlights": [{**one, "page": page} for one in highlights_in(text)]})
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


def highlights_in(text: str) -> Iterator[_Record]:
    """Yield the highlights in a Markdown file as Omnivore writes it: quotations, each with labels and a note after it."""
    quoted: list[str] = []
    note: list[str] = []
    labels: list[str] = []
    is_open = False
    for line in [*text.split("\n"), "", ">"]:
        if line.startswith(">"):
            if not is_open:
                if "".join(quoted).strip():
                    words, said = "\n".join(quoted).strip(), "\n".join(note).strip()
                    yield {"quote": re.sub(r"\n{2,}", "\n\n", words), "annotation": said, "labels": labels}
                quoted, note, labels = [], [], []
            is_open = True
            quoted.append(line[1:].strip())
        elif not line.strip():
            is_open = False
            note.append("")
        elif is_open:
            # Markdown lets the lines of a quoted paragraph go on without its sign.
            quoted.append(line.strip())
        elif re.fullmatch(r"(#[^\s#]+\s*)+", line.strip()):
            labels = [*labels, *(part.strip() for part in line.split("#") if part.strip())]
        else:
            note.append(line.rstrip())
