"""What is measured for the second look: how the first look's scores lie around a line.

A caption between two paragraphs of body and a teaser among teasers can read alike; what was made of their neighbours
tells them apart. `second_features` returns the first rows, each with the numbers of `SECOND` added.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from math import exp, inf
from typing import TYPE_CHECKING

from reader.cleaning.surroundings import NAMES, clamped, running_sums, shifted, window_sizes, window_sums

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.cleaning.surroundings import Look

AROUND = (-4, -3, -2, -1, 1, 2, 3, 4)
WINDOWS = (2, 5, 12, 30)
SURE = 1.0
"""Log odds from which a line's words count as the body's topic."""
SECOND = (
    "score", *(f"score{step:+d}" for step in AROUND), *(f"score_mean{reach}" for reach in WINDOWS[:3]),
    *(f"mass{reach}" for reach in WINDOWS), "mass_before", "mass_after", "mass", "mass_share", "kept_before", "kept_after",
    "kept_before_words", "kept_after_words", "run_words", "run_share2", "run_top", "run_best", "from_best_run", "in_segment",
    "from_segment_start", "to_segment_end", "segment_share", "body_topic", "body_topic_near", "rare_topic", "sure_before", "sure_after",
)  # fmt: skip
SECOND_NAMES = (*NAMES, *SECOND)
MOST_TIMES = 6
"""What more lines of sure body with a word count for."""
RUN_GAP = 2
"""Lines judged as page that may stand inside one run of body."""


def second_features(look: Look, odds: list[float]) -> list[tuple[float, ...]]:
    """Return the rows for the second model; `odds` are the first one's for what `look` has of each line."""
    count, lengths = len(odds), look.columns[0]
    places = range(count)
    shares = [1.0 / (1.0 + exp(-score)) for score in clamped(odds, -30.0, 30.0)]
    mass = [share * length for share, length in zip(shares, lengths, strict=True)]
    mass_sum, length_sum, score_sum = running_sums(mass), running_sums(lengths), running_sums(odds)
    total = max(1.0, mass_sum[-1])
    kept = [place for place, score in enumerate(odds) if score > 0]
    sure = [place for place, score in enumerate(odds) if score > 2 and lengths[place] >= 8]
    start, end = best_segment(odds, lengths)
    segment = (mass_sum[end + 1] - mass_sum[start]) / total if end >= start else 0.0
    shared, said = _body_topic(look.topics, odds)
    columns = [
        odds,
        *(shifted(odds, step, -4.0) for step in AROUND),
        *(_quotients(window_sums(score_sum, reach), window_sizes(count, reach)) for reach in WINDOWS[:3]),
        *(
            _quotients(window_sums(mass_sum, reach), clamped(window_sums(length_sum, reach), 1.0, inf))
            for reach in WINDOWS
        ),
        [before / total for before in mass_sum[:-1]],
        [(mass_sum[-1] - before) / total for before in mass_sum[1:]],
        [min(total, 5000.0)] * count,
        [total / max(1.0, length_sum[-1])] * count,
        *_beside(kept, lengths),
        *_runs(kept, odds, lengths, count),
        [1.0 if start <= place <= end else 0.0 for place in places],
        clamped(map(float, range(-start, count - start)), -30.0, 60.0),
        clamped(map(float, range(end, end - count, -1)), -30.0, 60.0),
        [segment] * count,
        shared,
        _quotients(window_sums(running_sums(shared), WINDOWS[0]), window_sizes(count, WINDOWS[0])),
        said,
        *_beside(sure, lengths)[:2],
    ]
    return list(zip(*look.columns, *columns, strict=True))


def _quotients(values: Sequence[float], divisors: Sequence[float]) -> list[float]:
    return [value / divisor for value, divisor in zip(values, divisors, strict=True)]


def _beside(kept: Sequence[int], lengths: Sequence[float]) -> list[list[float]]:
    """Return for each line how far the last and the next of `kept` are, and how many words those lines have."""
    count = len(lengths)
    before, after = [-1] * count, [-1] * count
    for last, place in pairwise((-1, *kept, count)):
        if last >= 0:
            before[last + 1 : place + 1] = [last] * (min(place + 1, count) - last - 1)
        if place < count:
            after[max(0, last) : place] = [place] * (place - max(0, last))
    return [
        [
            60.0 if last < 0 else 40.0 if place - last > 40 else float(place - last)
            for place, last in enumerate(before)
        ],
        [
            60.0 if following < 0 else 40.0 if following - place > 40 else float(following - place)
            for place, following in enumerate(after)
        ],
        [lengths[last] if last >= 0 else 0.0 for last in before],
        [lengths[following] if following >= 0 else 0.0 for following in after],
    ]


def _runs(kept: Sequence[int], odds: Sequence[float], lengths: Sequence[float], count: int) -> list[list[float]]:
    """Return of the run of kept lines nearest before each line: words, share, top score, whether it is the longest."""
    number = 0
    belongs = [0] * count
    words: Counter[int] = Counter({0: 0})
    tops: dict[int, float] = {0: -9.0}
    last = -1
    for place in kept:
        if last >= 0 and place - last > RUN_GAP + 1:
            number += 1
        words[number] += int(lengths[place])
        tops[number] = max(tops.get(number, -9.0), odds[place])
        for between in range(last + 1, place + 1):
            belongs[between] = number
        last = place
    for rest in range(last + 1, count):
        belongs[rest] = number
    total = max(1, sum(words.values()))
    best = max(words, key=lambda run: words[run])
    runs = range(number + 1)
    said = (
        [float(min(3000, words[run])) for run in runs],
        [words[run] / total for run in runs],
        [tops[run] for run in runs],
        [float(run == best) for run in runs],
        [float(max(-6, min(6, run - best))) for run in runs],
    )
    return [[*map(values.__getitem__, belongs)] for values in said]


def best_segment(odds: Sequence[float], lengths: Sequence[float]) -> tuple[int, int]:
    """Return the first and last line of the stretch whose scores, by their words, have the largest sum."""
    best, gain, start = (0.0, 0, -1), 0.0, 0
    for place, (score, length) in enumerate(zip(odds, lengths, strict=True)):
        if gain <= 0:
            gain, start = 0.0, place
        gain += max(-4.0, min(4.0, score)) * min(40.0, 2.0 + length)
        if gain > best[0]:
            best = (gain, start, place)
    return best[1], best[2]


def _body_topic(topics: Sequence[Sequence[str]], odds: Sequence[float]) -> tuple[list[float], list[float]]:
    """Return for each line the share of its topic words that sure body says elsewhere, and how often it says them."""
    said: Counter[str] = Counter()
    for words, score in zip(topics, odds, strict=True):
        if score > SURE:
            said.update(set(words))
    often = {word: min(times, MOST_TIMES) for word, times in said.items()}
    elsewhere = {word: min(times - 1, MOST_TIMES) for word, times in said.items() if times > 1}
    shares, means = [], []
    for words, score in zip(topics, odds, strict=True):
        times = elsewhere if score > SURE else often
        found = [times[word] for word in words if word in times]
        count = max(1, len(words))
        shares.append(len(found) / count)
        means.append(sum(found) / count)
    return shares, means
