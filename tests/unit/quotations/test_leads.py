"""What the word before a name tells of it."""

from __future__ import annotations

import pytest

from reader.quotations.leads import INSIDE, KIN, PLACING, POST, SAYING, lead_before


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ("", PLACING),
        ("The end.\n", PLACING),
        ("then ", INSIDE),
        ("the mayor ", INSIDE | POST),
        ("the mayor, ", INSIDE | POST | PLACING),
        ("co-founder ", INSIDE | POST | PLACING),
        ("near ", INSIDE | PLACING),
        ("near the ", INSIDE | PLACING),
        ("his wife, ", INSIDE | POST | KIN | PLACING),
        ("“…,” said ", INSIDE | SAYING),
        ("It was over. ", PLACING),
        ("in 2016, ", INSIDE | PLACING),
        ("Ada Lindt ", INSIDE),
        ("a\u00a0mayor\u00a0", PLACING),
    ],
)
def test_lead(before: str, told: int) -> None:
    assert lead_before(f"{before}Holt", len(before)) == told
