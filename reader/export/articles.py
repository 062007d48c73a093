"""Articles, quotations and marks as records for JSON and as plain text for people and pipes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from reader.document import Article, Block, Mark, Quotation, QuotationKind
from reader.typesetting import typeset_plain

if TYPE_CHECKING:
    from reader.pipeline import Reading


def quotation_record(quotation: Quotation) -> dict[str, Any]:
    """Return `quotation` as the commands' JSON has it."""
    return {
        "start": quotation.start,
        "end": quotation.end,
        "kind": str(quotation.kind),
        "speaker": quotation.speaker._asdict() if quotation.speaker else None,
        "speaker_name": quotation.speaker_name,
        "cue": quotation.cue._asdict() if quotation.cue else None,
        "confidence": quotation.confidence,
        "evidence": quotation.evidence,
    }


def block_record(block: Block) -> dict[str, Any]:
    """Return `block` as the commands' JSON has it."""
    return {**block._asdict(), "inlines": [inline._asdict() for inline in block.inlines]}


def article_record(reading: Reading, quotations: Sequence[Quotation]) -> dict[str, Any]:
    """Return everything about `reading`, with its `quotations` as they are corrected, as the commands' JSON has it."""
    article = reading.article
    return {
        "title": article.title,
        "authors": list(article.authors),
        "published": article.published.isoformat() if article.published else None,
        "modified": article.modified.isoformat() if article.modified else None,
        "site": article.site,
        "url": article.url,
        "language": article.language,
        "text": article.text,
        "blocks": [block_record(block) for block in article.blocks],
        "quotations": [quotation_record(quotation) for quotation in quotations],
        "removed": [asdict(removed) for removed in reading.removed],
        "issues": [issue._asdict() for issue in reading.issues],
    }


def mark_record(mark: Mark) -> dict[str, Any]:
    """Return `mark` as the commands' JSON has it."""
    return {
        "id": mark.id,
        "kind": mark.kind,
        "letter": mark.letter,
        "article": {
            "title": mark.article.title,
            "url": mark.article.url,
            "path": mark.article.path,
            "fingerprint": mark.article.fingerprint,
        },
        "exact": mark.anchor.exact,
        "prefix": mark.anchor.prefix,
        "suffix": mark.anchor.suffix,
        "start": mark.anchor.start,
        "block": mark.anchor.block,
        "note": mark.note,
        "tags": list(mark.tags),
        "colour": mark.colour,
        "device": mark.device,
        "created": mark.created.isoformat(),
        "state": mark.state,
    }


def byline(article: Article) -> str:
    """Return authors, site and date in one line."""
    day = article.published.isoformat() if article.published else ""
    return " · ".join(part for part in (", ".join(article.authors), article.site, day) if part)


def article_text(article: Article, quotations: Sequence[Quotation], width: int) -> Iterator[str]:
    """Yield `article` as lines of at most `width` cells, and then who said what, if `quotations` has any."""
    yield article.title
    if line := byline(article):
        yield line
    if article.url:
        yield article.url
    yield ""
    yield from typeset_plain(article, width)
    speech = [q for q in quotations if q.kind in (QuotationKind.DIRECT, QuotationKind.MIXED)]
    if speech:
        yield ""
        yield f"Voices ({len(speech)})"
        yield ""
        for quotation in speech:
            yield quotation_line(article, quotation)


def quotation_line(article: Article, quotation: Quotation) -> str:
    """Return `quotation` in one line, its speaker first, with a question mark where that is unsure; one without is blank."""
    words = " ".join(article.text[quotation.start : quotation.end].split())
    if not quotation.speaker_name:
        return words
    return f"{quotation.speaker_name}{'' if quotation.is_sure else '?'}: {words}"
