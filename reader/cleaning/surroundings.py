"""What is measured of a line's surroundings: its neighbours, its place, the runs of prose, the page's topic.

`line_features` returns the rows that the first model reads, in the order of `NAMES`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from reader.cleaning.features import BASE, LONG, TOPIC_WORD, measure_line
from reader.cleaning.lexicon import Lexicon, lexicon
from reader.cleaning.page_title import title_place
from reader.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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
    """What was measured of a page's lines: a column of numbers for each of `NAMES`, and the topic words of each line."""

    columns: list[list[float]]
    topics: list[list[str]]

    @property
    def rows(self) -> list[tuple[float, ...]]:
        """Return the numbers of each line."""
        return list(zip(*self.columns, strict=True))


def line_features(lines: Sequence[LogicalLine], weights: Lexicon | None = None) -> Look:
    """Return the features of each of `lines`; `weights` stand for the stored ones where the model is fitted."""
    weights = weights or lexicon()
    folded = [fold(line.text[:300]) for line in lines]
    repeated = Counter(folded)
    measured = [measure_line(line, repeated[words], weights) for line, words in zip(lines, folded, strict=True)]
    prose = [1.0 if _is_prose(one.row) else 0.0 for one in measured]
    run = best_run([one.row[_AT["words"]] for one in measured], prose, [one.row[_AT["cruft"]] for one in measured])
    title = title_place(lines, folded, prose)
    topics = [topic_words(one.words) for one in measured]
    own = [*map(list, zip(*(one.row for one in measured), strict=True)), prose, *_topic(topics, prose, run, title)]
    column = dict(zip(_AT, own, strict=True))
    near = [shifted(column[name], step, 0.0) for step in REACH for name in NEAR]
    return Look([*own, *near, *_wide_features(lines, column, folded, run, title)], topics)


def shifted(values: list[float], step: int, beyond: float) -> list[float]:
    """Return for each place the value `step` places on, `beyond` where there is none."""
    if step < 0:
        return [*[beyond] * -step, *values][: len(values)]
    return [*values, *[beyond] * step][step:]


def clamped(values: Iterable[float], least: float, most: float) -> list[float]:
    """Return `values`, each at least `least` and at most `most`."""
    return [least if value < least else most if value > most else value for value in values]


def window_sums(sums: list[float], reach: int) -> list[float]:
    """Return the sum over the lines up to `reach` before and after each; `sums` are over all lines before."""
    count = len(sums) - 1
    upper = [*sums[reach + 1 :], *sums[-1:] * reach][:count]
    lower = [*[0.0] * reach, *sums][:count]
    return [high - low for high, low in zip(upper, lower, strict=True)]


def window_sizes(count: int, reach: int) -> list[int]:
    """Return how many of `count` lines stand up to `reach` before and after each."""
    return [min(count, place + reach + 1) - max(0, place - reach) for place in range(count)]


def _is_prose(row: Sequence[float]) -> bool:
    words, links = row[_AT["words"]], row[_AT["link_share"]]
    return (words >= LONG and row[_AT["ends_sentence"]] > 0 and links < 0.5) or (words >= 2.5 * LONG and links < 0.3)


def topic_words(words: Sequence[str]) -> list[str]:
    """Return those of `words` that can tell what a text is about."""
    return [word for word in words if len(word) >= TOPIC_WORD]


def _topic(
    topics: Sequence[Sequence[str]], prose: list[float], run: tuple[int, int], title: int
) -> tuple[list[float], list[float]]:
    """Return for each line its share of topic words that the best run says elsewhere, and how many the title says."""
    said: Counter[str] = Counter()
    in_run = [flag and run[0] <= place <= run[1] for place, flag in enumerate(prose)]
    for words, own in zip(topics, in_run, strict=True):
        if own:
            said.update(set(words))
    again = {word for word, times in said.items() if times > 1}
    titled = set(topics[title]) if title >= 0 else set()
    shares = [
        [*map((again if own else said).__contains__, words)].count(True) / max(1, len(words))
        for words, own in zip(topics, in_run, strict=True)
    ]
    return shares, [float(min(4, len(titled.intersection(words)))) if titled else 0.0 for words in topics]


def _wide_features(
    lines: Sequence[LogicalLine],
    column: Mapping[str, list[float]],
    folded: Sequence[str],
    run: tuple[int, int],
    title: int,
) -> list[list[float]]:
    """Return a column for each of `WIDE`."""
    count = len(lines)
    lengths, prose = column["words"], column["prose"]
    prose_words = [length * flag for length, flag in zip(lengths, prose, strict=True)]
    word_sum, prose_word_sum = running_sums(lengths), running_sums(prose_words)
    total, all_prose = max(1.0, word_sum[-1]), max(1.0, prose_word_sum[-1])
    start, end = run
    run_share = (prose_word_sum[end + 1] - prose_word_sum[start]) / all_prose if end >= start else 0.0
    lines_on_page, *page = _of_the_page(column, total, all_prose)
    indent = _most_common(line.indent for line, flag in zip(lines, prose, strict=True) if flag)
    blank = _most_common(line.blanks for line, flag in zip(lines, prose, strict=True) if flag)
    prose_near, prose_wide, cruft_near, dates_wide, *means = _means(column, count)
    closed = next((place for place in range(end + 1, count) if column["cruft"][place] > 0.5), count)
    return [
        [place / count for place in range(count)],
        [before / total for before in word_sum[:-1]],
        prose_near,
        prose_wide,
        [before / all_prose for before in prose_word_sum[:-1]],
        [(all_prose - before) / all_prose for before in prose_word_sum[1:]],
        cruft_near,
        [1.0 if start <= place <= end else 0.0 for place in range(count)],
        clamped(map(float, range(-start, count - start)), -30.0, 60.0),
        clamped(map(float, range(end, end - count, -1)), -30.0, 60.0),
        [run_share] * count,
        clamped(map(float, range(-title, count - title)), -20.0, 60.0),
        [1.0 if title >= 0 else 0.0] * count,
        _since(column["heading"], 40),
        _short_runs(lengths, 30),
        _short_runs(lengths[::-1], 30)[::-1],
        [lines_on_page] * count,
        [0.0] * closed + [1.0] * (count - closed),
        [1.0 if line.indent == indent else 0.0 for line in lines],
        *means,
        *([value] * count for value in page),
        *_closings(folded, lengths, prose),
        *_prose_beside(prose, lengths),
        *_stretches(prose, lengths, all_prose),
        [1.0 if line.blanks == blank else 0.0 for line in lines],
        dates_wide,
        _same_length(lengths),
    ]


def _same_length(lengths: list[float]) -> list[float]:
    """Return which share of the lines near each line, itself among them, has about as many words."""
    alike = []
    for step in range(1, NEARBY + 1):
        later = [-2 <= other - length <= 2 for length, other in zip(lengths, lengths[step:], strict=False)]
        alike += [[*later, *[False] * step][: len(lengths)], [*[False] * step, *later][: len(lengths)]]
    sizes = window_sizes(len(lengths), NEARBY)
    return [(1 + flags.count(True)) / size for flags, size in zip(zip(*alike, strict=True), sizes, strict=True)]


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


def _means(column: Mapping[str, list[float]], count: int) -> list[list[float]]:
    """Return the means over the lines near each line and in its wider surroundings, a list for each of `MEANS`."""
    short = [1.0 if length < 6 else 0.0 for length in column["words"]]
    sums = {name: running_sums(short if name == "short" else column[name]) for name in {name for name, _ in MEANS}}
    sizes = {reach: window_sizes(count, reach) for reach in (NEARBY, SURROUNDING)}
    return [
        [value / size for value, size in zip(window_sums(sums[name], reach), sizes[reach], strict=True)]
        for name, reach in MEANS
    ]


def running_sums(values: Iterable[float]) -> list[float]:
    """Return the sums of the values before each place, and of all."""
    return [0.0, *accumulate(values)]


def _most_common(values: object) -> int:
    counts: Counter[int] = Counter(values)  # type: ignore[call-overload]
    return counts.most_common(1)[0][0] if counts else 0


def _since(flags: Sequence[float], most: int) -> list[float]:
    """Return how many lines ago the last one with a flag stood, or else the first line of all; at most `most`."""
    found, since = [], 0
    for flag in flags:
        since = 0 if flag else since + 1
        found.append(float(min(since, most)))
    return found


def _short_runs(lengths: Sequence[float], most: int) -> list[float]:
    """Return for each line how many short ones, at most `most`, stand directly before it."""
    runs, run = [], 0
    for length in lengths:
        runs.append(float(min(run, most)))
        run = run + 1 if length < 6 else 0
    return runs


def closing_kind(folded: str) -> int:
    """Return 1 to 4 if the line opens a section after the body (see `_CLOSING`), else 0."""
    if len(folded) > 60:
        return 0
    words = folded.strip(" -*|>•·[]#:+")
    match = _CLOSING.fullmatch(words)
    return match.lastindex or 0 if match is not None else 0


def _closings(folded: Sequence[str], lengths: Sequence[float], prose: Sequence[float]) -> list[list[float]]:
    """Return for each line how far back the last closing line is, its kind, and how many lines of prose came since."""
    distances, kinds, seen_since = [], [], []
    since, last, seen = 60.0, 0.0, 0.0
    for text, length, flag in zip(folded, lengths, prose, strict=True):
        kind = closing_kind(text) if length <= 10 else 0
        if kind:
            since, last, seen = 0.0, float(kind), 0.0
        distances.append(since)
        kinds.append(last)
        seen_since.append(seen)
        since = min(since + 1, 60.0)
        seen = min(seen + flag, 20.0)
    return [distances, kinds, seen_since]


def _prose_beside(prose: Sequence[float], lengths: Sequence[float]) -> list[list[float]]:
    """Return for each line how far the next and the last line of prose are, and how many words those have."""
    gaps_before, words_before = _gone_by(prose, lengths)
    gaps_after, words_after = _gone_by(prose[::-1], lengths[::-1])
    return [gaps_after[::-1], gaps_before, words_after[::-1], words_before]


def _gone_by(prose: Sequence[float], lengths: Sequence[float]) -> tuple[list[float], list[float]]:
    """Return for each line how many lines ago prose stood, and how many words that has."""
    gaps, counts = [], []
    gap, words = 30.0, 0.0
    for flag, length in zip(prose, lengths, strict=True):
        gaps.append(gap)
        counts.append(words)
        gap, words = (1.0, length) if flag else (min(30.0, gap + 1), words)
    return gaps, counts


def _stretches(prose: Sequence[float], lengths: Sequence[float], total: float) -> list[list[float]]:
    """Return of the stretch of prose each line stands in: its share of the page's prose, words, place and rank."""
    number, gap = 0, 0
    belongs = []
    words: Counter[int] = Counter()
    for flag, length in zip(prose, lengths, strict=True):
        if flag:
            number += gap >= STRETCH_GAP
            gap = 0
        else:
            gap += 1
        belongs.append(number)
        words[number] += int(length * flag)
    best = max(words, key=lambda stretch: words[stretch])
    stretches = range(number + 1)
    said = (
        [words[s] / total for s in stretches],
        [float(min(words[s], 3000)) for s in stretches],
        [float(max(-6, min(6, s - best))) for s in stretches],
        [float(s == best) for s in stretches],
    )
    return [[*map(values.__getitem__, belongs)] for values in said]


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
