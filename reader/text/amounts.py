"""Numbers of things in words."""

from __future__ import annotations


def amount(number: int, one: str, many: str = "") -> str:
    """Return `number` with the noun that goes with it.

    Args:
        one: what a single thing is called.
        many: what several are called; without it, `one` with an s.
    """
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
