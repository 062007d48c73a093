"""JSON-LD: the article that a page describes to machines, whether alone, in a list, in a graph or inside another thing."""

from __future__ import annotations

import html
import json
import re
from typing import Any

from reader.text import sanitise_line

_ARTICLE = re.compile(
    r"(?:News|Blog|Opinion|Report|Reportage|Scholarly|Tech|Analysis|Review|Satirical|LiveBlog|Background|Advertiser)?"
    r"(?:Article|Posting|NewsArticle|ContentArticle)$|^(?:Review|Recipe|Report)$"
)
_PAGE = re.compile(r"^(?:Web|Item|About|Profile|QA|FAQ)?Page$")
_WRAPPED = re.compile(r"^\s*(?:/[/*].{0,40}?)?<!\[CDATA\[|\]\]>.{0,10}$|^\s*<!--|-->\s*$|;\s*$", re.S)
MOST_THINGS = 500
"""Things in one page's JSON-LD that are looked at; forums describe each of their posts."""
LONGEST_SCRIPT = 2_000_000


def linked_article(root: Any) -> dict[str, Any]:
    """Return what the page `root` (an lxml element) says of its article in JSON-LD, {} if it says nothing.

    Where it describes several, it is the one of which it says most; references by `@id` are followed one step.
    """
    things: list[dict[str, Any]] = []
    for node in root.iter("script"):
        if "ld+json" in (node.get("type") or "").lower() and node.text:
            things += _things(_read(node.text))
    by_id = {str(thing["@id"]): thing for thing in things if "@id" in thing and len(thing) > 1}
    articles = [thing for thing in things if _is(thing, _ARTICLE)]
    pages = [thing for thing in things if _is(thing, _PAGE)]
    best = max(articles, key=_worth, default=None) or max(pages, key=_worth, default=None)
    if best is None:
        return {}
    return {key: _followed(value, by_id) for key, value in best.items()}


def _read(script: str) -> object:
    if len(script) > LONGEST_SCRIPT:
        return None
    text = _WRAPPED.sub("", script.strip())
    for attempt in (text, re.sub(r",\s*([}\]])", r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _things(value: object) -> list[dict[str, Any]]:
    """Return every thing in `value`, the outer before the inner."""
    found: list[dict[str, Any]] = []
    queue: list[object] = [value]
    for item in queue:
        if len(queue) > MOST_THINGS:
            break
        if isinstance(item, list):
            queue.extend(item)
        elif isinstance(item, dict):
            found.append(item)
            queue.extend(
                item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "author") if key in item
            )
    return found


def _is(thing: dict[str, Any], types: re.Pattern[str]) -> bool:
    kinds = thing.get("@type")
    return any(
        isinstance(kind, str) and types.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _worth(thing: dict[str, Any]) -> int:
    return sum(1 for key in ("headline", "author", "datePublished", "articleBody", "publisher") if thing.get(key))


def _followed(value: Any, by_id: dict[str, dict[str, Any]]) -> Any:
    if isinstance(value, list):
        return [_followed(item, by_id) for item in value[:50]]
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return by_id.get(value["@id"], value)
    return value


def words_of(value: object) -> str:
    """Return `value` as one line if it is words, else ""; entities that were escaped twice are read."""
    return sanitise_line(html.unescape(value)) if isinstance(value, str) else ""


def names_in(value: object, *, persons: bool = False) -> list[str]:
    """Return the names in `value`: words, a thing with a name, or a list of these; with `persons`, no organisations."""
    names: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            if persons and "Organization" in str(item.get("@type", "")):
                continue
            name = item.get("name")
            names += [words_of(part) for part in (name if isinstance(name, list) else [name])]
        else:
            names.append(words_of(item))
    return [name for name in names if name]


def address_in(value: object) -> str:
    """Return the first address in `value`: words, a thing with a `url`, or a list of these."""
    for item in value if isinstance(value, list) else [value]:
        found = words_of(item.get("url") or item.get("contentUrl")) if isinstance(item, dict) else words_of(item)
        if found:
            return found
    return ""
