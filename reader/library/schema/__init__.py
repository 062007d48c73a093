"""The tables of the database, as the ordered steps that lead from an empty file to today's.

A step is never changed once it has been released: what should be different is a further step. Steps only change the
file; what can be derived again from stored articles or from the journals is derived by whoever owns it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.schema import (
    articles,
    books,
    merging,
    passed_over,
    search,
    standing,
    subjects,
    vocabulary,
    voices,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    Step = Callable[[sqlite3.Connection], None]

STEPS: tuple[Step, ...] = (
    articles.create,
    search.index_again,
    voices.count_again,
    standing.create,
    voices.index_corrected,
    books.pack_again,
    vocabulary.create,
    merging.leave_to_us,
    passed_over.create,
    subjects.create,
    voices.keep_confidence,
)
"""The steps in order; a database whose `user_version` is N has taken the first N."""
