"""SIGKILL at random moments: every mark that was acknowledged is there again, and places are hardly behind."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader.document.identity import reference
from reader.library import Library
from reader.pipeline import read_path
from tests.reliability.homes import home_in_memory
from tests.reliability.terminals import Terminal

KILLING = Path(__file__).with_name("killing.py")
SAVED_WITHIN = 5.0
"""Seconds that a kill may cost of the place in an article."""


@pytest.mark.parametrize("seed", [1, 2])
def test_processes_killed_while_they_mark_lose_nothing(seed: int) -> None:
    with home_in_memory() as home:
        command = [sys.executable, str(KILLING), str(home), "95", str(seed)]
        result = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
        assert result.returncode == 0, result.stderr
        report = json.loads(result.stdout)
    assert report["lost"] == []
    assert report["behind"] == 0
    assert report["acts"] > 500, "kills must come in the middle of work"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "long.txt"
    words = "\n\n".join(f"Paragraph {number} of a long article about lamps and harbours." for number in range(400))
    path.write_text(f"The long article\n\n{words}\n", encoding="utf-8")
    return path


def test_the_program_killed_while_it_marks_loses_nothing(home: Path, article: Path) -> None:
    chance = random.Random(3)
    told: set[str] = set()
    for _ in range(8):
        with Terminal(home, str(article)) as terminal:
            terminal.wait_for("Paragraph")
            terminal.press("jmm")
            terminal.wait_for("Marked ")
            until = time.monotonic() + chance.uniform(0, 0.6)
            while time.monotonic() < until:
                terminal.press("jmm")
                terminal.read(0.15)
            terminal.kill()
            told |= set(re.findall(r"Marked ([a-z2-9]{8})", terminal.text))
        with Library.open(home / "data") as library:
            assert told <= {mark.id for mark in library.marks.all()}
    assert len(told) > 8


def test_a_kill_costs_at_most_the_last_seconds_of_reading(home: Path, article: Path) -> None:
    reading = read_path(article)
    known = reference(reading.article, str(article))
    with Terminal(home, str(article)) as terminal:
        terminal.wait_for("Paragraph")
        terminal.press("jmm")
        terminal.wait_for("Marked ")
        terminal.press("   ")
        pressed = time.monotonic()
        with Library.open(home / "data") as library:
            while library.marks.position(known) is None:
                assert time.monotonic() - pressed < SAVED_WITHIN
                terminal.read(0.05)
                library.marks.refresh()
        terminal.kill()
    with Library.open(home / "data") as library:
        position = library.marks.position(known)
        assert position is not None and position.anchor.start > 0


@pytest.mark.parametrize("number", [1, 15], ids=["hangup", "terminate"])
def test_a_signal_or_a_lost_terminal_costs_nothing(home: Path, article: Path, number: int) -> None:
    reading = read_path(article)
    with Terminal(home, str(article)) as terminal:
        terminal.wait_for("Paragraph")
        terminal.press("jmm")
        terminal.wait_for("Marked ")
        terminal.press("  j")
        terminal.read(0.3)
        terminal.process.send_signal(number)
        until = time.monotonic() + 20
        while terminal.process.poll() is None:
            assert time.monotonic() < until
            terminal.read(0.05)
        assert terminal.process.returncode == 128 + number
    with Library.open(home / "data") as library:
        position = library.marks.position(reference(reading.article, str(article)))
        assert position is not None and position.anchor.start > 100
