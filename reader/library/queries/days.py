"""Days as people write them in a search: 2023, 2023-03, 2021..2023, yesterday, 3 weeks ago, 10d, last month, last Friday."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from reader.text.dates import find_date, parse_date

_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$")
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)$")
_DECADE = re.compile(r"(\d{3}0)s$")
_RANGE = re.compile(r"(.+?)\s*\.\.\s*(.+)$")
_COUNTS = "a one two three four five six seven eight nine ten eleven twelve".split()
_AGO = re.compile(rf"(\d{{1,4}}|an|{'|'.join(_COUNTS)})\s*(day|week|month|year|d|w|m|y)s?(?:\s+ago)?$")
_SPAN = re.compile(r"(this|last|past)\s+(week|month|year)$")
_MONTH = re.compile(r"([a-z]+)\.?(?:\s+(\d{4}))?$")
_MONTH_OF_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})$")
_NUMBERS = {"an": 1, "a": 1} | {word: number for number, word in enumerate(_COUNTS) if number}
_UNITS = {"d": "day", "w": "week", "m": "month", "y": "year"}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def parse_days(words: str, today: date) -> tuple[date, date] | None:
    """Return the first and last day that `words` mean as seen from `today`, or None if they are no day."""
    words = " ".join(words.lower().split())
    bounds = _RANGE.match(words)
    try:
        if bounds is None:
            return _one(words, today)
        first, last = _one(bounds[1], today), _one(bounds[2], today)
    except (ValueError, OverflowError):
        return None
    return (first[0], last[1]) if first is not None and last is not None and first[0] <= last[1] else None


def is_written_as_a_day(words: str) -> bool:
    """Tell whether `words` have the form of a year, a month or a day in numbers, whether or not there is such a one."""
    return any(form.match(words.strip()) for form in (_ISO, _MONTH_OF_YEAR, _DIGITS))


def _one(words: str, today: date) -> tuple[date, date] | None:
    """Return what `words` mean that are no range; raises ValueError or OverflowError where no calendar has it."""
    return _named(words, today) or _iso(words) or _relative(words, today) or _month(words, today) or _full(words)


def _named(words: str, today: date) -> tuple[date, date] | None:
    if words in ("today", "now"):
        return today, today
    if words == "yesterday":
        day = today - timedelta(days=1)
        return day, day
    before, _, weekday = words.rpartition(" ")
    if weekday in _WEEKDAYS and before in ("", "last", "past"):
        # Monday may be today; last Monday is another day.
        back = (today.weekday() - _WEEKDAYS.index(weekday)) % 7 or 7 * bool(before)
        day = today - timedelta(days=back)
        return day, day
    return None


def _iso(words: str) -> tuple[date, date] | None:
    turned, decade = _MONTH_OF_YEAR.match(words), _DECADE.match(words)
    if decade is not None:
        return date(int(decade[1]), 1, 1), date(int(decade[1]) + 9, 12, 31)
    match = _ISO.match(f"{turned[2]}-{turned[1]}" if turned is not None else words) or _DIGITS.match(words)
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if day:
        return date(year, month, day), date(year, month, day)
    if month:
        return _whole_month(year, month)
    return date(year, 1, 1), date(year, 12, 31)


def _relative(words: str, today: date) -> tuple[date, date] | None:
    ago = _AGO.match(words)
    if ago is not None:
        count = _NUMBERS.get(ago[1]) or int(ago[1])
        day = _back(today, count, _UNITS.get(ago[2], ago[2]))
        return day, day
    span = _SPAN.match(words)
    if span is None:
        return None
    if span[2] == "week":
        first = today - timedelta(days=today.weekday() + (0 if span[1] == "this" else 7))
        return first, first + timedelta(days=6)
    if span[2] == "month":
        day = today if span[1] == "this" else today.replace(day=1) - timedelta(days=1)
        return _whole_month(day.year, day.month)
    year = today.year - (span[1] != "this")
    return date(year, 1, 1), date(year, 12, 31)


def _back(day: date, count: int, unit: str) -> date:
    if unit in ("day", "week"):
        return day - timedelta(days=count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 - count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _month(words: str, today: date) -> tuple[date, date] | None:
    match = _MONTH.match(words)
    if match is None:
        return None
    day = parse_date(f"1 {match[1]} {match[2] or today.year}")
    if day is None:
        return None
    if not match[2] and day > today:
        day = day.replace(year=day.year - 1)
    return _whole_month(day.year, day.month)


def _full(words: str) -> tuple[date, date] | None:
    found = find_date(words)
    if found is None or found[1:] != (0, len(words)):
        return None
    return found[0], found[0]


def _whole_month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
