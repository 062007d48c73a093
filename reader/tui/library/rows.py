"""How an article stands in the list: its title, where and when it appeared, how long it is, and what was found in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.plain.facts import written_time
from reader.text import cell_width, fit, sanitise_line
from reader.tui.hits import hit_pieces, with_hits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library import ArticleRow
    from reader.library.articles.snippets import Snippet
    from reader.tui.widgets.row_list import Piece, Row

SIGNS = {"unread": "● ", "reading": "◐ ", "read": "  ", "removed": "✗ "}
CHOSEN = "✓ "
VERSION = "↳ "
BAR = 4
"""Cells of the bar that shows how far an article is read."""
BETWEEN = " · "
"""What stands between two facts."""
LEAST_OF_SITE = 8
"""Cells of a site's name that still tell which it is."""
LEAST_OF_FACTS = 20
"""Cells that many tags leave for where and when an article appeared."""


def article_lines(
    row: ArticleRow,
    width: int,
    *,
    is_chosen: bool = False,
    hits: Sequence[tuple[int, int]] = (),
    snippet: Snippet | None = None,
) -> Row:
    """Return the lines of `row` in `width` cells; `hits` are those in its sanitised title."""
    sign = CHOSEN if is_chosen else VERSION if row.version_of is not None else SIGNS[row.state]
    words = sanitise_line(row.title) or "Untitled"
    title = fit(words, max(1, width - 3)).rstrip()
    style = "muted" if row.state in ("read", "removed") or row.version_of is not None else "text"
    lines = [[(sign, "accent"), *with_hits(title, hits, style)], facts_line(row, width)]
    if snippet is not None:
        beside = VERSION if snippet.is_of_version else "  "
        lines.append([(beside, "muted"), *hit_pieces(snippet.words, snippet.hits, max(1, width - 3), "muted")])
    return lines


def facts_line(row: ArticleRow, width: int) -> list[Piece]:
    """Return the second line: site, day, length, then quotations, marks, versions, tags and how far it is read."""
    day = f"{row.published.day} {row.published:%b %Y}" if row.published else ""
    others = [part for part in (day, written_time(row.minutes)) if part]
    signs = f"  ❝{row.quotes}" if row.quotes else ""
    signs += f"  ◆{row.marks}" if row.marks else ""
    signs += f"  {row.versions} versions" if row.versions > 1 else ""
    tags = "".join(f"  #{sanitise_line(tag)}" for tag in row.tags)
    done = round(row.progress * BAR)
    bar = f"  {'▮' * done}{'▯' * (BAR - done)}" if row.state == "reading" else ""
    room = max(1, width - 3 - cell_width(bar))
    signs += fit(tags, max(0, min(cell_width(tags), room - cell_width(signs) - LEAST_OF_FACTS)))
    signs = fit(signs, min(room - 1, cell_width(signs)))
    facts = _fit_facts(sanitise_line(row.site), others, max(1, room - cell_width(signs)))
    return [("  ", "text"), (facts, "muted"), (signs, "muted"), (bar, "accent")]


def _fit_facts(site: str, others: Sequence[str], width: int) -> str:
    """Return `site` and `others` in at most `width` cells: the site is cut as far as one knows it, then the last ones go."""
    for count in range(len(others), 0, -1):
        facts = BETWEEN.join(others[:count])
        room = width - cell_width(facts) - cell_width(BETWEEN)
        if site and room >= min(LEAST_OF_SITE, cell_width(site)):
            return f"{fit(site, min(room, cell_width(site))).rstrip()}{BETWEEN}{facts}"
        if not site and cell_width(facts) <= width:
            return facts
    facts = site or others[0]
    return fit(facts, min(cell_width(facts), width))
