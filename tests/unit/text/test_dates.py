from __future__ import annotations

from datetime import date

import pytest

from reader.text.dates import find_date, parse_date


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("21 March 2023", date(2023, 3, 21)),
        ("Published on March 4th, 2021 at 9:00 am", date(2021, 3, 4)),
        ("2024-02-29T10:00:00Z", date(2024, 2, 29)),
        ("le 3 août 2019", date(2019, 8, 3)),
        ("12. Oktober 2020", date(2020, 10, 12)),
        ("25/12/2022", date(2022, 12, 25)),
        ("03.04.2022", date(2022, 4, 3)),
        ("2021年5月6日", date(2021, 5, 6)),
    ],
)
def test_dates_as_they_are_printed(words: str, day: date) -> None:
    assert parse_date(words) == day


@pytest.mark.parametrize("words", ["2023-02-30", "nothing here", "99/99/2020", "version 1.2.3"])
def test_what_is_no_date_is_none(words: str) -> None:
    assert parse_date(words) is None


def test_where_a_date_stands_is_told() -> None:
    found = find_date("By Ann Lee, 5 May 2020")
    assert found is not None
    assert "By Ann Lee, 5 May 2020"[found[1] : found[2]] == "5 May 2020"
