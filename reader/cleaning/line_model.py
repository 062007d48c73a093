"""The model that tells body from page, line by line: a few dozen small trees whose sum is a line's score.

Its weights are data (`data/line_model.json`), fitted by `tests/quality/fit_line_model.py` on annotated pages; this
module only adds them up.
"""

from __future__ import annotations

import json
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


@cache
def _model() -> tuple[float, tuple[Tree, ...]]:
    path = Path(__file__).with_name("data") / "line_model.json"
    stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return stored["baseline"], tuple(tuple(tree) for tree in stored["trees"])


def scores(rows: Sequence[Sequence[float]]) -> list[float]:
    """Return the log odds of being body for each of `rows`, which hold features in the order of `features.NAMES`."""
    baseline, trees = _model()
    return [_score(row, baseline, trees) for row in rows]


def _score(row: Sequence[float], baseline: float, trees: Sequence[Tree]) -> float:
    score = baseline
    for number, (features, values, lower, upper) in enumerate(trees, 1):
        node = 0
        feature = features[0]
        while feature >= 0:
            node = lower[node] if row[feature] <= values[node] else upper[node]
            feature = features[node]
        score += values[node]
        if number % CHECKED_EVERY == 0 and not -DECIDED < score < DECIDED:
            break
    return score
