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
from tests.reliability.homes import new_home, scaled
from tests.reliability.terminals import Terminal

KILLING = Path(__file__).with_name("killing.py")
KILLS = scaled(12, 200)
"""Kills of the real program; processes that only mark, without a screen, are killed as often again."""
SAVED_WITHIN = 5.0
"""Seconds that a kill may cost of the place in an article."""
SCREEN = 3000
"""Characters of the article that the terminal shows at once, at most."""


@pytest.mark.parametrize("seed", [1, 2])
def test_processes_killed_while_they_mark_lose_nothing(seed: int) -> None:
    with new_home() as home:
        command = [sys.executable, str(KILLING), str(home), str(scaled(60, 100)), str(seed)]
        result = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
        assert result.returncode == 0, result.stderr
        report = json.loads(result.stdout)
    assert report["lost"] == []
    assert report["behind"] == 0
    assert report["marks"] > 100


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "long.txt"
    words = "\n\n".join(f"Paragraph {number} of a long article about lamps and harbours." for number in range(400))
    path.write_text(f"The long article\n\n{words}\n", encoding="utf-8")
    return path


def test_the_program_killed_at_any_moment_loses_nothing(home: Path, article: Path) -> None:
    chance = random.Random(3)
    known = reference(read_path(article).article, str(article))
    told: set[str] = set()
    read_into = 0
    for number in range(KILLS):
        acknowledged = kill_at_random(home, article, chance, is_long=number % 6 == 5)
        told |= acknowledged.keys()
        with Library.open(home / "data") as library:
            there = {mark.id: mark.anchor.start for mark in library.marks.all()}
            assert told <= there.keys(), f"kill {number}"
            safe = [there[name] for name, age in acknowledged.items() if age > SAVED_WITHIN]
            if safe:
                place = library.marks.position(known)
                assert place is not None, f"kill {number}"
                last = max(there[name] for name in acknowledged)
                assert max(safe) <= place.anchor.start <= last + SCREEN, f"kill {number}"
                read_into += 1
    assert len(told) > KILLS
    assert read_into > KILLS // 8, "places must have had the time to be kept"
    for index in (home / "data").glob("marks.db*"):
        index.unlink()
    with Library.open(home / "data") as library:
        assert told <= {mark.id for mark in library.marks.all()}


def kill_at_random(home: Path, article: Path, chance: random.Random, *, is_long: bool) -> dict[str, float]:
    """Mark and read on from the beginning until a kill; return each mark that was told and how long before the kill.

    Most kills come within the first seconds, some before anything is shown; a long life is one in which places were kept.
    """
    told: dict[str, float] = {}
    with Terminal(home, str(article)) as terminal:
        if is_long or chance.random() < 0.8:
            terminal.wait_for("Paragraph")
            terminal.press("gg")
        until = time.monotonic() + (chance.uniform(6, 9) if is_long else chance.uniform(0, 1.5))
        while (left := until - time.monotonic()) > 0:
            terminal.press(chance.choice(("mm", "jmm", " mm", "dmm", "}mm", "Hmm")))
            terminal.read(min(left, chance.uniform(0, 0.3)))
            for name in re.findall(r"Marked ([a-z2-9]{8})", terminal.text):
                told.setdefault(name, time.monotonic())
        terminal.kill()
        killed = time.monotonic()
        for name in re.findall(r"Marked ([a-z2-9]{8})", terminal.text):
            told.setdefault(name, killed)
    return {name: killed - when for name, when in told.items()}


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


@pytest.mark.parametrize("number", [1, 15], ids=["hangup", "terminate"])
def test_a_signal_in_the_midst_of_writing_costs_nothing_and_tears_nothing(
    home: Path, article: Path, number: int
) -> None:
    chance = random.Random(number)
    told: set[str] = set()
    for _ in range(scaled(3, 40)):
        with Terminal(home, str(article)) as terminal:
            terminal.wait_for("Paragraph")
            terminal.press("mm")
            terminal.wait_for("Marked ")
            terminal.press("jmm" * 30)
            terminal.read(chance.uniform(0, 0.3))
            terminal.process.send_signal(number)
            until = time.monotonic() + 20
            while terminal.process.poll() is None:
                assert time.monotonic() < until
                terminal.read(0.05)
            terminal.read(0.05)
            assert terminal.process.returncode == 128 + number
            told |= set(re.findall(r"Marked ([a-z2-9]{8})", terminal.text))
        with Library.open(home / "data") as library:
            assert told <= {mark.id for mark in library.marks.all()}
            assert library.marks.issues == []
