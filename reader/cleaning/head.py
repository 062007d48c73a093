"""What stands around the body of a flattened page: its title first, then byline and dates near it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reader.cleaning.authors import find_authors
from reader.cleaning.datelines import find_dates_of
from reader.cleaning.features import LONG
from reader.cleaning.judged import judge
from reader.cleaning.page_title import site_parts
from reader.cleaning.titles import find_title
from reader.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.cleaning.lines import LogicalLine


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a page says, and the numbers of the lines that say it, each with the rule that took it."""

    title: str = ""
    site: str = ""
    authors: tuple[str, ...] = ()
    published: date | None = None
    modified: date | None = None
    taken: tuple[tuple[int, str], ...] = ()


def read_head(lines: Sequence[LogicalLine], odds: Sequence[float], *, url: str = "") -> Head:
    """Find title, site, authors and dates of the page in `lines`; `odds` are their log odds of being body."""
    page = judge(lines, odds, url)
    place, title = find_title(page)
    authors, author_lines = find_authors(page, place, title)
    published, modified, date_lines = find_dates_of(page, place, author_lines)
    wanted = fold(title).strip()
    copies = [
        number for number in range(min(len(lines), page.start + 8)) if title and _is_copy(page.folded[number], wanted)
    ]
    taken = dict.fromkeys(copies, "title")
    for rule, numbers in (("byline", author_lines), ("date", date_lines)):
        for number in numbers:
            if not (odds[number] > 0 and len(lines[number].text.split()) >= LONG):
                taken.setdefault(number, rule)
    site = site_parts(lines[0].text)[1] if lines else ""
    return Head(
        title, site if fold(site) not in wanted else "", authors, published, modified, tuple(sorted(taken.items()))
    )


def _is_copy(line: str, title: str) -> bool:
    return line == title or (line.startswith(title) and len(line) < len(title) + 45 and len(title) > 20)
