"""One mark, two marks."""

from __future__ import annotations

import pytest

from reader.text.amounts import amount


@pytest.mark.parametrize(
    ("number", "one", "many", "told"),
    [
        (0, "mark", "", "0 marks"),
        (1, "mark", "", "1 mark"),
        (2, "mark", "", "2 marks"),
        (1, "line of marks", "lines of marks", "1 line of marks"),
        (12_000, "line of marks", "lines of marks", "12,000 lines of marks"),
    ],
)
def test_the_noun_goes_with_the_number(number: int, one: str, many: str, told: str) -> None:
    assert amount(number, one, many) == told
