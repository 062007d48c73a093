"""What a page says of itself: JSON-LD, OpenGraph and its kin, `<time>` and its title; the best evidence wins."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from reader.cleaning.bylines import clean_author
from reader.text import fold, sanitise_line
from reader.text.dates import parse_date

_ARTICLE_TYPES = re.compile(
    r"(?:News|Blog|Opinion|Report|Scholarly|Tech|Analysis|Review)?(?:Article|Posting)\b|Review|Recipe"
)
_SUFFIX = re.compile(r"\s+(?:[|•·»–—-]|::)\s+([^|•·»]{2,60})$")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What was found; what was not is empty or None."""

    title: str = ""
    authors: tuple[str, ...] = ()
    published: date | None = None
    modified: date | None = None
    site: str = ""
    url: str = ""
    language: str = ""
    image: str = ""


def read_metadata(root: Any) -> Metadata:
    """Return the metadata of the page `root`, an lxml element."""
    named = _named(root)
    linked = _linked(root)
    site = sanitise_line(named.get("og:site_name", "") or _name_of(linked.get("publisher")))
    title = _text(linked.get("headline")) or named.get("og:title", "") or named.get("twitter:title", "")
    if not title:
        title = next((sanitise_line("".join(node.itertext())) for node in root.iter("h1")), "")
    if not title:
        title = next((sanitise_line("".join(node.itertext())) for node in root.iter("title")), "")
    authors = _authors(linked.get("author")) or _authors(named.get("author")) or _authors(named.get("article:author"))
    published = _date(linked.get("datePublished"), named, "article:published_time", "date", "dc.date", "pubdate")
    if published is None:
        stamps = (parse_date(node.get("datetime") or "".join(node.itertext())) for node in root.iter("time"))
        published = next((stamp for stamp in stamps if stamp), None)
    return Metadata(
        title=without_site(sanitise_line(title), site),
        authors=authors or _byline_authors(root),
        published=published,
        modified=_date(linked.get("dateModified"), named, "article:modified_time", "og:updated_time"),
        site=site,
        url=_address(root, named),
        language=(root.get("lang") or named.get("og:locale", ""))[:2].lower(),
        image=sanitise_line(named.get("og:image", "")),
    )


def _named(root: Any) -> dict[str, str]:
    named: dict[str, str] = {}
    for node in root.iter("meta"):
        key = (node.get("property") or node.get("name") or node.get("itemprop") or "").lower()
        content = node.get("content")
        if key and content:
            named.setdefault(key, sanitise_line(content[:2000]))
    return named


def _linked(root: Any) -> dict[str, Any]:
    """Return the first article of the page's JSON-LD."""
    for node in root.iter("script"):
        if "ld+json" not in (node.get("type") or ""):
            continue
        try:
            value = json.loads((node.text or "").strip())
        except (ValueError, RecursionError):
            continue
        queue = value if isinstance(value, list) else [value]
        for item in queue[:50]:
            if isinstance(item, dict) and isinstance(item.get("@graph"), list):
                queue = queue + item["@graph"]
        for item in queue[:200]:
            kind = item.get("@type") if isinstance(item, dict) else None
            if any(
                isinstance(name, str) and _ARTICLE_TYPES.search(name)
                for name in (kind if isinstance(kind, list) else [kind])
            ):
                return dict(item)
    return {}


def _text(value: object) -> str:
    return sanitise_line(value) if isinstance(value, str) else ""


def _name_of(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _authors(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    names: list[str] = []
    for item in values[:20]:
        given = _name_of(item)
        parts = re.split(r"\s*(?:,|;|&|\band\b)\s*", given) if given else []
        names.extend(name for part in parts if (name := clean_author(part)))
    return tuple(dict.fromkeys(names))


def _byline_authors(root: Any) -> tuple[str, ...]:
    for node in root.iter("a", "span", "p", "div"):
        marks = f"{node.get('rel') or ''} {node.get('class') or ''} {node.get('itemprop') or ''}".lower()
        if re.search(r"\b(author|byline)\b", marks):
            names = _authors("".join(node.itertext())[:200])
            if names:
                return names
    return ()


def _date(first: object, named: dict[str, str], *keys: str) -> date | None:
    for value in (first, *(named.get(key) for key in keys)):
        found = parse_date(value) if isinstance(value, str) else None
        if found is not None:
            return found
    return None


def _address(root: Any, named: dict[str, str]) -> str:
    for node in root.iter("link"):
        if (node.get("rel") or "").lower() == "canonical" and node.get("href"):
            return sanitise_line(node.get("href"))
    return named.get("og:url", "")


def without_site(title: str, site: str) -> str:
    """Return `title` without the site's name at its end."""
    match = _SUFFIX.search(title)
    if match and site and fold(match.group(1)) in (fold(site), fold(site.removeprefix("The "))):
        return title[: match.start()]
    return title
