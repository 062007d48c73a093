"""How much each common word speaks for body and against page: log odds counted over annotated pages.

The weights are data (`data/word_weights.txt`), written by `tests/quality/fit_line_model.py`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def word_weights() -> dict[str, float]:
    """Return the weight of each known word, in lower case."""
    path = Path(__file__).with_name("data") / "word_weights.txt"
    rows = (line.split() for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    return {word: int(weight) / 10 for weight, *words in rows for word in words}
