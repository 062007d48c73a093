"""The errors that a person is meant to read: what happened, where, and what to do about it.

Nothing here prints; `reader.cli` and `reader.tui` decide how an error is shown.
"""

from __future__ import annotations

from typing import ClassVar

EXIT_CODES: dict[int, str] = {
    0: "everything that was asked for was done",
    1: "something was read or done, but not everything (each failure is named on stderr)",
    2: "the command itself cannot be carried out (unknown option, no terminal, nothing to read)",
    3: "the library or the marks cannot be used (damaged, locked, read-only or from a newer version)",
}
"""What each exit status means; signals end the program with 128 + their number."""


class ReaderError(Exception):
    """Anything the person can do something about.

    `message` says what went wrong and where, `hint` what to do; both are plain text that may hold foreign
    words, so whoever shows them passes them through `text.sanitise`.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class UsageError(ReaderError):
    """The command as given cannot be carried out."""

    exit_code = 2


class SourceError(ReaderError):
    """A file that cannot be read as an article."""


class StorageError(ReaderError):
    """The library or the marks cannot be used as they are."""

    exit_code = 3
