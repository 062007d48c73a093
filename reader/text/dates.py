"""Dates as they are printed on articles: day and month names of seven languages, ISO, slashes and dots.

Ambiguous numbers (03/04/2023) are read as month and day unless the first exceeds 12, as most such dumps are American.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTH_NAMES = (
    "jan january janvier januar enero gennaio janeiro januari",
    "feb february février fevrier februar febrero febbraio fevereiro februari",
    "mar march mars märz marz maerz marzo março marco maart mrz",
    "apr april avril abril aprile",
    "may mai mayo maggio maio mei",
    "jun june juin juni junio giugno junho",
    "jul july juillet juli julio luglio julho",
    "aug august août aout agosto augustus",
    "sep sept september septembre septiembre settembre setembro",
    "oct october octobre oktober octubre ottobre outubro okt",
    "nov november novembre noviembre novembro",
    "dec december décembre decembre dezember diciembre dicembre dezembro dez",
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_NEEDED = re.compile(r"(?:19|20)\d\d|\d[/.]\d{1,2}[/.]\d\d")
"""A part of every date, looked for first because lines with digits are many and those with a year few."""
_DATE = re.compile(
    rf"(?:\b|(?-i:(?<=[a-z])(?=[A-Z])))(?:(?P<y1>(?:19|20)\d\d)[-/.](?P<m1>\d{{1,2}})[-/.](?P<d1>\d{{1,2}})(?!\d)"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th|\.|º|er)?(?: de |[ -])(?P<n2>{_NAMES})\b\.?,?(?: del? |[ -])(?P<y2>(?:19|20)\d\d)"
    rf"|(?P<n3>{_NAMES})\b\.?[ -](?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?:, ?| |-| , )(?P<y3>(?:19|20)\d\d)"
    rf"|(?P<a4>\d{{1,2}})(?P<s4>[/.])(?P<b4>\d{{1,2}})(?P=s4)(?P<y4>(?:19|20)\d\d|\d\d(?![\d./]))"
    rf"|(?P<y5>(?:19|20)\d\d)年(?P<m5>\d{{1,2}})月(?P<d5>\d{{1,2}})日)",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def find_date(line: str) -> tuple[date, int, int] | None:
    """Return the first date in `line` with where it starts and ends, or None."""
    return next(find_dates(line), None)


def find_dates(line: str) -> Iterator[tuple[date, int, int]]:
    """Yield the dates in `line`, each with where it starts and ends."""
    if _NEEDED.search(line) is None:
        return
    for match in _DATE.finditer(line):
        found = _date_of(match)
        if found is not None:
            yield found, match.start(), match.end()


def parse_date(words: str) -> date | None:
    """Return the date that `words` give, or None."""
    found = find_date(words[:200])
    return found[0] if found is not None else None


def _date_of(match: re.Match[str]) -> date | None:
    group = match.groupdict()
    if group["y1"]:
        parts = group["y1"], group["m1"], group["d1"]
    elif group["y2"]:
        parts = group["y2"], str(_MONTHS[group["n2"].lower()]), group["d2"]
    elif group["y3"]:
        parts = group["y3"], str(_MONTHS[group["n3"].lower()]), group["d3"]
    elif group["y5"]:
        parts = group["y5"], group["m5"], group["d5"]
    else:
        return _numbers(group["a4"], group["b4"], group["y4"], dotted=group["s4"] == ".")
    return _date(parts)


def _numbers(first: str, second: str, year: str, *, dotted: bool) -> date | None:
    """Return the date of three numbers: day first with dots, month first with slashes, unless that is no date."""
    if len(year) == 2:
        year = f"20{year}"
    day_first, month_first = _date((year, second, first)), _date((year, first, second))
    return (day_first or month_first) if dotted else (month_first or day_first)


def _date(parts: tuple[str, str, str]) -> date | None:
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError:
        return None
