"""The terminal between the first words on it and the application: painted, unechoed, its keys kept.

What stands before the application is loaded has to cost next to nothing, so only what Python has already loaded, and
modules without a line of Python, are imported here.
"""

from __future__ import annotations

import _signal
import os
import termios

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType
    from typing import Any, Self

ENTER_SCREEN, LEAVE_SCREEN = "\x1b[?1049h", "\x1b[?1049l"
_HIDE_CURSOR, _SHOW_CURSOR = "\x1b[?25l", "\x1b[?25h"
_INPUT_FLAGS, _LOCAL_FLAGS = 0, 3
"""Where termios keeps the flags for what is read, and those for echo and line editing, in its list of attributes."""
_ENDING = (_signal.SIGTERM, _signal.SIGHUP, _signal.SIGINT, _signal.SIGQUIT)
SCREEN = 2
"""The file descriptor that Textual writes to as well: standard error."""


class Curtain:
    """The terminal as it was before the first page; `lift` gives its keyboard back to whoever takes over."""

    def __init__(self) -> None:
        self._attributes: list[Any] | None = None
        self._handlers: dict[int, Any] = {}
        self.is_lowered = False
        self.is_taken_over = False

    def lower(self, page: str) -> None:
        """Enter the alternate screen, show `page`, and keep typed keys, unechoed, for the application.

        Raises OSError or termios.error where that cannot be done; the terminal is then as it was.
        """
        self.is_lowered, is_shown = True, False
        # A program that is stopped here would leave its page and a mute keyboard to the shell: it stops a little later.
        _signal.pthread_sigmask(_signal.SIG_BLOCK, (_signal.SIGTSTP,))
        try:
            self._handlers = {number: _signal.signal(number, self._end) for number in _ENDING}
            attributes = termios.tcgetattr(0)
            quiet = [*attributes]
            quiet[_LOCAL_FLAGS] &= ~(termios.ECHO | termios.ICANON)
            # Or enter would be kept as another key, ctrl+j, and ctrl+q and ctrl+s would be the terminal's.
            quiet[_INPUT_FLAGS] &= ~(termios.ICRNL | termios.IXON)
            self._attributes = attributes
            termios.tcsetattr(0, termios.TCSANOW, quiet)
            _write(ENTER_SCREEN + _HIDE_CURSOR + page)
            is_shown = True
        finally:
            if not is_shown:
                self.raise_()

    def lift(self) -> None:
        """Give the keyboard back as it was; the screen stays for whoever takes over."""
        self.is_taken_over = True
        self._restore_keyboard()

    def let_stop(self) -> None:
        """Let ctrl+z stop the program again, now if it was pressed meanwhile; whoever took over knows how to."""
        _signal.pthread_sigmask(_signal.SIG_UNBLOCK, (_signal.SIGTSTP,))

    def raise_(self) -> None:
        """Undo everything that nobody has taken over."""
        if self.is_lowered:
            self.is_lowered = False
            if not self.is_taken_over:
                _write(_SHOW_CURSOR + LEAVE_SCREEN)
                self._restore_keyboard()
            for number, handler in self._handlers.items():
                _signal.signal(number, handler)
            self.let_stop()

    def _end(self, number: int, _: FrameType | None) -> None:
        """End the program here and now, with nothing of the person's begun.

        An exception may come where Python can raise none, in a callback of an import: the signal would be lost then, and
        the lock of imports never be given back, for which every thread to come would wait.
        """
        self.raise_()
        os._exit(128 + number)

    def _restore_keyboard(self) -> None:
        if self._attributes is not None:
            termios.tcsetattr(0, termios.TCSANOW, self._attributes)
            self._attributes = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.raise_()


def _write(words: str) -> None:
    data = words.encode("utf-8", "replace")
    while data:
        data = data[os.write(SCREEN, data) :]
