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
