"""Find in the article: what is marked follows what is typed, and nothing that was found before is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual import events

from reader.library import Library
from reader.pipeline import keep, read_path
from reader.tui.app import QuothApp
from reader.tui.rereading import Rereading
from reader.tui.screens.reading import ReadingScreen
from tests.tui.showing import beginning, in_front, settle, shown

PARAGRAPHS = 60


def text_of(paragraphs: int) -> str:
    said = [f"Paragraph {number} of the harbour book tells of quay {number}." for number in range(paragraphs)]
    return "# The harbour book\n\n" + "\n\n".join(said) + "\n"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "book.md"
    path.write_text(text_of(PARAGRAPHS), encoding="utf-8")
    return path


@pytest.fixture
def app(library: Library, book: Path) -> QuothApp:
    reading = read_path(book)
    keep(library, reading)
    return QuothApp(library, beginning(reading=reading))


async def test_what_is_deleted_is_found_no_more_and_the_page_is_where_it_was(app: QuothApp) -> None:
    async with app.run_test(size=(80, 20)) as pilot:
        await settle(pilot)
        screen = in_front(app, ReadingScreen)
        await pilot.press("slash", "4", "0")
        await pilot.pause()
        assert screen.hits and screen.page.top > 0
        await pilot.press("backspace", "backspace")
        await pilot.pause()
        assert not screen.hits and screen.page.top == 0
        await pilot.press("4", "0", "x")
        await pilot.pause()
        assert not screen.hits and screen.page.top == 0


@pytest.mark.parametrize("keys", [["x", "escape"], ["escape"], ["enter"]])
async def test_leaving_a_search_keeps_what_was_found_before(app: QuothApp, keys: list[str]) -> None:
    async with app.run_test(size=(80, 20)) as pilot:
        await settle(pilot)
        screen = in_front(app, ReadingScreen)
        await pilot.press("slash", *"quay", "enter", "n")
        await pilot.pause()
        assert f"hit 2/{PARAGRAPHS}" in shown(screen.bar)
        await pilot.press("space", "space")
        top = screen.page.top
        await pilot.press("slash", *keys)
        await pilot.pause()
        assert screen.page.top == top
        assert f"hit 2/{PARAGRAPHS}" in shown(screen.bar)
        await pilot.press("g", "g", "n")
        assert f"hit 3/{PARAGRAPHS}" in shown(screen.bar)


async def test_hits_are_walked_from_what_is_on_the_screen(app: QuothApp) -> None:
    async with app.run_test(size=(80, 20)) as pilot:
        await settle(pilot)
        screen = in_front(app, ReadingScreen)
        await pilot.press("slash", *"quay", "enter", "G", "N")
        await pilot.pause()
        behind = screen.hit
        assert PARAGRAPHS - 12 < behind < PARAGRAPHS - 8
        await pilot.press("G", "n")
        await pilot.pause()
        assert screen.hit > behind
        await pilot.press("g", "g", "N")
        await pilot.pause()
        assert screen.hit == PARAGRAPHS - 1


async def test_the_file_is_not_read_again_while_something_is_being_found(app: QuothApp, book: Path) -> None:
    async with app.run_test(size=(80, 20)) as pilot:
        await settle(pilot)
        rereading = Rereading(app, lambda: False)
        screen = in_front(app, ReadingScreen)
        await pilot.press("slash", *"qua")
        rereading.look()
        book.write_text(text_of(PARAGRAPHS + 5), encoding="utf-8")
        os.utime(book, ns=(1, 1))
        for _ in range(3):
            rereading.look()
            await settle(pilot)
        await pilot.press("y")
        await pilot.pause()
        assert len(screen.hits) == PARAGRAPHS
        await pilot.press("enter")
        for _ in range(3):
            rereading.look()
            await settle(pilot)
        assert f"quay {PARAGRAPHS + 4}" in screen.opened.article.text
        assert len(screen.hits) == PARAGRAPHS + 5
        await pilot.press("N")
        assert f"hit {PARAGRAPHS + 5}/{PARAGRAPHS + 5}" in shown(screen.bar)


async def test_what_is_pasted_over_two_lines_is_found_as_one_phrase(app: QuothApp) -> None:
    async with app.run_test(size=(80, 20)) as pilot:
        await settle(pilot)
        screen = in_front(app, ReadingScreen)
        await pilot.press("slash")
        await pilot.pause()
        app.post_message(events.Paste("tells of\n  quay 7."))
        await settle(pilot)
        assert len(screen.hits) == 1
        await pilot.press("enter")
        assert "hit 1/1" in shown(screen.bar) and "quay 7." in shown(screen.page)


async def test_going_round_is_told(app: QuothApp) -> None:
    async with app.run_test(size=(80, 20)) as pilot:
        await settle(pilot)
        bar = in_front(app, ReadingScreen).bar
        await pilot.press("slash", *"quay 5", "enter")
        count = len(in_front(app, ReadingScreen).hits)
        assert count == 11 and "round" not in shown(bar)
        await pilot.press("N")
        assert f"hit {count}/{count} · round to the last one" in shown(bar)
        await pilot.press("n")
        assert f"hit 1/{count} · round to the first one" in shown(bar)
        await pilot.press("n")
        assert f"hit 2/{count}" in shown(bar) and "round" not in shown(bar)


async def test_what_was_let_go_of_is_found_again_by_its_keys(app: QuothApp) -> None:
    async with app.run_test(size=(80, 20)) as pilot:
        await settle(pilot)
        screen = in_front(app, ReadingScreen)
        await pilot.press("n")
        assert "Nothing is searched for" in shown(screen.bar)
        await pilot.press("slash", *"quay 3", "enter", "escape")
        assert not screen.hits
        await pilot.press("G", "n")
        assert "hit 1/11 · round to the first one" in shown(screen.bar)
        await pilot.press("escape", "g", "g", "N")
        assert "hit 11/11" in shown(screen.bar) and "quay 39" in shown(screen.page)
        await pilot.press("slash", "q", "enter", "escape", "g", "g", "n")
        assert f"hit 1/{PARAGRAPHS}" in shown(screen.bar)


async def test_that_there_is_nothing_is_told_in_the_bar(app: QuothApp) -> None:
    async with app.run_test(size=(80, 20)) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"lighthouse", "enter")
        await pilot.pause()
        assert "“lighthouse” is not in this article." in shown(in_front(app, ReadingScreen).bar)
