"""`python -m reader` and `quoth`: the way in, which imports next to nothing itself."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the program on the command line's arguments and return its exit status."""
    from reader.cli import main as run_command_line

    return run_command_line(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
