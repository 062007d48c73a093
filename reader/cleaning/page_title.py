"""Where a page's title stands, and what its first line holds of it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from reader.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.cleaning.lines import LogicalLine

FEWEST_SITE_LETTERS = 3
"""Letters of a site's name, below which it may stand in an address by chance."""
_SITE_SUFFIX = re.compile(r"\s+[|•·»–—-]\s+|\s+::\s+")


def site_parts(line: str) -> tuple[str, str]:
    """Return the title and the site's name that a page's first line holds, the site "" where it names none."""
    parts = list(_SITE_SUFFIX.finditer(line[:400]))
    if not parts or len(line) - parts[-1].end() > 40:
        return line, ""
    return line[: parts[-1].start()], line[parts[-1].end() :]


def without_site(title: str, host: str) -> str:
    """Return `title` without the site's name at its end, which is known by the address's `host`."""
    shorter, site = site_parts(title)
    letters = _letters(site)
    named = len(letters) >= FEWEST_SITE_LETTERS and letters in _letters(host)
    return shorter if named and len(shorter.split()) > 1 else title


def _letters(words: str) -> str:
    return "".join(character for character in fold(words) if character.isalnum())


def title_place(lines: Sequence[LogicalLine], folded: Sequence[str], prose: Sequence[float]) -> int:
    """Return the number of the line that is the title as it stands above the body, -1 if none is found.

    It is the last copy, before the prose has gone on for long, of a line that is said again, or that the first
    line holds before the site's name; else the deepest heading of the first rank.
    """
    first = site_parts(lines[0].text)[0] if lines else ""
    wanted = fold(first).strip()
    limit = _after_first_prose(prose)
    counts = Counter(folded[:limit])
    best = -1
    for place in range(limit):
        words = lines[place].text.split()
        if not 3 <= len(words) <= 30:
            continue
        same = folded[place].strip()
        if (
            place
            and wanted
            and len(wanted) > 12
            and (same == wanted or (same.startswith(wanted) and len(same) < 2 * len(wanted)))
        ):
            best = place
        elif counts[folded[place]] > 1 and len(words) >= 4 and best < 0:
            best = place
        elif lines[place].heading == 1 and best < 0:
            best = place
    return best


def _after_first_prose(prose: Sequence[float]) -> int:
    seen = 0
    for place, flag in enumerate(prose):
        seen += bool(flag)
        if seen >= 4:
            return place + 1
    return len(prose)
