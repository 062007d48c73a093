"""Real keys: articles are taken out of the library and put back, and stepping back never leaves the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.config.paths import find_paths
from reader.library import ArticleQuery, Library
from reader.pipeline import index
from reader.tui.app import QuothApp
from reader.tui.screens.help import HelpScreen
from reader.tui.screens.library import LibraryScreen
from tests.tui.showing import begun, in_front, settle, shown


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "ferries"
    folder.mkdir()
    for number in range(9):
        words = f"The ferry number {number} left Carrow without its master, and the Tide Office wrote it down."
        (folder / f"{number}.txt").write_text(f"Ferry {number} is late\n\n{words}\n", encoding="utf-8")
    return folder


@pytest.fixture
def library(folder: Path) -> Library:
    library = Library.open(find_paths().data)
    index(library, [folder])
    return library


async def test_an_article_is_removed_and_comes_back(app: QuothApp, library: Library, folder: Path) -> None:
    async with begun(app, LibraryScreen) as (pilot, screen):
        await pilot.press("j")
        gone, after = (screen.shown.row(place) for place in (1, 2))
        assert gone is not None
        assert after is not None
        await pilot.press("D")
        assert "8 articles · 8 unread" in shown(screen.heading)
        assert gone.title not in shown(screen.rows)
        assert f"Removed “{gone.title}”" in shown(screen.bar)
        assert screen.row_at_hand() == after
        assert len(list(folder.iterdir())) == 9
        await pilot.press("U")
        assert "9 articles · 9 unread" in shown(screen.heading)
        assert gone.title in shown(screen.rows)


async def test_a_selection_is_removed_as_one_act(app: QuothApp, library: Library) -> None:
    async with begun(app, LibraryScreen) as (pilot, screen):
        await pilot.press("x", "j", "j", "X", "D")
        assert "5 articles" in shown(screen.heading)
        assert "Removed 4 articles" in shown(screen.bar)
        assert library.articles.count(ArticleQuery(text="ferry")) == 5
        await pilot.press("U")
        assert "9 articles" in shown(screen.heading)


async def test_a_library_of_which_all_was_removed_says_where_it_is(app: QuothApp) -> None:
    async with begun(app, LibraryScreen) as (pilot, screen):
        await pilot.press("x", "G", "X", "D")
        assert "Every article has been removed" in shown(screen.rows)
        await pilot.press("slash", *"is:removed", "enter")
        assert "9 found" in shown(screen.heading)


async def test_what_was_removed_is_found_as_such_and_put_back(app: QuothApp) -> None:
    async with begun(app, LibraryScreen) as (pilot, screen):
        await pilot.press("x", "x", "D", "2", "slash", *"is:removed", "enter")
        assert shown(screen.rows).count("✗") == 2
        await pilot.press("D")
        assert shown(screen.rows).count("✗") == 1
        assert "Put back “Ferry" in shown(screen.bar)
        await pilot.press("escape")
        assert "8 articles" in shown(screen.heading)


async def test_stepping_back_ends_at_the_whole_list_and_q_leaves(app: QuothApp) -> None:
    async with begun(app, LibraryScreen) as (pilot, screen):
        await pilot.press("2", "slash", *"ferry", "enter", "x")
        for left in ("selected", "/ferry"):
            assert left in shown(screen.heading)
            await pilot.press("escape")
            assert left not in shown(screen.heading)
        assert screen.query_now.tab == "unread"
        await pilot.press("h")
        assert screen.query_now.tab == "all"
        await pilot.press("escape", "h")
        assert app.is_running
        assert "q leaves Quoth" in shown(screen.bar)
        await pilot.press("q")
        await settle(pilot)
        assert not app.is_running


async def test_help_counts_actions_and_tells_no_place_among_its_headings(app: QuothApp) -> None:
    async with app.run_test(size=(110, 40)) as pilot:
        await settle(pilot)
        await pilot.press("question_mark")
        screen = in_front(app, HelpScreen)
        assert "actions" in shown(screen.heading)
        assert "1/" not in shown(screen.bar)
        await pilot.press("slash", *"voices of the archive", "enter")
        assert "2 actions" in shown(screen.heading)
