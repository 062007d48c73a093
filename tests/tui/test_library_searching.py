"""Real keys pressed in the library to search: as one types, with conditions and mistakes, kept as tabs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reader.config.paths import find_paths
from reader.document import Article, Block, BlockKind
from reader.library import Library
from reader.library.articles import lists
from reader.library.articles.searches import SavedSearch, read_searches, write_searches
from reader.tui.app import QuothApp
from reader.tui.library import searching
from reader.tui.screens.library import LibraryScreen
from reader.tui.screens.reading import ReadingScreen
from tests.tui.showing import beginning, begun, in_front, settle, shown


def article(title: str, text: str) -> Article:
    return Article(title=title, text=text, blocks=(Block(BlockKind.PARAGRAPH, 0, len(text)),))


@pytest.fixture
def library(stories: Path) -> Library:
    return Library.open(shutil.copytree(stories, find_paths().data))


async def test_a_search_shows_its_newest_hits_then_all(app: QuothApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "GATHER_AFTER", 1000)
    async with begun(app, LibraryScreen) as (pilot, screen):
        await pilot.press("slash", *"zepp")
        assert "finding the others" in shown(screen.heading)
        assert "zeppelin" in shown(screen.rows)
        screen._gather()
        await settle(pilot)
        assert "60 found" in shown(screen.heading)
        await pilot.press("enter", "G")
        assert "60/60" in shown(screen.bar)
        await pilot.press("escape")
        assert "61 articles · 61 unread" in shown(screen.heading)


@pytest.mark.parametrize(
    ("width", "told"), [(110, "61 articles · 61 found · 2 selected"), (60, "61 found · 2 selected")]
)
async def test_where_room_is_short_the_heading_keeps_what_was_done_last(app: QuothApp, width: int, told: str) -> None:
    async with app.run_test(size=(width, 20)) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"words:<9000", "enter")
        await settle(pilot)
        await pilot.press("x", "j", "x")
        line = shown(in_front(app, LibraryScreen).heading)
        assert f"Quoth   {told} " in line
        assert " /words:<9000" in line


async def test_words_with_joiners_are_shown_whole_with_their_blanks(app: QuothApp, library: Library) -> None:
    text = "Nobody asked why می\u200cخواهم was painted on the lantern of the old mole."
    library.articles.put(article("The می\u200cخواهم lantern", text), (), path="/joined")
    async with app.run_test(size=(150, 30)) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"lantern", "enter")
        await settle(pilot)
        screen = in_front(app, LibraryScreen)
        assert "The می\u200cخواهم lantern" in shown(screen.rows)
        assert "why می\u200cخواهم was" in shown(screen.rows)
        assert "why می\u200cخواهم was" in shown(screen.preview)


async def test_an_article_opens_at_what_was_searched_for(app: QuothApp) -> None:
    async with app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"CAFE heron", "enter", "enter")
        await settle(pilot)
        screen = in_front(app, ReadingScreen)
        assert "hit 1/2" in shown(screen.bar)
        await pilot.press("n")
        assert "hit 2/2" in shown(screen.bar)


async def test_a_mistake_is_told_in_its_place_and_the_rest_is_found(app: QuothApp) -> None:
    async with begun(app, LibraryScreen) as (pilot, screen):
        await pilot.press("slash", *"heron after:soon")
        assert "soon — after: does not know soon." in shown(screen.tabs)
        assert "Story number" in shown(screen.rows)
        await pilot.press("escape")
        assert "soon" not in shown(screen.tabs)


async def test_where_a_mistake_has_no_room_what_to_write_instead_is_told_first(app: QuothApp) -> None:
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"heron NOT")
        assert " NOT stands right before what is not wanted" in shown(in_front(app, LibraryScreen).tabs)
        await pilot.press("backspace", "backspace", "backspace", "minus")
        assert " - — A - stands right before what is not wanted" in shown(in_front(app, LibraryScreen).tabs)


async def test_arrows_move_in_the_list_while_typing(app: QuothApp) -> None:
    async with app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"heron", "down", "down", "enter")
        assert "3/6" in shown(in_front(app, LibraryScreen).bar)


async def test_a_search_is_kept_as_a_tab(app: QuothApp, library: Library) -> None:
    async with begun(app, LibraryScreen) as (pilot, screen):
        await pilot.press("slash", *"hero", "enter", "w", *"Birds", "enter")
        assert [(search.name, search.text) for search in read_searches(library.folder)] == [("Birds", "hero")]
        assert "Birds" in shown(screen.tabs)
        await pilot.press("1")
        assert "61 articles · 61 unread" in shown(screen.heading)
        await pilot.press("g", "1")
        assert "6 found" in shown(screen.heading)
        await pilot.press("tab")
        assert "61 unread" in shown(screen.heading)
        await pilot.press("shift+tab", "W")
        assert read_searches(library.folder) == ()
        assert "6 found" in shown(screen.heading)


async def test_a_kept_search_gets_another_name_in_its_place_and_is_moved(app: QuothApp, library: Library) -> None:
    def names() -> list[str]:
        return [search.name for search in read_searches(library.folder)]

    write_searches(library.folder, [SavedSearch(word, f"heron {word}") for word in ("a", "b", "c")])
    app = QuothApp(library, beginning())
    async with begun(app, LibraryScreen) as (pilot, screen):
        await pilot.press("less_than_sign")
        assert "no kept search" in shown(screen.bar)
        await pilot.press("g", "2", "w", *" bird", "enter")
        assert names() == ["a", "b bird", "c"]
        assert "Kept as “b bird”" in shown(screen.bar)
        await pilot.press("greater_than_sign", "greater_than_sign")
        assert names() == ["a", "c", "b bird"]
        assert shown(screen.tabs).splitlines()[0].endswith("b bird")
        await pilot.press("less_than_sign", "less_than_sign")
        assert names() == ["b bird", "a", "c"]
        assert "/heron b" in shown(screen.heading)


async def test_a_search_with_conditions_shows_the_newest_and_looks_further(
    app: QuothApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "SPAN", 1)
    monkeypatch.setattr(searching, "GATHER_AFTER", 1000)
    async with begun(app, LibraryScreen) as (pilot, screen):
        await pilot.press("slash", *"title:00 after:2020 -lamp")
        assert "looking further …" in shown(screen.heading)
        assert "Looking through the older articles …" in shown(screen.rows)
        await pilot.press("escape", "slash", *"heron -zebra")
        screen._gather()
        await settle(pilot)
        assert "6 found" in shown(screen.heading)


async def test_a_day_is_typed_as_people_write_it_and_a_mistake_is_guessed(app: QuothApp) -> None:
    async with begun(app, LibraryScreen) as (pilot, screen):
        await pilot.press("slash", *"after:3 weeks ago")
        assert "does not know" not in shown(screen.tabs)
        await pilot.press("escape", "slash", *"is:unraed heron")
        assert "Did you mean is:unread?" in shown(screen.tabs)
        assert "6 found" in shown(screen.heading)
