from __future__ import annotations

from datetime import date

import pytest

from reader.cleaning.bylines import clean_author, parse_byline


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Lee", ("Ann Lee",)),
        ("By ANN LEE and BO KENT", ("Ann Lee", "Bo Kent")),
        ("By Ann Lee, Bo Kent, and Cy Dahl", ("Ann Lee", "Bo Kent", "Cy Dahl")),
        ("By Ann Lee, Political Correspondent", ("Ann Lee",)),
        ("By Ann Lee Updated May 3, 2021, 10:28am EST", ("Ann Lee",)),
        ("By Ann Lee, Wednesday, 20 November 2019 08:05 GMT", ("Ann Lee",)),
        ("By Ann Lee On 11/13/19 at 4:00 PM EST", ("Ann Lee",)),
        ("By Ann Lee @annlee", ("Ann Lee",)),
        ("By Ann Lee | Special to the Courier", ("Ann Lee",)),
        ("Ann LeeSenior Reporter", ("Ann Lee",)),
        ("Ann Lee Ann Lee", ("Ann Lee",)),
        ("By Ann Lee FOXBusiness", ("Ann Lee",)),
        ("By Ann Lee with agencies", ("Ann Lee",)),
        ("Von Katrin Vogel und Jens Kuhn", ("Katrin Vogel", "Jens Kuhn")),
        ("Par Claire Moreau", ("Claire Moreau",)),
        ("Por Lucía Herrero", ("Lucía Herrero",)),
        ("di Giulia Ferri", ("Giulia Ferri",)),
        ("Door Marieke de Boer", ("Marieke de Boer",)),
    ],
)
def test_names_come_without_what_stands_beside_them(line: str, names: tuple[str, ...]) -> None:
    byline = parse_byline(line)
    assert byline is not None
    assert byline.names == names


@pytest.mark.parametrize(
    "name", ["admin", "Staff", "Username", "Staff Writer", "Newsroom", "www.example.org", "Gazette.com", "By"]
)
def test_placeholders_are_no_one(name: str) -> None:
    assert clean_author(name) == ""


@pytest.mark.parametrize(
    "line", ["", "By", "by the river, where nobody goes any more in winter", "3 comments", "x" * 500]
)
def test_other_lines_are_no_bylines(line: str) -> None:
    byline = parse_byline(line)
    assert byline is None or not byline.certain or all(name[0].islower() for name in byline.names)


def test_a_date_beside_the_name_is_read() -> None:
    byline = parse_byline("By Ann Lee - May 3, 2021")
    assert byline is not None
    assert byline.date == date(2021, 5, 3)
