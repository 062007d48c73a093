from __future__ import annotations

from datetime import date

import pytest

from reader.text.dates import find_date, find_dates, parse_date


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
        ("2 minute readApril 25, 20232:26 PM", date(2023, 4, 25)),
        ("11.14.2019 09:00 AM", date(2019, 11, 14)),
        ("11/19/19 06:56 AM EST", date(2019, 11, 19)),
        ("19-Nov-2019", date(2019, 11, 19)),
        ("May 23,2025", date(2025, 5, 23)),
        ("1er août 2020", date(2020, 8, 1)),
        ("5 de julho de 2021", date(2021, 7, 5)),
    ],
)
def test_dates_as_they_are_printed(words: str, day: date) -> None:
    assert parse_date(words) == day


@pytest.mark.parametrize(
    "words", ["2023-02-30", "nothing here", "99/99/2020", "version 1.2.3", "10.0.0.12", "1/2/3/4"]
)
def test_what_is_no_date_is_none(words: str) -> None:
    assert parse_date(words) is None


def test_where_a_date_stands_is_told() -> None:
    found = find_date("By Ann Lee, 5 May 2020")
    assert found is not None
    assert "By Ann Lee, 5 May 2020"[found[1] : found[2]] == "5 May 2020"


def test_all_dates_of_a_line_are_found() -> None:
    line = "Published 3 May 2020 | Updated 5 May 2020"
    assert [found[0].day for found in find_dates(line)] == [3, 5]
