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
FURTHEST_PROSE = 31
"""Lines to the next prose of the body that are told apart."""
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
                candidates.append(TitleCandidate(place, text, _measure(page, place, text, cut, signs)))
            shorter, site = site_parts(text)
            text, cut = (shorter, cut + 1) if site and place < page.start else ("", 0)
    return candidates


@dataclass(frozen=True, slots=True)
class _Signs:
    """What is known of a page before its candidates are measured, all of it down to a little below the body's start.

    Of each line whether it is like a byline or a date, and how many lines on prose of the body stands; the words of the
    first line; where each folded line stands last.
    """

    dated: list[bool]
    to_prose: list[int]
    first_words: frozenset[str]
    last_places: dict[str, int]


def _signs(page: JudgedPage) -> _Signs:
    end = page.start + REACH_BELOW
    dated = [
        len(line.text) < 120 and (_BYLINE.match(line.text) is not None or find_date(line.text) is not None)
        for line in page.lines[: end + 8]
    ]
    reach = min(len(page.lines), end + FURTHEST_PROSE)
    to_prose, gap = [], FURTHEST_PROSE
    for place in range(reach - 1, -1, -1):
        to_prose.append(gap)
        is_prose = page.odds[place] > 0.5 and len(page.lines[place].text) > 90
        gap = 1 if is_prose else min(FURTHEST_PROSE, gap + 1)
    first_words = frozenset(_WORD.findall(page.folded[0])) if page.folded else frozenset[str]()
    return _Signs(dated, to_prose[::-1], first_words, {words: place for place, words in enumerate(page.folded[:end])})


def _measure(page: JudgedPage, place: int, text: str, cut: int, signs: _Signs) -> list[float]:
    line = page.lines[place]
    folded = fold(text).strip()
    words = _WORD.findall(folded)
    longer = [word for word in words if len(word) > 3]
    shared = [word for word in longer if page.said[word]]
    in_slug = [word for word in words if word in page.slug and len(word) > 1]
    weights = word_weights()
    known = [weights[word] for word in words if word in weights]
    spoken = text.split()
    dated = signs.dated
    return [
        float(len(words)),
        float(line.heading),
        float(min(5, page.copies[folded])),
        1.0 if len(folded) > 15 and place and page.folded[0].startswith(folded) else 0.0,
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
        float(next((step for step, sign in enumerate(dated[place + 1 : place + 9], 1) if sign), 9)),
        float(next((step for step, sign in enumerate(dated[max(0, place - 4) : place][::-1], 1) if sign), 5)),
        page.odds[place],
        float(signs.to_prose[place]),
        0.0 if signs.last_places.get(folded, -1) > place else 1.0,
        len([1 for word in words if word in signs.first_words]) / max(1, len(words)) if place else 0.5,
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
