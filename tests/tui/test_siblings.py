"""From article to article of the list that one came from, whatever happens to the list meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.library import Library
from reader.pipeline import index
from reader.tui.app import QuothApp
from reader.tui.screens.library import LibraryScreen
from reader.tui.screens.reading import ReadingScreen
from tests.tui.showing import beginning, begun, in_front, settle, shown

STORIES = 5


@pytest.fixture
def app(library: Library, tmp_path: Path) -> QuothApp:
    folder = tmp_path / "articles"
    folder.mkdir()
    for story in range(STORIES):
        words = "\n\n".join(f"Paragraph {n} of story {story} is here." for n in range(40))
        found = "\n\nHere the ferry is late.\n" if story % 2 else "\n"
        (folder / f"{story}.txt").write_text(f"Story {story}\n\n{words}{found}", encoding="utf-8")
    index(library, [folder])
    return QuothApp(library, beginning())


def title(app: QuothApp) -> str:
    return in_front(app, ReadingScreen).opened.article.title


async def test_the_list_follows_the_reader(app: QuothApp) -> None:
    async with begun(app, LibraryScreen, size=(80, 30)) as (pilot, library):
        titles = [row.title for place in range(STORIES) if (row := library.shown.row(place)) is not None]
        await pilot.press("enter", "J", "J", "J", "K")
        await settle(pilot)
        assert title(app) == titles[2]
        await pilot.press("q")
        await settle(pilot)
        assert library.row_at_hand() is not None and library.row_at_hand().title == titles[2]  # type: ignore[union-attr]


async def test_the_place_in_the_list_is_told_until_the_next_key(app: QuothApp) -> None:
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        await pilot.press("enter", "J", "J")
        assert shown(in_front(app, ReadingScreen).bar).startswith(" 3/5 in the list")
        await pilot.press("K")
        assert shown(in_front(app, ReadingScreen).bar).startswith(" 2/5 in the list")
        await pilot.press("j")
        assert "in the list" not in told(app)


async def test_the_ends_of_the_list_are_told(app: QuothApp) -> None:
    async with app.run_test(size=(80, 30)) as pilot:
        await settle(pilot)
        await pilot.press("enter", "K")
        await settle(pilot)
        assert "first article of the list" in told(app)
        await pilot.press(*"J" * STORIES)
        await settle(pilot)
        assert "last article of the list" in told(app)


def told(app: QuothApp) -> str:
    bar = in_front(app, ReadingScreen).bar
    return " ".join([shown(bar), *(notice.message for notice in app._notifications)])


async def test_what_was_removed_meanwhile_is_passed_over(app: QuothApp, library: Library) -> None:
    async with begun(app, LibraryScreen, size=(80, 30)) as (pilot, screen):
        numbers = list(screen.shown.numbers)
        await pilot.press("enter")
        await settle(pilot)
        with Library.open(library.folder) as other:
            other.marks.set_removed_all(other.articles.references(numbers[1:2]), True)
        library.marks.refresh()
        await pilot.press("J")
        await settle(pilot)
        assert in_front(app, ReadingScreen).opened.id == numbers[2]


async def test_what_was_searched_for_is_found_in_the_next_article_too(app: QuothApp) -> None:
    async with app.run_test(size=(80, 30)) as pilot:
        await settle(pilot)
        await pilot.press("/", *"ferry", "enter")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        first = title(app)
        await pilot.press("J")
        await settle(pilot)
        screen = in_front(app, ReadingScreen)
        assert screen.opened.article.title != first
        assert "hit 1/1" in shown(screen.bar)
        assert "the ferry is late" in shown(screen.page)
