"""Searches of before come back by keys, those that begin with what is typed, and also in the next start."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from reader.config.paths import find_paths
from reader.config.state import read_searched
from reader.library import Library
from reader.tui.app import QuothApp
from reader.tui.past_searches import IN_ARTICLES, IN_LIBRARY, MOST_KEPT, PastSearches
from reader.tui.screens.library import LibraryScreen
from reader.tui.screens.reading import ReadingScreen
from tests.tui.showing import beginning, begun, in_front, settle, shown


def line(app: QuothApp) -> str:
    assert app.question is not None
    return app.question.words


async def test_finds_of_before_come_back_and_go_again(reading_app: QuothApp) -> None:
    async with reading_app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        for words in ("lamp", "ladder", "lamp", "county"):
            await pilot.press("/", *words, "enter")
        await pilot.press("/", "up")
        assert line(reading_app) == "county"
        assert "1/1" in (reading_app.question.note if reading_app.question else "")
        for key, words in (
            ("up", "lamp"),
            ("ctrl+p", "ladder"),
            ("up", "ladder"),
            ("down", "lamp"),
            ("ctrl+n", "county"),
        ):
            await pilot.press(key)
            assert line(reading_app) == words
        await pilot.press("down", "down")
        assert line(reading_app) == ""
        await pilot.press("l", "a", "d", "up")
        assert line(reading_app) == "ladder"
        await pilot.press("down")
        assert line(reading_app) == "lad"
        await pilot.press("up", "enter")
        assert "hit 1/1" in shown(in_front(reading_app, ReadingScreen).bar)


async def test_a_search_comes_back_as_fast_as_keys_are_typed(reading_app: QuothApp) -> None:
    async with reading_app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("/", *"county", "enter", "/", "up", "enter")
        assert "hit 1/1" in shown(in_front(reading_app, ReadingScreen).bar)


async def test_searches_of_the_library_come_back_in_the_next_start(stories: Path) -> None:
    folder = shutil.copytree(stories, find_paths().data)
    first = QuothApp(Library.open(folder), beginning())
    async with first.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        for words in ("heron", "zeppelin"):
            await pilot.press("/", *words, "enter")
        await settle(pilot)
        await pilot.press("escape")
    first.keep_searches()
    again = QuothApp(Library.open(folder), beginning())
    async with begun(again, LibraryScreen, size=(100, 30)) as (pilot, screen):
        await pilot.press("/", "up", "up")
        await settle(pilot)
        assert line(again) == "heron"
        assert screen.rows.count == 6
        await pilot.press("down")
        assert line(again) == "heron" and screen.rows.cursor == 1
        await pilot.press("up")
        assert line(again) == "heron" and screen.rows.cursor == 0
        await pilot.press("ctrl+n", "enter")
        assert screen.query_words == "zeppelin"
        await pilot.press("/", "ctrl+p")
        assert line(again) == "heron"
        await pilot.press("escape")
        assert screen.query_words == "zeppelin"


def test_two_windows_keep_what_both_searched_for(home: Path) -> None:
    one, other = PastSearches(find_paths()), PastSearches(find_paths())
    assert one.latest_first(IN_ARTICLES) == other.latest_first(IN_ARTICLES) == []
    one.add(IN_ARTICLES, "lamp")
    other.add(IN_ARTICLES, "pier")
    other.add(IN_LIBRARY, " ")
    one.keep()
    other.keep()
    assert PastSearches(find_paths()).latest_first(IN_ARTICLES) == ["pier", "lamp"]
    assert read_searched(find_paths()) == {IN_ARTICLES: ["pier", "lamp"]}


def test_the_oldest_searches_go(home: Path) -> None:
    past = PastSearches(find_paths())
    for number in range(MOST_KEPT + 5):
        past.add(IN_LIBRARY, f"search {number}")
    past.keep()
    kept = PastSearches(find_paths()).latest_first(IN_LIBRARY)
    assert len(kept) == MOST_KEPT and kept[0] == f"search {MOST_KEPT + 4}"


@pytest.mark.parametrize("damage", ["", "[]", "{", '{"library": 7}', '{"library": [1, null, "\\u001b[2Jpier"]}'])
def test_a_damaged_file_costs_what_is_damaged(home: Path, damage: str) -> None:
    folder = find_paths().state
    folder.mkdir(parents=True)
    (folder / "searched.json").write_text(damage, encoding="utf-8")
    past = PastSearches(find_paths())
    assert past.latest_first(IN_LIBRARY) == (["pier"] if "pier" in damage else [])
    past.add(IN_LIBRARY, "lamp")
    past.keep()
    assert json.loads((folder / "searched.json").read_text(encoding="utf-8"))[IN_LIBRARY][0] == "lamp"
