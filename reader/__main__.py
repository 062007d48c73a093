"""`python -m reader` and `quoth`: the way in, which imports next to nothing itself.

What was on the screen last stands there again before the program is loaded; see `entry.stored_frame`.
"""

from __future__ import annotations

import gc
import sys


def main() -> int:
    """Run the program on the command line's arguments and return its exit status."""
    arguments = sys.argv[1:]
    curtain = None
    try:
        if len(arguments) <= 1 or arguments[0] == "open":
            from reader.entry.stored_frame import show

            curtain = show(arguments)
            # Nothing that importing makes is garbage; collecting meanwhile costs a tenth of a start.
            gc.disable()
        from reader.cli import main as run_command_line

        return run_command_line(arguments, curtain)
    except KeyboardInterrupt:
        return 130
    finally:
        # Whatever ends the loading, a signal as well, the terminal is given back.
        if curtain is not None:
            curtain.raise_()


if __name__ == "__main__":
    sys.exit(main())
