"""How fast this reader reads, learned from the screens turned while reading. Pure.

Only what looks like reading counts: a screen that was looked at for a while and then turned. The pace moves slowly, so
that one article skimmed or one left open does not change it much.
"""

from __future__ import annotations

from typing import NamedTuple

SHORTEST, LONGEST = 3.0, 600.0
"""Seconds on one screen between which it may have been read."""
SLOWEST, FASTEST = 60, 900
"""Words a minute between which reading lies; what is faster is leafing."""
FEWEST_WORDS = 25
SHARE = 0.08
"""What a new screen counts against all before; some forty screens make a pace of one's own."""


class Pace(NamedTuple):
    """Words a minute, and how many screens they were learned from."""

    words_per_minute: float
    screens: int = 0

    def turned(self, words: int, seconds: float) -> Pace:
        """Return the pace after a screen of `words` was read in `seconds`, if it was read."""
        if words < FEWEST_WORDS or not SHORTEST <= seconds <= LONGEST:
            return self
        rate = 60 * words / seconds
        if not SLOWEST <= rate <= FASTEST:
            return self
        share = max(SHARE, 1 / (self.screens + 4))
        return self._replace(
            words_per_minute=self.words_per_minute + share * (rate - self.words_per_minute),
            screens=self.screens + 1,
        )

    def minutes(self, words: float) -> int:
        """Return the minutes that `words` take."""
        return round(words / self.words_per_minute)
