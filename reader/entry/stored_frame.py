"""The last frame of a screen, kept as the terminal got it, so that the next start shows it before anything is loaded.

A frame is painted only if it was made for the same thing, size and colours, and neither the settings nor the file that it
shows have changed since. The application paints the same screen again as soon as it is there, so that a list that is a
little old harms nobody. Losing frames loses nothing. Nothing here loads more than Python has loaded already.
"""

from __future__ import annotations

import os
import termios
from binascii import crc32

from reader import __version__
from reader.config.folders import folders
from reader.entry.curtain import Curtain
from reader.entry.stamps import stamp, write

LIBRARY = "library"
MAX_FRAMES = 300
"""Frames kept: some 4 MB; those of articles that were not opened for longest go first."""
_HEAD = b"quoth frame 1 "


def show(arguments: list[str]) -> Curtain | None:
    """Paint the frame of what `arguments` open and return the curtain before it; None if there is none to be shown.

    Where an article of the library has no frame, its page is set from what is stored.
    """
    asked = asked_for(arguments)
    if asked is None or not all(os.isatty(descriptor) for descriptor in (0, 1, 2)):
        return None
    try:
        columns, rows = os.get_terminal_size(2)
        page = read(_subject_of(*asked), columns, rows) or _set_anew(*asked, columns, rows)
        if page is None:
            return None
        curtain = Curtain()
        curtain.lower(page)
    except (OSError, ValueError, termios.error):
        return None
    return curtain


def asked_for(arguments: list[str]) -> tuple[int | None, str] | None:
    """Return the number of the article or the file that `arguments` open, neither for the library; None for all else."""
    if not arguments:
        return None, ""
    if len(arguments) == 2 and arguments[0] == "open" and arguments[1].isdecimal():
        return int(arguments[1]), ""
    if len(arguments) == 1 and arguments[0] != "-" and os.path.isfile(arguments[0]):  # noqa: PTH113
        return None if _is_command(arguments[0]) else (None, os.path.realpath(arguments[0]))
    return None


def _is_command(word: str) -> bool:
    """Tell whether `word` is a command, though a file may be called so, too."""
    if not word.isalpha():
        return False
    from reader.entry.command_names import COMMANDS

    return word in COMMANDS


def _subject_of(number: int | None, path: str) -> str:
    if number is not None:
        return article_subject(number)
    return path_subject(path) if path else LIBRARY


def _set_anew(number: int | None, path: str, columns: int, rows: int) -> str | None:
    if number is None and not path:
        return None
    from reader.entry.stored_page import compose

    return compose(number, path, columns, rows)


def article_subject(number: int) -> str:
    """Return what the frame of the library's article `number` is kept under."""
    return f"article {number}"


def path_subject(path: str) -> str:
    """Return what the frame of the article from the file at `path` is kept under."""
    return f"path {path}"


def read(subject: str, columns: int, rows: int) -> str | None:
    """Return the frame of `subject` for a terminal of that size, if it can still be shown."""
    try:
        with open(_file_of(subject), "rb") as file:  # noqa: PTH123
            data = file.read()
    except OSError:
        return None
    head, _, page = data.partition(b"\n")
    if head != _head(subject, columns, rows):
        return None
    return page.decode("utf-8", "replace")


def keep(subject: str, columns: int, rows: int, page: str) -> None:
    """Keep `page` as the frame of `subject`, if it can be kept."""
    name = _file_of(subject)
    data = _head(subject, columns, rows) + b"\n" + page.encode("utf-8", "replace")
    try:
        write(name, data)
        _drop_the_oldest(os.path.dirname(name))  # noqa: PTH120
    except OSError:
        return


def _drop_the_oldest(folder: str) -> None:
    names = [entry for entry in os.scandir(folder) if entry.is_file()]
    if len(names) > MAX_FRAMES:
        for entry in sorted(names, key=lambda entry: entry.stat().st_mtime)[: len(names) - MAX_FRAMES]:
            os.unlink(entry.path)  # noqa: PTH108


def _head(subject: str, columns: int, rows: int) -> bytes:
    """Return all that has to be the same for a frame to be shown, as one line."""
    _, config, state = folders()
    parts = [__version__, subject.replace("\n", " "), f"{columns}x{rows}"]
    parts += [os.environ.get(name, "") for name in ("TERM", "COLORTERM", "NO_COLOR")]
    parts += [stamp(f"{config}/config.toml"), stamp(f"{state}/state.json")]
    if subject == LIBRARY:
        # What was added since comes a moment later: a list as it was left is better than none.
        parts.append(stamp(f"{state}/library.json"))
    elif subject.startswith("path "):
        parts.append(stamp(subject.removeprefix("path ")))
    return _HEAD + "\t".join(parts).encode("utf-8", "replace")


def _file_of(subject: str) -> str:
    return f"{folders()[2]}/frames/{crc32(subject.encode('utf-8', 'replace')):08x}"
