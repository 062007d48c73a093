"""The article as it came: shown with a key, remembered, and cleaned again with the same key."""

from __future__ import annotations

from pathlib import Path

from reader.library import Library
from reader.pipeline import keep, read_path
from reader.tui.app import QuothApp
from reader.tui.screens.reading import ReadingScreen
from tests.tui.showing import beginning, in_front, settle


async def test_the_article_is_shown_as_it_came_and_that_is_remembered(home: Path, report: Path) -> None:
    library = Library.open(home / "data")
    reading = read_path(report)
    keep(library, reading)
    app = QuothApp(library, beginning(reading=reading))
    async with app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        assert "Leave a Reply" not in in_front(app, ReadingScreen).opened.article.text
        await pilot.press("O")
        await settle(pilot)
        opened = in_front(app, ReadingScreen).opened
        assert "Leave a Reply" in opened.article.text
        assert opened.article.title == reading.article.title
        assert opened.quotations
        await pilot.press("m", "m")
        await settle(pilot)
        assert len(library.marks.of(opened.reference)) >= 1

    again = QuothApp(library, beginning(reading=reading))
    async with again.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        assert "Leave a Reply" in in_front(again, ReadingScreen).opened.article.text
        await pilot.press("O")
        await settle(pilot)
        assert "Leave a Reply" not in in_front(again, ReadingScreen).opened.article.text

    last = QuothApp(library, beginning(reading=reading))
    async with last.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        assert "Leave a Reply" not in in_front(last, ReadingScreen).opened.article.text


async def test_a_file_that_is_gone_is_told(home: Path, report: Path) -> None:
    reading = read_path(report)
    app = QuothApp(Library.open(home / "data"), beginning(reading=reading))
    async with app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        report.unlink()
        await pilot.press("O")
        await settle(pilot)
        assert "Leave a Reply" not in in_front(app, ReadingScreen).opened.article.text
        assert any("does not exist" in str(notice.message) for notice in app._notifications)
