"""Looking after a library behind the screens: copies once a day, damage that use has not met, journals made smaller."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.document import Issue
from reader.errors import StorageError
from reader.library.safekeeping.copies import back_up_daily

if TYPE_CHECKING:
    from reader.library.library import Library


def tend(library: Library, *, cancelled: Callable[[], bool] = lambda: False) -> list[Issue]:
    """Do what is due for `library` and return what went wrong; meant for a thread of its own."""
    issues: list[Issue] = []
    # The person is told when an act cannot be kept; a journal that stays long does no harm.
    with contextlib.suppress(StorageError):
        library.marks.compact_if_worth_it()
    if cancelled():
        return issues
    try:
        made = back_up_daily(library.folder)
        if made and not cancelled():
            issues += library.check()
    except (OSError, sqlite3.Error, StorageError) as error:
        issues.append(Issue("no-daily-copy", f"Today's copy of your marks could not be made ({error}).", ""))
    return issues
