"""Words for the clipboard and the status bar, made from a quotation and its article. Pure."""

from __future__ import annotations

from reader.document import Article, Quotation
from reader.text import sanitise_line
from reader.tui.manuscript import long_date


def cite(article: Article, quotation: Quotation) -> str:
    """Return the quotation with speaker, title, site, date and address, as one copies it into notes."""
    words = " ".join(article.text[quotation.start : quotation.end].split())
    speaker = ", ".join(part for part in (quotation.speaker_name or "", quotation.speaker_role) if part)
    source = ", ".join(part for part in (article.title, article.site, long_date(article), article.url) if part)
    attribution = f"{speaker} ({source})" if speaker and source else speaker or source
    return sanitise_line(f"{words} — {attribution}" if attribution else words)


def explain(article: Article, quotation: Quotation) -> str:
    """Return why this quotation has this speaker: the words that name them, the cue, the rule, how sure it is."""
    name = quotation.speaker_name or "No speaker"
    parts = [name]
    if quotation.speaker is not None and quotation.speaker.text != name:
        parts.append(f"named by “{quotation.speaker.text}”")
    if quotation.cue is not None:
        parts.append(f"cue “{article.text[quotation.cue.start : quotation.cue.end]}”")
    if quotation.evidence:
        parts.append(quotation.evidence)
    if quotation.speaker_name:
        parts.append(f"{quotation.confidence:.0%} sure")
    return sanitise_line(" · ".join(parts))
