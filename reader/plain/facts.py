"""What stands under a title: days and times as a reader writes them, and facts in lines."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MONTHS = "January February March April May June July August September October November December".split()
IN_HOURS, IN_WHOLE_HOURS = 120, 600
"""Minutes from which on a time is told in hours, and from which on minutes beside them tell nothing any more."""


def written_time(minutes: int) -> str:
    """Return `minutes` in words: 26 min, 2 h 33 min, 36 h."""
    if minutes < IN_HOURS:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    if minutes >= IN_WHOLE_HOURS:
        return f"{round(minutes / 60)} h"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def written_date(year: int, month: int, day: int) -> str:
    """Return a day as a reader writes it: 21 March 2023."""
    return f"{day} {MONTHS[month - 1]} {year}"


def facts_of(authors: str, site: str, day: str, minutes: int) -> tuple[str, str, str]:
    """Return what is told under a title: who, where, and when with the time that it takes to read.

    The time stands beside the day, never alone on a line.
    """
    return authors, site, f"{day} · {written_time(minutes)}".removeprefix(" · ")


def broken_between(
    facts: Iterable[str], width: int, cells_of: Callable[[str], int], in_lines: Callable[[str, int], list[str]]
) -> list[str]:
    """Return `facts` in lines of at most `width` cells that break between two facts where they can.

    `cells_of` measures words, `in_lines` breaks a fact that is wider than a line.
    """
    lines: list[str] = []
    for fact in facts:
        joined = f"{lines[-1]} · {fact}" if lines else fact
        if fact and lines and cells_of(joined) <= width:
            lines[-1] = joined
        else:
            lines += in_lines(fact, width)
    return lines
