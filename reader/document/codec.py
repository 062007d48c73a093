"""The stored form of articles and quotations: compact JSON with a version, read back into the same values.

Blocks and quotations are columns of numbers, with the words among them kept once, as `document.columns` has them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from reader.document.article import Article
from reader.document.block import Block, BlockKind, Inline, InlineKind
from reader.document.columns import Blocks, Quotations
from reader.document.quotation import Mention, Quotation, QuotationKind, Span

_KINDS = {kind.value: kind for kind in BlockKind}
_INLINE_KINDS = {kind.value: kind for kind in InlineKind}
_QUOTATION_KINDS = {kind.value: kind for kind in QuotationKind}
VERSION = 2
"""Raised when the form changes; what an older program wrote is still read."""
_WRONG = (KeyError, TypeError, IndexError, ValueError, OverflowError)
"""What columns that do not belong together, or are none, raise when they are read."""


def encode_article(article: Article) -> str:
    """Return `article` as JSON, text included."""
    value = {
        "version": VERSION,
        "title": article.title,
        "authors": article.authors,
        "published": article.published.isoformat() if article.published else None,
        "modified": article.modified.isoformat() if article.modified else None,
        "site": article.site,
        "url": article.url,
        "language": article.language,
        "lead_image": article.lead_image,
        "blocks": _stored_blocks(article.blocks),
        "text": article.text,
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _stored_blocks(blocks: Blocks) -> dict[str, Any]:
    stored: dict[str, Any] = {
        "kinds": _numbered(blocks.kinds),
        "starts": list(blocks.starts),
        "ends": list(blocks.ends),
    }
    if blocks.details:
        stored["details"] = list(blocks.details.items())
    kinds, starts, ends, targets = blocks.inlines
    if kinds:
        counts = [after - before for before, after in pairwise(blocks.inline_places)]
        stored["inlines"] = [counts, _numbered(kinds), list(starts), list(ends), targets]
    return stored


def _numbered(kinds: Sequence[str]) -> tuple[list[str], list[int]]:
    """Return the different `kinds`, and the place of each among them."""
    places = {kind: place for place, kind in enumerate(dict.fromkeys(kinds))}
    return list(places), [places[kind] for kind in kinds]


def decode_article(stored: str) -> Article:
    """Return the article in `stored`; raises ValueError if it is none."""
    value: dict[str, Any] = json.loads(stored)
    try:
        return Article(
            title=value["title"],
            authors=tuple(value["authors"]),
            published=_day(value["published"]),
            modified=_day(value["modified"]),
            site=value["site"],
            url=value["url"],
            language=value["language"],
            lead_image=value["lead_image"],
            blocks=_blocks(value["blocks"]),
            text=value["text"],
        )
    except _WRONG as error:
        raise ValueError(f"not a stored article: {error}") from None


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _blocks(stored: Any) -> Blocks:
    if isinstance(stored, list):
        return Blocks.of([_block(row) for row in stored])
    details = [
        (number, (level, marker, quoted, target))
        for number, (level, marker, quoted, target) in stored.get("details", ())
    ]
    counts, kinds, *columns = stored.get("inlines", ((), ((), ()), (), (), ()))
    return Blocks(
        _named(stored["kinds"], _KINDS), stored["starts"], stored["ends"], details, counts,
        (_named(kinds, _INLINE_KINDS), *columns),
    )  # fmt: skip


def _named(stored: Any, kinds: dict[str, Any]) -> list[Any]:
    names, places = stored
    known = [kinds[name] for name in names]
    return [known[place] for place in places]


def _block(row: list[Any]) -> Block:
    """Return one block of the first form, which had a row for each."""
    inlines = tuple(Inline(_INLINE_KINDS[kind], *rest) for kind, *rest in row[7]) if len(row) > 7 else ()
    return Block(_KINDS[row[0]], row[1], row[2], row[3], row[4], row[5], row[6], inlines)


def encode_quotations(quotations: Sequence[Quotation]) -> str:
    """Return `quotations` as JSON: columns of numbers, and each word that they name by its number kept once."""
    found = Quotations.of(quotations)
    value = {"words": found.words[:-1], "columns": [list(column) for column in found.columns] if found else []}
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def decode_quotations(stored: str) -> Sequence[Quotation]:
    """Return the quotations in `stored`; raises ValueError if they are none."""
    value = json.loads(stored)
    try:
        if isinstance(value, list):
            return Quotations.of([_quotation(row) for row in value])
        return Quotations(value["words"], value["columns"]) if value["columns"] else Quotations()
    except _WRONG as error:
        raise ValueError(f"not stored quotations: {error}") from None


def _quotation(row: list[Any]) -> Quotation:
    """Return one quotation of the first form, which had a row for each."""
    start, end, kind, speaker, name, role, cue, confidence, evidence = row
    mention, span = Mention(*speaker) if speaker else None, Span(*cue) if cue else None
    return Quotation(start, end, _QUOTATION_KINDS[kind], mention, name, role, span, confidence, evidence)
