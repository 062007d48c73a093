"""The authors of a flattened page: every line that reads as a byline is measured, and the likely ones are taken.

Half of all bylines do not say "By", and menus and captions hold many names, so a small model weighs what surrounds them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cleaning.bylines import Byline, parse_byline
from reader.cleaning.cruft import cruft_rule
from reader.cleaning.features import cruft_share
from reader.cleaning.lexicon import word_weights
from reader.cleaning.trees import stored_trees
from reader.text import fold
from reader.text.dates import find_date

if TYPE_CHECKING:
    from reader.cleaning.judged import JudgedPage

AUTHOR_NAMES = (
    "certain", "names", "most_words", "least_words", "role", "dated", "date_near", "from_title", "to_start", "after_end", "odds",
    "bullet", "heading", "linked", "copies", "said_again", "in_body", "given", "weight", "weight_most", "capitals", "cruft",
    "said_before", "said_after", "rest", "in_title", "place", "handle", "blanks", "name_above", "words", "site",
)  # fmt: skip
ABOVE_TITLE, ABOVE, BELOW, AFTER_END = 12, 45, 14, 14
"""Lines above the title and the body's start, below that start, and after the body's end that are looked at."""
LEAST = -0.3
"""Log odds from which a line's names are authors; there four in five of them are, on sites not seen."""
NEIGHBOURS = 6
"""Lines between the best byline and others of the same article, one author a line."""
PLAIN_REST = 12
"""Characters a name that a plain byline may have beside it: "Words by ", " and ", a comma."""
BELOW_START = 4
"""Lines of the body, such as a standfirst, that may stand above a plain byline."""
LONGEST = 180
_BEFORE = frozenset(
    ("by", "von", "par", "por", "di", "door", "words by", "written by", "author", "authors", "story by", "text by")
)
_ROLE = re.compile(
    r"(?i)\b(?:reporter|editor|writer|correspondent|columnist|contributor|author|journalist|staff|redakteur\w*|journaliste|redactor\w*|giornalista)\b|^@\w|^follow\b|view (?:bio|profile|all)"
)


@dataclass(frozen=True, slots=True)
class AuthorCandidate:
    """A line's number, the names it gives, and what was measured of it."""

    place: int
    byline: Byline
    row: list[float]


@cache
def _given_names() -> frozenset[str]:
    path = Path(__file__).with_name("data") / "given_names.txt"
    return frozenset(
        name for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#" for name in line.split()
    )


def author_candidates(page: JudgedPage, title: int, title_words: str) -> list[AuthorCandidate]:
    """Return the lines of `page` that read as bylines, with the numbers of `AUTHOR_NAMES`."""
    at = title if title >= 0 else max(0, page.start - 12)
    count = len(page.lines)
    places = {
        *range(max(0, at - ABOVE_TITLE), min(count, at + ABOVE)),
        *range(max(0, page.start - ABOVE), min(count, page.start + BELOW)),
        *range(page.end + 1, min(count, page.end + AFTER_END)),
    }
    wanted = fold(title_words).strip()
    candidates = []
    for place in sorted(places):
        text = page.lines[place].text
        if not 3 < len(text) <= LONGEST or page.folded[place] == wanted:
            continue
        before = page.folded[place - 1].strip(" :") if place else ""
        byline = None if cruft_rule(text) else parse_byline(f"By {text}" if before in _BEFORE else text)
        if byline is None:
            continue
        candidates.append(AuthorCandidate(place, byline, _measure(page, place, byline, at, wanted)))
    return candidates


def _dated(page: JudgedPage, place: int) -> bool:
    text = page.lines[place].text if 0 <= place < len(page.lines) else ""
    return bool(text) and len(text) < 120 and find_date(text) is not None


def _measure(page: JudgedPage, place: int, byline: Byline, at: int, wanted: str) -> list[float]:
    line = page.lines[place]
    names = [fold(name) for name in byline.names]
    words = [name.split() for name in names]
    weights = word_weights()
    known = [weights[word] for name in words for word in name if word in weights]
    again = len([1 for text in page.folded if names[0] in text]) - (names[0] in page.folded[place])
    body = sum(1 for number in range(page.start, min(page.end + 1, page.start + 200)) if number != place and page.odds[number] > 0.5 and names[0] in page.folded[number])  # fmt: skip
    near = [step for step in range(1, 5) if _dated(page, place + step) or _dated(page, place - step)]
    after = page.lines[place + 1].text if place + 1 < len(page.lines) else ""
    before = page.lines[place - 1].text if place else ""
    title_words = set(wanted.split())
    given = _given_names()
    return [
        1.0 if byline.certain else 0.0,
        float(len(names)),
        float(max(map(len, words))),
        float(min(map(len, words))),
        1.0 if byline.role else 0.0,
        1.0 if byline.date is not None else 0.0,
        float(near[0]) if near else 6.0,
        float(max(-15, min(50, place - at))),
        float(max(-60, min(60, page.start - place))),
        float(min(30, place - page.end)) if place > page.end else -1.0,
        page.odds[place],
        1.0 if line.bullet else 0.0,
        float(line.heading),
        min(1.0, line.linked / max(1, len(line.text))),
        float(min(5, page.copies[page.folded[place]])),
        float(min(6, again)),
        float(min(6, body)),
        1.0 if any(name[0] in given for name in words) else 0.0,
        sum(known) / len(known) if known else 0.0,
        max(map(abs, known)) if known else 0.0,
        1.0 if line.text.isupper() else 0.0,
        cruft_share(line.text),
        1.0 if page.folded[place - 1].strip(" :") in _BEFORE or (len(before) < 80 and _ROLE.search(before)) else 0.0,
        1.0 if len(after) < 80 and _ROLE.search(after) else 0.0,
        float(len(line.text) - sum(map(len, names))),
        float(len(title_words.intersection(word for name in words for word in name))),
        float(min(300, place)),
        1.0 if "@" in line.text else 0.0,
        float(min(4, line.blanks)),
        1.0 if place and any(name == page.folded[place - 1] for name in names) else 0.0,
        float(min(40, len(line.text.split()))),
        1.0 if page.host and fold(byline.names[0]).replace(" ", "") in page.host else 0.0,
    ]


def find_authors(page: JudgedPage, title: int, title_words: str) -> tuple[tuple[str, ...], list[int]]:
    """Return the authors' names and the numbers of the lines that give them, none if no line is likely enough."""
    trees = stored_trees("author_model.json")
    candidates = author_candidates(page, title, title_words)
    scored = [(trees.score(candidate.row), candidate) for candidate in candidates]
    best = max(scored, key=lambda pair: pair[0], default=(LEAST - 1, None))
    if best[1] is None or best[0] < LEAST or not best[1].byline.certain:
        plain = next((one for one in candidates if _is_plain(page, one, title)), None)
        if plain is not None:
            return plain.byline.names, [plain.place]
    if best[1] is None or best[0] < LEAST:
        return (), []
    taken = [
        candidate
        for odds, candidate in scored
        if odds >= LEAST and abs(candidate.place - best[1].place) <= NEIGHBOURS and candidate.byline.certain >= best[1].byline.certain
    ]  # fmt: skip
    names = dict.fromkeys(name for candidate in taken for name in candidate.byline.names)
    return tuple(names), [candidate.place for candidate in taken]


def _is_plain(page: JudgedPage, candidate: AuthorCandidate, title: int) -> bool:
    """Tell whether the line says "By", names and nothing else, between the title and the body or just above the body."""
    place, text = candidate.place, page.lines[candidate.place].text
    says_little = len(text) <= sum(map(len, candidate.byline.names)) + PLAIN_REST * len(candidate.byline.names)
    between = title < place < page.start + BELOW_START and (title >= 0 or page.start - place <= NEIGHBOURS)
    return candidate.byline.certain and says_little and between and page.copies[page.folded[place]] == 1
