"""Small decision trees whose sum is a score: how the models that tell body from page are stored and added up.

Their weights are data, fitted by the scripts in `tests/quality` on annotated pages. A model is written out once as a Python
function, since walking trees node by node takes more than twice the time; it names a row's numbers first, since asking a name
takes less than asking a row.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

CHECKED_EVERY = 12
"""Trees after which a score that no longer can turn, by what was seen in fitting, is taken as it is."""
DECIDED = 4.0
"""The score, in log odds, that counts as decided; the trees to come moved 99.9 % of lines by less."""

Node = tuple[int, float, Any, Any]
"""The number of the feature asked, its threshold, and the nodes or leaves (a number) for `<=` and `>`."""


@dataclass(frozen=True, slots=True)
class Trees:
    """A model: `score` returns the log odds for a row of features in the order that the model was fitted to."""

    score: Callable[[Sequence[float]], float]

    def scores(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """Return the log odds for each of `rows`."""
        return [self.score(row) for row in rows]


def sum_of(baseline: float, trees: Sequence[Node | float], features: int) -> Trees:
    """Return the model that adds to `baseline` the leaf of each tree that a row of so many `features` comes to."""
    names = "".join(f"f{feature}, " for feature in range(features))
    lines = ["def score(row):", f"    {names}= row", f"    total = {float(baseline)!r}"]
    for start in range(0, len(trees), CHECKED_EVERY):
        leaves = " + ".join(_expression(tree) for tree in trees[start : start + CHECKED_EVERY])
        lines.append(f"    total += {leaves}")
        lines.append(f"    if not -{DECIDED} < total < {DECIDED}: return total")
    lines.append("    return total")
    made: dict[str, Any] = {}
    exec(compile("\n".join(lines), "<trees>", "exec"), made)
    return Trees(made["score"])


def _expression(node: Node | float) -> str:
    """Return a tree as one conditional expression; all that gets into it is numbers."""
    if isinstance(node, tuple):
        feature, threshold, lower, upper = node
        return f"({_expression(lower)} if f{int(feature)} <= {float(threshold)!r} else {_expression(upper)})"
    return repr(float(node))


@cache
def stored_trees(name: str) -> Trees:
    """Return the model stored as `name` among the room's data.

    A tree is stored as nested lists, a leaf as a number, or as four columns over its nodes: feature (-1 for a leaf),
    threshold (or the leaf's value), and the nodes for `<=` and `>`.
    """
    path = Path(__file__).with_name("data") / name
    stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return sum_of(stored["baseline"], [_node(tree) for tree in stored["trees"]], len(stored["features"]))


def _node(stored: Any) -> Node | float:
    if not isinstance(stored, list):
        return float(stored)
    if isinstance(stored[0], list):
        return _of_columns(stored, 0)
    feature, threshold, lower, upper = stored
    return (feature, threshold, _node(lower), _node(upper))


def _of_columns(columns: list[list[Any]], number: int) -> Node | float:
    feature, value = columns[0][number], columns[1][number]
    if feature < 0:
        return float(value)
    return (feature, value, _of_columns(columns, columns[2][number]), _of_columns(columns, columns[3][number]))
