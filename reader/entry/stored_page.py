"""The page of an article that the library knows, set from the database where no frame of it can be shown again.

Only its words are shown, where the application will have them: a page is given where that is certain, which is nearly
always, else none. Only what Python has loaded already, and modules without a line of Python, are imported here.
"""

from __future__ import annotations

from reader.entry import looks, stored_articles
from reader.entry.stored_articles import Unknown
from reader.plain.breaking import break_paragraph
from reader.plain.columns import panel_for, share
from reader.plain.facts import broken_between, facts_of
from reader.plain.inks import has_colours, painted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from reader.entry.stored_articles import StoredArticle

    Line = list[tuple[str, str]]

_SET = {"paragraph": "text", "heading": "heading"}
"""The kinds of blocks that are set, and their inks: the page ends before the first of another kind."""
_SIGNS = dict.fromkeys(map(ord, "‐‑‒–—―‘’‚“”„†‡•…‹›€"), "-")
"""Signs beyond the Latin letters that are one cell wide everywhere, as `typesetting.wrapping` has them."""
_LAST_LATIN = "\u024f"


def compose(number: int | None, path: str, columns: int, rows: int) -> str | None:
    """Return the page of the library's article `number`, or of the one from the file `path`, for a screen of that size.

    None is returned where it is not known for certain how the application will show it.
    """
    look = looks.read()
    if look is None or columns < 1 or rows < 2:
        return None
    beside = panel_for(columns) if look.panel else 0
    _, left, width = share(max(1, columns - beside), look.measure)
    try:
        article = stored_articles.find(number, path)
        if article.path in look.uncleaned:
            return None
        lines = _lines(article, width, rows - 1)
    except (Unknown, OSError, ValueError):
        return None
    return painted(lines, left, rows, look.colours if has_colours() else None)


def _lines(article: StoredArticle, width: int, height: int) -> list[Line]:
    """Return the lines of a page that is `height` lines high, fewer at the end of what can be set."""
    text, offset = article.text, article.offset
    lines = [] if offset else _headline(article, width)
    first = max((place for place, (_, start, _) in enumerate(article.blocks) if start <= offset), default=0)
    for place, (kind, start, end) in enumerate(article.blocks[first:], first):
        if len(lines) >= height:
            break
        if kind not in _SET or end > len(text) or not _is_narrow(text[start:end]):
            break
        if place > first or (place and start > offset):
            lines.append([])
        lines += _paragraph(text, start, end, width, _SET[kind], offset)
    if offset and len(lines) < height:
        # The application brings the end of an article to the end of the screen.
        raise Unknown
    return lines[:height]


def _paragraph(text: str, start: int, end: int, width: int, ink: str, offset: int) -> list[Line]:
    """Return the lines of one paragraph, from the one with the words at `offset` on."""
    starts: list[int] = []
    ends: list[int] = []
    break_paragraph(text, start, end, width, starts, ends)
    first = max((place for place, line in enumerate(starts) if line <= offset), default=0)
    return [[(ink, text[line:stop])] for line, stop in zip(starts[first:], ends[first:], strict=True)]


def _headline(article: StoredArticle, width: int) -> list[Line]:
    """Return the lines above the body, as `tui.manuscript.headline` has them."""
    facts = facts_of(article.authors, article.site, article.day, article.minutes)
    title = article.title or "Untitled"
    lines: list[Line] = [[("heading", words)] for words in _in_lines(title, width)]
    lines += [[("muted", words)] for words in broken_between(facts, width, len, _in_lines)]
    return [[], *lines, []]


def _in_lines(words: str, width: int) -> list[str]:
    if not words:
        return []
    if not _is_narrow(words) or "  " in words or words != words.strip():
        raise Unknown
    starts: list[int] = []
    ends: list[int] = []
    break_paragraph(words, 0, len(words), width, starts, ends)
    return [words[start:end] for start, end in zip(starts, ends, strict=True)]


def _is_narrow(words: str) -> bool:
    """Tell whether `words` hold nothing but letters and signs that every terminal shows in one cell each."""
    if not words.isascii():
        words = words.translate(_SIGNS)
    return words.isprintable() and max(words, default="") <= _LAST_LATIN
