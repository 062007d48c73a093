"""How the weights of words and pairs of words are counted: over all sites, or over all but one."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from reader.cleaning.lexicon import Lexicon

LEAST_SITES = 16
"""Sites on which a word or a pair must stand to get a weight."""
PRIOR = 2.0
HEAVIEST = 5.0
LEAST_PAIR, LEAST_APART = 1.0, 0.7
"""What a pair must weigh, and how far from the mean of its words, to be worth keeping."""


class Counts:
    """How much each of many things stands in body lines and in others; a site counts by the logarithm."""

    def __init__(self, lines: Iterable[tuple[str, Sequence[Hashable], bool]]) -> None:
        """`lines` are sites, what stands in a line of theirs, and whether that line is body."""
        inside: dict[str, Counter[Hashable]] = defaultdict(Counter)
        outside: dict[str, Counter[Hashable]] = defaultdict(Counter)
        for site, found, body in lines:
            (inside if body else outside)[site].update(set(found))
        sites = sorted({*inside, *outside})
        seen: Counter[Hashable] = Counter()
        for site in sites:
            seen.update({*inside[site], *outside[site]})
        self.known = [one for one, times in seen.items() if times >= LEAST_SITES - 1]
        self._at = {one: place for place, one in enumerate(self.known)}
        self._seen = np.array([seen[one] for one in self.known])
        self._of = {site: (self._logarithms(inside[site]), self._logarithms(outside[site])) for site in sites}
        self._sums = np.zeros((2, len(self.known)))
        self._totals = np.zeros(2)
        for sides in self._of.values():
            for side, (places, values, total) in enumerate(sides):
                self._sums[side, places] += values
                self._totals[side] += total

    def _logarithms(self, counted: Counter[Hashable]) -> tuple[np.ndarray, np.ndarray, float]:
        pairs = [(self._at[one], math.log1p(times)) for one, times in counted.items() if one in self._at]
        total = sum(math.log1p(times) for times in counted.values())
        return np.array([place for place, _ in pairs], dtype=int), np.array([value for _, value in pairs]), total

    def weights(self, without: str = "") -> dict[Hashable, float]:
        """Return what each thing weighs, counted on all sites but one."""
        sums, totals, seen, least = self._sums.copy(), self._totals.copy(), self._seen.copy(), LEAST_SITES
        if without in self._of:
            sides = self._of[without]
            for side, (places, values, total) in enumerate(sides):
                sums[side, places] -= values
                totals[side] -= total
            seen[np.unique(np.concatenate([places for places, _, _ in sides]))] -= 1
            least -= 1
        share = totals[0] / totals.sum()
        odds = np.log((sums[0] + PRIOR * share) / (sums[1] + PRIOR * (1 - share))) - math.log(totals[0] / totals[1])
        rounded = np.round(np.clip(odds, -HEAVIEST, HEAVIEST), 1)
        return {
            one: float(weight) for one, weight, times in zip(self.known, rounded, seen, strict=True) if times >= least
        }


class Vocabulary:
    """The counts of words and of pairs of words."""

    def __init__(self, lines: Sequence[tuple[str, Sequence[str], bool]]) -> None:
        """`lines` are sites, the words of a line of theirs in lower case, and whether that line is body."""
        self._words = Counts((site, [word for word in words if is_word(word)], body) for site, words, body in lines)
        self._pairs = Counts(
            (site, [pair for pair in pairwise(words) if is_word(pair[0]) and is_word(pair[1])], body)
            for site, words, body in lines
        )

    def lexicon(self, without: str = "") -> Lexicon:
        """Return the weights, counted on all sites but one; of pairs those that say more than their words."""
        words = self._words.weights(without)
        pairs = {
            pair: weight
            for pair, weight in self._pairs.weights(without).items()
            if abs(weight) >= LEAST_PAIR
            and abs(weight - (words.get(pair[0], 0.0) + words.get(pair[1], 0.0)) / 2) >= LEAST_APART  # type: ignore[index]
        }
        return Lexicon(words, pairs)  # type: ignore[arg-type]


def is_word(word: str) -> bool:
    """Tell whether `word` can get a weight."""
    return len(word) <= 20 and word.replace("'", "").replace("’", "").isalpha()


def write_weights(weights: dict[str, float], path: Path, about: str) -> None:
    """Write one weight a line, in tenths, then what weighs so much."""
    groups: dict[int, list[str]] = defaultdict(list)
    for entry, weight in weights.items():
        groups[round(weight * 10)].append(entry)
    lines = [
        f"# {about} with how much each speaks for body (above 0) or for the page around it (below), in tenths of log odds:",
        f"# counted over lines of pages of at least {LEAST_SITES} sites; written by tests/quality/fit_line_model.py.",
        *(f"{weight} {' '.join(sorted(groups[weight]))}" for weight in sorted(groups)),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
