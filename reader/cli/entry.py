"""From arguments to an exit status."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from reader.errors import ReaderError

COMMANDS = (
    "show", "quotes", "list", "add", "search", "open", "voices", "marks", "mark", "doctor", "keys", "themes",
)  # fmt: skip


def main(arguments: list[str]) -> int:
    """Carry out `arguments` (without the program's name) and return the exit status; see `reader.errors.EXIT_CODES`."""
    try:
        return _run(arguments)
    except ReaderError as error:
        from reader.cli.console import tell_error

        tell_error(error)
        return error.exit_code
    except BrokenPipeError:
        # Whoever read our output has enough; Python would complain again when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _run(arguments: list[str]) -> int:
    first = arguments[0] if arguments else ""
    if first in COMMANDS or first in ("-h", "--help", "--version"):
        from reader.cli.parser import make_parser

        options = make_parser().parse_args(arguments)
        status: int = options.run(options)
        sys.stdout.flush()
        return status
    if first.startswith("-") and first != "-" and not Path(first).exists():
        from reader.cli.parser import make_parser

        make_parser().error(f"there is no option {first}")
    from reader.cli.starting import start

    return start(arguments)
