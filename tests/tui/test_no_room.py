"""A disk without room, or a folder that is not ours: every key tells so, none ends the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.library import Library
from reader.pipeline import keep, read_path
from reader.tui.app import QuothApp
from reader.tui.screens.library import LibraryScreen
from reader.tui.screens.reading import ReadingScreen
from tests.tui.showing import beginning, in_front, settle, shown, within


@pytest.mark.parametrize("keys", ["m m", "m a", "H", "r", "U", "D", "a"])
async def test_an_act_that_cannot_be_kept_is_told(home: Path, report: Path, keys: str) -> None:
    library = Library.open(home / "data")
    reading = read_path(report)
    keep(library, reading)
    app = QuothApp(library, beginning(reading=reading))
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("m", "m")
        await pilot.pause()
        (home / "data" / "marks").rename(home / "elsewhere")
        (home / "data" / "marks").write_text("in the way", encoding="ascii")
        await pilot.press(*keys.split())
        if keys == "a":
            await pilot.press(*"note", "ctrl+s")
        await pilot.pause()
        said = [notification.message for notification in app._notifications]
        assert any("could not be kept" in message for message in said), said
        assert library.marks.count() == 1
        assert app.is_running


async def test_a_place_that_cannot_be_kept_is_told_once(home: Path, report: Path) -> None:
    library = Library.open(home / "data")
    app = QuothApp(library, beginning(reading=read_path(report)))
    async with app.run_test(size=(60, 8)) as pilot:
        await settle(pilot)
        (home / "data" / "marks").write_text("in the way", encoding="ascii")
        screen = in_front(app, ReadingScreen)
        for place in range(3):
            screen.marks.save_position(place * 10, place * 10 + 5)
        await pilot.pause()
        said = [notification.message for notification in app._notifications]
        assert sum("could not be kept" in message for message in said) == 1
        await pilot.press("G")
        await pilot.pause()
        screen.save_position()
        (home / "data" / "marks").unlink()
        screen.save_position()
        position = library.marks.position(screen.opened.reference)
        assert position is not None and position.anchor.start == screen.page.top > 0, "it is kept once there is room"


async def test_where_no_more_can_be_added_that_is_told_and_nothing_is_being_read_any_longer(
    library: Library, tmp_path: Path
) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(f"Lamp {number}\n\nThe lamp of Carrow is lit on day {number}.\n")
    library.articles._connection.execute(
        "CREATE TRIGGER no_room BEFORE INSERT ON articles WHEN NEW.title = 'Lamp 3' "
        "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
    )
    app = QuothApp(library, beginning(to_index=(tmp_path,)))
    async with app.run_test(size=(100, 30)) as pilot:
        screen = in_front(app, LibraryScreen)
        await within(10, pilot, lambda: bool(app._notifications))
        heading = shown(screen.heading)
        assert "3 articles" in heading
        assert "reading" not in heading
        said = [notification.message for notification in app._notifications]
        assert said == ["The article could not be kept: database or disk is full. Is there room on the disk?"]
