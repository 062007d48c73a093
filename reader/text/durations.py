"""How long something takes to read, as a reader writes it."""

from __future__ import annotations

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
