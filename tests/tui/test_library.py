"""Real keys pressed in the library: searching, tabs, selecting, versions; what is asserted is shown or stored."""

from __future__ import annotations

import asyncio
import shutil
import time
from pathlib import Path

import pytest

from reader.config.paths import find_paths
from reader.document import Article, Block, BlockKind
from reader.library import ArticleQuery, Library
from reader.library.articles.searches import SavedSearch, write_searches
from reader.pipeline import Progress
from reader.tui import jobs
from reader.tui.app import QuothApp
from reader.tui.screens.choice import Choice
from reader.tui.screens.library import LibraryScreen
from reader.tui.screens.reading import ReadingScreen
from reader.tui.widgets.tabs import Tabs
from tests.benchmarks.corpus import fill
from tests.tui.showing import beginning, begun, in_front, settle, shown, within


def article(title: str, text: str) -> Article:
    return Article(title=title, text=text, blocks=(Block(BlockKind.PARAGRAPH, 0, len(text)),))


@pytest.fixture
def library(stories: Path) -> Library:
    return Library.open(shutil.copytree(stories, find_paths().data))


async def test_a_selection_is_read_and_tagged_as_one_act(app: QuothApp, library: Library) -> None:
    async with begun(app, LibraryScreen) as (pilot, screen):
        await pilot.press("x", "j", "j", "X")
        assert "4 selected" in shown(screen.heading)
        assert shown(screen.rows).count("✓") == 4
        await pilot.press("r")
        await settle(pilot)
        assert "57 unread" in shown(screen.heading)
        await pilot.press("U")
        assert "61 unread" in shown(screen.heading)
        await pilot.press("x", "x", "t", *"river lamp", "enter")
        await settle(pilot)
        assert shown(screen.rows).count("#lamp  #river") == 2
        assert library.articles.count(ArticleQuery(text="tag:river")) == 2
        await pilot.press("U")
        assert library.articles.count(ArticleQuery(text="tag:river")) == 0
        await pilot.press("x", "escape")
        assert "selected" not in shown(screen.heading)


async def test_all_that_a_search_finds_are_selected_and_let_go(app: QuothApp, library: Library) -> None:
    async with begun(app, LibraryScreen) as (pilot, screen):
        await pilot.press("slash", *"hero", "enter")
        await settle(pilot)
        await pilot.press("x", "ctrl+a")
        assert "6 found · 6 selected" in shown(screen.heading)
        await pilot.press("ctrl+a")
        assert "selected" not in shown(screen.heading)
        await pilot.press("ctrl+a", "r", "escape")
        await settle(pilot)
        assert "55 unread" in shown(screen.heading)
        await pilot.press("U")
        assert "61 unread" in shown(screen.heading)


async def test_tags_of_one_article_are_edited_whole(app: QuothApp, library: Library) -> None:
    async with app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        await pilot.press("t", *"one, #two", "enter")
        await settle(pilot)
        assert library.articles.rows(0, 1, ArticleQuery())[0].tags == ("one", "two")
        await pilot.press("t", *["backspace"] * 3, *"three", "enter")
        await settle(pilot)
        assert library.articles.rows(0, 1, ArticleQuery())[0].tags == ("one", "three")


async def test_an_act_that_changes_nothing_says_so_and_undo_takes_back_the_one_before(
    app: QuothApp, library: Library
) -> None:
    async with begun(app, LibraryScreen) as (pilot, screen):
        await pilot.press("x", "x", "t", *'river; "lamp",', "enter")
        assert library.articles.rows(0, 1, ArticleQuery())[0].tags == ("lamp", "river")
        await pilot.press("x", "x", "t", *"-nosuch", "enter")
        assert "Nothing was changed" in shown(screen.bar)
        await pilot.press("U")
        assert "Undone: tagging" in shown(screen.bar)
        assert library.articles.rows(0, 1, ArticleQuery())[0].tags == ()


async def test_versions_are_folded_with_a_mark_and_unfolded(app: QuothApp) -> None:
    async with begun(app, LibraryScreen) as (pilot, screen):
        await pilot.press("slash", *"harbour", "enter")
        assert "2 versions" in shown(screen.rows)
        assert "1 found" in shown(screen.heading)
        await pilot.press("z")
        assert "↳ Another title for it" in shown(screen.rows) or "↳ The lamp of the harbour" in shown(screen.rows)
        assert "1/2" in shown(screen.bar)
        await pilot.press("j", "z")
        assert "1/1" in shown(screen.bar)
        await pilot.press("slash", *["backspace"] * 7, *"heron", "enter", "z")
        assert "no other version" in shown(screen.bar)


async def test_what_only_a_folded_version_says_is_shown_as_found_there(app: QuothApp, library: Library) -> None:
    number = library.articles.newest(ArticleQuery(text="harbour")).numbers[0]
    (version,) = library.articles.versions(number)
    known = library.articles.get(version)
    assert known is not None
    text = f"{known.article.text}\n\nA cormorant sat on the mast."
    library.articles.put(article(known.article.title, text), (), path=known.path)
    async with begun(app, LibraryScreen) as (pilot, screen):
        await pilot.press("slash", *"cormorant", "enter")
        assert "1 found" in shown(screen.heading)
        assert "2 versions" in shown(screen.rows)
        found = next(line for line in shown(screen.rows).splitlines() if "cormorant" in line)
        assert "↳ … " in found


async def test_the_library_is_as_it_was_left(app: QuothApp, library: Library) -> None:
    async with app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        await pilot.press("2", "s", "s", "j", "j", "j")
        before = in_front(app, LibraryScreen).row_at_hand()
    again = QuothApp(Library.open(library.folder), beginning())
    async with begun(again, LibraryScreen, size=(60, 20)) as (pilot, screen):
        assert screen.row_at_hand() == before
        assert (screen.query_now.tab, screen.query_now.order) == ("unread", "title")


@pytest.mark.parametrize("size", [(1, 1), (20, 5), (59, 20), (99, 30), (200, 60)])
async def test_every_size_is_painted(app: QuothApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("j", "G", "v", "v", "slash", *"heron", "enter", "x", "z", "s", "S", "tab")
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert in_front(app, LibraryScreen).rows.count


async def test_a_long_list_is_never_made_for_its_first_page(home: Path) -> None:
    library = Library.open(home / "many")
    fill(library, 600, words=30)
    app = QuothApp(library, beginning())
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("j", "space", "s", "2")
        assert not library.articles._lists._kept
        await pilot.press("G")
        assert "600/600" in shown(in_front(app, LibraryScreen).bar)


async def test_an_article_opened_by_its_number_leads_to_the_library_and_that_out_of_the_program(
    library: Library,
) -> None:
    number = library.articles.rows(0, 1, ArticleQuery())[0].id
    app = QuothApp(library, beginning(number=number))
    async with app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        await pilot.press("q")
        await settle(pilot)
        in_front(app, LibraryScreen)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, ReadingScreen)
        await pilot.press("q", "q")
        await settle(pilot)
        assert not app.is_running


async def test_an_empty_library_says_what_to_do_in_any_width(home: Path) -> None:
    app = QuothApp(Library.open(home / "none"), beginning())
    async with begun(app, LibraryScreen, size=(40, 12)) as (pilot, screen):
        assert "quoth ~/articles" in " ".join(shown(screen.rows).split())
        await pilot.press("x", "X", "t", "r", "z", "w", "W", "s", "S", "G", "enter", "tab", "g", "1")
        assert "0 articles" in shown(screen.heading)


async def test_the_open_tab_is_in_sight_however_many_there_are(app: QuothApp, library: Library) -> None:
    names = [f"Search number {number} of many" for number in range(1, 9)]
    write_searches(library.folder, [SavedSearch(name, f"story {number}") for number, name in enumerate(names)])
    app = QuothApp(library, beginning())
    async with begun(app, LibraryScreen, size=(80, 24)) as (pilot, screen):
        assert "›" in shown(screen.tabs)
        assert "‹" not in shown(screen.tabs)
        await pilot.press("shift+tab")
        assert shown(screen.tabs).splitlines()[0].rstrip().endswith(names[7])
        assert shown(screen.tabs).startswith(" ‹ ")
        await pilot.click(Tabs, offset=(5, 0))
        assert 4 < screen.tabs._chosen < 11
        await pilot.press("g", "8")
        assert names[7] in shown(screen.tabs)
        await pilot.press("1")
        assert shown(screen.tabs).startswith(" All 61")


async def test_the_keys_for_a_selection_are_told_while_there_is_one(app: QuothApp) -> None:
    async with begun(app, LibraryScreen) as (pilot, screen):
        assert "? help" in shown(screen.bar)
        await pilot.press("x")
        assert "D remove" in shown(screen.bar)
        await pilot.press("escape")
        assert "D remove" not in shown(screen.bar)


async def test_indexing_waits_while_keys_come_one_after_another(
    app: QuothApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "LONGEST_WAIT", 0.3)
    async with app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        await pilot.press("j")
        assert app.indexing is not None
        pressed = app.pressed_at
        await pilot.press("j")
        assert app.pressed_at > pressed > 0
        app.pressed_at = time.monotonic()
        assert not app.indexing._is_to_end()
        assert time.monotonic() >= app.pressed_at + jobs.AT_REST
        began = time.monotonic()
        app.pressed_at = began + 1000  # a key that is never let go
        assert not app.indexing._is_to_end()
        assert time.monotonic() >= began + jobs.LONGEST_WAIT
        app.indexing.cancel()
        assert app.indexing._is_to_end()


async def test_what_was_indexed_is_shown_once_no_key_is_held(app: QuothApp) -> None:
    async with begun(app, LibraryScreen) as (_, screen):
        assert app.indexing is not None
        app.pressed_at = time.monotonic() + 1000  # a key that is never let go
        await asyncio.to_thread(app.indexing._tell, Progress(4, 9, "some.txt"))
        assert "reading" not in shown(screen.heading)
        app.pressed_at = 0.0
        await asyncio.to_thread(app.indexing._tell, Progress(5, 9, "other.txt"))
        assert "reading 6 of 9 files" in shown(screen.heading)


async def test_no_row_is_met_twice_while_a_key_is_held_and_articles_are_added(home: Path) -> None:
    library = Library.open(find_paths().data)
    with library.articles.batch():
        for number in range(150):
            library.articles.put(
                article(f"Tide {number:03}", f"The tide of day {number} was low."), (), path=f"/{number}"
            )
    app = QuothApp(library, beginning())
    met: list[str] = []
    async with begun(app, LibraryScreen, size=(80, 20)) as (pilot, screen):
        with Library.open(library.folder) as other:
            for number in range(120):
                row = screen.row_at_hand()
                assert row is not None
                assert row.title in shown(screen.rows)
                met.append(row.title)
                if number % 5 == 0:
                    words = f"Lantern {number} of Carrow is lit."
                    other.articles.put(article(f"Lantern {number}", words), (), path=f"/more/{number}")
                await pilot.press("j")
        assert met == [f"Tide {number:03}" for number in range(149, 29, -1)]
        await pilot.press("x", "k", "k", "k", "X")
        assert [row.title for row in library.articles.rows_of(list(screen.chosen))] == [
            "Tide 029", "Tide 031", "Tide 030",
        ]  # fmt: skip


async def test_preview_and_place_follow_the_article_that_others_push_down(app: QuothApp, library: Library) -> None:
    async with begun(app, LibraryScreen, size=(120, 30)) as (pilot, screen):
        await pilot.press("j")
        row = screen.row_at_hand()
        assert row is not None
        count = screen.rows.count
        library.articles.put(article("Lantern", "The lantern of Carrow is lit."), (), path="/lantern")
        app.library_changed()
        assert screen.row_at_hand() == row
        await within(5, pilot, lambda: row.title in shown(screen.preview))
        assert f"3/{count + 1}" in shown(screen.bar)


async def test_what_is_wrong_with_a_file_is_seen_and_where_it_is_told(app: QuothApp, library: Library) -> None:
    path = f"/archive/{'years/' * 20}lamp.pdf"
    library.articles.remember_failure(path, f"{path} is a PDF, not text.")
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        await pilot.press("!")
        screen = in_front(app, Choice)
        assert "lamp.pdf is a PDF, not text." in shown(screen.rows)
        assert "⏎ tell where" in shown(screen.bar)
        await pilot.press("enter")
        assert [told.message for told in app._notifications] == [f"{path} is a PDF, not text."]
