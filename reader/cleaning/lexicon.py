"""How much common words, and pairs of them, speak for body and against page: log odds counted over annotated pages.

The weights are data (`data/word_weights.txt`, `data/pair_weights.txt`), written by `tests/quality/fit_line_model.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The weights of words, and of pairs that say more than their words do, all in lower case."""

    words: Mapping[str, float]
    pairs: Mapping[tuple[str, str], float]


@cache
def listed(name: str) -> frozenset[str]:
    """Return the lines of the list `name` among the room's data, whose header tells what they are."""
    text = (Path(__file__).with_name("data") / name).read_text(encoding="utf-8")
    return frozenset(line.strip() for line in text.splitlines() if line.strip() and line[0] != "#")


@cache
def lexicon() -> Lexicon:
    """Return all weights that are stored among the room's data."""
    pairs = {
        (first, second): weight for pair, weight in _stored("pair_weights.txt") for first, second in [pair.split("_")]
    }
    return Lexicon(word_weights(), pairs)


@cache
def word_weights() -> dict[str, float]:
    """Return the weight of each known word, in lower case."""
    return dict(_stored("word_weights.txt"))


def _stored(name: str) -> list[tuple[str, float]]:
    """Return the entries of a file that has a weight, in tenths, on each line and then what weighs that much."""
    path = Path(__file__).with_name("data") / name
    rows = (line.split() for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    return [(entry, int(weight) / 10) for weight, *entries in rows for entry in entries]
