"""The title of a flattened page: every line that could be it is measured, and the likeliest is taken.

No single sign is on every page, so a small model weighs them: said again, set as a heading, named in the address, made
of the body's words, near the body, followed by a byline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.cleaning.cruft import cruft_rule
from reader.cleaning.features import cruft_share
from reader.cleaning.lexicon import word_weights
from reader.cleaning.page_title import site_parts, without_site
from reader.cleaning.trees import stored_trees
from reader.text import fold
from reader.text.dates import find_date

if TYPE_CHECKING:
    from reader.cleaning.judged import JudgedPage

TITLE_NAMES = (
    "words", "heading", "copies", "prefix_of_first", "first", "cut", "has_suffix", "distance", "shared", "shared_count",
    "slug_precision", "slug_recall", "capitals", "ends_stop", "ends_question", "quoted", "linked", "bullet", "cruft", "weight",
    "has_date", "byline", "signs_after", "signs_before", "odds", "to_prose", "last_copy", "in_first", "place", "blanks",
    "copies_below", "starts_lower", "alike_above", "after_heading",
)  # fmt: skip
REACH_ABOVE, REACH_BELOW = 120, 6
"""Lines above and below the body's start among which the title is looked for."""
MOST_WORDS, LONGEST = 34, 300
LEAST = -2.5
"""Log odds below which a line is taken for the title only where there is no other, and it stands above the body."""
NEAR_ABOVE = 8
_WORD = re.compile(r"[^\W_]+")
_BYLINE = re.compile(r"(?i)\W*(?:by|von|par|por|di|door|written by|posted|published|updated|author)\b")
_NO_TITLE = re.compile(r"(?i)\W*(?:by|photo|image|video|source|credit|skip to|iframe|http|www\.|file photo|!\[)")
_FEEDS = re.compile(r"(?i)(?:»|&raquo;).*feed\b|^alternate\b|\balternate alternate\b")


@dataclass(frozen=True, slots=True)
class TitleCandidate:
    """A line, or the part of it before the site's name, and what was measured of it."""

    place: int
    text: str
    row: list[float]


def title_candidates(page: JudgedPage) -> list[TitleCandidate]:
    """Return all lines of `page` that could be its title, with the numbers of `TITLE_NAMES`."""
    first = page.folded[0] if page.folded else ""
    signs = _signs(page)
    places = {*range(min(3, len(page.lines))), *range(max(0, page.start - REACH_ABOVE), page.start + REACH_BELOW)}
    candidates = []
    for place in sorted(places):
        if place >= len(page.lines):
            break
        text, cut = page.lines[place].text, 0
        if len(text) > LONGEST or _NO_TITLE.match(text) or _FEEDS.search(text):
            continue
        while text:
            if 2 <= len(text.split()) <= MOST_WORDS and not cruft_rule(text):
                candidates.append(TitleCandidate(place, text, _measure(page, place, text, cut, first, signs)))
            shorter, site = site_parts(text)
            text, cut = (shorter, cut + 1) if site and place < page.start else ("", 0)
    return candidates


def _signs(page: JudgedPage) -> list[bool]:
    """Tell of each line down to a little below the body's start whether it is like a byline or a date."""
    return [
        len(line.text) < 120 and (_BYLINE.match(line.text) is not None or find_date(line.text) is not None)
        for line in page.lines[: page.start + REACH_BELOW + 8]
    ]


def _measure(page: JudgedPage, place: int, text: str, cut: int, first: str, signs: list[bool]) -> list[float]:
    line = page.lines[place]
    folded = fold(text).strip()
    words = _WORD.findall(folded)
    longer = [word for word in words if len(word) > 3]
    shared = [word for word in longer if page.said[word]]
    in_slug = [word for word in words if word in page.slug and len(word) > 1]
    weights = word_weights()
    known = [weights[word] for word in words if word in weights]
    first_words = set(_WORD.findall(first))
    spoken = text.split()
    to_prose = next(
        (step for step in range(1, 31) if place + step < len(page.odds) and page.odds[place + step] > 0.5
         and len(page.lines[place + step].text) > 90), 31
    )  # fmt: skip
    later = page.folded[place + 1 : page.start + REACH_BELOW]
    return [
        float(len(words)),
        float(line.heading),
        float(min(5, page.copies[folded])),
        1.0 if len(folded) > 15 and place and first.startswith(folded) else 0.0,
        1.0 if place == 0 else 0.0,
        float(cut),
        1.0 if site_parts(text)[1] else 0.0,
        float(max(-8, min(130, page.start - place))),
        len(shared) / max(2, len(longer)),
        float(len(set(shared))),
        len(in_slug) / max(1, len([word for word in words if len(word) > 1])) if page.slug else -1.0,
        len(set(in_slug)) / len(page.slug) if page.slug else -1.0,
        len([1 for word in spoken if word[0].isupper()]) / max(1, len(spoken)),
        1.0 if text.endswith((".", ",", ":", ";")) else 0.0,
        1.0 if text.endswith(("?", "!")) else 0.0,
        1.0 if text[:1] in "\"“‘'" else 0.0,
        min(1.0, line.linked / max(1, len(line.text))),
        1.0 if line.bullet else 0.0,
        cruft_share(text),
        sum(known) / len(known) if known else 0.0,
        1.0 if find_date(text) is not None else 0.0,
        1.0 if _BYLINE.match(text) else 0.0,
        float(next((step for step in range(1, 9) if place + step < len(signs) and signs[place + step]), 9)),
        float(next((step for step in range(1, 5) if 0 <= place - step < len(signs) and signs[place - step]), 5)),
        page.odds[place],
        float(to_prose),
        0.0 if folded in later else 1.0,
        len([1 for word in words if word in first_words]) / max(1, len(words)) if place else 0.5,
        float(min(place, 200)),
        float(min(4, line.blanks)),
        float(len([1 for other in page.folded[page.start + REACH_BELOW :] if other == folded]))
        if page.copies[folded] > 1
        else 0.0,
        1.0 if text[:1].islower() else 0.0,
        float(len([1 for other in page.folded[max(0, place - 5) : place] if other == folded])),
        1.0 if place and page.lines[place - 1].heading else 0.0,
    ]


def find_title(page: JudgedPage) -> tuple[int, str]:
    """Return the number of the title's line and its words, -1 and "" if no line is likely enough."""
    trees = stored_trees("title_model.json")
    scored = [(trees.score(candidate.row), candidate) for candidate in title_candidates(page)]
    likely = [pair for pair in scored if pair[0] >= LEAST] or [
        pair for pair in scored if _stands_above(page, pair[1])
    ]
    if not likely:
        return -1, ""
    best = max(reversed(likely), key=lambda pair: pair[0])[1]
    return best.place, without_site(best.text, page.host)


def _stands_above(page: JudgedPage, candidate: TitleCandidate) -> bool:
    """Tell whether a line is short, ends as no sentence and stands a little above the body."""
    words = len(candidate.text.split())
    near = 0 < page.start - candidate.place <= NEAR_ABOVE
    plain = not candidate.text.endswith((".", ",", ":", ";")) and not _BYLINE.match(candidate.text)
    return near and plain and 3 <= words <= 20 and find_date(candidate.text) is None
