"""Much that is new, as after the index of the marks was lost: the screen stands at once, and nothing is taken for absent."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.config.paths import find_paths
from reader.document.identity import anchor_at, reference
from reader.library import Library
from reader.library.marks import projection as projection_module
from reader.pipeline import Reading, keep, read_path
from reader.tui.app import QuothApp
from reader.tui.screens.reading import ReadingScreen
from tests.reliability.homes import ARTICLES, anchor
from tests.tui.showing import beginning, settle

STORY = ARTICLES[0]


def forget(data: Path) -> None:
    for path in data.glob("marks.db*"):
        path.unlink()


@pytest.fixture(autouse=True)
def _little_is_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projection_module, "MUCH", 3000)
    monkeypatch.setattr(projection_module, "TOLD_EVERY", 10)


@pytest.fixture
def behind(home: Path) -> Iterator[Library]:
    """Give a library with forty marks, whose index is lost, as a screen has it."""
    data = home / "data"
    with Library.open(data) as library:
        for number in range(40):
            library.marks.add(
                "bookmark", STORY, anchor(number), note=f"note {number}", letter="a" if not number else ""
            )
    forget(data)
    with Library.open(data) as library:
        library.marks.leave_much_to_others()
        yield library


def test_much_is_left_to_another_library_and_then_there(behind: Library) -> None:
    assert behind.marks.is_behind and behind.marks.all() == []
    shares: list[float] = []
    with Library.open(behind.folder) as other:
        other.marks.catch_up(lambda share: shares.append(share) or True)  # type: ignore[func-returns-value]
    assert shares == sorted(shares) and len(shares) == 4
    assert behind.marks.refresh()
    assert not behind.marks.is_behind and behind.marks.count() == 40


def test_who_ends_the_reading_leaves_it_to_be_begun_again(behind: Library) -> None:
    with Library.open(behind.folder) as other:
        other.marks.catch_up(lambda share: share < 0.5)
    assert not behind.marks.refresh()
    assert behind.marks.is_behind and behind.marks.all() == []
    with Library.open(behind.folder) as other:
        assert other.marks.count() == 40


@pytest.mark.parametrize(
    ("act", "notes"),
    [
        (lambda marks: marks.undo(), {f"note {number}" for number in range(39)}),
        (lambda marks: marks.add("bookmark", STORY, anchor(0), letter="a"), {"", *(f"note {n}" for n in range(1, 40))}),
        (lambda marks: marks.tag(STORY, "sea"), {f"note {number}" for number in range(40)}),
    ],
    ids=["undo", "the letter that is taken", "a tag"],
)  # fmt: skip
def test_an_act_goes_by_all_that_there_is(behind: Library, act: Callable[..., object], notes: set[str]) -> None:
    assert behind.marks.is_behind
    act(behind.marks)
    assert {mark.note for mark in behind.marks.all()} == notes
    forget(behind.folder)
    with Library.open(behind.folder) as again:
        assert {mark.note for mark in again.marks.all()} == notes


def test_what_an_older_journal_lacks_is_written_again_behind_the_screen_too(behind: Library) -> None:
    with Library.open(behind.folder) as other:
        assert other.marks.count() == 40
        journal = other.marks.journal.path
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.with_suffix(".old").write_bytes(b"".join(lines[:30]))
    journal.with_suffix(".old").replace(journal)
    behind.marks.refresh()
    assert behind.marks.is_behind
    with Library.open(behind.folder) as other:
        other.marks.catch_up(lambda _: True)
    forget(behind.folder)
    with Library.open(behind.folder) as again:
        assert {mark.note for mark in again.marks.all()} == {f"note {number}" for number in range(40)}


def test_a_little_that_is_new_is_taken_in_at_once(behind: Library) -> None:
    with Library.open(behind.folder) as other:
        other.marks.count()
        behind.marks.refresh()
        other.marks.add("note", STORY, anchor(1), note="new")
    assert behind.marks.refresh()
    assert behind.marks.count() == 41


class Opened:
    """An article that was read into and marked, whose marks' index is lost and held by another program."""

    def __init__(self, folder: Path) -> None:
        path = folder / "long.txt"
        words = "\n\n".join(f"Paragraph {number} of an article about lamps and harbours." for number in range(200))
        path.write_text(f"The long article\n\n{words}\n", encoding="utf-8")
        self.data = find_paths().data
        self.reading: Reading = read_path(path)
        known = reference(self.reading.article, str(path))
        self.place = self.reading.article.text.index("Paragraph 150")
        with Library.open(self.data) as library:
            keep(library, self.reading)
            for number in range(20):
                library.marks.add(
                    "note", known, anchor_at(self.reading.article, number, number + 9), note=f"{number}"
                )
            library.marks.set_position(known, anchor_at(self.reading.article, self.place, self.place + 60), 0.7)
        forget(self.data)
        self.library = Library.open(self.data)
        self.library.marks.leave_much_to_others()
        assert self.library.marks.is_behind
        self.app = QuothApp(self.library, beginning(reading=self.reading))
        self.holder = sqlite3.connect(self.data / "marks.db", isolation_level=None)
        self.holder.execute("BEGIN IMMEDIATE")

    @property
    def screen(self) -> ReadingScreen:
        screen = self.app.screen
        assert isinstance(screen, ReadingScreen)
        return screen


@pytest.mark.parametrize("moves", [False, True], ids=["still", "reading on"])
async def test_the_screen_stands_and_marks_and_place_come_to_it(home: Path, tmp_path: Path, moves: bool) -> None:
    opened = Opened(tmp_path)
    with closing(opened.holder) as holder:
        async with opened.app.run_test(size=(100, 30)) as pilot:
            await pilot.pause(0.1)
            assert opened.screen.page.top == 0 and opened.screen.marks.placed == ()
            assert "being read again" in opened.screen.bar.render_line(0).text
            if moves:
                await pilot.press("space")
                await pilot.pause()
            here = opened.screen.page.top
            opened.screen.save_position()
            holder.execute("ROLLBACK")
            until = time.monotonic() + 20
            while not opened.screen.marks.placed:
                assert time.monotonic() < until
                await pilot.pause(0.05)
            await settle(pilot)
            assert len(opened.screen.marks.placed) == 20
            if moves:
                assert opened.screen.page.top == here > 0
                await pilot.press("C")
                await pilot.pause()
            assert abs(opened.screen.page.top - opened.place) < 200
    with Library.open(opened.data) as library:
        assert library.marks.issues == []
