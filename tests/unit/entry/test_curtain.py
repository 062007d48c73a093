"""Ending by a signal while nothing but the first page stands on the terminal."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import termios

import pytest

from reader.entry.curtain import ENTER_SCREEN, LEAVE_SCREEN

_IN_A_CALLBACK = """
import os, sys
from reader.entry.curtain import Curtain

class Closing:
    def __del__(self):
        os.kill(os.getpid(), int(sys.argv[1]))
        for _ in range(1000):
            pass

curtain = Curtain()
curtain.lower("the page as it was")
Closing()
curtain.raise_()
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT])
def test_a_signal_ends_the_program_even_where_no_exception_can_be_raised(number: signal.Signals) -> None:
    master, slave = pty.openpty()
    before = termios.tcgetattr(slave)
    process = subprocess.Popen(
        [sys.executable, "-c", _IN_A_CALLBACK, str(int(number))], stdin=slave, stdout=slave, stderr=slave
    )
    assert process.wait(30) == 128 + number
    assert termios.tcgetattr(slave) == before
    os.close(slave)
    written = os.read(master, 1 << 16).decode()
    assert "the page as it was" in written
    assert written.index(ENTER_SCREEN) < written.index(LEAVE_SCREEN)
    assert "Traceback" not in written
    os.close(master)


_KEPT = """
import os
from reader.entry.curtain import Curtain

with Curtain() as curtain:
    curtain.lower("the page as it was")
    print(ascii(os.read(0, 100)), flush=True)
"""


def test_keys_that_come_early_are_kept_as_they_were_pressed() -> None:
    master, slave = pty.openpty()
    process = subprocess.Popen([sys.executable, "-c", _KEPT], stdin=slave, stdout=subprocess.PIPE, stderr=slave)
    written = b""
    while b"the page as it was" not in written:
        written += os.read(master, 1 << 16)
    os.write(master, b"\r")
    assert process.communicate(timeout=30)[0].strip() == rb"b'\r'"
    os.close(slave)
    os.close(master)
