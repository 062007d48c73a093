"""Where a block stands on its page, seen from what is likely to be body: the elements that hold most of it, the run
of blocks from its first to its last, blocks of the same make.

It is measured twice: first with what reads like prose for body, then in the light of the first model's scores.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.cleaning.page_tree import Place

NAMES = (
    "parent_share", "grand_share", "up_to_best", "down_to_best", "in_wide", "sign_count", "sign_share", "sign_words", "sign_links",
    "sign_mean", "parent_mean", "place", "words_before", "body_before", "body_after", "body_near", "cruft_near", "since_heading",
    "page_words", "page_share", "siblings", "sibling_place", "sibling_links", "in_run", "from_run", "to_run_end", "closing",
    "is_main_sign", "run_share", "from_title", "parent_topic", "topic_near",
)  # fmt: skip
FAR = 20
WIDE_SHARE = 0.75
"""The share of the likely body that the widest element around it must hold."""


def place_features(
    places: Sequence[Place], words: Sequence[float], links: Sequence[float], cruft: Sequence[float],
    headings: Sequence[float], chances: Sequence[float], topics: Sequence[float], title_at: int,
) -> list[list[float]]:  # fmt: skip
    """Return the features of each block in the order of `NAMES`; `chances` (0 to 1) say how likely each is body."""
    count = len(places)
    weights = [word * chance for word, chance in zip(words, chances, strict=True)]
    total, likely = max(1.0, sum(words)), max(1.0, sum(weights))
    direct, beneath = _held(places, weights)
    chain, wide_at = _chain(direct, beneath, likely)
    hops = [_hops(place, chain) for place in places]
    signs, by_sign = _signs(places, words, links, weights, chances)
    main_sign = max(by_sign, key=lambda sign: by_sign[sign][1], default=None)
    groups: dict[Place | None, list[int]] = {}
    for at, place in enumerate(places):
        groups.setdefault(place.parent, []).append(at)
    in_group = {at: number for group in groups.values() for number, at in enumerate(group)}
    link_means = {parent: sum(links[at] for at in group) / len(group) for parent, group in groups.items()}
    chance_means = {parent: _mean_chance(group, words, chances) for parent, group in groups.items()}
    run = [at for at in range(count) if hops[at][0] <= 3 and hops[at][1] == 0 and chances[at] > 0.5 and words[at] > 7]
    first, last = (run[0], run[-1]) if run else (0, count - 1)
    closing = next((at for at in range(first + 1, count) if headings[at] and cruft[at] >= 0.5), count)
    word_sums, weight_sums, cruft_sums, chance_sums = _sums(words), _sums(weights), _sums(cruft), _sums(chances)
    topic_sums = _sums(topics)
    topic_means = {parent: sum(topics[at] for at in group) / len(group) for parent, group in groups.items()}
    rows, since = [], 0
    for at, place in enumerate(places):
        since = 0 if headings[at] else since + 1
        parent = place.parent
        grand = parent.parent if parent is not None else None
        made, group = by_sign[signs[at]], groups[parent]
        low, high = max(0, at - 5), min(count, at + 6)
        rows.append([
            direct.get(parent, 0.0) / likely, beneath.get(grand, 0.0) / likely,
            float(min(hops[at][0], FAR)), float(min(hops[at][1], FAR)), 1.0 if hops[at][1] <= wide_at else 0.0,
            min(made[0], 60.0), made[1] / likely, made[2] / made[0], made[3] / made[0], made[4] / made[0],
            chance_means[parent], at / count, word_sums[at] / total, weight_sums[at] / likely,
            (likely - weight_sums[at + 1]) / likely, chance_sums[high] - chance_sums[low],
            (cruft_sums[high] - cruft_sums[low]) / (high - low), float(min(since, FAR)),
            min(total, 4000.0), likely / total, float(min(len(group), 60)), float(min(in_group[at], 60)), link_means[parent],
            1.0 if first <= at <= last else 0.0, float(max(-FAR, min(at - first, FAR))), float(max(-FAR, min(last - at, FAR))),
            float(max(-FAR, min(at - closing, FAR))), 1.0 if signs[at] == main_sign else 0.0,
            (weight_sums[last + 1] - weight_sums[first]) / likely,
            float(max(-30, min(at - title_at, 60))) if title_at >= 0 else -99.0,
            topic_means[parent], (topic_sums[high] - topic_sums[low]) / (high - low),
        ])  # fmt: skip
    return rows


def _held(
    places: Sequence[Place], weights: Sequence[float]
) -> tuple[dict[Place | None, float], dict[Place | None, float]]:
    """Return what each element holds of the likely body: directly, and with all that is beneath it."""
    direct: dict[Place | None, float] = {}
    for place, weight in zip(places, weights, strict=True):
        if weight:
            direct[place.parent] = direct.get(place.parent, 0.0) + weight
    beneath: dict[Place | None, float] = {}
    for parent, weight in direct.items():
        above = parent
        while above is not None:
            beneath[above] = beneath.get(above, 0.0) + weight
            above = above.parent
    return direct, beneath


def _chain(
    direct: dict[Place | None, float], beneath: dict[Place | None, float], likely: float
) -> tuple[dict[Place, int], int]:
    """Return the element that holds most, with those around it, by their distance; and the distance of the wide one."""
    scores = dict(direct)
    for parent, weight in direct.items():
        if parent is not None and parent.parent is not None:
            scores[parent.parent] = scores.get(parent.parent, 0.0) + weight * 0.5
    above = max(scores, key=lambda place: scores[place], default=None)
    chain: dict[Place, int] = {}
    wide_at = FAR * 5
    while above is not None:
        if beneath.get(above, 0.0) >= WIDE_SHARE * likely:
            wide_at = min(wide_at, len(chain))
        chain[above] = len(chain)
        above = above.parent
    return chain, wide_at


def _hops(place: Place, chain: dict[Place, int]) -> tuple[int, int]:
    """Return how many steps up from `place` the chain is met, and how far from the chain's first element that is."""
    steps, above = 0, place
    while above not in chain:
        if above.parent is None:
            return steps, FAR * 5
        above = above.parent
        steps += 1
    return steps, chain[above]


def _signs(
    places: Sequence[Place],
    words: Sequence[float],
    links: Sequence[float],
    weights: Sequence[float],
    chances: Sequence[float],
) -> tuple[list[tuple[str, str, str, str]], dict[tuple[str, str, str, str], list[float]]]:
    """Return the make of each block, and for each make: blocks, likely body, words, links, chances, summed."""
    signs = [place.sign for place in places]
    sums: dict[tuple[str, str, str, str], list[float]] = {}
    for at, sign in enumerate(signs):
        made = sums.setdefault(sign, [0.0] * 5)
        made[0] += 1
        made[1] += weights[at]
        made[2] += words[at]
        made[3] += links[at]
        made[4] += chances[at]
    return signs, sums


def _mean_chance(group: Sequence[int], words: Sequence[float], chances: Sequence[float]) -> float:
    total = sum(words[at] for at in group)
    return sum(words[at] * chances[at] for at in group) / max(1.0, total)


def _sums(values: Sequence[float]) -> list[float]:
    sums = [0.0]
    for value in values:
        sums.append(sums[-1] + value)
    return sums
