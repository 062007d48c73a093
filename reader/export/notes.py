"""Marks as Markdown notes, one an article, laid out for Obsidian and readable in anything."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence

from reader.export.passages import Passage, by_article
from reader.text import sanitise, sanitise_line

LONGEST_NAME = 80
"""Characters of a file's name: room for a folder and an ending in the 255 bytes of most systems, also in CJK."""

_SPECIAL = re.compile(r"[\\`*_\[\]<>~$|^]|==|%%|#(?=\w)")
_LINE_SIGN = re.compile(r"^(\s*)([-+=#]+|\d{1,9}[.)])(?=\s|$)", re.MULTILINE)
_UNSAFE_IN_NAMES = re.compile(r"[^\w\s.,'’()–-]+")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?\Z", re.IGNORECASE)


def escape_markdown(text: str) -> str:
    """Return foreign `text` so that Markdown shows it as it is: no picture is fetched, no link or tag is made."""
    text = _SPECIAL.sub(lambda found: "\\" + "\\".join(found.group()), sanitise(text))
    return _LINE_SIGN.sub(lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", text)


def notes(found: Sequence[Passage], render: Callable[[Sequence[Passage]], str] | None = None) -> dict[str, str]:
    """Return a file name and its Markdown for each article of `found`, made by `render` or as `note` makes it."""
    files: dict[str, str] = {}
    taken: set[str] = set()
    for group in by_article(found):
        stem = name = _file_name(group[0].title)
        number = 2
        while name.casefold() in taken:
            name, number = f"{stem} {number}", number + 1
        taken.add(name.casefold())
        files[f"{name}.md"] = (render or note)(group)
    return files


def note(group: Sequence[Passage]) -> str:
    """Return the passages of one article as a note with front matter."""
    first = group[0]
    lines = ["---", f"title: {_scalar(first.title)}"]
    if first.url:
        lines.append(f"source: {_scalar(first.url)}")
    if first.authors:
        lines.append("author:")
        lines.extend(f"  - {_scalar(author)}" for author in first.authors)
    if first.site:
        lines.append(f"site: {_scalar(first.site)}")
    if first.published:
        lines.append(f"published: {first.published.isoformat()}")
    tags = dict.fromkeys(("quoth", *(tag for passage in group for tag in tags_of(passage))))
    lines += ["tags:", *(f"  - {_scalar(tag)}" for tag in tags), "---", "", f"# {_one_line(first.title)}", ""]
    for passage in group:
        lines += [*_passage(passage), ""]
    return "\n".join(lines).rstrip() + "\n"


def _passage(passage: Passage) -> list[str]:
    mark = passage.mark
    words = escape_markdown(mark.anchor.exact.strip() or "…")
    lines = [f"> {line}".rstrip() for line in words.split("\n")]
    if passage.speaker:
        speaker = ", ".join(_one_line(part) for part in (passage.speaker, passage.role) if part)
        lines += [">", f"> — {speaker}"]
    lines += ["", f"^{re.sub(r'[^A-Za-z0-9-]', '-', mark.id)}", ""]
    if mark.note:
        lines += [sanitise(mark.note).strip(), ""]
    about = [f"{mark.kind} {mark.letter}".strip(), mark.created.date().isoformat()]
    if mark.state in ("uncertain", "lost"):
        about.append(f"{mark.state}: the words may stand elsewhere now")
    about += [f"#{tag}" for tag in tags_of(passage)]
    if passage.number is not None:
        about.append(f"`quoth open {passage.number}#{sanitise_line(mark.id).replace('`', '')}`")
    lines.append(" · ".join(about))
    return lines


def tags_of(passage: Passage) -> list[str]:
    """Return the tags of a passage's mark as Obsidian reads them: without blanks and signs."""
    tags = (re.sub(r"[^\w/-]+", "-", sanitise_line(tag)).strip("-") for tag in passage.mark.tags)
    return [tag for tag in tags if tag]


def _one_line(text: str) -> str:
    return escape_markdown(sanitise_line(text))


def _scalar(text: str) -> str:
    """Return `text` as a YAML string: JSON's double-quoted strings are a part of YAML."""
    return json.dumps(sanitise_line(text), ensure_ascii=False)


def _file_name(title: str) -> str:
    name = " ".join(_UNSAFE_IN_NAMES.sub(" ", sanitise_line(title)).split())[:LONGEST_NAME].strip(" .")
    while len(name.encode("utf-8", "replace")) > 3 * LONGEST_NAME - 30:
        name = name[:-1].strip(" .")
    return f"{name} article" if _RESERVED.match(name) else name or "Untitled"
