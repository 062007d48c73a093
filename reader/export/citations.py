"""Marked articles for reference managers: CSL-JSON and BibTeX, with the marked words as annotations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from reader.export.passages import Passage, by_article
from reader.text import sanitise_line

_PARTICLES = frozenset("al bin da de del della den der des di dos du el la le ten ter van von zu".split())
"""Small words that belong to the family name after them, as in "Dan De Luce"."""
_SMALL_WORDS = frozenset("a an and as at by das der die ein eine for from in la le les of on the to un une".split())
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_TEX_SPECIAL = re.compile(r"[\\{}&%$#_~^]")


def csl_items(found: Sequence[Passage]) -> list[dict[str, Any]]:
    """Return one CSL item for each article of `found`."""
    items = []
    for key, group in _keyed(found):
        first = group[0]
        item: dict[str, Any] = {
            "id": key,
            "type": "article-newspaper" if first.site and first.published else "webpage",
            "title": first.title,
        }
        if first.authors:
            item["author"] = [_csl_name(author) for author in first.authors]
        if first.site:
            item["container-title"] = first.site
        if first.published:
            item["issued"] = {"date-parts": [[first.published.year, first.published.month, first.published.day]]}
        if first.url:
            item["URL"] = first.url
        if first.language:
            item["language"] = first.language
        item["note"] = "\n".join(_quoted(passage) for passage in group)
        items.append(item)
    return items


def bibtex(found: Sequence[Passage]) -> str:
    """Return one `@online` entry for each article of `found`."""
    entries = []
    for key, group in _keyed(found):
        first = group[0]
        names = (", ".join(part for part in split_name(author) if part) for author in first.authors)
        fields = {
            "author": " and ".join(_name_tex(name) for name in names),
            "title": f"{{{_tex(first.title)}}}",
            "date": first.published.isoformat() if first.published else "",
            "year": f"{first.published.year:04}" if first.published else "",
            "organization": _tex(first.site),
            "url": _url(first.url),
            "annote": " \\par ".join(_tex(_quoted(passage)) for passage in group),
        }
        lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
        entries.append(f"@online{{{key},\n" + ",\n".join(lines) + "\n}\n")
    return "\n".join(entries)


def split_name(name: str) -> tuple[str, str]:
    """Return the family name with its particles, and the given names; one word alone is a family name."""
    words = sanitise_line(name).split()
    if len(words) < 2:
        return " ".join(words), ""
    first = len(words) - 1
    while first > 1 and words[first - 1].casefold() in _PARTICLES:
        first -= 1
    return " ".join(words[first:]), " ".join(words[:first])


def _csl_name(name: str) -> dict[str, str]:
    family, given = split_name(name)
    return {"family": family, "given": given} if given else {"literal": family}


def _quoted(passage: Passage) -> str:
    words = sanitise_line(passage.mark.anchor.exact)
    if not words.startswith(("“", '"', "«", "„", "‘", "「")):
        words = f"“{words}”"
    by = f" — {passage.speaker}" if passage.speaker else ""
    note = sanitise_line(passage.mark.note)
    return f"{words}{by}{f' [{note}]' if note else ''}"


def _keyed(found: Sequence[Passage]) -> list[tuple[str, list[Passage]]]:
    """Return the articles of `found`, each with a key of its own: name, year, word, and a letter if need be."""
    keyed: list[tuple[str, list[Passage]]] = []
    taken: set[str] = set()
    for group in by_article(found):
        first = group[0]
        name = _ascii(split_name(first.authors[0])[0]) if first.authors else _ascii(first.site)
        word = next((word for word in map(_ascii, first.title.split()) if word and word not in _SMALL_WORDS), "")
        stem = f"{name}{first.published.year if first.published else ''}{word}" or "article"
        key, number = stem, 2
        while key in taken:
            key, number = f"{stem}-{number}", number + 1
        taken.add(key)
        keyed.append((key, group))
    return keyed


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^a-z0-9]+", "", plain)


def _tex(text: str) -> str:
    return _TEX_SPECIAL.sub(lambda found: _TEX[found.group()], sanitise_line(text))


def _name_tex(name: str) -> str:
    """Return a name; braces keep an “and” in it from parting it into two people."""
    tex = _tex(name)
    return f"{{{tex}}}" if " and " in tex else tex


def _url(url: str) -> str:
    """Return `url` for BibTeX, whose braces must balance and which takes everything else as it stands."""
    return sanitise_line(url).replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C").replace(" ", "%20")
