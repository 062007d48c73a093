"""What is measured of a line's surroundings: its neighbours, its place, the runs of prose, the page's topic.

`line_features` returns the rows that the first model reads, in the order of `NAMES`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from reader.cleaning.features import BASE, LONG, TOPIC_WORD, Measured, measure_line
from reader.cleaning.lexicon import Lexicon, lexicon
from reader.cleaning.page_title import title_place
from reader.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.cleaning.lines import LogicalLine

NEAR = ("words", "stop_share", "ends_sentence", "link_share", "weight", "capital_share", "blanks", "prose", "topic")
REACH = (-3, -2, -1, 1, 2, 3)
WIDE = (
    "place", "words_before", "prose_near", "prose_wide", "prose_before", "prose_after", "cruft_near", "in_run", "from_run_start",
    "to_run_end", "run_share", "from_title", "title_known", "since_heading", "short_before", "short_after", "count",
    "closing_before", "indent_like_prose", "cruft_wide", "weight_near", "weight_wide", "topic_near", "topic_wide", "time_wide",
    "voice_wide", "link_wide", "words_near", "short_wide", "page_prose", "page_words", "page_links", "prose_length", "page_known", "page_stops",
    "since_closing", "closing_kind", "prose_since_closing", "to_prose", "from_prose", "prose_next", "prose_last",
    "stretch_share", "stretch_words", "stretch_first", "stretch_best", "blanks_like_prose", "date_wide", "same_length",
)  # fmt: skip
NAMES = (*BASE, "prose", "topic", "in_title", *(f"{name}{step:+d}" for step in REACH for name in NEAR), *WIDE)
_AT = {name: place for place, name in enumerate((*BASE, "prose", "topic", "in_title"))}
_CLOSINGS = (
    r"(?:\d+ )?(?:comments?|responses|replies|discussion|kommentare?|commentaires?|comentarios?|comentarios?|commenti|reacties)\b.{0,20}"
    r"|(?:leave|post|add|write|join|view|show|schreib|laisser|deja|lascia|deixe|plaats) .{0,20}(?:comment|reply|conversation|kommentar|commentaire|comentario|commento|reactie)\w*.{0,20}",
    r"(?:you (?:may|might) .*like.*|related\b.*|more (?:from|in|on|stories|news|articles)\b.*|read (?:more|next|also)\b.*|recommended\b.*|trending\b.*|most (?:read|popular|viewed)\b.*"
    r"|popular\b.*|latest\b.*|top stories.*|up next|editors?.? picks?|from the web|around the web|don't miss.*|also (?:read|on)\b.*|see also.*|next (?:post|article|up).*|previous (?:post|article).*|recent posts.*"
    r"|mehr zum thema.*|das konnte sie.*|auch interessant.*|lesen sie auch.*|a lire aussi.*|sur le meme sujet.*|te puede interesar.*|mas noticias.*|leggi anche.*|veja tambem.*|leia (?:mais|tambem).*|lees ook.*|meer nieuws.*)",
    r"(?:subscribe|sign up|newsletters?|get (?:the|our)|stay (?:up to date|informed|connected)|join (?:our|us)|follow us|abonn|suscri|iscriviti|inscreva|assine|schrijf je in)\b.*",
    r"(?:about (?:the )?authors?|about us|written by.*|author|uber den autor.*|sobre (?:el|o) autor.*|a propos de l'auteur|contact(?: us)?|(?:©|copyright|\(c\)).*|all rights reserved.*|privacy policy.*|tags?:?.*|filed under.*|topics:?.*)",
)
_CLOSING = re.compile("|".join(f"({expression})" for expression in _CLOSINGS))
"""What a line says that opens a section after the body: comments, other articles, newsletters, the page's foot."""
NEARBY, SURROUNDING = 3, 10
"""Lines before and after a line that count as near it, and as its wider surroundings."""
MEANS = (
    ("prose", NEARBY), ("prose", SURROUNDING), ("cruft", NEARBY), ("has_date", SURROUNDING), ("cruft", SURROUNDING),
    ("weight", NEARBY), ("weight", SURROUNDING), ("topic", NEARBY), ("topic", SURROUNDING), ("has_time", SURROUNDING),
    ("voice", SURROUNDING), ("link_share", SURROUNDING), ("words", NEARBY), ("short", SURROUNDING),
)  # fmt: skip
"""What is averaged: the first four for places of their own in a row, the rest from `cruft_wide` to `short_wide`."""
RUN_COST = 9.0
"""What a line that is no prose costs the run, in words; between 6 and 12 the best run hardly changes."""
STRETCH_GAP = 4
"""Lines without prose that end a stretch of it."""


@dataclass(frozen=True, slots=True)
class Look:
    """What was measured of a page's lines: a row of numbers and the words in lower case, for each."""

    rows: list[list[float]]
    words: list[list[str]]


def line_features(lines: Sequence[LogicalLine], weights: Lexicon | None = None) -> Look:
    """Return the features of each of `lines`; `weights` stand for the stored ones where the model is fitted."""
    weights = weights or lexicon()
    folded = [fold(line.text[:300]) for line in lines]
    repeated = Counter(folded)
    measured = [measure_line(line, repeated[words], weights) for line, words in zip(lines, folded, strict=True)]
    prose = [1.0 if _is_prose(one.row) else 0.0 for one in measured]
    run = best_run([one.row[_AT["words"]] for one in measured], prose, [one.row[_AT["cruft"]] for one in measured])
    title = title_place(lines, folded, prose)
    _add_topic(measured, prose, run, title)
    rows = [one.row for one in measured]
    wide = _wide_features(lines, rows, folded, run, title)
    places = [_AT[name] for name in NEAR]
    near = [[row[place] for place in places] for row in rows]
    margin = [[0.0] * len(NEAR)] * max(REACH)
    padded = [*margin, *near, *margin]
    reach = [max(REACH) + step for step in REACH]
    full = [
        [*row, *[value for step in reach for value in padded[place + step]], *wide[place]]
        for place, row in enumerate(rows)
    ]
    return Look(full, [one.words for one in measured])


def _is_prose(row: Sequence[float]) -> bool:
    words, links = row[_AT["words"]], row[_AT["link_share"]]
    return (words >= LONG and row[_AT["ends_sentence"]] > 0 and links < 0.5) or (words >= 2.5 * LONG and links < 0.3)


def topic_words(words: Sequence[str]) -> list[str]:
    """Return those of `words` that can tell what a text is about."""
    return [word for word in words if len(word) >= TOPIC_WORD]


def _add_topic(measured: Sequence[Measured], prose: list[float], run: tuple[int, int], title: int) -> None:
    """Add to each row whether it is prose, and its share of words that the best run and the title say too."""
    said: Counter[str] = Counter()
    for place in range(run[0], run[1] + 1):
        if prose[place]:
            said.update(set(topic_words(measured[place].words)))
    titled = set(topic_words(measured[title].words)) if title >= 0 else set()
    for place, one in enumerate(measured):
        words = topic_words(one.words)
        own = 1 if prose[place] and run[0] <= place <= run[1] else 0
        share = 1.0 / max(1, len(words))
        one.row += (
            prose[place],
            len([1 for word in words if said[word] > own]) * share,
            float(min(4, len(titled.intersection(words)))) if titled else 0.0,
        )


def _wide_features(
    lines: Sequence[LogicalLine], rows: list[list[float]], folded: Sequence[str], run: tuple[int, int], title: int
) -> list[list[float]]:
    count = len(lines)
    column = {name: [row[place] for row in rows] for name, place in _AT.items()}
    lengths, prose = column["words"], column["prose"]
    prose_words = [length * flag for length, flag in zip(lengths, prose, strict=True)]
    word_sum, prose_word_sum = _sums(lengths), _sums(prose_words)
    total, all_prose = max(1.0, word_sum[-1]), max(1.0, prose_word_sum[-1])
    start, end = run
    run_share = (prose_word_sum[end + 1] - prose_word_sum[start]) / all_prose if end >= start else 0.0
    page = _of_the_page(column, total, all_prose)
    indent = _most_common(line.indent for line, flag in zip(lines, prose, strict=True) if flag)
    blank = _most_common(line.blanks for line, flag in zip(lines, prose, strict=True) if flag)
    short_before, short_after = _short_runs(lengths), _short_runs(lengths[::-1])[::-1]
    closing = _closings(folded, rows, prose)
    beside = _prose_beside(prose, lengths)
    stretches = _stretches(prose, lengths, all_prose)
    prose_near, prose_wide, cruft_near, dates_wide, *means = _means(column, count)
    windows = list(zip(*means, strict=True))
    result, since_heading, seen_closing = [], 0, 0.0
    for place, row in enumerate(rows):
        since_heading = 0 if row[_AT["heading"]] else since_heading + 1
        if row[_AT["cruft"]] > 0.5 and place > end:
            seen_closing = 1.0
        low, high = max(0, place - NEARBY), min(count, place + NEARBY + 1)
        length = row[_AT["words"]]
        same = [1 for other in lengths[low:high] if -2 <= other - length <= 2]
        result.append(
            [
                place / count,
                word_sum[place] / total,
                prose_near[place],
                prose_wide[place],
                prose_word_sum[place] / all_prose,
                (all_prose - prose_word_sum[place + 1]) / all_prose,
                cruft_near[place],
                1.0 if start <= place <= end else 0.0,
                max(-30.0, min(60.0, float(place - start))),
                max(-30.0, min(60.0, float(end - place))),
                run_share,
                max(-20.0, min(60.0, float(place - title))),
                1.0 if title >= 0 else 0.0,
                float(min(since_heading, 40)),
                float(min(short_before[place], 30)),
                float(min(short_after[place], 30)),
                float(page[0]),
                seen_closing,
                1.0 if lines[place].indent == indent else 0.0,
                *windows[place],
                *page[1:],
                *closing[place],
                *beside[place],
                *stretches[place],
                1.0 if lines[place].blanks == blank else 0.0,
                dates_wide[place],
                len(same) / (high - low),
            ]
        )
    return result


def _of_the_page(column: Mapping[str, Sequence[float]], total: float, all_prose: float) -> tuple[float, ...]:
    """Return a page's lines, share of lines of prose, words, mean share of links, and words in a line of prose.

    Then which shares of its words have a weight and are common ones: how far its language is known.
    """
    prose, count = sum(column["prose"]), len(column["prose"])
    links = sum(column["link_share"]) / count
    known, stops = (
        sum([share * words for share, words in zip(column[name], column["words"], strict=True)]) / total
        for name in ("known", "stop_share")
    )
    return (min(count, 800), prose / count, min(total, 8000.0), links, all_prose / max(1.0, prose), known, stops)


def _means(column: Mapping[str, Sequence[float]], count: int) -> list[list[float]]:
    """Return the means over the lines near each line and in its wider surroundings, a list for each of `MEANS`."""
    short = [1.0 if length < 6 else 0.0 for length in column["words"]]
    sums = {name: _sums(short if name == "short" else column[name]) for name in {name for name, _ in MEANS}}
    windows = {
        reach: [(max(0, place - reach), min(count, place + reach + 1)) for place in range(count)]
        for reach in (NEARBY, SURROUNDING)
    }
    return [
        [(total[high] - total[low]) / (high - low) for low, high in windows[reach]]
        for total, reach in ((sums[name], reach) for name, reach in MEANS)
    ]


def _sums(values: Sequence[float]) -> list[float]:
    return [0.0, *accumulate(values)]


def _most_common(values: object) -> int:
    counts: Counter[int] = Counter(values)  # type: ignore[call-overload]
    return counts.most_common(1)[0][0] if counts else 0


def _short_runs(lengths: Sequence[float]) -> list[int]:
    """Return for each line how many short ones stand directly before it."""
    runs, run = [], 0
    for length in lengths:
        runs.append(run)
        run = run + 1 if length < 6 else 0
    return runs


def closing_kind(folded: str) -> int:
    """Return 1 to 4 if the line opens a section after the body (see `_CLOSING`), else 0."""
    if len(folded) > 60:
        return 0
    words = folded.strip(" -*|>•·[]#:+")
    match = _CLOSING.fullmatch(words)
    return match.lastindex or 0 if match is not None else 0


def _closings(
    folded: Sequence[str], rows: Sequence[Sequence[float]], prose: Sequence[float]
) -> list[tuple[float, float, float]]:
    """Return for each line how far back the last closing line is, its kind, and how many lines of prose came since."""
    result, since, last, seen = [], 60, 0, 0.0
    for text, row, flag in zip(folded, rows, prose, strict=True):
        kind = closing_kind(text) if row[0] <= 10 else 0
        if kind:
            since, last, seen = 0, kind, 0.0
        result.append((float(min(since, 60)), float(last), min(seen, 20.0)))
        since += 1
        seen += flag
    return result


def _prose_beside(prose: Sequence[float], lengths: Sequence[float]) -> list[tuple[float, float, float, float]]:
    """Return for each line how far the next and the last line of prose are, and how many words those have."""

    def reach(order: Sequence[int]) -> dict[int, tuple[float, float]]:
        found, gap, words = {}, 30.0, 0.0
        for place in order:
            found[place] = (gap, words)
            gap, words = (1.0, lengths[place]) if prose[place] else (min(30.0, gap + 1), words)
        return found

    before, after = reach(range(len(prose))), reach(range(len(prose) - 1, -1, -1))
    return [(after[p][0], before[p][0], after[p][1], before[p][1]) for p in range(len(prose))]


def _stretches(
    prose: Sequence[float], lengths: Sequence[float], total: float
) -> list[tuple[float, float, float, float]]:
    """Return of the stretch of prose each line stands in: its share of the page's prose, words, place and rank."""
    number, gap = 0, 0
    belongs = []
    for flag in prose:
        if flag:
            number += gap >= STRETCH_GAP
            gap = 0
        else:
            gap += 1
        belongs.append(number)
    words: Counter[int] = Counter()
    for place, stretch in enumerate(belongs):
        words[stretch] += int(lengths[place] * prose[place])
    best = max(words, key=lambda stretch: words[stretch])
    return [
        (words[s] / total, float(min(words[s], 3000)), float(max(-6, min(6, s - best))), float(s == best))
        for s in belongs
    ]


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
