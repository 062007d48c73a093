"""What the word before a name tells of it."""

from __future__ import annotations

import pytest

from reader.quotations.leads import INSIDE, KIN, MAY_PLACE, PLACING, POST, SAYING, lead_before


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ("", MAY_PLACE),
        ("The end.\n", MAY_PLACE),
        ("then ", INSIDE),
        ("the mayor ", INSIDE | POST),
        ("the mayor, ", INSIDE | POST),
        ("co-founder ", INSIDE | POST),
        ("near ", INSIDE | PLACING),
        ("near the ", INSIDE | MAY_PLACE),
        ("(in ", INSIDE | PLACING),
        ("his wife, ", INSIDE | POST | KIN),
        ("“…,” said ", INSIDE | SAYING),
        ("It was over. ", 0),
        ("in 2016, ", INSIDE),
        ("Ada Lindt ", INSIDE),
        ("a\u00a0mayor\u00a0", MAY_PLACE),
    ],
)
def test_lead(before: str, told: int) -> None:
    assert lead_before(f"{before}Holt", len(before)) == told
