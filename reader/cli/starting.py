"""Starting the terminal application on files, folders, standard input, or the library as it was left."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import UsageError

if TYPE_CHECKING:
    from reader.entry.curtain import Curtain
    from reader.entry.opening import Opening


def start(arguments: list[str], curtain: Curtain | None = None) -> int:
    """Open what `arguments` name: one file to read, anything else as the library with it added."""
    from reader.entry.opening import Opening

    paths = [Path(name) for name in arguments if name != "-"]
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path} does not exist.", hint=_what_may_be_meant(str(path)))
    _want_terminal(reads_stdin="-" in arguments)
    if "-" in arguments:
        from reader.pipeline import clean_stdin

        reading = clean_stdin(sys.stdin.buffer.read())
        _take_terminal_as_stdin()
        return _run(None, Opening(reading=reading, paths=paths))
    if len(paths) == 1 and paths[0].is_file() and not _holds_many(paths[0]):
        return _run(curtain, Opening(file=paths[0].resolve()))
    if paths:
        _want_articles(paths)
    return _run(curtain, Opening(paths=paths))


def start_at(number: int, curtain: Curtain | None = None, *, mark: str = "") -> int:
    """Open the library's article `number`, at its `mark` if one is named."""
    from reader.entry.opening import Opening

    _want_terminal(reads_stdin=False)
    return _run(curtain, Opening(number=number, mark=mark))


def _run(curtain: Curtain | None, opening: Opening) -> int:
    # They would freeze the size of the screen at what the shell knew when it started.
    os.environ.pop("COLUMNS", None)
    os.environ.pop("LINES", None)
    from reader.tui.running import run

    return run(curtain, opening)


def _what_may_be_meant(name: str) -> str:
    from difflib import get_close_matches

    from reader.entry.command_names import COMMANDS

    for command in get_close_matches(name, COMMANDS, n=1):
        return f"Did you mean quoth {command}?"
    return "Give a file, a folder, or nothing to open the library."


def _want_terminal(*, reads_stdin: bool) -> None:
    streams = (sys.stdout, sys.stderr) if reads_stdin else (sys.stdin, sys.stdout, sys.stderr)
    if any(stream is None or not stream.isatty() for stream in streams):
        raise UsageError(
            "Quoth needs a terminal to open its screens.",
            hint="In pipes, use quoth show, quoth quotes or quoth list.",
        )


def _take_terminal_as_stdin() -> None:
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError:
        raise UsageError("Quoth needs a terminal to open its screens.", hint="In pipes, use quoth show -.") from None
    os.dup2(terminal, 0)
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.__stdin__ = sys.stdin  # type: ignore[misc]


_ONE_ARTICLE = frozenset({"", ".txt", ".md", ".markdown", ".html", ".htm", ".eml", ".mhtml", ".epub"})
"""Endings of files that are opened as one article without being looked into: they are opened most, and at once."""


def _holds_many(path: Path) -> bool:
    """Tell whether `path` is an export, whose articles are shown in the library."""
    if path.suffix.lower() in _ONE_ARTICLE:
        return False
    from reader.sources.collections import is_collection

    return is_collection(path)


def _want_articles(paths: list[Path]) -> None:
    from reader.sources import walk

    for path in paths:
        if path.is_dir() and next(walk([path]), None) is None:
            raise UsageError(f"There are no articles in {path}.", hint="Quoth reads .txt, .md, .html and like files.")
