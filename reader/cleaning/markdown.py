"""Markdown, with or without front matter: rendered by markdown-it, then walked as the clean fragment that it is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from reader.cleaning.bylines import clean_author, parse_byline
from reader.cleaning.cleaned import Cleaned, Removed
from reader.cleaning.front_matter import split_front_matter
from reader.document import Article, Block, BlockKind, Issue, assemble
from reader.text import fold, sanitise, sanitise_line
from reader.text.dates import find_date, parse_date
from reader.text.sanitise import normalise_unicode

if TYPE_CHECKING:
    from datetime import date


MOST_LAZY_LINES = 200
"""Lines without a ">" that are looked at as parts of one block quote: more than any paragraph in one has."""


@cache
def _renderer() -> Any:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).use(footnote_plugin)
    renderer.add_render_rule("footnote_caption", _caption_of_note)
    renderer.block.ruler.at("blockquote", _quote, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    return renderer


def _caption_of_note(_renderer: Any, tokens: Any, place: int, _options: Any, _environment: Any) -> str:
    """Return what stands in the text for a note: its number, however often it is referred to."""
    return f"[{tokens[place].meta['id'] + 1}]"


def _quote(state: Any, start: int, end: int, silent: bool) -> bool:
    """Parse a block quote that ends in time.

    The library's rule takes each line up to the next blank one for a part of the quote and then finds that few of them
    are: where quotes hold headings or nothing, and no line is blank, that takes time in the square of the lines.
    """
    from markdown_it.rules_block import blockquote

    if silent:
        return blockquote(state, start, end, silent)
    last, lazy = start, 0
    while last < end and lazy < MOST_LAZY_LINES and not state.isEmpty(last):
        lazy += not state.src.startswith(">", state.bMarks[last] + state.tShift[last])
        last += 1
    before, state.lineMax = state.lineMax, min(state.lineMax, last)
    is_quote = blockquote(state, start, last, silent)
    state.lineMax = before
    return is_quote


def clean_markdown(data: str, *, url: str | None = None) -> Cleaned:
    """Return the article in `data`; see `reader.cleaning.clean_markdown`."""
    values, body = split_front_matter(normalise_unicode(sanitise(data)))
    parts = _parts_of(body)
    removed: list[Removed] = []
    title = sanitise_line(_first(values, "title"))
    if (
        parts
        and parts[0][0].kind is BlockKind.HEADING
        and (parts[0][0].level == 1 or fold(parts[0][1]) == fold(title))
    ):
        if not title or fold(parts[0][1]) == fold(title):
            title = title or parts[0][1]
            removed.append(Removed(parts[0][1], "title", "the title, shown above the body"))
            parts = parts[1:]
    authors = tuple(name for value in _all(values, "author", "authors", "creator", "by") for name in _names(value))
    published = _date(values, "published", "date", "created", "date published", "publish_date")
    parts, authors, published = _take_byline(parts, authors, published, removed)
    blocks, text = assemble(parts)
    article = Article(
        title=title,
        authors=tuple(dict.fromkeys(authors)),
        published=published,
        modified=_date(values, "modified", "updated", "lastmod"),
        site=sanitise_line(_first(values, "site", "publication", "publisher", "site_name")),
        url=url or sanitise_line(_first(values, "source", "url", "link", "canonical")),
        language=sanitise_line(_first(values, "lang", "language"))[:2].lower(),
        lead_image=sanitise_line(_first(values, "image", "cover")),
        blocks=blocks,
        text=text,
    )
    issues = () if text else (Issue("no-body", "No body was found.", url or ""),)
    return Cleaned(article, tuple(removed), issues)


def rendered_parts(data: str) -> list[tuple[Block, str]]:
    """Return all blocks of the Markdown `data` below its front matter, with their words."""
    return _parts_of(split_front_matter(normalise_unicode(sanitise(data)))[1])


def _parts_of(body: str) -> list[tuple[Block, str]]:
    from reader.cleaning.page import parse_page
    from reader.cleaning.walker import Walker

    root = parse_page(_renderer().render(body)) if body.strip() else None
    return Walker().walk_whole(root) if root is not None else []


def _take_byline(
    parts: list[tuple[Block, str]], authors: tuple[str, ...], published: date | None, removed: list[Removed]
) -> tuple[list[tuple[Block, str]], tuple[str, ...], date | None]:
    """Take a byline that begins with "By" from the top, where the front matter has none."""
    if authors or not parts or len(parts[0][1].split()) > 14:
        return parts, authors, published
    byline = parse_byline(parts[0][1])
    if byline is None or not byline.certain:
        return parts, authors, published
    removed.append(Removed(parts[0][1], "byline", "the byline, shown above the body"))
    found = find_date(parts[0][1])
    return parts[1:], byline.names, published or (found[0] if found else None)


def _all(values: dict[str, list[str]], *keys: str) -> list[str]:
    return next((values[key] for key in keys if values.get(key)), [])


def _first(values: dict[str, list[str]], *keys: str) -> str:
    return next(iter(_all(values, *keys)), "")


def _names(value: str) -> list[str]:
    byline = parse_byline(f"By {value}")
    if byline is not None:
        return list(byline.names)
    name = clean_author(value)
    return [name] if name else []


def _date(values: dict[str, list[str]], *keys: str) -> date | None:
    return parse_date(_first(values, *keys))
