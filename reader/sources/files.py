"""Reading one file, and telling what is wrong with it in words that help."""

from __future__ import annotations

import os
from pathlib import Path

from reader.errors import SourceError
from reader.sources.contents import is_book, read_book, read_bytes
from reader.sources.endings import COLLECTED, HOLDING_MANY
from reader.sources.source import Source
from reader.text import sanitise_line
from reader.text.signatures import ZIP, what_is

MAX_BYTES = 100 * 1024 * 1024
"""The largest file that is read: twenty times the longest novel; anything above is a book with pictures or sounds, of
which only the words are read, or something else."""
HEAD = 1 << 16
"""Bytes by which a book is known."""


def read_file(path: Path) -> Source:
    """Read the file at `path`, or the article that it names within one; raises SourceError, naming it, if it cannot."""
    name = sanitise_line(str(path))
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            if status.st_size > MAX_BYTES:
                head = file.read(HEAD)
                if is_book(head, path.suffix.lower()):
                    return read_book(file, status.st_size, str(path), mtime_ns=status.st_mtime_ns)
                raise SourceError(
                    f"{name} is larger than {MAX_BYTES >> 20} MB.", hint="Split it, or give another file."
                )
            data = file.read(MAX_BYTES + 1)
    except NotADirectoryError:
        from reader.sources.collections.members import read_member

        return read_member(path)
    except FileNotFoundError:
        raise _missing(path, name) from None
    except IsADirectoryError:
        raise SourceError(f"{name} is a folder.", hint="Give it to quoth or quoth add, which read folders.") from None
    except PermissionError:
        raise SourceError(f"{name} may not be read.", hint="Change its permissions, or give another file.") from None
    except OSError as error:
        raise SourceError(f"{name} cannot be read: {error.strerror}.") from None
    ending = path.suffix.lower()
    if ending in COLLECTED or (what_is(data) == ZIP and not is_book(data, ending)):
        _want_one(path, name, data)
    return read_bytes(data, str(path), mtime_ns=status.st_mtime_ns)


def _missing(path: Path, name: str) -> SourceError:
    """Return what to tell where nothing is at `path`: an article of an export may have outlived it."""
    export = next((parent for parent in path.parents if parent.suffix.lower() in HOLDING_MANY), None)
    if export is None or export.exists():
        return SourceError(f"{name} does not exist.", hint="Check the name, or give a folder.")
    return SourceError(
        f"{sanitise_line(str(export))}, in which this article came, is not there any more.",
        hint="What is in the library stays; put the file back to see the article as it came.",
    )


def _want_one(path: Path, name: str, data: bytes) -> None:
    """Raise SourceError if the file at `path` has many articles, or is a zip without any."""
    from reader.sources.collections import is_collection

    if is_collection(path):
        raise SourceError(f"{name} holds many articles.", hint="quoth add takes them into the library.")
    if what_is(data) == ZIP:
        raise SourceError(
            f"{name} is a zip without a page in it.", hint="Quoth reads the HTML, Markdown and text files in a zip."
        )
