"""HTML: every block of the page is looked at, and those that are not the article's are taken out with a reason.

Clean fragments (an export's bodies, a feed's entries) are walked as they are.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reader.cleaning.bylines import parse_byline
from reader.cleaning.captions import split_credit
from reader.cleaning.cleaned import Cleaned, Evidence, Removed
from reader.cleaning.languages import guess_language
from reader.cleaning.letters import attachments_of, evidence_of, inner_envelope, sender_of
from reader.cleaning.metadata import Metadata, read_metadata
from reader.cleaning.newsletters import is_newsletter, newsletter_rules
from reader.cleaning.page import parse_page
from reader.cleaning.page_body import body_rules
from reader.cleaning.page_features import Hints, topic_of
from reader.cleaning.pictures import pictures_of_body, with_pictures
from reader.cleaning.walker import Walker
from reader.document import Article, Block, BlockKind, Envelope, Issue, assemble
from reader.text import fold, sanitise_line
from reader.text.dates import find_date
from reader.text.mojibake import mend_mojibake
from reader.text.sanitise import normalise_unicode

if TYPE_CHECKING:
    from datetime import date

    from reader.document import Particulars

FEWEST_CHARACTERS_TOLD = 600
"""Length from which a page's `articleBody` is its article and not the beginning of one."""
MOST_CHARACTERS_TOLD = 200_000
"""Length to which it is compared with each block of the page; the longest of 149 pages had 32,000."""
MOST_BLOCKS = 20_000
"""Blocks above which a page is kept whole: the largest article of 149 pages had 440, and a book has no furniture."""
LONGEST_DATED = 80
"""Characters of a line that is a date with little else."""
CLOSING_REACH = 3
"""Blocks before and behind the body's end in which a byline may stand."""
_SIGNED = re.compile(r"(?i)[(—–-]?\s*(?:posted|written|text|words|story|reported) by\b")
_DATED_RULES = ("date", "byline", "subscription", "unseen")
HEAD_BLOCKS = 8
"""Blocks at the top of the body in which title, byline and date are shown once more."""


def clean_html(
    data: str, *, url: str | None = None, envelope: Envelope | None = None, particulars: Particulars | None = None
) -> Cleaned:
    """Return the article in the page or fragment `data`; see `reader.cleaning.clean_html`."""
    root = parse_page(mend_mojibake(data))
    if root is None:
        return Cleaned(Article(url=url or ""), issues=(Issue("no-body", "The page has no words.", url or ""),))
    metadata = _metadata_of(root, url or "", particulars)
    walker = Walker(base=url or metadata.url)
    parts = [(block, normalise_unicode(text)) for block, text in walker.walk(root)]
    rules: list[tuple[str, str] | None] = [None] * len(parts)
    pictures = walker.pictures
    is_whole = False
    if envelope is not None or is_newsletter(root):
        envelope, head_at = inner_envelope([text for _, text in parts[:HEAD_BLOCKS]], envelope)
        metadata = _from_outside(metadata, envelope)
        rules = newsletter_rules(parts, walker.nodes, head_at)
    elif not is_fragment(root) and len(parts) <= MOST_BLOCKS:
        rules = body_rules(parts, walker.nodes, hints_of(metadata))
    else:
        is_whole = True
    is_kept = [rule is None for rule in rules]
    if not is_whole:
        pictures = pictures_of_body(pictures, parts, is_kept, walker.nodes, metadata.image)
    kept, moved = with_pictures(parts, pictures, is_kept, walker.nodes)
    removed = [
        Removed(text, "caption", "shown with its picture") if at in moved else Removed(text, *rule)
        for at, ((_, text), rule) in enumerate(zip(parts, rules, strict=True))
        if rule is not None
    ]
    parts = kept
    parts, credits = _without_credits(parts)
    parts, repeated = _without_head(parts, metadata)
    published, evidence = metadata.published, metadata.evidence
    if published is None and (told := _dated_line([*removed, *repeated])):
        published, evidence = told[0], (*evidence, told[1])
    authors = metadata.authors
    if not authors and (closing := _closing_byline(walker.parts, is_kept)):
        authors, evidence = closing[0], (*evidence, closing[1])
    title = metadata.title
    if not title:
        title, parts = _title_of(parts)
    blocks, text = assemble(parts)
    article = Article(
        title=title,
        authors=authors,
        published=published,
        modified=metadata.modified,
        site=metadata.site,
        url=metadata.url,
        language=metadata.language or guess_language(text),
        lead_image=metadata.image,
        blocks=blocks,
        text=text,
    )
    issues = () if text else (Issue("no-body", "No body was found.", url or ""),)
    attached = attachments_of(envelope) if envelope is not None else ()
    return Cleaned(article, (*removed, *credits, *repeated, *attached), issues, evidence)


def _metadata_of(root: Any, url: str, particulars: Particulars | None) -> Metadata:
    """Return what the page tells of itself, and what is told of it elsewhere."""
    metadata = read_metadata(root, url)
    if particulars is None:
        return metadata
    from reader.cleaning.particulars import complete

    return complete(metadata, particulars, is_page=not is_fragment(root))


def _from_outside(metadata: Metadata, envelope: Envelope) -> Metadata:
    """Return `metadata` with what the envelope of a letter tells, which is better evidence than the letter itself."""
    sender = sender_of(envelope)
    return replace(
        metadata,
        title=sanitise_line(envelope.subject) or metadata.title,
        authors=sender.authors or metadata.authors,
        published=envelope.sent or metadata.published,
        site=sender.site or metadata.site,
        evidence=(*evidence_of(envelope), *metadata.evidence),
    )


def is_fragment(root: Any) -> bool:
    """Tell whether there is no page around the words: neither a head that says what it is, nor any furniture."""
    return (
        next(root.iter("nav", "footer", "aside", "script", "form", "header", "title", "meta", "link"), None) is None
    )


def hints_of(metadata: Metadata) -> Hints:
    """Return what the page says of its own article in the folded form that its blocks are compared with."""
    description, site = (fold(words).strip() for words in (metadata.description, metadata.site))
    titles = tuple(dict.fromkeys(fold(found.value).strip() for found in metadata.evidence if found.field == "title"))
    body = fold(metadata.body[:MOST_CHARACTERS_TOLD]).strip() if len(metadata.body) >= FEWEST_CHARACTERS_TOLD else ""
    authors = tuple(fold(name) for name in metadata.authors)
    return Hints(body, description, titles[:6], authors, site, topic_of(" ".join(titles[:6]), description, site))


def _without_credits(parts: list[tuple[Block, str]]) -> tuple[list[tuple[Block, str]], list[Removed]]:
    """Take the credits out of the captions."""
    kept: list[tuple[Block, str]] = []
    removed: list[Removed] = []
    for block, text in parts:
        part, credit = split_credit(block, text) if block.kind is BlockKind.CAPTION else ((block, text), "")
        if credit:
            removed.append(Removed(credit, "credit", "the credit of a picture"))
        if part[1] or block.kind is BlockKind.FIGURE:
            kept.append(part)
    return kept, removed


def _without_head(
    parts: list[tuple[Block, str]], metadata: Metadata
) -> tuple[list[tuple[Block, str]], list[Removed]]:
    """Take the title, byline and date from the top of the body, where they are shown above it already."""
    kept: list[tuple[Block, str]] = []
    removed: list[Removed] = []
    titles = {fold(found.value).strip() for found in metadata.evidence if found.field == "title"}
    names = [fold(name) for name in metadata.authors]
    for place, (block, text) in enumerate(parts):
        rule = _head_rule(block, text, titles, names) if place < HEAD_BLOCKS else ""
        if rule:
            removed.append(Removed(text, rule, f"the {rule}, shown above the body"))
        else:
            kept.append((block, text))
    return kept, removed


def _head_rule(block: Block, text: str, titles: set[str], names: list[str]) -> str:
    if len(text) > 400:
        return ""
    folded = fold(text).strip()
    words = len(text.split())
    if folded in titles:
        return "title"
    if block.kind is BlockKind.HEADING or words > 16 or re.search(r"[.!?]$", text):
        return ""
    if any(name in folded for name in names) and words <= 12:
        return "byline"
    return "date" if words <= 8 and find_date(text) is not None else ""


def _dated_line(removed: list[Removed]) -> tuple[date, Evidence] | None:
    """Return the day that a line taken from the body's head tells, and the evidence for it."""
    for each in removed:
        found = find_date(each.text) if each.rule in _DATED_RULES and len(each.text) <= LONGEST_DATED else None
        if found is not None:
            return found[0], Evidence("published", found[0].isoformat(), "line at the body's top")
    return None


def _closing_byline(parts: list[tuple[Block, str]], kept: list[bool]) -> tuple[tuple[str, ...], Evidence] | None:
    """Return the names in a byline at the body's end, as blogs have it, and the evidence for them."""
    last = max((at for at, keep in enumerate(kept) if keep), default=0)
    for _, text in parts[max(0, last - CLOSING_REACH) : last + CLOSING_REACH + 1]:
        byline = parse_byline(text) if len(text) <= LONGEST_DATED and _SIGNED.match(text) else None
        if byline is not None and byline.certain:
            return byline.names, Evidence("authors", ", ".join(byline.names), "line at the body's end")
    return None


def _title_of(parts: list[tuple[Block, str]]) -> tuple[str, list[tuple[Block, str]]]:
    first = next((at for at, (block, _) in enumerate(parts) if block.kind is not BlockKind.FIGURE), -1)
    if first >= 0 and parts[first][0].kind is BlockKind.HEADING:
        return parts[first][1], [*parts[:first], *parts[first + 1 :]]
    return "", parts
