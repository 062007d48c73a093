"""How long something takes, in tests: CPU time, the least of some runs.

A machine that others use, or a collection of what thousands of tests before left in this process, makes one run take
several times as long; it is never in all of them. So nothing here is timed once.
"""

from __future__ import annotations

import time
from collections.abc import Callable

ROUNDS = 6
"""Runs after which a figure is believed; where the first ones say enough, there are fewer."""


def cpu_seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds that one run of `work` takes."""
    began = time.process_time()
    work()
    return time.process_time() - began


def least_cpu(work: Callable[[], object], enough: float, rounds: int = ROUNDS) -> float:
    """Return the least CPU seconds that `work` takes, of the runs until one takes less than `enough`, `rounds` at most."""
    least = cpu_seconds(work)
    for _ in range(rounds - 1):
        if least < enough:
            break
        least = min(least, cpu_seconds(work))
    return least


def growth(short: Callable[[], object], long: Callable[[], object], *, at_most: float, slight: float) -> float:
    """Return how many times as long as `short` `long` takes, by the least of each.

    They run in turns until it is less than `at_most`, `ROUNDS` times at most. Of a short run that takes fewer than
    `slight` seconds nothing can be told: it counts as those.
    """
    brief = long_run = float("inf")
    short()
    for _ in range(ROUNDS):
        brief = min(brief, cpu_seconds(short), cpu_seconds(short))
        long_run = min(long_run, cpu_seconds(long))
        if long_run < at_most * max(brief, slight):
            break
    return long_run / max(brief, slight)
