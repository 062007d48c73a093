"""The model that tells body from page, line by line, in flattened text.

Its weights are data (`data/line_model.json`), fitted by `tests/quality/fit_line_model.py` on annotated pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cleaning.trees import stored_trees

if TYPE_CHECKING:
    from collections.abc import Sequence


def scores(rows: Sequence[Sequence[float]]) -> list[float]:
    """Return the log odds of being body for each of `rows`, which hold features in the order of `features.NAMES`."""
    return stored_trees("line_model.json").scores(rows)
