"""Starts in a real (pseudo-)terminal: what was there stands there again at once, and one screen is taken over."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from textual.screen import Screen

from reader.config.paths import find_paths
from reader.entry import stored_frame
from reader.library import Library
from reader.pipeline import index
from reader.tui.app import QuothApp
from tests.benchmarks.terminal import Terminal
from tests.tui.showing import settle
from tests.unit.tui.test_loading import HEAVY

ENTERING = b"\x1b[?1049h"
TAKING_OVER = b"\x1b[?1004h"
"""What Textual asks the terminal for before it paints anything."""
LOADED = re.compile(rb"import time: +\d+ \| +\d+ \| +([\w.]+)")
"""A module that was loaded, as Python tells it with `-X importtime`."""
LAST_ROW = b"\x1b[30;1H"
"""Goes to the row of the bar, as each frame does that has it."""


def start(home: Path, *arguments: str) -> Terminal:
    return Terminal([sys.executable, "-m", "reader", *arguments], home=str(home))


@pytest.fixture
def known(home: Path, report: Path) -> Path:
    """An article of the library that was opened before, so that its frame is kept."""
    with start(home, "add", str(report)) as terminal:
        terminal.wait_for_end()
    with start(home, str(report)) as terminal:
        terminal.wait_for("mm mark")
        terminal.send(b"q")
        terminal.wait_for_end()
    return report


def assert_shown_at_once(home: Path, path: Path, words: str) -> None:
    """Start on `path`: `words` stand there before anything is loaded, and what is pressed then is answered later."""
    with start(home, str(path)) as terminal:
        terminal.wait_for(words)
        terminal.send(b"?")
        terminal.wait_for(" actions")
        terminal.send(b"qq")
        seen = terminal.wait_for_end()
    assert seen.count(ENTERING) == seen.count(b"\x1b[?1049l") == 1
    assert seen.index(words.encode()) < seen.index(TAKING_OVER)


def test_the_last_frame_is_shown_again_and_taken_over(home: Path, known: Path) -> None:
    assert_shown_at_once(home, known, "refused to leave")


def test_an_article_that_was_never_shown_stands_there_before_anything_is_loaded(home: Path, known: Path) -> None:
    other = known.with_name("gauge.txt")
    other.write_text(f"Of gauges\n\n{'The gauge at Carrow is read at low water. ' * 20}", encoding="utf-8")
    with Library.open(find_paths().data) as library:
        index(library, [other])
    with closing(sqlite3.connect(home / "data" / "library.db")) as database:
        version = database.execute("PRAGMA user_version").fetchone()[0]
        database.execute("PRAGMA user_version=999")
        with start(home, str(other)) as terminal:
            seen = terminal.wait_for_end()
        # The application could not show it: these words were there before.
        assert seen.index(b"at low water") < seen.index(b"newer Quoth")
        database.execute(f"PRAGMA user_version={version}")
    assert_shown_at_once(home, other, "at low water")


def test_a_stored_frame_gives_way_to_a_message(home: Path, known: Path) -> None:
    with closing(sqlite3.connect(home / "data" / "library.db")) as database:
        database.execute("PRAGMA user_version=999")
    with start(home, str(known)) as terminal:
        seen = terminal.wait_for_end()
    assert seen.count(ENTERING) == seen.count(b"\x1b[?1049l") == 1
    assert seen.rindex(b"newer Quoth") > seen.index(b"\x1b[?1049l")


def test_the_library_stands_there_at_once_though_something_was_added(home: Path, known: Path) -> None:
    other = known.with_name("gauge.txt")
    other.write_text(f"Of gauges\n\n{'The gauge at Carrow is read at low water. ' * 20}", encoding="utf-8")
    with start(home) as terminal:
        terminal.wait_for("All 1")
        terminal.send(b"q")
        terminal.wait_for_end()
    with Library.open(find_paths().data) as library:
        index(library, [other])
    with start(home) as terminal:
        terminal.wait_for("All 1")
        terminal.wait_for("All 2")
        terminal.send(b"q")
        seen = terminal.wait_for_end()
    assert seen.index(b"All 1") < seen.index(TAKING_OVER) < seen.index(b"Of gauges")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT])
@pytest.mark.parametrize("after", [0.0, 0.03, 0.2])
def test_a_signal_while_it_loads_gives_the_terminal_back(
    home: Path, report: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals, after: float
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    stored_frame.keep(stored_frame.path_subject(str(report.resolve())), 100, 30, "the page as it was")
    with start(home, str(report)) as terminal:
        before = terminal.line_discipline()
        terminal.wait_for("the page as it was")
        time.sleep(after)  # not a wait: the moment at which the signal comes
        os.kill(terminal.pid, number)
        seen = terminal.wait_for_end()
        assert terminal.line_discipline() == before
    assert seen.count(ENTERING) == seen.count(b"\x1b[?1049l") == 1
    assert seen.rindex(b"\x1b[?25h") > seen.rindex(b"\x1b[?25l")
    assert b"Traceback" not in seen


def test_a_key_that_came_before_the_first_frame_is_answered_by_it(known: Path, home: Path) -> None:
    with start(home, str(known)) as terminal:
        terminal.wait_for("mm mark")  # in the stored frame: nothing is loaded yet
        terminal.send(b"]")
        terminal.wait_for("quote 1/", behind=TAKING_OVER)
        terminal.send(b"q")
        painted = terminal.wait_for_end().partition(TAKING_OVER)[2]
    assert painted[: painted.index(b"quote 1/")].count(LAST_ROW) == 1


def test_nothing_is_loaded_before_the_first_answer_that_it_can_do_without(known: Path, home: Path) -> None:
    with Terminal([sys.executable, "-X", "importtime", "-m", "reader", str(known)], home=str(home)) as terminal:
        terminal.send(b"]")
        terminal.wait_for("quote 1/")
        terminal.send(b"q")
        before_the_answer = terminal.wait_for_end().partition(b"quote 1/")[0]
    loaded = {name.decode() for name in LOADED.findall(before_the_answer)}
    assert "reader.tui.screens.reading" in loaded
    assert sorted(loaded & {*HEAVY, "tomllib"}) == []


def test_what_terminals_keep_for_themselves_is_a_key_from_the_stored_frame_on(known: Path, home: Path) -> None:
    with start(home, str(known)) as terminal:
        terminal.wait_for("mm mark")
        terminal.send(b"\x11")  # ctrl+q
        assert b"\x1b[?1049l" in terminal.wait_for_end()


def test_a_program_that_was_held_and_goes_on_paints_its_screen_again(known: Path, home: Path) -> None:
    with start(home, str(known)) as terminal:
        terminal.wait_for("mm mark", behind=TAKING_OVER)
        terminal.settle()
        answer = terminal.go_on(until=b"mark")
    assert b"mark" in answer.data
    assert ENTERING not in answer.data


def test_a_key_without_a_meaning_holds_nothing_back(known: Path, home: Path) -> None:
    with start(home, str(known)) as terminal:
        terminal.wait_for("mm mark")
        terminal.send(b"\x1b[24~")  # f12
        terminal.wait_for("mm mark", behind=TAKING_OVER)


async def test_the_answer_to_the_first_key_waits_for_no_timer(
    reading_app: QuothApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The time of a frame, which Textual lets pass before it first updates a screen, begins before that is laid out."""
    happened: list[str] = []
    lay_out = Screen._refresh_layout

    async def sleep(seconds: float) -> None:
        if getattr(asyncio.current_task(), "get_name", str)() == "screen_update":
            happened.append("waited")
        await asyncio.sleep(seconds)

    def laying_out(screen: Screen[object], *arguments: object, **named: object) -> None:
        happened.append("laid out")
        lay_out(screen, *arguments, **named)

    monkeypatch.setattr("textual.timer.sleep", sleep)
    monkeypatch.setattr(Screen, "_refresh_layout", laying_out)
    async with reading_app.run_test(size=(100, 30)) as pilot:
        await pilot.press("]")
        await settle(pilot)
        assert happened[:2] == ["waited", "laid out"]
