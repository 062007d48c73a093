"""A program in a pseudo-terminal, timed from outside: each byte it writes is stamped when it comes.

Where the machine is busy, the CPU time of a key says more than its wall time; both are measured. Needs Linux.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

KEYS = {
    "enter": b"\r", "escape": b"\x1b", "space": b" ", "up": b"\x1b[A", "down": b"\x1b[B", "home": b"\x1b[H",
    "end": b"\x1b[F", "pageup": b"\x1b[5~", "pagedown": b"\x1b[6~",
}  # fmt: skip
QUIET = 0.04
"""Seconds without output after which a key counts as answered."""
LONGEST_ANSWER = 20.0
"""Seconds that a key's answer is waited for."""
_ANSWERS = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",  # synchronised output: each frame ends with a mark that can be counted
    b"\x1b[c": b"\x1b[?62;22c",
}
_CPU_OF_ALL_THREADS = 2
"""Which of a process's clocks counts what all its threads have run, to the nanosecond: `clock_getcpuclockid` makes the
clock's number of this and of the process's."""
_FRAME_END = b"\x1b[?2026l"
_ESCAPES = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][0-9A-Z]")


@dataclass(frozen=True, slots=True)
class Answer:
    """What one key brought: milliseconds to the last byte, CPU milliseconds, bytes and whole frames written."""

    wall: float
    cpu: float
    size: int
    frames: int
    data: bytes


def is_readable(descriptor: int, wait: float) -> bool:
    """Tell whether something can be read from `descriptor` within `wait` seconds, whatever its number: `select` knows those
    below 1,024 only, and a process that has run thousands of tests may be past them."""
    waiting = select.poll()
    waiting.register(descriptor, select.POLLIN)
    return bool(waiting.poll(1000 * wait))


class Terminal:
    """A program on a pseudo-terminal of `size` (columns, rows)."""

    def __init__(self, command: Sequence[str], *, size: tuple[int, int] = (100, 30), home: str = "") -> None:
        self.started = time.perf_counter()
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
            environment.pop("PYTHONDONTWRITEBYTECODE", None)
            if home:
                environment["QUOTH_HOME"] = home
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
            os.execvpe(command[0], list(command), environment)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self._seen = bytearray()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the program, by force if it does not end by itself, and wait for it."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGTERM)
        deadline = time.perf_counter() + 5
        while self._read(0.05) is not None:
            if time.perf_counter() > deadline:
                os.kill(self.pid, signal.SIGKILL)
        os.close(self._master)
        os.waitpid(self.pid, 0)

    def _read(self, wait: float) -> bytes | None:
        """Return what comes within `wait` seconds, b"" if nothing does, None at the end."""
        if not is_readable(self._master, wait):
            return b""
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:
            return None
        for question, answer in _ANSWERS.items():
            if question in data:
                os.write(self._master, answer)
        return data or None

    def wait_for(self, words: str, timeout: float = 30.0, *, behind: bytes = b"") -> float:
        """Return the milliseconds from the start until `words`, escape sequences apart, came `behind` something else.

        What a read brought together with words that were waited for before is looked at, too: a busy machine reads late.
        """
        wanted = words.encode()
        while wanted not in _ESCAPES.sub(b"", bytes(self._seen).partition(behind)[2] if behind else self._seen):
            data = self._read(0.5) if time.perf_counter() - self.started < timeout else None
            if data is None:
                raise AssertionError(f"{words!r} never came; the end was {bytes(self._seen[-400:])!r}")
            self._seen += data
        return 1000 * (time.perf_counter() - self.started)

    def wait_for_end(self, timeout: float = 20.0) -> bytes:
        """Return all that the program wrote, once it has ended."""
        deadline = time.perf_counter() + timeout
        while (data := self._read(0.5)) is not None:
            self._seen += data
            assert time.perf_counter() < deadline, "the program does not end"
        return bytes(self._seen)

    def line_discipline(self) -> int:
        """Return how the terminal edits lines and echoes, as termios has it."""
        return int(termios.tcgetattr(self._master)[3])

    def settle(self, quiet: float = 0.3) -> None:
        """Wait until nothing was written for `quiet` seconds."""
        while self._read(quiet):
            pass

    def send(self, keys: bytes) -> None:
        """Write `keys` as they are."""
        os.write(self._master, keys)

    def press(self, key: str, until: bytes = b"") -> Answer:
        """Press `key` and return what it brought; `until` must be among that, whatever else is written before."""
        return self._answer(lambda: self.send(KEYS.get(key, key.encode())), until)

    def resize(self, columns: int, rows: int) -> Answer:
        """Change the size of the window and return what that brought."""
        return self._answer(
            lambda: fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        )

    def go_on(self, until: bytes = b"") -> Answer:
        """Have the program go on, as a shell does with one that it stopped, and return what that brought."""
        return self._answer(lambda: os.kill(self.pid, signal.SIGCONT), until)

    def _answer(self, act: object, until: bytes = b"") -> Answer:
        assert callable(act)
        cpu, began = self.cpu(), time.perf_counter()
        act()
        data, last, wait = bytearray(), began, 2.0
        while True:
            piece = self._read(wait)
            if piece == b"" and until not in data and time.perf_counter() - began < LONGEST_ANSWER:
                continue
            if not piece:
                break
            data += piece
            last, wait = time.perf_counter(), QUIET
        return Answer(1000 * (last - began), self.cpu() - cpu, len(data), data.count(_FRAME_END), bytes(data))

    def cpu(self) -> float:
        """Return the CPU milliseconds of the program so far, with all its threads, those that have ended as well."""
        return 1000 * time.clock_gettime(~self.pid << 3 | _CPU_OF_ALL_THREADS)

    def memory(self) -> tuple[float, float]:
        """Return the resident memory of the program now and at its highest, in MiB."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        lines = dict(line.split(":", 1) for line in status.splitlines())
        return int(lines["VmRSS"].split()[0]) / 1024, int(lines["VmHWM"].split()[0]) / 1024
