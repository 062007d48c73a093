"""Settings that are written while the program runs are in force at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.tui.app import QuothApp
from reader.tui.screens.reading import ReadingScreen
from reader.tui.watching import Watching
from tests.tui.showing import in_front, settle, shown


@pytest.fixture
def config(home: Path) -> Path:
    """Where the settings are written."""
    (home / "config").mkdir(parents=True, exist_ok=True)
    return home / "config" / "config.toml"


def look_twice(app: QuothApp) -> None:
    """Have the settings looked at, and again after they have rested."""
    assert isinstance(app._watching, Watching)
    app._watching.look()
    app._watching.look()


async def test_written_settings_are_shown_at_once(reading_app: QuothApp, config: Path) -> None:
    async with reading_app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        screen = in_front(reading_app, ReadingScreen)
        assert screen.panel.display
        config.write_text(
            'theme = "paper"\nmeasure = 40\npanel = false\n[keys]\n"reading.next_quotation" = "Q"\n', encoding="utf-8"
        )
        look_twice(reading_app)
        await settle(pilot)
        assert reading_app.theme_file.name == "paper"
        assert screen.page.palette == reading_app.palette
        assert (screen.page.column, screen.panel.display) == (40, False)
        assert "settings are in force" in shown(screen.bar)
        await pilot.press("Q")
        assert "quote 1/" in shown(screen.bar)


async def test_a_key_counts_until_the_setting_is_changed(reading_app: QuothApp, config: Path) -> None:
    async with reading_app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        screen = in_front(reading_app, ReadingScreen)
        await pilot.press("minus")
        config.write_text("hyphenate = true\n", encoding="utf-8")
        look_twice(reading_app)
        assert (screen.page.column, screen.page.hyphenate) == (68, True)
        config.write_text("hyphenate = true\nmeasure = 50\n", encoding="utf-8")
        look_twice(reading_app)
        assert screen.page.column == 50


@pytest.mark.parametrize(
    ("words", "told"), [("measure = = 3", "cannot be read"), ("measure = 3\n", "from 24 to 140")]
)
async def test_a_mistake_is_told_and_changes_nothing(
    reading_app: QuothApp, config: Path, words: str, told: str
) -> None:
    async with reading_app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        config.write_text(words, encoding="utf-8")
        look_twice(reading_app)
        await pilot.pause()
        assert [told in notification.message for notification in reading_app._notifications] == [True]
        assert in_front(reading_app, ReadingScreen).page.column == 72


async def test_a_theme_that_cannot_be_used_is_told(reading_app: QuothApp, config: Path) -> None:
    async with reading_app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        (config.parent / "themes").mkdir()
        (config.parent / "themes" / "torn.toml").write_text("name = = 3", encoding="utf-8")
        config.write_text('theme = "torn"\n', encoding="utf-8")
        look_twice(reading_app)
        await pilot.pause()
        told = ["theme cannot be used" in notification.message for notification in reading_app._notifications]
        assert told == [True]


async def test_what_is_still_being_written_is_not_taken(reading_app: QuothApp, config: Path) -> None:
    async with reading_app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        assert isinstance(reading_app._watching, Watching)
        for words in ("measure = 5", "measure = 50\n"):
            config.write_text(words, encoding="utf-8")
            reading_app._watching.look()
            assert in_front(reading_app, ReadingScreen).page.column == 72
        reading_app._watching.look()
        assert in_front(reading_app, ReadingScreen).page.column == 50
