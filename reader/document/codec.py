"""The stored form of articles and quotations: compact JSON with a version, read back into the same values."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from reader.document.article import Article, Block, BlockKind, Inline, InlineKind
from reader.document.quotation import Mention, Quotation, QuotationKind, Span

_KINDS = {kind.value: kind for kind in BlockKind}
VERSION = 1
"""Raised when the form changes; what an older program wrote is still read."""


def encode_article(article: Article) -> str:
    """Return `article` as JSON, text included."""
    blocks = [
        [b.kind, b.start, b.end, b.level, b.marker, b.quoted, b.target]
        + ([[[i.kind, i.start, i.end, i.target] for i in b.inlines]] if b.inlines else [])
        for b in article.blocks
    ]
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
        "blocks": blocks,
        "text": article.text,
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


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
            blocks=tuple(_block(row) for row in value["blocks"]),
            text=value["text"],
        )
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError(f"not a stored article: {error}") from None


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _block(row: list[Any]) -> Block:
    inlines = (
        tuple(Inline(InlineKind(kind), start, end, target) for kind, start, end, target in row[7])
        if len(row) > 7
        else ()
    )
    return Block(_KINDS[row[0]], row[1], row[2], row[3], row[4], row[5], row[6], inlines)


def encode_quotations(quotations: tuple[Quotation, ...]) -> str:
    """Return `quotations` as JSON."""
    rows = [
        [
            q.start, q.end, q.kind,
            [q.speaker.start, q.speaker.end, q.speaker.text] if q.speaker else None,
            q.speaker_name, q.speaker_role, [q.cue.start, q.cue.end] if q.cue else None, q.confidence, q.evidence,
        ]
        for q in quotations
    ]  # fmt: skip
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def decode_quotations(stored: str) -> tuple[Quotation, ...]:
    """Return the quotations in `stored`; raises ValueError if they are none.

    A long text names the same few people by the same few rules: each such value is kept once.
    """
    one: dict[Any, Any] = {}
    kept = one.setdefault
    kinds = {kind.value: kind for kind in QuotationKind}
    try:
        return tuple(
            Quotation(
                start, end, kinds[kind],
                Mention(speaker[0], speaker[1], kept(speaker[2], speaker[2])) if speaker else None,
                kept(name, name), kept(role, role), Span(*cue) if cue else None, kept(confidence, confidence),
                kept(evidence, evidence),
            )
            for start, end, kind, speaker, name, role, cue, confidence, evidence in json.loads(stored)
        )  # fmt: skip
    except (TypeError, KeyError, IndexError) as error:
        raise ValueError(f"not stored quotations: {error}") from None
