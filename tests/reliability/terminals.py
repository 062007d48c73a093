"""The real program in a pseudo-terminal: keys in, what it wrote out."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import Self

from tests.benchmarks.terminal import is_readable

_ESCAPES = re.compile(rb"\x1b(?:\[[0-9;:<=>?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|P[^\x1b]*\x1b\\|[@-Z\\-_])")


class Terminal:
    """`python -m reader` with arguments, in a terminal of 100 columns and 30 lines, on the library under `home`."""

    def __init__(self, home: Path, *arguments: str) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        environment = {**os.environ, "QUOTH_HOME": str(home), "TERM": "xterm-256color"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "reader", *arguments],
            stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True,
        )  # fmt: skip
        os.close(slave)
        self.written = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._master)

    @property
    def text(self) -> str:
        """What was written, without its escape sequences."""
        return _ESCAPES.sub(b"", self.written).decode("utf-8", "replace")

    def press(self, keys: str) -> None:
        """Type `keys`."""
        os.write(self._master, keys.encode())

    def read(self, seconds: float) -> None:
        """Take in what the program writes in `seconds`."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if not is_readable(self._master, left):
                return
            try:
                self.written += os.read(self._master, 1 << 16)
            except OSError:
                return

    def wait_for(self, words: str, seconds: float = 60) -> None:
        """Wait until `words` were written."""
        until = time.monotonic() + seconds
        while words not in self.text:
            assert time.monotonic() < until and self.process.poll() is None, self.text[-2000:]
            self.read(0.05)

    def kill(self) -> None:
        """End the program without a moment's notice, and take in what it wrote before that."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.read(0.05)
