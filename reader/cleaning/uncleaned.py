"""A source as it came: every block of it in its order, with what is known of it, and nothing taken out."""

from __future__ import annotations

from dataclasses import replace

from reader.cleaning.cleaned import Cleaned
from reader.cleaning.html import clean_html
from reader.cleaning.letters import clean_letter
from reader.cleaning.markdown import clean_markdown, rendered_parts
from reader.cleaning.page import parse_page
from reader.cleaning.paragraphs import make_blocks
from reader.cleaning.text import clean_text
from reader.cleaning.walker import Walker
from reader.document import Envelope, Particulars, assemble
from reader.text import sanitise
from reader.text.sanitise import normalise_unicode


def keep_html(
    data: str, *, url: str | None = None, envelope: Envelope | None = None, particulars: Particulars | None = None
) -> Cleaned:
    """Return all words of the page `data` under the title, names and dates that cleaning finds."""
    cleaned = clean_html(data, url=url, envelope=envelope, particulars=particulars)
    root = parse_page(data)
    if root is None:
        return cleaned
    parts = [(block, normalise_unicode(text)) for block, text in Walker(base=cleaned.article.url).walk_whole(root)]
    blocks, text = assemble(parts)
    return Cleaned(replace(cleaned.article, blocks=blocks, text=text), (), cleaned.issues, cleaned.evidence)


def keep_markdown(data: str, *, url: str | None = None) -> Cleaned:
    """Return all words of the Markdown `data` but its front matter."""
    cleaned = clean_markdown(data, url=url)
    blocks, text = assemble(rendered_parts(data))
    return Cleaned(replace(cleaned.article, blocks=blocks, text=text), (), cleaned.issues, cleaned.evidence)


def keep_text(data: str, *, url: str | None = None, envelope: Envelope | None = None) -> Cleaned:
    """Return all lines of the text `data`, put together into blocks."""
    cleaned = clean_text(data, url=url) if envelope is None else clean_letter(data, envelope, url=url)
    lines: list[str | None] = [line.rstrip() for line in normalise_unicode(sanitise(data)).split("\n")]
    blocks, text = make_blocks(lines)
    return Cleaned(replace(cleaned.article, blocks=blocks, text=text), (), cleaned.issues, cleaned.evidence)
