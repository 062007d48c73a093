"""Small learned models: a sum of decision trees, read from a data file.

The weights are fitted by `tests/quality/fit_speaker_model.py` on annotated articles; this module only adds them up.
"""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_DATA = Path(__file__).with_name("data")

Node = float | tuple[int, float, "Node", "Node"]
"""A leaf's value, or a feature by number, its threshold, and what follows for `<=` and for `>`."""
STAGES = ((16, 1.6), (40, 1.35), (90, 0.6))
"""Trees after which rivals that lag behind the leader by so many log odds are dropped: in fitting, 99.7 % of winners
lagged by less."""
LAGGING = 1.5
"""What is taken off the score of a rival that was dropped, for what the trees not asked would have said."""


class Model(NamedTuple):
    """Trees whose values add up, from a baseline, to log odds."""

    baseline: float
    trees: tuple[Node, ...]

    def score(self, row: Sequence[float]) -> float:
        """Return the log odds of what the model tells, for the features in `row`."""
        return self._add(self.baseline, self.trees, row)

    def scores(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """Return the log odds for rival `rows`; of those far behind after a few trees, only what these say."""
        scores = [self.baseline] * len(rows)
        left = list(range(len(rows)))
        begin = 0
        for end, margin in (*STAGES, (len(self.trees), 0.0)):
            trees = self.trees[begin:end]
            for number in left:
                scores[number] = self._add(scores[number], trees, rows[number])
            if margin and len(left) > 1:
                least = max(scores[number] for number in left) - margin
                left = [number for number in left if scores[number] >= least]
            begin = end
        for number in set(range(len(rows))).difference(left):
            scores[number] -= LAGGING
        return scores

    @staticmethod
    def _add(total: float, trees: tuple[Node, ...], row: Sequence[float]) -> float:
        for node in trees:
            while isinstance(node, tuple):
                feature, threshold, lower, upper = node
                node = lower if row[feature] <= threshold else upper
            total += node
        return total


@cache
def load_model(name: str) -> Model:
    """Return the model stored as `name` in the room's data."""
    stored = json.loads((_DATA / name).read_text(encoding="utf-8"))
    return Model(stored["baseline"], tuple(_node(tree) for tree in stored["trees"]))


def _node(stored: Any) -> Node:
    """Return a stored node, [feature, threshold, lower, upper] or a number, as tuples."""
    if isinstance(stored, list):
        feature, threshold, lower, upper = stored
        return (feature, threshold, _node(lower), _node(upper))
    return float(stored)


def logistic(score: float) -> float:
    """Return the probability that log odds of `score` stand for."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
