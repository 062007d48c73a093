"""What is measured of each logical line and its surroundings, for the model that tells body from page.

Numbers only, in the order of `NAMES`; the model's data file was fitted to that order.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reader.text import fold
from reader.text.dates import find_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.cleaning.lines import LogicalLine

_STOP_WORDS = frozenset(
    "the of and to a in that is was he for it with as his on be at by i this had not are but from or have an they which "
    "you were her she there we him been has when who will more no if out so said what up its about into than them can "
    "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an le la les de des et un "
    "une du que qui dans est pour pas sur au el los las y en por con no se del una su al lo".split()
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_ENDS = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_QUOTED = re.compile('[“”"«»„]')
_BYLINE = re.compile(r"(?i)^(?:by|von|par|por|words|text|story|photos?|pictures?|image|credit|source)\b")
_CREDIT = re.compile(
    r"(?i)\b(?:getty|reuters|ap photo|afp|shutterstock|photo(?:graph)?(?: by|:)|image(?: credit|:)|credit:|courtesy|file photo|©|\(ap\)|\(photo)"
)
_TIME = re.compile(r"(?i)\b(?:\d{1,2}:\d\d|\d+ (?:min(?:ute)?s?|hours?|days?|weeks?) ago|updated|published)\b")
_LONGEST_MEASURED = 4000
LONG = 14
"""Words from which a line that ends as a sentence counts as a line of prose."""

BASE = (
    "words", "characters", "mean_word", "stop_share", "ends_sentence", "ends_colon", "commas", "sentences", "capital_share",
    "digit_share", "all_capitals", "starts_lower", "starts_bullet", "heading", "blanks", "indent", "link_share", "links",
    "link_per_word", "quoted", "has_date", "has_time", "byline", "credit", "cruft", "repeats", "address", "pipes", "first_person",
)  # fmt: skip
NEAR = ("words", "stop_share", "ends_sentence", "link_share", "cruft", "capital_share", "blanks", "prose")
REACH = (-3, -2, -1, 1, 2, 3)
WIDE = (
    "place", "words_before", "prose_near", "prose_wide", "prose_before", "prose_after", "cruft_near", "in_run", "from_run_start",
    "to_run_end", "run_share", "from_title", "title_known", "since_heading", "short_before", "short_after", "count",
    "closing_before", "indent_like_prose", "cruft_wide",
)  # fmt: skip
NAMES = (*BASE, "prose", *(f"{name}{step:+d}" for step in REACH for name in NEAR), *WIDE)


@cache
def cruft_words() -> frozenset[str]:
    """Return the words that stand in the furniture of pages far more often than in their articles."""
    path = Path(__file__).with_name("data") / "cruft_words.txt"
    return frozenset(
        line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and line[0] != "#"
    )


def base_features(line: LogicalLine, repeats: int) -> list[float]:
    """Return what is measured of one line by itself."""
    text = line.text[:_LONGEST_MEASURED]
    words = _WORD.findall(text)
    count = len(words)
    lower = [word.lower() for word in words]
    letters = max(1, len(text))
    capitals = sum(1 for word in words if word[0].isupper())
    cruft = cruft_words()
    hits = sum(1 for word in lower if word in cruft)
    return [
        min(count, 200),
        min(len(line.text), 1500),
        sum(map(len, words)) / max(1, count),
        sum(1 for word in lower if word in _STOP_WORDS) / max(1, count),
        1.0 if _ENDS.search(text) else 0.0,
        1.0 if text.endswith(":") else 0.0,
        text.count(",") / max(1, count),
        min(len(re.findall(r"[.!?][\"'”’)]*(?:\s|$)", text)), 20),
        capitals / max(1, count),
        sum(1 for character in text if character.isdigit()) / letters,
        1.0 if text.isupper() else 0.0,
        1.0 if text[:1].islower() else 0.0,
        1.0 if line.bullet else 0.0,
        float(line.heading),
        min(line.blanks, 4),
        min(line.indent, 24),
        min(1.0, line.linked / letters),
        min(line.links, 20),
        line.links / max(1, count),
        1.0 if _QUOTED.search(text) else 0.0,
        1.0 if count < 30 and find_date(text) is not None else 0.0,
        1.0 if count < 30 and _TIME.search(text) else 0.0,
        1.0 if _BYLINE.match(text) else 0.0,
        1.0 if _CREDIT.search(text) else 0.0,
        hits / max(1, count),
        min(repeats, 6),
        1.0 if "http" in text or "www." in text or "@" in text else 0.0,
        text.count("|") + text.count("»") + text.count(" > "),
        1.0 if any(word in ("i", "we", "my", "our", "you", "your") for word in lower) else 0.0,
    ]


def line_features(lines: Sequence[LogicalLine]) -> list[list[float]]:
    """Return the features of each of `lines`, in the order of `NAMES`."""
    folded = [fold(line.text[:300]) for line in lines]
    repeated = Counter(folded)
    base = [base_features(line, repeated[words]) for line, words in zip(lines, folded, strict=True)]
    index = {name: place for place, name in enumerate(BASE)}
    ends, words, links = index["ends_sentence"], index["words"], index["link_share"]
    prose = [
        1.0
        if (row[words] >= LONG and row[ends] and row[links] < 0.5) or row[words] >= 2.5 * LONG and row[links] < 0.3
        else 0.0
        for row in base
    ]
    for row, value in zip(base, prose, strict=True):
        row.append(value)
    near = [[row[index[name]] if name != "prose" else row[-1] for name in NEAR] for row in base]
    nothing = [0.0] * len(NEAR)
    wide = _wide_features(lines, base, prose, folded, index)
    rows = []
    for place, row in enumerate(base):
        context: list[float] = []
        for step in REACH:
            other = place + step
            context += near[other] if 0 <= other < len(near) else nothing
        rows.append(row + context + wide[place])
    return rows


def _wide_features(
    lines: Sequence[LogicalLine],
    base: list[list[float]],
    prose: list[float],
    folded: list[str],
    index: dict[str, int],
) -> list[list[float]]:
    count = len(lines)
    lengths = [row[index["words"]] for row in base]
    cruft = [row[index["cruft"]] for row in base]
    total = max(1.0, sum(lengths))
    prose_words = [length * flag for length, flag in zip(lengths, prose, strict=True)]
    prose_sum, cruft_sum, word_sum = _sums(prose), _sums(cruft), _sums(lengths)
    prose_word_sum = _sums(prose_words)
    all_prose = max(1.0, prose_word_sum[-1])
    start, end = best_run(lengths, prose, cruft)
    title = title_place(lines, folded, prose)
    indents = Counter(line.indent for line, flag in zip(lines, prose, strict=True) if flag)
    usual = indents.most_common(1)[0][0] if indents else 0
    rows, since_heading, closing = [], 0, 0.0
    short_before = _short_runs(lengths)
    short_after = _short_runs(lengths[::-1])[::-1]
    for place in range(count):
        near = (max(0, place - 3), min(count, place + 4))
        wide = (max(0, place - 10), min(count, place + 11))
        since_heading = 0 if base[place][index["heading"]] else since_heading + 1
        if cruft[place] > 0.5 and place > end:
            closing = 1.0
        rows.append(
            [
                place / count,
                word_sum[place] / total,
                (prose_sum[near[1]] - prose_sum[near[0]]) / (near[1] - near[0]),
                (prose_sum[wide[1]] - prose_sum[wide[0]]) / (wide[1] - wide[0]),
                prose_word_sum[place] / all_prose,
                (all_prose - prose_word_sum[place + 1]) / all_prose,
                (cruft_sum[near[1]] - cruft_sum[near[0]]) / (near[1] - near[0]),
                1.0 if start <= place <= end else 0.0,
                max(-30.0, min(60.0, float(place - start))),
                max(-30.0, min(60.0, float(end - place))),
                (prose_word_sum[end + 1] - prose_word_sum[start]) / all_prose if end >= start else 0.0,
                max(-20.0, min(60.0, float(place - title))),
                1.0 if title >= 0 else 0.0,
                min(since_heading, 40),
                min(short_before[place], 30),
                min(short_after[place], 30),
                min(count, 800),
                closing,
                1.0 if lines[place].indent == usual else 0.0,
                (cruft_sum[wide[1]] - cruft_sum[wide[0]]) / (wide[1] - wide[0]),
            ]
        )
    return rows


def _sums(values: Sequence[float]) -> list[float]:
    sums = [0.0]
    for value in values:
        sums.append(sums[-1] + value)
    return sums


def _short_runs(lengths: Sequence[float]) -> list[int]:
    """Return for each line how many short ones stand directly before it."""
    runs, run = [], 0
    for length in lengths:
        runs.append(run)
        run = run + 1 if length < 6 else 0
    return runs


RUN_COST = 9.0
"""What a line that is no prose costs the run, in words; between 6 and 12 the best run hardly changes."""


def best_run(lengths: Sequence[float], prose: Sequence[float], cruft: Sequence[float]) -> tuple[int, int]:
    """Return the first and last line of the stretch richest in prose: the largest sum of gains and costs."""
    best = (0.0, 0, -1)
    gain, start = 0.0, 0
    for place, (length, flag, hit) in enumerate(zip(lengths, prose, cruft, strict=True)):
        value = min(length, 80.0) if flag else -RUN_COST - 10 * hit + min(length, 12.0) / 4
        if gain <= 0:
            gain, start = 0.0, place
        gain += value
        if gain > best[0]:
            best = (gain, start, place)
    return best[1], best[2]


_SITE_SUFFIX = re.compile(r"\s+[|•·»–—-]\s+|\s+::\s+")


def site_parts(line: str) -> tuple[str, str]:
    """Return the title and the site's name that a page's first line holds, the site "" where it names none."""
    parts = list(_SITE_SUFFIX.finditer(line))
    if not parts or len(line) - parts[-1].end() > 40:
        return line, ""
    return line[: parts[-1].start()], line[parts[-1].end() :]


def cruft_share(text: str) -> float:
    """Return the share of the words of `text` that stand in the furniture of pages."""
    words = [word.lower() for word in _WORD.findall(text[:_LONGEST_MEASURED])]
    cruft = cruft_words()
    return sum(1 for word in words if word in cruft) / max(1, len(words))


def title_place(lines: Sequence[LogicalLine], folded: Sequence[str], prose: Sequence[float]) -> int:
    """Return the number of the line that is the title as it stands above the body, -1 if none is found.

    It is the last copy, before the prose has gone on for long, of a line that is said again, or that the first
    line holds before the site's name; else the deepest heading of the first rank.
    """
    first = site_parts(lines[0].text)[0] if lines else ""
    wanted = fold(first).strip()
    limit = _after_first_prose(prose)
    counts = Counter(folded[:limit])
    best = -1
    for place in range(limit):
        words = lines[place].text.split()
        if not 3 <= len(words) <= 30:
            continue
        same = folded[place].strip()
        if (
            place
            and wanted
            and len(wanted) > 12
            and (same == wanted or (same.startswith(wanted) and len(same) < 2 * len(wanted)))
        ):
            best = place
        elif counts[folded[place]] > 1 and len(words) >= 4 and best < 0:
            best = place
        elif lines[place].heading == 1 and best < 0:
            best = place
    return best


def _after_first_prose(prose: Sequence[float]) -> int:
    seen = 0
    for place, flag in enumerate(prose):
        seen += bool(flag)
        if seen >= 4:
            return place + 1
    return len(prose)
