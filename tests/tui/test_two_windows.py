"""Two windows on one library, and two devices that share their marks: each shows what the other did."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reader.config.paths import find_paths
from reader.config.settings import Settings
from reader.config.state import remember
from reader.config.themes import read_theme
from reader.document.identity import anchor_at, reference
from reader.entry import looks, stored_frame
from reader.library import Library
from reader.pipeline import Reading, index, keep, read_path
from reader.tui.app import QuothApp
from reader.tui.host import Beginning
from reader.tui.screens.library import LibraryScreen
from reader.tui.screens.reading import ReadingScreen
from tests.tui.showing import beginning, in_front, settle, shown, within


@pytest.fixture
def reading(report: Path) -> Reading:
    return read_path(report)


def app_on(reading: Reading) -> QuothApp:
    folders = find_paths()
    library = Library.open(folders.data)
    keep(library, reading)
    theme, _ = read_theme(folders.config, Settings().theme)
    assert theme is not None
    return QuothApp(library, Beginning(folders, Settings(), theme, 72, reading=reading))


async def test_a_window_keeps_no_page_that_a_start_would_show_otherwise(reading: Reading) -> None:
    app = app_on(reading)
    subject = stored_frame.path_subject(reading.path)
    async with app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        remember(find_paths(), {"measure": 40}, app.settings)
        app.keep_frames()
        assert (looks.read(), stored_frame.read(subject, 110, 30)) == (None, None)
        remember(find_paths(), {"measure": app.measure}, app.settings)
        app.keep_frames()
        look = looks.read()
        assert look is not None
        assert look.measure == app.measure
        assert stored_frame.read(subject, 110, 30) is not None


async def test_each_window_shows_what_the_other_did_within_a_second(reading: Reading) -> None:
    app = app_on(reading)
    known = reference(reading.article, reading.path)
    async with app.run_test(size=(110, 30)) as pilot:
        await app.workers.wait_for_complete()
        screen = in_front(app, ReadingScreen)
        with Library.open(app.library.folder) as other:
            mark = other.marks.add("note", known, anchor_at(reading.article, 0, 11), note="from the other window")
            await within(1, pilot, lambda: [placed.mark.id for placed in screen.marks.placed] == [mark.id])
            other.marks.delete(mark.id)
            await within(1, pilot, lambda: not screen.marks.placed)
            await pilot.press("m", "m")
            assert other.marks.refresh()
            assert len(other.marks.all()) == 1


async def test_a_place_on_another_device_is_offered(reading: Reading, tmp_path: Path) -> None:
    known = reference(reading.article, reading.path)
    there = tmp_path / "there"
    text = reading.article.text
    with Library.open(there) as other:
        other.marks.set_position(known, anchor_at(reading.article, len(text) - 90, len(text) - 20), 0.64)
    shutil.copytree(there / "marks", find_paths().data / "marks")
    app = app_on(reading)
    async with app.run_test(size=(60, 8)) as pilot:
        await app.workers.wait_for_complete()
        screen = in_front(app, ReadingScreen)
        words = f"Continue at 64%, read on “{other.marks.device.host}”? C goes there."
        told = [words]
        await within(
            5, pilot, lambda: words in shown(screen.bar) or told == [one.message for one in app._notifications]
        )
        assert screen.page.top == 0, "it is offered, not taken"
        await pilot.press("C")
        await pilot.pause()
        assert screen.page.top > 0
        screen.save_position()
        with Library.open(app.library.folder) as again:
            position = again.marks.position(known)
            assert position is not None and position.anchor.start == screen.page.top
        assert screen.marks.elsewhere() is None


async def test_a_file_that_changes_while_it_is_read_is_read_again_and_marks_follow(
    reading: Reading, report: Path
) -> None:
    app = app_on(reading)
    words = "the best view in the county"
    start = reading.article.text.index(words)
    with Library.open(app.library.folder) as other:
        known = reference(reading.article, reading.path)
        mark = other.marks.add("note", known, anchor_at(reading.article, start, start + len(words)), note="mine")
    async with app.run_test(size=(60, 8)) as pilot:
        await app.workers.wait_for_complete()
        screen = in_front(app, ReadingScreen)
        await pilot.press("G")
        await pilot.pause()
        top = screen.opened.article.text[screen.page.top :][:20]
        # Somebody writes it bit by bit: what is half there is not shown longer than it stays so.
        whole = report.read_text(encoding="utf-8").replace("on Tuesday", "on Tuesday, at noon, in the rain")
        for end in (len(whole) // 2, len(whole)):
            report.write_text(whole[:end], encoding="utf-8")
        await within(20, pilot, lambda: "in the rain" in screen.opened.article.text)
        text = screen.opened.article.text
        assert [(placed.mark.id, text[placed.start : placed.end]) for placed in screen.marks.placed] == [
            (mark.id, words)
        ]
        assert text[screen.page.top :].startswith(top)
        for spoil in (lambda: report.write_bytes(b""), report.unlink):
            spoil()
            for _ in range(3):
                app._watching.look()  # type: ignore[union-attr]
                await app.workers.wait_for_complete()
                await pilot.pause()
            assert screen.opened.article.text == text
        await pilot.press("m", "m")
        await pilot.pause()
        assert len(screen.marks.placed) == 2
    with Library.open(app.library.folder) as again:
        number = again.articles.find(path=str(report))
        assert number is not None
        stored = again.articles.get(number)
        assert stored is not None and "in the rain" in stored.article.text


async def test_what_another_window_removes_is_selected_no_more(tmp_path: Path) -> None:
    for number in range(9):
        words = f"The ferry number {number} left Carrow without its master, and the Tide Office wrote it down."
        (tmp_path / f"{number}.txt").write_text(f"Ferry {number} is late\n\n{words}\n", encoding="utf-8")
    library = Library.open(find_paths().data)
    index(library, [tmp_path])
    app = QuothApp(library, beginning())
    async with app.run_test(size=(110, 30)) as pilot:
        await app.workers.wait_for_complete()
        screen = in_front(app, LibraryScreen)
        await pilot.press("x", "x", "x")
        assert "3 selected" in shown(screen.heading)
        gone = next(iter(screen.chosen))
        with Library.open(library.folder) as other:
            other.marks.set_removed_all(other.articles.references([gone]), True)
        await within(5, pilot, lambda: "2 selected" in shown(screen.heading))
        await pilot.press("D")
        assert "Removed 2 articles" in shown(screen.bar)
        assert "6 articles" in shown(screen.heading)
