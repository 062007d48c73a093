"""What stands around the body of a flattened page: its title first, then byline and dates near it.

The title is the line above the body that has the most for it: said again, set as a heading, made of the body's words,
near the body. No single sign is on every page.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reader.cleaning.bylines import parse_byline
from reader.cleaning.cruft import cruft_rule
from reader.cleaning.features import LONG, best_run, cruft_share, site_parts
from reader.text import fold
from reader.text.dates import find_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.cleaning.lines import LogicalLine

TITLE_REACH = 80
"""Lines above the body in which its title is looked for; share buttons and menus may stand between."""
BYLINE_AFTER, BYLINE_BEFORE = 25, 6
"""Lines after and before the title in which byline and dates are looked for."""
LONGEST_DATE_LINE = 20
FIRST_LINE = 3.0
"""What stands for a page's first line as its title: most flatteners begin with the page's `<title>`."""
NAMES_ALONE = 1.9
"""What a line of names without "By" must have for it to be a byline; menus hold many such lines."""
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a page says, and the numbers of the lines that say it, each with the rule that took it."""

    title: str = ""
    site: str = ""
    authors: tuple[str, ...] = ()
    published: date | None = None
    modified: date | None = None
    taken: tuple[tuple[int, str], ...] = ()


def read_head(lines: Sequence[LogicalLine], kept: Sequence[bool]) -> Head:
    """Find title, site, authors and dates of the page in `lines`; `kept` tells which of them are body."""
    body = [1.0 if keep and len(line.text.split()) >= LONG else 0.0 for line, keep in zip(lines, kept, strict=True)]
    lengths = [float(len(line.text.split())) for line in lines]
    start, end = best_run(lengths, body, [0.0] * len(lines))
    folded = [fold(line.text[:400]).strip() for line in lines]
    place, title = _find_title(lines, folded, kept, start, end)
    if not title:
        return Head()
    wanted = fold(title).strip()
    copies = [number for number in range(min(len(lines), start + 8)) if _is_copy(folded[number], wanted)]
    taken = [(number, "title") for number in copies]
    at = place if 0 <= place < start else max(0, start - 12)
    after = range(at + 1, min(len(lines), max(start + 4, at + 3), at + BYLINE_AFTER))
    around = [*after, *range(at - 1, max(-1, at - BYLINE_BEFORE), -1)]
    around = [number for number in around if number not in copies and not (body[number] and number > start)]
    authors, author_line = _find_authors(lines, around, at)
    if author_line >= 0:
        taken.append((author_line, "byline"))
    published, modified, date_lines = _find_dates(lines, around, author_line)
    taken += [(number, "date") for number in date_lines if number != author_line and not body[number]]
    site = site_parts(lines[0].text)[1]
    return Head(title, site if fold(site) not in wanted else "", authors, published, modified, tuple(taken))


def _is_copy(line: str, title: str) -> bool:
    return line == title or (line.startswith(title) and len(line) < len(title) + 45 and len(title) > 20)


def _find_title(
    lines: Sequence[LogicalLine], folded: Sequence[str], kept: Sequence[bool], start: int, end: int
) -> tuple[int, str]:
    """Return the number of the title's line and its words; the number is -1 where only the first line says it."""
    body = " ".join(line.text for line in lines[start : end + 1])[:4000]
    said = Counter(word for word in _WORD.findall(fold(body)))
    counts = Counter(folded[: start + 40])
    first = fold(lines[0].text).strip() if lines else ""
    best: tuple[float, int, str] = (1.0, -1, "")
    for number in range(max(0, start - TITLE_REACH), start + 1):
        score = _title_score(lines[number], folded[number], counts, said, first, start - number)
        score -= 1.5 if kept[number] and number >= start - 1 else 0.0
        if score >= best[0]:
            best = (score, number, lines[number].text)
    short = lines[0].text if lines else ""
    while site_parts(short)[1]:
        short = site_parts(short)[0]
    if 3 <= len(short.split()) <= 30 and best[0] < _title_score_of_first(short, said):
        return -1, short
    return best[1], best[2]


def _shared(words: str, said: Counter[str]) -> float:
    """Return the share of the longer words of `words` that the body says too."""
    found = _WORD.findall(words)
    return sum(1 for word in found if said[word]) / max(2, len(found))


def _title_score_of_first(variant: str, said: Counter[str]) -> float:
    base = FIRST_LINE if len(variant.split()) >= 5 else 0.0
    return base + 4 * _shared(fold(variant), said) if cruft_share(variant) < 0.3 else 0.0


def _title_score(
    line: LogicalLine, folded: str, counts: Counter[str], said: Counter[str], first: str, distance: int
) -> float:
    words = len(line.text.split())
    if not 2 <= words <= 32 or len(line.text) > 300 or cruft_rule(line.text):
        return 0.0
    score = 4 * _shared(folded, said) - 0.03 * distance
    score += 1.5 if 5 <= words <= 22 else 0.0
    score += 1.5 if counts[folded] > 1 else 0.0
    score += 2.5 if len(folded) > 15 and first.startswith(folded) else 0.0
    score += {1: 3.0, 2: 1.0}.get(line.heading, 0.0)
    score -= 2.0 if line.text.endswith((".", ":", ",")) else 0.0
    score -= 2.0 if line.bullet or line.linked * 2 > len(line.text) else 0.0
    score -= 4.0 * cruft_share(line.text)
    if find_date(line.text) is not None or re.match(r"(?i)(?:by|photo|image)\b", line.text):
        score -= 2.5
    return score


def _find_authors(lines: Sequence[LogicalLine], around: Sequence[int], at: int) -> tuple[tuple[str, ...], int]:
    """Return the names of the first byline that says "By", else of the line that is most likely names alone."""
    best: tuple[float, tuple[str, ...], int] = (NAMES_ALONE, (), -1)
    whole: str | None = None
    for number in around:
        text = lines[number].text
        if len(text) > 180:
            continue
        if fold(text).strip(" :") in ("by", "von", "par", "words by", "written by") and number + 1 < len(lines):
            text = f"By {lines[number + 1].text}"
        byline = parse_byline(text)
        if byline is None:
            continue
        if byline.certain:
            return byline.names, number
        if (
            cruft_share(text) > 0
            or cruft_rule(text)
            or lines[number].heading
            or not all(" " in n for n in byline.names)
        ):
            continue
        whole = whole if whole is not None else "\n".join(line.text for line in lines)
        score = 2.0 if 0 < number - at <= 4 else 1.0 if 0 < number - at <= 10 else 0.0
        score += 1.5 if byline.date is not None or byline.role else 0.0
        score += 1.0 if whole.count(byline.names[0]) > 1 else 0.0
        beside = [lines[other].text for other in (number - 1, number + 1) if 0 <= other < len(lines)]
        score += 1.0 if any(len(other) < 120 and find_date(other) is not None for other in beside) else 0.0
        score -= 1.0 if lines[number].bullet else 0.0
        if score > best[0]:
            best = (score, byline.names, number)
    return best[1], best[2]


def _find_dates(
    lines: Sequence[LogicalLine], around: Sequence[int], author_line: int
) -> tuple[date | None, date | None, list[int]]:
    published: date | None = None
    modified: date | None = None
    places = []
    for number in around:
        text = lines[number].text
        found = find_date(text)
        if found is None or (len(text.split()) > LONGEST_DATE_LINE and number != author_line):
            continue
        if re.search(r"(?i)\b(?:updated|modified|last)\b[^|•·]{0,20}$", text[: found[1]]):
            modified = modified or found[0]
        elif published is None:
            published = found[0]
        places.append(number)
    return published, modified, places
