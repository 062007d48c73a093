"""Small files are written whole or not at all, and what a killed program left of one goes with the next writing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader.config.atomic_files import GIVEN_UP_AFTER, UNFINISHED, write_atomically

KILLED = """
import os, signal, sys
from pathlib import Path
from reader.config import atomic_files
atomic_files.os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)
atomic_files.write_atomically(Path(sys.argv[1]), "half")
"""


def test_what_stood_there_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "state.json"
    for words in ("one", "“two”"):
        write_atomically(path, words)
        assert path.read_text(encoding="utf-8") == words
    assert [*path.parent.iterdir()] == [path]
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_a_killed_program_left_goes_with_the_next_writing(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    write_atomically(path, "before")
    killed = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    (left,) = set(tmp_path.iterdir()) - {path}
    assert path.read_text(encoding="utf-8") == "before"
    long_ago = time.time() - GIVEN_UP_AFTER - 1
    os.utime(left, (long_ago, long_ago))
    write_atomically(path, "after")
    assert path.read_text(encoding="utf-8") == "after"
    assert [*tmp_path.iterdir()] == [path]


def test_who_writes_at_this_moment_is_not_disturbed(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    other = tmp_path / f".state.json{UNFINISHED}"
    other.write_text("another program's", encoding="utf-8")
    write_atomically(path, "mine")
    assert path.read_text(encoding="utf-8") == "mine"
    assert other.read_text(encoding="utf-8") == "another program's"
    assert {*tmp_path.iterdir()} == {path, other}


def test_what_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    path.mkdir()
    with pytest.raises(OSError, match="directory"):
        write_atomically(path, "words")
    assert [*tmp_path.iterdir()] == [path]
