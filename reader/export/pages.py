"""Marks as one page of HTML that needs nothing else: no script, no picture, nothing fetched."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from reader.export.passages import Passage, by_article
from reader.text import sanitise, sanitise_line

_STYLE = (
    "body{max-width:42em;margin:2em auto;padding:0 1em;font:1.05em/1.5 Georgia,serif}"
    "blockquote{margin:1.2em 0 .2em;padding-left:1em;border-left:.25em solid #c9a227;white-space:pre-line}"
    "cite,.about{color:#666;font-size:.85em}.note{white-space:pre-line}"
)


def html_page(found: Sequence[Passage]) -> str:
    """Return `found` as a page, article by article."""
    parts = [
        "<!doctype html>", '<html lang="en"><head><meta charset="utf-8"><title>Marks</title>',
        f"<style>{_STYLE}</style></head><body>",
    ]  # fmt: skip
    for group in by_article(found):
        first = group[0]
        title = escape(sanitise_line(first.title))
        url = sanitise_line(first.url)
        is_link = url.startswith(("http://", "https://"))
        parts.append(
            f'<h2><a href="{escape(url)}" rel="noreferrer">{title}</a></h2>' if is_link else f"<h2>{title}</h2>"
        )
        day = first.published.isoformat() if first.published else ""
        byline = " · ".join(part for part in (", ".join(first.authors), first.site, day) if part)
        if byline:
            parts.append(f'<p class="about">{escape(sanitise_line(byline))}</p>')
        parts += [_passage(passage) for passage in group]
    return "\n".join([*parts, "</body></html>", ""])


def _passage(passage: Passage) -> str:
    mark = passage.mark
    speaker = ", ".join(part for part in (passage.speaker, passage.role) if part)
    lines = [f'<blockquote id="{escape(sanitise_line(mark.id))}">{escape(sanitise(mark.anchor.exact).strip())}']
    lines.append(f"<br><cite>— {escape(sanitise_line(speaker))}</cite></blockquote>" if speaker else "</blockquote>")
    if mark.note:
        lines.append(f'<p class="note">{escape(sanitise(mark.note).strip())}</p>')
    about = [mark.kind, mark.created.date().isoformat(), *(f"#{tag}" for tag in mark.tags)]
    lines.append(f'<p class="about">{escape(sanitise_line(" · ".join(about)))}</p>')
    return "".join(lines)
