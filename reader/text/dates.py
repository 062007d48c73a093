"""Dates as they are printed on articles: day and month names of seven languages, ISO, slashes and dots.

Ambiguous numbers (03/04/2023) are read as month and day unless the first exceeds 12, as most such dumps are American.
"""

from __future__ import annotations

import re
from datetime import date

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
_DATE = re.compile(
    rf"\b(?:(?P<y1>(?:19|20)\d\d)[-/.](?P<m1>\d{{1,2}})[-/.](?P<d1>\d{{1,2}})(?!\d)"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th|\.)?(?: de)? (?P<n2>{_NAMES})\b\.?,?(?: de)? (?P<y2>(?:19|20)\d\d)"
    rf"|(?P<n3>{_NAMES})\b\.? (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y3>(?:19|20)\d\d)"
    rf"|(?P<a4>\d{{1,2}})[/.](?P<b4>\d{{1,2}})[/.](?P<y4>(?:19|20)\d\d)"
    rf"|(?P<y5>(?:19|20)\d\d)年(?P<m5>\d{{1,2}})月(?P<d5>\d{{1,2}})日)",
    re.IGNORECASE,
)


def find_date(line: str) -> tuple[date, int, int] | None:
    """Return the first date in `line` with where it starts and ends, or None."""
    for match in _DATE.finditer(line):
        found = _date_of(match)
        if found is not None:
            return found, match.start(), match.end()
    return None


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
        first, second = group["a4"], group["b4"]
        dotted = "." in match.group()
        parts = (group["y4"], second, first) if dotted or int(first) > 12 else (group["y4"], first, second)
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError:
        return None
