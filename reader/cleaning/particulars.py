"""What a collection tells of an article fills in what its page does not; where there is no page around, it knows better."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from reader.cleaning.bylines import clean_author, parse_byline
from reader.cleaning.cleaned import Cleaned, Evidence
from reader.cleaning.metadata import Metadata
from reader.document import Article, Particulars
from reader.text import fold, sanitise_line

_SOURCE = "what the collection tells"


def complete(metadata: Metadata, told: Particulars, *, is_page: bool) -> Metadata:
    """Return `metadata` with what is `told` beside it: of a page only what it lacks itself."""
    known = {name: value for name, value in _values(told).items() if not (is_page and getattr(metadata, name))}
    found = metadata.evidence
    if "title" in known:
        # A heading that says something else is the first chapter's, and no title that is shown above it already.
        found = tuple(each for each in found if each.field != "title" or _is_like(each.value, known["title"]))
    return replace(metadata, **known, evidence=_evidence(known, found, is_first=not is_page))


def complete_article(cleaned: Cleaned, told: Particulars) -> Cleaned:
    """Return `cleaned`, which came from no page, with what is `told` where it lacks it itself."""
    article: Article = cleaned.article
    known = {name: value for name, value in _values(told).items() if not getattr(article, name)}
    return replace(
        cleaned, article=replace(article, **known), evidence=_evidence(known, cleaned.evidence, is_first=False)
    )


def _values(told: Particulars) -> dict[str, Any]:
    byline = parse_byline(told.byline)
    name = clean_author(told.byline)
    values = {
        "title": sanitise_line(told.title),
        "authors": byline.names if byline is not None else (name,) if name else (),
        "published": told.published,
        "site": sanitise_line(told.site),
        "url": told.url,
        "language": told.language[:2].lower() if told.language[:2].isalpha() else "",
    }
    return {name: value for name, value in values.items() if value}


def _evidence(known: dict[str, Any], found: tuple[Evidence, ...], *, is_first: bool) -> tuple[Evidence, ...]:
    told = tuple(
        Evidence(name, _words(value), _SOURCE)
        for name, value in known.items()
        if name in ("title", "authors", "published", "site")
    )
    return (*told, *found) if is_first else (*found, *told)


def _is_like(heading: str, title: str) -> bool:
    shorter, longer = sorted((fold(heading).strip(), fold(title).strip()), key=len)
    return bool(shorter) and shorter in longer


def _words(value: str | tuple[str, ...] | date) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    return value.isoformat() if isinstance(value, date) else value
