"""Values of foreign records (JSON, CSV), each taken through the gate."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from reader.text import sanitise, sanitise_line
from reader.text.dates import parse_date
from reader.text.hashing import blake2b

Record = dict[str, Any]
LATEST = float(1 << 33)
"""Seconds since 1970 that are a time: the year 2242; what is larger counts something smaller."""


def raw(value: object) -> str:
    """Return a path or address as it came, "" for None: it is compared, and passes the gate wherever it is shown.

    Raises TypeError where it is no text.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TypeError("text stands where there is none")
    return value


def text(value: object) -> str:
    """Return `value` through the gate; raises TypeError where it is no text."""
    return sanitise(raw(value))


def line(value: object) -> str:
    """Return `value` through the gate as one line; raises TypeError where it is no text."""
    return sanitise_line(raw(value))


def moment(value: object) -> datetime:
    """Return the time that `value` tells, in UTC; raises TypeError or ValueError where it tells none."""
    told = datetime.fromisoformat(raw(value))
    return told.replace(tzinfo=UTC) if told.tzinfo is None else told.astimezone(UTC)


def words_in(record: Mapping[str, Any], *names: str) -> str:
    """Return the first of the fields `names` that has words, as one line, "" where none has: numbers are words too."""
    for name in names:
        value = record.get(name)
        if (
            isinstance(value, str | int)
            and not isinstance(value, bool)
            and (words := sanitise_line(str(value)).strip())
        ):
            return words
    return ""


def day_in(record: Mapping[str, Any], *names: str) -> date | None:
    """Return the day that the first of the fields `names` with words tells, None where they tell none."""
    words = words_in(record, *names)
    return parse_date(words) if words else None


def second_in(record: Mapping[str, Any], *names: str) -> float:
    """Return the time that the first of the fields `names` with one tells, in seconds since 1970, 0 where none does."""
    for name in names:
        value: Any = record.get(name)
        try:
            told = float(value) if isinstance(value, int) or str(value).isdecimal() else moment(value).timestamp()
        except (TypeError, ValueError, OverflowError):
            continue
        if 0 < told < LATEST:
            return told
    return 0.0


def checksum(*parts: str | bytes | int) -> int:
    """Return a number of 56 bits by which it is seen that any of `parts` has changed."""
    digest = blake2b(digest_size=7)
    for part in parts:
        data = part if isinstance(part, bytes) else str(part).encode("utf-8", "backslashreplace")
        digest.update(b"%d:" % len(data) + data)
    return int.from_bytes(digest.digest(), "big")
