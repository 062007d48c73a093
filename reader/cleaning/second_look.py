"""What is measured for the second look: how the first look's scores lie around a line.

A caption between two paragraphs of body and a teaser among teasers can read alike; what was made of their neighbours
tells them apart. `second_features` returns the first rows, each with the numbers of `SECOND` added.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import accumulate
from math import exp
from typing import TYPE_CHECKING

from reader.cleaning.surroundings import NAMES, topic_words

if TYPE_CHECKING:
    from collections.abc import Sequence

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
RUN_GAP = 2
"""Lines judged as page that may stand inside one run of body."""


def second_features(
    rows: Sequence[list[float]], words: Sequence[Sequence[str]], odds: Sequence[float]
) -> list[list[float]]:
    """Return the rows for the second model; `rows`, `words` and `odds` are the first look's, one a line."""
    count = len(rows)
    lengths = [row[0] for row in rows]
    shares = [1.0 / (1.0 + exp(-max(-30.0, min(30.0, score)))) for score in odds]
    mass = [share * length for share, length in zip(shares, lengths, strict=True)]
    mass_sum, length_sum, score_sum = _sums(mass), _sums(lengths), _sums(odds)
    total = max(1.0, mass_sum[-1])
    page = (min(total, 5000.0), total / max(1.0, length_sum[-1]))
    kept = [place for place, score in enumerate(odds) if score > 0]
    sure = [place for place, score in enumerate(odds) if score > 2 and lengths[place] >= 8]
    runs = _runs(kept, odds, lengths, count)
    start, end = best_segment(odds, lengths)
    segment = (mass_sum[end + 1] - mass_sum[start]) / total if end >= start else 0.0
    topics = _body_topic(words, odds)
    topic_sum = _sums([topic for topic, _ in topics])
    margin = [-4.0] * max(AROUND)
    padded = [*margin, *odds, *margin]
    result = []
    for place, row in enumerate(rows):
        wide = [(max(0, place - reach), min(count, place + reach + 1)) for reach in WINDOWS]
        low, high = wide[0]
        result.append(
            [
                *row,
                odds[place],
                *[padded[place + step + 4] for step in AROUND],
                *[(score_sum[right] - score_sum[left]) / (right - left) for left, right in wide[:3]],
                *[
                    (mass_sum[right] - mass_sum[left]) / max(1.0, length_sum[right] - length_sum[left])
                    for left, right in wide
                ],
                mass_sum[place] / total,
                (mass_sum[-1] - mass_sum[place + 1]) / total,
                *page,
                *_beside(kept, place, lengths),
                *runs[place],
                1.0 if start <= place <= end else 0.0,
                max(-30.0, min(60.0, float(place - start))),
                max(-30.0, min(60.0, float(end - place))),
                segment,
                topics[place][0],
                (topic_sum[high] - topic_sum[low]) / (high - low),
                topics[place][1],
                *_beside(sure, place, lengths)[:2],
            ]
        )
    return result


def _sums(values: Sequence[float]) -> list[float]:
    return [0.0, *accumulate(values)]


def _beside(kept: Sequence[int], place: int, lengths: Sequence[float]) -> tuple[float, float, float, float]:
    """Return how far the last and the next of `kept` are from `place`, and how many words those lines have."""
    at = bisect_left(kept, place)
    before = kept[at - 1] if at else -1
    at += at < len(kept) and kept[at] == place
    after = kept[at] if at < len(kept) else -1
    return (
        float(min(40, place - before)) if before >= 0 else 60.0,
        float(min(40, after - place)) if after >= 0 else 60.0,
        lengths[before] if before >= 0 else 0.0,
        lengths[after] if after >= 0 else 0.0,
    )


def _runs(
    kept: Sequence[int], odds: Sequence[float], lengths: Sequence[float], count: int
) -> list[tuple[float, float, float, float, float]]:
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
    return [
        (float(min(3000, words[run])), words[run] / total, tops[run], float(run == best), float(max(-6, min(6, run - best))))
        for run in belongs
    ]  # fmt: skip


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


def _body_topic(words: Sequence[Sequence[str]], odds: Sequence[float]) -> list[tuple[float, float]]:
    """Return for each line the share of its topic words that sure body says elsewhere, and how often it says them."""
    said: Counter[str] = Counter()
    for line, score in zip(words, odds, strict=True):
        if score > SURE:
            said.update(set(topic_words(line)))
    result = []
    for line, score in zip(words, odds, strict=True):
        own = 1 if score > SURE else 0
        found = [said[word] - own for word in topic_words(line)]
        count = max(1, len(found))
        result.append(
            (len([1 for times in found if times > 0]) / count, sum([min(times, 6) for times in found]) / count)
        )
    return result
