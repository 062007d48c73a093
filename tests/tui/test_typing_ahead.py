"""Keys that come faster than the line they are meant for: pasted, sent by a program, or typed while the machine is busy."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from reader.library import Library
from reader.pipeline import index
from reader.tui.app import QuothApp
from reader.tui.screens.library import LibraryScreen
from reader.tui.screens.reading import ReadingScreen
from tests.tui.showing import in_front, settle, shown


async def press_at_once(pilot: Pilot[None], keys: Iterable[str]) -> None:
    """Press `keys` before the first of them is answered."""
    for key in keys:
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
    await settle(pilot)


async def test_what_is_typed_behind_the_key_of_a_search_is_searched_for(
    app: QuothApp, library: Library, tmp_path: Path
) -> None:
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(f"Story {number}\n\nLamp {number} was lit by nobody at all.\n")
    index(library, [tmp_path])
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        screen = in_front(app, LibraryScreen)
        for _ in range(2):
            await press_at_once(pilot, ["/", *"lampx", "backspace", "enter", "j", "j"])
            assert (screen.query_words, screen.rows.cursor) == ("lamp", 2)
            assert "3/4" in shown(screen.bar)
            await press_at_once(pilot, ["/", *" zz", "escape", "escape"])
            assert screen.query_words == ""
        await press_at_once(pilot, ["t", *"one", "left", "left", "left", *"#", "enter", "r"])
        row = screen.row_at_hand()
        assert row is not None
        assert (row.tags, row.state) == (("one",), "read")


async def test_what_is_typed_behind_the_key_of_a_find_is_found(reading_app: QuothApp) -> None:
    async with reading_app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await press_at_once(pilot, ["/", *"the", "enter", "n"])
        assert "hit 2/" in shown(in_front(reading_app, ReadingScreen).bar)


async def test_the_next_search_is_typed_over_the_last_unless_an_arrow_keeps_it(app: QuothApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        screen = in_front(app, LibraryScreen)
        for keys, words in (
            ([*"lamp"], "lamp"),
            ([*"quay"], "quay"),
            (["right", "space", *"lit"], "quay lit"),
            ([], "quay lit"),
        ):
            await pilot.press("/", *keys, "enter")
            await settle(pilot)
            assert screen.query_words == words
