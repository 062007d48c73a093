"""Small decision trees whose sum is a score: how the models that tell body from page are stored and added up."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

CHECKED_EVERY = 12
"""Trees after which a score that no longer can turn, by what was seen in fitting, is taken as it is."""
DECIDED = 3.5
"""The score, in log odds, that counts as decided; the trees to come moved 99.9 % of lines by less."""

Tree = tuple[list[int], list[float], list[int], list[int]]
"""Nodes by number: the feature asked (-1 for a leaf), its threshold (a leaf's value), the nodes for `<=` and `>`."""


@dataclass(frozen=True, slots=True)
class Trees:
    """The trees of one model and the score that they start from."""

    baseline: float
    trees: tuple[Tree, ...]

    def scores(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """Return the log odds of being body for each of `rows`, features in the order that the model was fitted to."""
        return [self._score(row) for row in rows]

    def _score(self, row: Sequence[float]) -> float:
        score = self.baseline
        for number, (features, values, lower, upper) in enumerate(self.trees, 1):
            node = 0
            feature = features[0]
            while feature >= 0:
                node = lower[node] if row[feature] <= values[node] else upper[node]
                feature = features[node]
            score += values[node]
            if number % CHECKED_EVERY == 0 and not -DECIDED < score < DECIDED:
                break
        return score


@cache
def stored_trees(name: str) -> Trees:
    """Return the model stored as `name` among the room's data."""
    path = Path(__file__).with_name("data") / name
    stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Trees(stored["baseline"], tuple(tuple(tree) for tree in stored["trees"]))
