"""Words for the clipboard and the status bar, made from a quotation and its article. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text import cell_width, fit, sanitise_line
from reader.tui.manuscript import long_date, written_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.document import Article, Quotation
    from reader.library.voices.voices import VoiceQuotation


TOLD_CELLS = 24
"""Cells of a name that is told in passing: with the rest of what is told it has room in a window of 60 columns."""


def told_name(name: str) -> str:
    """Return `name` as it is told in passing in the bar, its end left off where it is long."""
    name = sanitise_line(name)
    return fit(name, min(cell_width(name), TOLD_CELLS))


def cite(article: Article, quotation: Quotation) -> str:
    """Return the quotation with speaker, title, site, date and address, as one copies it into notes."""
    words = article.text[quotation.start : quotation.end]
    source = (article.title, article.site, long_date(article), article.url)
    name = _as_sure(quotation.speaker_name or "", is_sure=quotation.is_sure)
    return _cited(words, (name, quotation.speaker_role), source)


def cite_voice(name: str, said: VoiceQuotation) -> str:
    """Return what the voice called `name` said, as `cite` does, without its article at hand."""
    name = _as_sure(name, is_sure=said.is_sure)
    return _cited(said.words, (name, said.role), (said.title, said.site, written_day(said.published), said.url))


def _as_sure(name: str, *, is_sure: bool) -> str:
    """Return `name` with a question mark where it is unsure: what is copied into notes says so, too."""
    return f"{name}?" if name and not is_sure else name


def _cited(words: str, speaker_parts: Iterable[str], source_parts: Iterable[str]) -> str:
    words = " ".join(words.split())
    speaker, source = (", ".join(part for part in parts if part) for parts in (speaker_parts, source_parts))
    attribution = f"{speaker} ({source})" if speaker and source else speaker or source
    return sanitise_line(f"{words} — {attribution}" if attribution else words)


def explain(article: Article, quotation: Quotation) -> tuple[tuple[str, str], ...]:
    """Return why this quotation has this speaker, as pairs of what is told and in which words."""
    lines = []
    if quotation.speaker is not None:
        role = f", {quotation.speaker_role}" if quotation.speaker_role else ""
        lines.append(("Named by", f"“{quotation.speaker.text}”{role}"))
    elif quotation.speaker_role:
        lines.append(("Post", quotation.speaker_role))
    if quotation.cue is not None:
        lines.append(("Verb", f"“{article.text[quotation.cue.start : quotation.cue.end]}”"))
    if quotation.evidence:
        lines.append(("Rule", quotation.evidence))
    if quotation.speaker_name:
        unsure = "" if quotation.is_sure else ": unsure, so it wears a question mark"
        lines.append(("Sure", f"{quotation.confidence:.0%}{unsure}"))
    return tuple((label, sanitise_line(words)) for label, words in lines)
