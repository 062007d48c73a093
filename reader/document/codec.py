"""The stored form of articles and quotations: compact JSON with a version, read back into the same values."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from reader.document.article import Article, Block, BlockKind, Inline, InlineKind
from reader.document.quotation import Mention, Quotation, QuotationKind, Span

_KINDS = {kind.value: kind for kind in BlockKind}
_QUOTATION_KINDS = {kind.value: kind for kind in QuotationKind}
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
    """Return `quotations` as JSON: columns of numbers, and each word that they name by its number kept once.

    A long text has thousands of quotations by the same few people; rows would take three times the memory to read.
    """
    numbers: dict[str | None, int] = {None: -1}
    words: list[str] = []

    def number(value: str | None) -> int:
        if value not in numbers:
            numbers[value] = len(words)
            words.append(str(value))
        return numbers[value]

    rows = [
        (
            q.start, q.end, number(q.kind.value),
            *((q.speaker.start, q.speaker.end, number(q.speaker.text)) if q.speaker else _NONE),
            number(q.speaker_name), number(q.speaker_role), *((q.cue.start, q.cue.end) if q.cue else _NONE[:2]),
            q.confidence, number(q.evidence),
        )
        for q in quotations
    ]  # fmt: skip
    return json.dumps(
        {"words": words, "columns": list(zip(*rows, strict=True))}, ensure_ascii=False, separators=(",", ":")
    )


_NONE = (-1, -1, -1)


def decode_quotations(stored: str) -> tuple[Quotation, ...]:
    """Return the quotations in `stored`; raises ValueError if they are none."""
    value = json.loads(stored)
    try:
        if isinstance(value, list):
            return tuple(_quotation(row) for row in value)
        words, columns = [*value["words"], None], value["columns"]
        kinds = {number: _QUOTATION_KINDS[words[number]] for number in set(columns[2] if columns else ())}
        return tuple(
            Quotation(
                start, end, kinds[kind],
                Mention(first, last, words[mention]) if mention >= 0 else None,
                words[name], words[role], Span(cue, cue_end) if cue >= 0 else None, confidence, words[evidence],
            )
            for start, end, kind, first, last, mention, name, role, cue, cue_end, confidence, evidence in zip(
                *columns, strict=True
            )
        )  # fmt: skip
    except (TypeError, KeyError, IndexError, ValueError) as error:
        raise ValueError(f"not stored quotations: {error}") from None


def _quotation(row: list[Any]) -> Quotation:
    """Return one quotation of the first form, which had a row for each."""
    start, end, kind, speaker, name, role, cue, confidence, evidence = row
    mention, span = Mention(*speaker) if speaker else None, Span(*cue) if cue else None
    return Quotation(start, end, _QUOTATION_KINDS[kind], mention, name, role, span, confidence, evidence)
