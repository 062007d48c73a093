"""The dates of a flattened page: every date near its head is measured, and the likeliest is when it was published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reader.cleaning.trees import stored_trees
from reader.text.dates import find_dates

if TYPE_CHECKING:
    from reader.cleaning.judged import JudgedPage

DATE_NAMES = (
    "updated", "published", "timed", "words", "from_title", "to_start", "after_end", "odds", "copies", "same_date", "rank",
    "rank_below_title", "address", "latest", "earliest", "dates", "bullet", "linked", "in_byline", "place", "before_words", "after_words",
    "byline_near", "years", "legal", "long_line",
)  # fmt: skip
ABOVE_TITLE, ABOVE, BELOW, AFTER_END = 25, 60, 16, 16
"""Lines above the title and the body's start, below that start, and after the body's end that are looked at."""
LEAST = -2.0
"""Log odds below which no date is taken; a wrong date misleads, but most pages show theirs."""
BESIDE = 2
"""Lines below a byline in which a date belongs to it."""
LONGEST = 300
_UPDATED = re.compile(
    r"(?i)\b(?:updated?|modified|last|edited|aktualisiert|geandert|mis a jour|actualizado|aggiornato|atualizado|bijgewerkt)\b[^|•·]{0,24}$"
)
_PUBLISHED = re.compile(
    r"(?i)\b(?:published|posted|publish|created|released|publie|publicado|pubblicato|veroffentlicht|gepubliceerd|erstellt|on|am|le)\b[^|•·]{0,24}$"
)
_TIME = re.compile(r"\d{1,2}[:.h]\d\d|\b\d{1,2} ?[ap]\.?m\b", re.I)
_LEGAL = re.compile(r"(?i)©|copyright|all rights|policy|terms")
_BY = re.compile(r"(?i)\b(?:by|von|par|por)\b")


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A date on a line, whether the line says that it is of a change, and what was measured of it."""

    place: int
    date: date
    updated: bool
    row: list[float]


def date_candidates(page: JudgedPage, title: int, author_lines: list[int]) -> list[DateCandidate]:
    """Return the dates of `page` that could be when it was published, with the numbers of `DATE_NAMES`."""
    at = title if title >= 0 else max(0, page.start - 12)
    count = len(page.lines)
    places = {
        *range(max(0, at - ABOVE_TITLE), min(count, at + 30)),
        *range(max(0, page.start - ABOVE), min(count, page.start + BELOW)),
        *range(page.end + 1, min(count, page.end + AFTER_END)),
    }
    found = [
        (place, day, start, end)
        for place in sorted(places)
        for day, start, end in find_dates(page.lines[place].text[:LONGEST])
    ]
    days = [day for _, day, _, _ in found]
    below = 0
    candidates = []
    for rank, (place, day, start, end) in enumerate(found):
        text = page.lines[place].text
        line = page.lines[place]
        before, after = text[:start], text[end:]
        updated = _UPDATED.search(before) is not None
        below += place >= at
        row = [
            1.0 if updated else 0.0,
            1.0 if _PUBLISHED.search(before) else 0.0,
            1.0 if _TIME.search(text) else 0.0,
            float(min(60, len(text.split()))),
            float(max(-30, min(60, place - at))),
            float(max(-60, min(60, page.start - place))),
            float(min(30, place - page.end)) if place > page.end else -1.0,
            page.odds[place],
            float(min(5, page.copies[page.folded[place]])),
            float(min(6, days.count(day))),
            float(min(10, rank)),
            float(min(10, below)) if place >= at else -1.0,
            (1.0 if abs((page.url_date - day).days) <= 1 else 0.0) if page.url_date is not None else -1.0,
            1.0 if day == max(days) else 0.0,
            1.0 if day == min(days) else 0.0,
            float(min(20, len(days))),
            1.0 if line.bullet else 0.0,
            min(1.0, line.linked / max(1, len(text))),
            1.0 if place in author_lines or _BY.match(text) else 0.0,
            float(min(300, place)),
            float(min(20, len(before.split()))),
            float(min(20, len(after.split()))),
            float(min([abs(place - other) for other in author_lines], default=40)),
            float(max(days).year - day.year),
            1.0 if _LEGAL.search(text) else 0.0,
            1.0 if len(text.split()) > 25 else 0.0,
        ]
        candidates.append(DateCandidate(place, day, updated, row))
    return candidates


def find_dates_of(
    page: JudgedPage, title: int, author_lines: list[int]
) -> tuple[date | None, date | None, list[int]]:
    """Return when `page` was published and modified, and the numbers of the lines that tell so."""
    trees = stored_trees("date_model.json")
    scored = [(trees.score(found.row), found) for found in date_candidates(page, title, author_lines)]
    scored = [pair for pair in scored if pair[0] >= LEAST]
    if not scored:
        return (page.url_date, None, [])
    best = _not_the_archives(
        max(scored, key=lambda pair: pair[0])[1], [found for _, found in scored], title, author_lines
    )
    other = [
        found
        for _, found in scored
        if found.updated and found.date >= best.date and abs(found.place - best.place) < 8
    ]
    modified = max((found.date for found in other), default=None)
    places = {best.place, *(found.place for found in other)}
    return best.date, modified, sorted(place for place in places if len(page.lines[place].text.split()) < 26)


def _not_the_archives(
    best: DateCandidate, found: list[DateCandidate], title: int, author_lines: list[int]
) -> DateCandidate:
    """Return, for a date above the title, the one beside the byline below it: the first is when the dump was made."""
    if best.place >= title or not author_lines or author_lines[0] < title:
        return best
    beside = [one for one in found if 0 <= one.place - author_lines[0] <= BESIDE and not one.updated]
    return beside[0] if beside else best
