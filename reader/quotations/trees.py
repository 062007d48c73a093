"""Small learned models: a sum of decision trees, read from a data file.

The weights are fitted by `tests/quality/fit_speaker_models.py` on annotated articles; this module only adds them up.
"""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_DATA = Path(__file__).with_name("data")

Node = float | tuple[int, float, "Node", "Node"]
"""A leaf's value, or a feature by number, its threshold, and what follows for `<=` and for `>`."""
STAGES = ((12, 1.0), (32, 1.4), (70, 1.1))
"""Trees after which rivals that lag behind the leader by so much are dropped: of the winners of 2,158 quotations not seen in
fitting, 99.7 % lagged by less."""
WALKED = 1500
"""Rows after which trees are turned into code: by then walking them has cost about the time that this takes, some 10 µs a
node of 7 to 30 in a tree, against 0.11 to 0.22 µs saved a tree and row."""
LAGGING = 1.5
"""What is taken off the score of a rival that was dropped, for what the trees not asked would have said."""


class Model:
    """Trees whose values add up, from a baseline, to log odds or to a score among rivals.

    Trees that are asked often, as over a library, are turned into code, which is three to four times as fast; for a
    single article that would take longer than it saves.
    """

    __slots__ = ("_stages", "_whole", "baseline", "trees")

    def __init__(self, baseline: float, trees: tuple[Node, ...]) -> None:
        """Take `trees` as read, each a leaf's value or (feature, threshold, lower, upper)."""
        self.baseline, self.trees = baseline, trees
        self._whole = _Stretch(trees)
        bounds = (*STAGES, (len(trees), 0.0))
        begins = (0, *(end for end, _ in STAGES))
        self._stages = tuple(
            (_Stretch(trees[begin:end]), margin) for begin, (end, margin) in zip(begins, bounds, strict=True)
        )

    def score(self, row: Sequence[float]) -> float:
        """Return the log odds of what the model tells, for the features in `row`."""
        return self.baseline + self._whole.asked(1)(*row)

    def scores(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """Return the scores of rival `rows`; of those far behind after a few trees, only what these say."""
        scores = [self.baseline] * len(rows)
        left = list(range(len(rows)))
        for stretch, margin in self._stages:
            add = stretch.asked(len(left))
            for number in left:
                scores[number] += add(*rows[number])
            if margin and len(left) > 1:
                least = max([scores[number] for number in left]) - margin
                left = [number for number in left if scores[number] >= least]
        for number in set(range(len(rows))).difference(left):
            scores[number] -= LAGGING
        return scores


class _Stretch:
    """Trees that are added up together, first by walking them, then as code."""

    __slots__ = ("_add", "_trees", "_walks")

    def __init__(self, trees: tuple[Node, ...]) -> None:
        self._trees = trees
        self._add = _walking(trees)
        self._walks = WALKED

    def asked(self, times: int) -> Callable[..., float]:
        """Return what adds up the trees for the features of a row, to be asked `times`."""
        if self._walks > 0:
            self._walks -= times
            if self._walks <= 0:
                self._add = _compiled(self._trees)
        return self._add


def _walking(trees: tuple[Node, ...]) -> Callable[..., float]:
    def add(*row: float) -> float:
        total = 0.0
        for node in trees:
            while isinstance(node, tuple):
                feature, threshold, lower, upper = node
                node = lower if row[feature] <= threshold else upper
            total += node
        return total

    return add


def _compiled(trees: tuple[Node, ...]) -> Callable[..., float]:
    """Return the sum of `trees` as code: one expression of conditions, made of nothing but their numbers.

    Each feature is an argument of its own, which is read faster than an item of a row.
    """
    features = "".join(f"f{number}," for number in range(1 + max(map(_last_feature, trees), default=-1)))
    source = f"lambda {features}*_: 0.0" + "".join(f"+{_expression(node)}" for node in trees)
    made: Callable[..., float] = eval(compile(source, "trees", "eval"), {})
    return made


def _last_feature(node: Node) -> int:
    """Return the highest number of a feature that a tree asks for, -1 where it asks for none."""
    if isinstance(node, tuple):
        feature, _, lower, upper = node
        return max(feature, _last_feature(lower), _last_feature(upper))
    return -1


def _expression(node: Node) -> str:
    if isinstance(node, tuple):
        feature, threshold, lower, upper = node
        return f"({_expression(lower)} if f{feature:d}<={threshold!r} else {_expression(upper)})"
    return f"({node!r})"


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
