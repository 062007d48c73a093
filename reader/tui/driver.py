"""A driver for an application whose first page stands on the alternate screen before it starts."""

from __future__ import annotations

import asyncio
import os
import signal
from typing import TYPE_CHECKING

from textual.drivers.linux_driver import LinuxDriver

from reader.entry.curtain import ENTER_SCREEN, SCREEN

if TYPE_CHECKING:
    from typing import Any

    from textual.driver import Driver

    from reader.entry.curtain import Curtain


PIECE = 4096
"""Bytes written to the terminal at once: what its line holds of them, and what those who trace a program are shown."""


class InPieces:
    """The terminal's file `descriptor`, written a `PIECE` at most at once, each cut before an escape sequence if it has one."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._waiting = bytearray()

    def write(self, text: str) -> None:
        """Take `text` to be written with what comes next, unless it is enough for a piece."""
        self._waiting += text.encode("utf-8", "replace")
        if len(self._waiting) >= PIECE:
            self.flush()

    def flush(self) -> None:
        """Write all that waits."""
        while self._waiting:
            end = len(self._waiting)
            if end > PIECE:
                end = max(self._waiting.rfind(b"\x1b", 0, PIECE), 0) or PIECE
            del self._waiting[: os.write(self._descriptor, self._waiting[:end])]

    def fileno(self) -> int:
        """Return the file's descriptor."""
        return self._descriptor


def taking_over(curtain: Curtain) -> type[Driver]:
    """Return a driver that takes over the screen of `curtain` instead of entering, and so clearing, its own."""

    class TakingOver(LinuxDriver):
        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            self._file = InPieces(SCREEN)  # type: ignore[assignment]

        def start_application_mode(self) -> None:
            if not curtain.is_taken_over:
                # What Textual finds here is what it gives back when it is suspended or ends.
                curtain.lift()
                self._skips_entering = True
                # Textual would give the terminal back from the middle of whatever it is doing, and even of taking it.
                loop = asyncio.get_running_loop()
                loop.add_signal_handler(signal.SIGTSTP, self._sigtstp_application)
                loop.add_signal_handler(signal.SIGCONT, self._sigcont_application)
            super().start_application_mode()  # type: ignore[no-untyped-call]
            curtain.let_stop()

        def _get_terminal_size(self) -> tuple[int, int]:
            """Ask the terminal; Textual loads archives and compressions before it does."""
            try:
                columns, rows = os.get_terminal_size(1)
            except OSError:
                columns = rows = 0
            return (columns, rows) if columns and rows else super()._get_terminal_size()

        def _sigcont_application(self, *_: object) -> None:
            """Take the terminal again if it was given back; a program that was only held has it still."""
            if self._must_signal_resume:
                super()._sigcont_application()
            else:
                self._app.refresh(layout=True)

        def write(self, data: str) -> None:
            if data == ENTER_SCREEN and getattr(self, "_skips_entering", False):
                self._skips_entering = False
                return
            super().write(data)

    return TakingOver
