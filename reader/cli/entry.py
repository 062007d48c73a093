"""From arguments to an exit status."""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from reader.entry.command_names import COMMANDS
from reader.errors import ReaderError
from reader.text import sanitise_line

if TYPE_CHECKING:
    import argparse

    from reader.entry.curtain import Curtain


def main(arguments: list[str], curtain: Curtain | None = None) -> int:
    """Carry out `arguments` (without the program's name) and return the exit status; see `reader.errors.EXIT_CODES`.

    `curtain` is given where something stands on the terminal already, for the application to take over.
    """
    _replace_closed_streams()
    try:
        with curtain or nullcontext():
            return _run(arguments, curtain)
    except ReaderError as error:
        from reader.cli.console import tell_error

        tell_error(error)
        return error.exit_code
    except BrokenPipeError:
        _let_go_of_stdout()
        return 0
    except OSError as error:
        from reader.cli.console import tell

        _let_go_of_stdout()
        place = f" ({sanitise_line(str(error.filename))})" if error.filename else ""
        tell(f"quoth: {error.strerror or 'Reading or writing failed'}{place}. Is the disk full, or the place yours?")
        return 1
    except KeyboardInterrupt:
        return 130


def _replace_closed_streams() -> None:
    """Send nowhere what would go to streams that the shell has closed (`2>&-`): Python has none for them, and prints what is
    told among the data."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))


def _let_go_of_stdout() -> None:
    """Send what is still to be written nowhere: Python would complain of it once more when it closes stdout."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(arguments: list[str], curtain: Curtain | None) -> int:
    first = arguments[0] if arguments else ""
    if first == "open" and len(arguments) == 2 and arguments[1].isdecimal():
        from reader.cli.starting import start_at

        return start_at(int(arguments[1]), curtain)
    if first in COMMANDS or first in ("-h", "--help", "--version"):
        if isinstance(sys.stdout, TextIOWrapper):
            # A terminal that cannot show a letter gets a question mark for it, never a traceback.
            sys.stdout.reconfigure(errors="replace")
        options = _parse(arguments)
        status: int = options.run(options)
        sys.stdout.flush()
        return status
    if first.startswith("-") and first != "-" and not Path(first).exists():
        from reader.cli.parser import make_parser

        make_parser().error(f"there is no option {first}")
    from reader.cli.starting import start

    return start(arguments, curtain)


def _parse(arguments: list[str]) -> argparse.Namespace:
    from reader.cli.parser import make_parser

    try:
        return make_parser().parse_args(arguments)
    finally:
        # Help goes out here, so that a pipe that was closed meanwhile is noticed where it is known what to do.
        sys.stdout.flush()
