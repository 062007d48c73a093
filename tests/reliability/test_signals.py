"""Signals at any moment from the first millisecond on: the program ends in order, or goes on as if nothing had been.

The moments are drawn anew from a seed that is told when a test fails; QUOTH_SEED takes one again.
"""

from __future__ import annotations

import fcntl
import os
import random
import re
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.entry import stored_frame
from tests.benchmarks.terminal import Terminal

SHELL = Path(__file__).with_name("shell.py")
ROUNDS = 5
LATEST = 1.2
"""Seconds after the start until which a signal comes: while Python starts, while the program loads, once it stands."""
ENTERING, LEAVING = b"\x1b[?1049h", b"\x1b[?1049l"
ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)


@pytest.fixture
def chooser() -> random.Random:
    seed = int(os.environ.get("QUOTH_SEED", random.randrange(1 << 32)))
    print(f"QUOTH_SEED={seed}")
    return random.Random(seed)


@pytest.fixture
def frame(report: Path, monkeypatch: pytest.MonkeyPatch, home: Path) -> Iterator[Path]:
    """Have a frame of the article stored, so that the terminal is taken from the first milliseconds on."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    stored_frame.keep(stored_frame.path_subject(str(report.resolve())), 100, 30, "the page as it was")
    yield report


def start(home: Path, report: Path) -> tuple[Terminal, int]:
    """Start the program on `report` under a shell; return the terminal and the number of the program's process."""
    note = home / "pid"
    note.unlink(missing_ok=True)
    home.mkdir(exist_ok=True)
    command = [sys.executable, str(SHELL), str(note), sys.executable, "-m", "reader", str(report)]
    terminal = Terminal(command, home=str(home))
    while not note.exists():
        assert terminal._read(0.005) is not None, "the shell has ended"
    return terminal, int(note.read_text(encoding="ascii"))


def watch(terminal: Terminal, seconds: float) -> None:
    """Take what the program writes for so many seconds."""
    until = time.perf_counter() + seconds
    while (left := until - time.perf_counter()) > 0:
        terminal._seen += terminal._read(left) or b""


def set_size(terminal: Terminal, columns: int, rows: int) -> None:
    """Give the window another size and wait for nothing."""
    fcntl.ioctl(terminal._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def send(process: int, number: int) -> None:
    try:
        os.kill(process, number)
    except ProcessLookupError:
        return


@pytest.mark.parametrize("number", ENDING)
def test_a_signal_ends_it_in_order(home: Path, frame: Path, chooser: random.Random, number: signal.Signals) -> None:
    for _ in range(ROUNDS):
        after = chooser.uniform(0, LATEST)
        terminal, process = start(home, frame)
        with terminal:
            watch(terminal, after)
            send(process, number)
            seen = terminal.wait_for_end()
        what = f"{number!r} after {after:.4f} s: {seen[-300:]!r}"
        assert seen.count(ENTERING) == seen.count(LEAVING), what
        assert b", usable]" in seen, what
        assert seen.rfind(b"\x1b[?25l") <= seen.rfind(b"\x1b[?25h"), what
        code = re.search(rb"\[ended (-?\d+)", seen)
        assert code is not None, what
        if ENTERING in seen:
            assert b"Traceback" not in seen, what
            assert int(code[1]) in (128 + number, -number), what
        else:
            # Before a line of the program has run, Python answers as it always does.
            assert int(code[1]) in (128 + number, -number, 1), what


def test_it_stops_and_goes_on(home: Path, frame: Path, chooser: random.Random) -> None:
    for _ in range(ROUNDS):
        moments = sorted(chooser.uniform(0, LATEST) for _ in range(3))
        terminal, process = start(home, frame)
        with terminal:
            began = time.perf_counter()
            for moment in moments:
                watch(terminal, max(0.0, began + moment - time.perf_counter()))
                send(process, signal.SIGTSTP)
            what = f"stopped after {moments}"
            terminal.wait_for("mm mark")
            watch(terminal, 0.5)
            terminal.send(b"?")
            terminal.wait_for(" actions")
            terminal.send(b"qq")
            seen = terminal.wait_for_end()
        what += f": {seen[-300:]!r}"
        assert b"unusable" not in seen, what
        assert b"[ended 0, usable]" in seen, what
        for stop in re.finditer(rb"\[stopped", seen):
            before = seen[: stop.start()]
            assert before.count(ENTERING) == before.count(LEAVING), what
        assert seen.count(ENTERING) == seen.count(LEAVING), what


def test_it_takes_any_size_at_any_moment(home: Path, frame: Path, chooser: random.Random) -> None:
    for _ in range(ROUNDS):
        terminal, _ = start(home, frame)
        with terminal:
            began = time.perf_counter()
            sizes = [(chooser.randint(1, 220), chooser.randint(1, 70)) for _ in range(8)]
            for moment, size in zip(sorted(chooser.uniform(0, LATEST) for _ in sizes), sizes, strict=True):
                watch(terminal, max(0.0, began + moment - time.perf_counter()))
                set_size(terminal, *size)
            set_size(terminal, 100, 30)
            watch(terminal, 0.5)
            terminal.send(b"?")
            terminal.wait_for(" actions")
            terminal.send(b"qq")
            seen = terminal.wait_for_end()
        assert b"[ended 0, usable]" in seen, f"{sizes}: {seen[-300:]!r}"
