"""Real keys pressed on the real screens; what is asserted is what is shown and what is stored."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reader.config.paths import find_paths
from reader.config.state import read_state
from reader.library import Library
from reader.library.queries.tree import Words
from reader.pipeline import index, keep, read_path
from reader.tui.app import QuothApp
from reader.tui.open_article import OpenArticle
from reader.tui.screens.help import HelpScreen
from reader.tui.screens.library import LibraryScreen
from reader.tui.screens.marks import MarksScreen
from reader.tui.screens.reading import ReadingScreen
from tests.conftest import SAMPLES
from tests.tui.showing import beginning, in_front, settle, shown


@pytest.fixture
def library_app(library: Library, report: Path) -> QuothApp:
    for number in range(30):
        words = f"Story number {number:02}\n\nThe {number}th story has a body with a few words in it.\n"
        (report.parent / f"story{number:02}.txt").write_text(words, encoding="utf-8")
    index(library, [report.parent])
    return QuothApp(library, beginning())


async def test_an_article_is_shown_with_its_voices(reading_app: QuothApp) -> None:
    async with reading_app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        screen = in_front(reading_app, ReadingScreen)
        page, panel = shown(screen.page), shown(screen.panel)
        assert "The lamp that would not go out" in page
        assert "Ines Halloran, Peter Voss · Harbour Gazette" in page
        assert "14 March 2024 · " in page
        assert "Quill" in page
        assert "Leave a Reply" not in page
        assert "Marta Quill" in panel


async def test_quotations_are_walked(reading_app: QuothApp) -> None:
    async with reading_app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        await pilot.press("right_square_bracket")
        screen = in_front(reading_app, ReadingScreen)
        assert "quote 1/" in shown(screen.bar)
        for _ in range(100):
            await pilot.press("right_square_bracket")
        count = len(screen.manuscript.shown)
        assert "That was the last quotation." in shown(screen.bar)
        await pilot.press("left_square_bracket")
        assert f"quote {count - 1}/{count}" in shown(screen.bar)


async def test_a_bookmark_is_on_disk_when_the_screen_says_so(reading_app: QuothApp, library: Library) -> None:
    async with reading_app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        await pilot.press("m", "m")
        await pilot.pause()
        stored = Library.open(library.folder).marks.all()
        assert [mark.kind for mark in stored] == ["bookmark"]
        screen = in_front(reading_app, ReadingScreen)
        assert re.findall(r"Marked (\S+)", shown(screen.bar)) == [stored[0].id]
        await pilot.press("right_square_bracket")
        assert "quote 1/" in shown(screen.bar)
        assert "◆" in shown(screen.page)
        await pilot.press("U")
        assert Library.open(library.folder).marks.all() == []


async def test_find_counts_and_escape_returns(reading_app: QuothApp) -> None:
    async with reading_app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"would", "enter")
        await pilot.pause()
        screen = in_front(reading_app, ReadingScreen)
        assert "hit 1/" in shown(screen.bar)
        await pilot.press("n")
        assert "hit 2/" in shown(screen.bar)
        await pilot.press("slash", *"x", "escape")
        await pilot.pause()
        assert "hit 2/" in shown(screen.bar)


async def test_escape_lets_go_of_what_was_found_and_never_leaves_the_program(reading_app: QuothApp) -> None:
    async with reading_app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        screen = in_front(reading_app, ReadingScreen)
        await pilot.press("slash", *"would", "enter", "n")
        assert "hit 2/" in shown(screen.bar)
        place = screen.page.top
        await pilot.press("escape")
        assert "hit" not in shown(screen.bar)
        assert screen.page.top == place
        for key in ("escape", "h"):
            await pilot.press(key)
            assert in_front(reading_app, ReadingScreen) is screen
            assert "q leaves Quoth" in shown(screen.bar)
        await pilot.press("q")
    assert reading_app.return_code == 0


async def test_escape_goes_back_to_the_library_behind_an_article(library_app: QuothApp) -> None:
    async with library_app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"story", "enter", "enter")
        await settle(pilot)
        assert "hit 1/" in shown(in_front(library_app, ReadingScreen).bar)
        await pilot.press("escape")
        in_front(library_app, LibraryScreen)


async def test_the_position_is_there_again(library: Library, report: Path) -> None:
    report.write_text(
        "A title of words\n\n" + "\n\n".join(f"Paragraph {n} is here." for n in range(200)), encoding="utf-8"
    )
    reading = read_path(report)
    keep(library, reading)
    app = QuothApp(library, beginning(reading=reading))
    async with app.run_test(size=(80, 20)) as pilot:
        await settle(pilot)
        await pilot.press("space", "space", "space")
        await pilot.pause()
        screen = in_front(app, ReadingScreen)
        top = screen.page.top
        assert top > 0
    again = QuothApp(Library.open(library.folder), beginning(reading=reading))
    async with again.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        screen = in_front(again, ReadingScreen)
        assert screen.page.top == top


@pytest.mark.parametrize("key", ["J", "K", "q"])
async def test_the_place_is_kept_at_every_change_of_article(library: Library, tmp_path: Path, key: str) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for story in range(3):
        words = "\n\n".join(f"Paragraph {n} of story {story} is here." for n in range(100))
        (folder / f"{story}.txt").write_text(f"Story {story}\n\n{words}\n", encoding="utf-8")
    index(library, [folder])
    app = QuothApp(library, beginning())
    async with app.run_test(size=(80, 20)) as pilot:
        await settle(pilot)
        await pilot.press("j", "enter")
        await settle(pilot)
        screen = in_front(app, ReadingScreen)
        await pilot.press("space", "space")
        await pilot.pause()
        top, left = screen.page.top, screen.opened.reference
        await pilot.press(key)
        await pilot.pause()
        assert app.screen is not screen
        with Library.open(library.folder) as other:
            position = other.marks.position(left)
            assert position is not None and position.anchor.start == top > 0


async def test_the_library_lists_filters_and_opens(library_app: QuothApp) -> None:
    async with library_app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        screen = in_front(library_app, LibraryScreen)
        assert "31 articles · 31 unread" in shown(screen.heading)
        await pilot.press("slash", *"lighthouse")
        await pilot.pause()
        assert "The lamp that would not go out" in shown(screen.rows)
        await pilot.press("enter")
        await pilot.pause()
        assert "1/1" in shown(screen.bar)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(library_app.screen, ReadingScreen)
        await pilot.press("q")
        await settle(pilot)
        assert library_app.screen is screen
        assert "1/1" in shown(screen.bar)


async def test_the_cursor_goes_to_the_ends_and_no_further(library_app: QuothApp) -> None:
    async with library_app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen = in_front(library_app, LibraryScreen)
        await pilot.press("G", "j")
        assert "31/31" in shown(screen.bar)
        await pilot.press("g", "g", "k")
        assert "1/31" in shown(screen.bar)


async def test_an_empty_search_says_so(library_app: QuothApp) -> None:
    async with library_app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"zeppelin", "enter")
        await pilot.pause()
        screen = in_front(library_app, LibraryScreen)
        assert "Nothing is found for “zeppelin”" in shown(screen.rows)
        await pilot.press("enter", "j", "s", "r", "escape")
        await pilot.pause()
        assert "31" in shown(screen.bar)


async def test_marks_are_listed_deleted_and_brought_back(library_app: QuothApp, library: Library) -> None:
    async with library_app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("m", "a", "q")
        await settle(pilot)
        await pilot.press("apostrophe")
        await settle(pilot)
        screen = in_front(library_app, MarksScreen)
        assert "◆ a" in shown(screen.rows)
        await pilot.press("D")
        await pilot.pause()
        assert "There are no marks yet" in shown(screen.rows)
        await pilot.press("U")
        await pilot.pause()
        assert "◆ a" in shown(screen.rows)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(library_app.screen, ReadingScreen)


async def test_help_shows_every_key(library_app: QuothApp) -> None:
    from reader.actions import ACTIONS

    async with library_app.run_test(size=(100, 200)) as pilot:
        await settle(pilot)
        await pilot.press("question_mark")
        await settle(pilot)
        assert isinstance(library_app.screen, HelpScreen)
        words = shown(library_app.screen.rows)
        assert all(action.help in words for action in ACTIONS)


async def test_help_begins_with_the_keys_of_the_screen_it_was_asked_on(reading_app: QuothApp) -> None:
    async with reading_app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        for keys, heading in (("?",), "Reading"), (("escape", "s", "?"), "Selecting (after s)"):
            await pilot.press(*keys)
            await settle(pilot)
            assert shown(in_front(reading_app, HelpScreen).rows).startswith(f"▌ {heading}")


async def test_the_theme_changes_and_is_remembered(reading_app: QuothApp) -> None:
    async with reading_app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        before = reading_app.palette.text
        await pilot.press("c")
        await pilot.pause()
        assert reading_app.palette.text != before
        assert read_state(find_paths())["theme"] == reading_app.theme_file.name


@pytest.mark.parametrize("size", [(1, 1), (10, 3), (60, 20), (200, 60)])
async def test_every_size_is_painted(reading_app: QuothApp, size: tuple[int, int]) -> None:
    async with reading_app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("space", "right_square_bracket", "G", "v", "z", "f", "f", "g", "g")
        await pilot.resize_terminal(40, 12)
        await pilot.pause()
        screen = in_front(reading_app, ReadingScreen)
        assert screen.page.size.width > 0


async def test_hostile_titles_are_only_words(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "[red]x[].txt"
    path.write_text("[/] \x1b]0;owned\x07 [bold]title[/nope]\n\n“[/a] words,” said Ann Lee [b].\n", encoding="utf-8")
    index(library, [path])
    app = QuothApp(library, beginning())
    async with app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        screen = in_front(app, LibraryScreen)
        assert "[/] [bold]title[/nope]" in shown(screen.rows)
        await pilot.press("enter", "right_square_bracket", "i", "escape", "y", "m", "m")
        await settle(pilot)
        assert isinstance(app.screen, ReadingScreen)


async def test_a_search_hit_opens_with_its_hits(library: Library, report: Path) -> None:

    number = keep(library, read_path(report))
    app = QuothApp(library, beginning())
    async with app.run_test(size=(110, 12)) as pilot:
        app.open_article(number, find=(Words("nuisance"), Words("would not")))
        await settle(pilot)
        screen = in_front(app, ReadingScreen)
        assert isinstance(screen.opened, OpenArticle)
        assert "hit 1/" in shown(screen.bar)
        assert "nuisance" in shown(screen.page)
        await pilot.press("n")
        assert "hit 2/" in shown(screen.bar)


async def test_a_search_hit_opens_with_the_lines_that_lead_to_it(library: Library) -> None:
    number = keep(library, read_path(SAMPLES / "lighthouse-of-skerry-bay.txt"))
    app = QuothApp(library, beginning())
    async with app.run_test(size=(110, 12)) as pilot:
        app.open_article(number, find=(Words("charming nuisance"),))
        await settle(pilot)
        lines = shown(in_front(app, ReadingScreen).page).split("\n")
        assert next(place for place, line in enumerate(lines) if "charming" in line) == 3


async def test_a_search_for_what_was_said_opens_where_it_was_said(library: Library, report: Path) -> None:
    keep(library, read_path(report))
    app = QuothApp(library, beginning())
    async with app.run_test(size=(110, 12)) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"said:leave", "enter", "enter")
        await settle(pilot)
        screen = in_front(app, ReadingScreen)
        start = screen.hits.span(screen.hit)[0]
        # The keeper "refused to leave" in the first sentence, outside quotation marks.
        assert screen.opened.article.text[:start].endswith("“I would not ")
        assert "hit 1/1" in shown(screen.bar)


async def test_lines_are_set_as_the_reader_likes_and_remembered(reading_app: QuothApp) -> None:
    async with reading_app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        screen = in_front(reading_app, ReadingScreen)
        ragged = shown(screen.page)
        await pilot.press("|", "|")
        assert shown(screen.page) != ragged
        assert read_state(find_paths())["justify"] is True
        await pilot.press("|")
        assert shown(screen.page) == ragged


async def test_the_page_stays_in_sight_while_one_searches(reading_app: QuothApp) -> None:
    async with reading_app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"ladder")
        await pilot.pause()
        strips = reading_app.screen._compositor.render_strips()
        screen = "\n".join(strip.text for strip in strips)
        assert "not send anyone with a ladder" in screen
        assert re.search(r"/ ladder .* 1/1\b", screen)


async def test_the_words_at_the_top_stay_there_whatever_the_width(library: Library, report: Path) -> None:
    words = " ".join(f"word{number}" for number in range(4000))
    report.write_text(f"A title\n\n{words}\n\nThe end of it.\n", encoding="utf-8")
    app = QuothApp(library, beginning(reading=read_path(report)))
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        screen = in_front(app, ReadingScreen)
        await pilot.press("space", "space", "j")
        top = screen.page.top
        for width in (61, 47, 90, 33, 100):
            await pilot.resize_terminal(width, 30)
            await pilot.pause()
            line = shown(screen.page).split("\n")[0]
            assert screen.opened.article.text[top : top + 8].split()[0] in line
        assert screen.page.top == top


async def test_an_article_of_a_title_alone_is_at_its_end(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "title.md"
    path.write_text("# Only a title\n", encoding="utf-8")
    app = QuothApp(library, beginning(reading=read_path(path)))
    async with app.run_test(size=(80, 12)) as pilot:
        await settle(pilot)
        assert "100% · the end" in shown(in_front(app, ReadingScreen).bar)
        await pilot.press("j", "G", "n", "}", "s", "w", "y", "escape", ";", "]", "W")
        await pilot.pause()
        await pilot.press("space", "l", "h", "q", "t", "|", "L", "j", "z", "z")
        assert "Only a title" in shown(in_front(app, ReadingScreen).page)


async def test_the_panel_is_whole_after_a_window_of_a_few_cells(reading_app: QuothApp) -> None:
    async with reading_app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        panel = in_front(reading_app, ReadingScreen).panel
        before = shown(panel)
        for width, height in ((20, 5), (5, 2), (120, 30)):
            await pilot.resize_terminal(width, height)
            await pilot.press("j", "k")
            await pilot.pause()
        assert shown(panel) == before
