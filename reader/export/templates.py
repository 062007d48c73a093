"""Notes after the person's own template: a small part of Mustache, in plain text.

`{{title}}` stands for a value, `{{#marks}} … {{/marks}}` repeats what is inside for each mark or shows it if there is
such a value, `{{^note}} … {{/note}}` if there is none. A line with nothing but a section's sign is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from reader.export.notes import escape_markdown, tags_of
from reader.export.passages import Passage
from reader.text import sanitise, sanitise_line

Values = Mapping[str, Any]
VALUES = {
    "title": "the article's title", "url": "its address", "site": "where it was published", "authors": "who wrote it",
    "published": "when (2024-03-14)", "number": "its number in the library", "marks": "its marks, each with:",
    "words": "the marked words", "quote": "the same as a Markdown quotation", "speaker": "who says them",
    "role": "the speaker's post", "note": "your note", "tags": "tags with #", "kind": "bookmark, highlight or note",
    "letter": "a named bookmark's letter", "colour": "a highlight's colour", "created": "when it was made",
    "state": "exact, certain, uncertain or lost", "id": "the mark's id", "link": "the command that opens it",
}  # fmt: skip
"""What a template can name."""

_SECTION = re.compile(r"\{\{([#^])\s*(\w+)\s*\}\}(.*?)\{\{/\s*\2\s*\}\}", re.DOTALL)
_ALONE = re.compile(r"^[ \t]*(\{\{[#^/]\s*\w+\s*\}\})[ \t]*\n", re.MULTILINE)
_VALUE = re.compile(r"\{\{\s*(\w+)\s*\}\}")


def unknown_names(template: str) -> list[str]:
    """Return the names in `template` that stand for nothing."""
    names = [*_VALUE.findall(template), *(found[1] for found in re.findall(r"\{\{([#^/])\s*(\w+)", template))]
    return [name for name in dict.fromkeys(names) if name not in VALUES]


def fill(template: str, values: Values) -> str:
    """Return `template` with `values` in the place of their names."""
    return _filled(_ALONE.sub(r"\1", template), values)


def _filled(template: str, values: Values) -> str:
    def section(found: re.Match[str]) -> str:
        sign, name, inner = found.groups()
        value = values.get(name)
        if sign == "^":
            return "" if value else _filled(inner, values)
        if isinstance(value, list):
            return "".join(_filled(inner, {**values, **item}) for item in value)
        return _filled(inner, values) if value else ""

    # What a value holds is never read as a template: sections are filled first, each in pieces of its own.
    pieces = []
    end = 0
    for found in _SECTION.finditer(template):
        pieces += [_named(template[end : found.start()], values), section(found)]
        end = found.end()
    return "".join([*pieces, _named(template[end:], values)])


def _named(template: str, values: Values) -> str:
    return _VALUE.sub(lambda found: str(values.get(found[1], "") or ""), template)


def values_of(group: Sequence[Passage]) -> Values:
    """Return what a template can say of the passages of one article; all of it is foreign, and safe in Markdown."""
    first = group[0]
    return {
        "title": escape_markdown(sanitise_line(first.title)),
        "url": sanitise_line(first.url),
        "site": escape_markdown(sanitise_line(first.site)),
        "authors": escape_markdown(sanitise_line(", ".join(first.authors))),
        "published": first.published.isoformat() if first.published else "",
        "number": first.number if first.number is not None else "",
        "marks": [_mark_values(passage) for passage in group],
    }


def _mark_values(passage: Passage) -> Values:
    mark = passage.mark
    words = escape_markdown(mark.anchor.exact.strip())
    return {
        "words": " ".join(words.split()),
        "quote": "\n".join(f"> {line}".rstrip() for line in words.split("\n")),
        "speaker": escape_markdown(sanitise_line(passage.speaker)),
        "role": escape_markdown(sanitise_line(passage.role)),
        "note": sanitise(mark.note).strip(),
        "tags": " ".join(f"#{tag}" for tag in tags_of(passage)),
        "kind": sanitise_line(mark.kind),
        "letter": sanitise_line(mark.letter),
        "colour": sanitise_line(mark.colour),
        "created": mark.created.date().isoformat(),
        "state": mark.state,
        "id": sanitise_line(mark.id),
        "link": f"quoth open {passage.number}#{sanitise_line(mark.id)}" if passage.number is not None else "",
    }
