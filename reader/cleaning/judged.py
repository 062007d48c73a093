"""A page whose lines have been judged: what titles, bylines and dates are then looked for in."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reader.cleaning.features import LONG
from reader.cleaning.second_look import best_segment
from reader.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.cleaning.lines import LogicalLine

_WORD = re.compile(r"[^\W_]+")
_URL_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-]?(\d\d)[/-]?(\d\d)(?!\d)")
_URL_MONTH_DATE = re.compile(r"/((?:19|20)\d\d)/([a-z]{3})/(\d\d?)/")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
FEWEST_SLUG_WORDS = 3
"""Words from which an address's last part is taken to repeat the title."""


@dataclass(frozen=True, slots=True)
class JudgedPage:
    """The lines of a page, each with its log odds of being body and its folded text, and where its body lies.

    `start` and `end` are the numbers of the body's first and last line; `slug` has the words of the address that repeat
    a title, `said` how often the body says each longer word.
    """

    lines: Sequence[LogicalLine]
    odds: Sequence[float]
    folded: Sequence[str]
    start: int
    end: int
    said: Counter[str]
    copies: Counter[str]
    slug: frozenset[str]
    url_date: date | None
    host: str


def judge(lines: Sequence[LogicalLine], odds: Sequence[float], url: str) -> JudgedPage:
    """Return `lines` with what their `odds` and the page's address say of them."""
    lengths = [float(len(line.text.split())) for line in lines]
    start, end = best_segment(odds, lengths)
    while start < end and (odds[start] < 0 or lengths[start] < LONG):
        start += 1
    folded = [fold(line.text[:400]).strip() for line in lines]
    said: Counter[str] = Counter()
    for number in range(start, min(end + 1, start + 60)):
        if odds[number] > 0:
            said.update({word for word in _WORD.findall(folded[number]) if len(word) > 3})
    host, path = host_and_path(url)
    slug = max((frozenset(_slug_words(part)) for part in path.split("/")), key=len, default=frozenset())
    return JudgedPage(
        lines, odds, folded, start, end, said, Counter(folded), slug if len(slug) >= FEWEST_SLUG_WORDS else frozenset(),
        date_in(f"/{path}"), host,
    )  # fmt: skip


def host_and_path(url: str) -> tuple[str, str]:
    """Return the host of `url` without "www." and its path, both in lower case."""
    address = re.sub(r"^[a-z]+://", "", url.lower()[:2000]).split("?")[0].split("#")[0]
    host, _, path = address.partition("/")
    return host.removeprefix("www."), path


def _slug_words(part: str) -> list[str]:
    return [
        word
        for word in re.split(r"[^\w]+|_", fold(part))
        if len(word) > 1 and word not in ("html", "htm", "php", "aspx")
    ]


def date_in(path: str) -> date | None:
    """Return the date that the path of an address holds, None if it holds none."""
    match = _URL_DATE.search(path)
    month = _URL_MONTH_DATE.search(path)
    try:
        if match is not None:
            return date(int(match[1]), int(match[2]), int(match[3]))
        if month is not None and month[2] in _MONTHS:
            return date(int(month[1]), _MONTHS.index(month[2]) + 1, int(month[3]))
    except ValueError:
        return None
    return None
