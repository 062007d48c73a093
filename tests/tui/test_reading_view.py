"""Ways through an article: the contents, links inside the page, the panel by mouse, a digest that is left, the place."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.geometry import Region

from reader.library import Library
from reader.pipeline import keep, read_path
from reader.tui.app import QuothApp
from reader.tui.screens.choice import Choice
from reader.tui.screens.reading import ReadingScreen
from tests.tui.showing import beginning, in_front, settle, shown

CHAPTERS = 12


@pytest.fixture
def app(library: Library, tmp_path: Path) -> QuothApp:
    path = tmp_path / "book.md"
    words = "The ferry was late and nobody on the quay knew why it was so late on that day. " * 6
    chapters = [
        f"## Chapter {number}: the quay\n\n{words}\n\n{words}\n\n“It is late,” said Brian Holt.\n"
        for number in range(CHAPTERS)
    ]
    path.write_text("# Quays\n\nSee [the ninth](#chapter-9-the-quay).\n\n" + "\n".join(chapters), encoding="utf-8")
    reading = read_path(path)
    keep(library, reading)
    return QuothApp(library, beginning(reading=reading))


async def test_contents_begin_at_the_chapter_that_is_read(app: QuothApp) -> None:
    async with app.run_test(size=(80, 20)) as pilot:
        await settle(pilot)
        await pilot.press("t")
        await pilot.pause()
        assert in_front(app, Choice).rows.cursor == 0
        await pilot.press(*"jjj", "enter", "space", "t")
        await pilot.pause()
        assert in_front(app, Choice).rows.cursor == 3


async def test_a_link_inside_the_page_leads_to_its_heading(app: QuothApp) -> None:
    async with app.run_test(size=(80, 20)) as pilot:
        await settle(pilot)
        await pilot.press("semicolon", "a")
        await pilot.pause()
        assert "Chapter 9: the quay" in shown(in_front(app, ReadingScreen).page)


async def test_a_digest_is_left_for_words_that_it_does_not_have(app: QuothApp) -> None:
    async with app.run_test(size=(80, 20)) as pilot:
        await settle(pilot)
        screen = in_front(app, ReadingScreen)
        await pilot.press("f", "f", "slash", *"is late", "enter")
        await pilot.pause()
        assert screen.fade == 2 and "The ferry" not in shown(screen.page)
        await pilot.press("slash", *"Chapter 7", "enter")
        await pilot.pause()
        assert screen.fade == 0 and "Chapter 7: the quay" in shown(screen.page)


async def test_a_voice_in_the_panel_is_gone_to_by_a_click(app: QuothApp) -> None:
    async with app.run_test(size=(120, 20)) as pilot:
        await settle(pilot)
        screen = in_front(app, ReadingScreen)
        await pilot.press("G", "m", "m")
        top = screen.page.top
        await pilot.click(screen.panel, offset=(6, 1))
        await pilot.pause()
        assert screen.manuscript.voice_of[screen.current] == 0 and screen.page.top < top
        row = next(y for y, line in enumerate(shown(screen.panel).split("\n")) if "◆" in line)
        await pilot.click(screen.panel, offset=(6, row))
        await pilot.pause()
        assert "◆" in shown(screen.page)


async def test_a_selection_begins_at_the_hit_that_was_gone_to(app: QuothApp) -> None:
    async with app.run_test(size=(80, 20)) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"nobody on", "enter", "n", "s", "w", "y")
        await pilot.pause()
        assert app.clipboard == "nobody on the"


async def test_the_place_does_not_wander_with_the_size_of_the_window(app: QuothApp) -> None:
    async with app.run_test(size=(72, 20)) as pilot:
        await settle(pilot)
        screen = in_front(app, ReadingScreen)
        await pilot.press("space", "space", "space")
        screen.save_position()
        before = screen.marks.position()
        for width in (64, 50, 90, 40, 71):
            await pilot.resize_terminal(width, 20)
            await pilot.pause()
            screen.save_position()
            assert screen.marks.position() == before


@pytest.mark.parametrize("away", ["help", "window"])
async def test_no_pace_is_learned_from_a_screen_that_was_left_meanwhile(app: QuothApp, away: str) -> None:
    async with app.run_test(size=(80, 20)) as pilot:
        await settle(pilot)
        screen = in_front(app, ReadingScreen)
        await pilot.press("space")
        since, top = screen.screen_since
        assert top == screen.page.top
        screen.screen_since = (since - 60, top)
        if away == "help":
            await pilot.press("?")
            await pilot.press("q")
        else:
            app.post_message(events.AppBlur())
            await pilot.pause()
        await pilot.press("space")
        assert app.pace.screens == 0
        since, top = screen.screen_since
        screen.screen_since = (since - 60, top)
        await pilot.press("space")
        assert app.pace.screens == 1


async def test_headings_below_the_second_level_are_told_apart(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "headings.md"
    path.write_text("# Title\n\nWords.\n\n## Second\n\n### Third\n\nMore words.\n", encoding="utf-8")
    app = QuothApp(library, beginning(reading=read_path(path)))
    async with app.run_test(size=(80, 20)) as pilot:
        await settle(pilot)
        page = in_front(app, ReadingScreen).page
        styles = {
            segment.text: segment.style
            for strip in page.render_lines(Region(0, 0, *page.size))
            for segment in strip
            if segment.style is not None
        }
        assert (styles["Second"].bold, styles["Second"].italic) == (True, None)
        assert (styles["Third"].bold, styles["Third"].italic) == (True, True)


async def test_the_way_back_before_a_jump_is_a_jump_itself(app: QuothApp) -> None:
    async with app.run_test(size=(80, 20)) as pilot:
        await settle(pilot)
        page = in_front(app, ReadingScreen).page
        await pilot.press("space", "space")
        here = page.top
        await pilot.press("G")
        end = page.top
        for expected in (here, end, here, end):
            await pilot.press("'", "'")
            assert page.top == expected
        await pilot.press("ctrl+o")
        assert page.top == here


async def test_a_narrower_column_is_narrower_than_what_is_shown(app: QuothApp) -> None:
    async with app.run_test(size=(50, 20)) as pilot:
        await settle(pilot)
        screen = in_front(app, ReadingScreen)
        shown_at_first = screen.page.column
        assert shown_at_first < 50
        await pilot.press("+")
        assert f"76 columns; here is room for {shown_at_first}" in shown(screen.bar)
        await pilot.press("-")
        assert screen.page.column == shown_at_first - 4
        await pilot.press(*"-" * 40)
        assert "24 columns" in shown(screen.bar)
        await pilot.press("=")
        assert screen.page.column == shown_at_first


async def test_zen_leaves_nothing_but_the_text(app: QuothApp) -> None:
    async with app.run_test(size=(120, 20)) as pilot:
        await settle(pilot)
        screen = in_front(app, ReadingScreen)
        await pilot.press("]", "m", "m")
        assert "Holt  " in shown(screen.page) and "◆" in shown(screen.page)
        await pilot.press("z")
        await pilot.pause()
        assert not screen.panel.display and not screen.bar.display
        words = shown(screen.page)
        assert "Holt  " not in words and "◆" not in words and "said Brian Holt" in words
        await pilot.press("z")
        await pilot.pause()
        assert screen.panel.display and "◆" in shown(screen.page)


async def test_marks_at_the_end_are_walked_and_the_one_walked_to_is_meant(app: QuothApp, library: Library) -> None:
    async with app.run_test(size=(80, 20)) as pilot:
        await settle(pilot)
        screen = in_front(app, ReadingScreen)
        text = screen.opened.article.text
        places = [text.rindex("nobody on") - 400, text.rindex("nobody on"), text.rindex("“It is late")]
        for place in places:
            screen.marks.add("bookmark", place, place + 9)
        screen.show_state()
        await pilot.press("g", "g")
        for number in (1, 2, 3):
            await pilot.press(">")
            assert f"Mark {number} of 3" in shown(screen.bar)
        await pilot.press(">")
        assert "That was the last mark." in shown(screen.bar)
        await pilot.press("<", "D")
        await pilot.pause()
        assert [mark.start for mark in screen.marks.placed] == [places[0], places[2]]


LONG_NAME = "spokesperson for the Harbour Ministry"


async def test_the_panel_of_a_wide_window_has_room_for_long_names(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(f"Ferries\n\nA {LONG_NAME} said on Monday: “No ferry goes out in this wind.”\n", encoding="utf-8")
    app = QuothApp(library, beginning(reading=read_path(path)))
    async with app.run_test(size=(100, 20)) as pilot:
        await settle(pilot)
        screen = in_front(app, ReadingScreen)
        assert LONG_NAME not in shown(screen.panel)
        for width in (200, 100, 60, 200):
            await pilot.resize_terminal(width, 20)
            await pilot.pause()
            is_beside = screen.panel.display
            assert is_beside == (width >= 100)
            assert screen.page.size.width == width - (screen.panel.size.width if is_beside else 0)
            assert not is_beside or (LONG_NAME in shown(screen.panel)) == (width == 200)


async def test_a_blank_line_at_the_top_is_no_paragraph_to_be_passed_over(app: QuothApp) -> None:
    async with app.run_test(size=(80, 20)) as pilot:
        await settle(pilot)
        page = in_front(app, ReadingScreen).page
        await pilot.press("/", *"chapter 3", "enter", "}", "}")
        second = page.top
        await pilot.press("k")
        assert page.is_at_gap
        await pilot.press("}")
        assert page.top == second and not page.is_at_gap
        await pilot.press("}")
        assert page.top > second


async def test_a_panel_without_room_for_all_has_the_current_voice_and_the_marks(
    library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "voices.md"
    said = [
        f"“It is {number},” said {first} Holt."
        for number, first in enumerate("Ada Ben Cleo Dora Emil Fay Gus Hal Ina Jon Kay".split())
    ]
    path.write_text("# Voices\n\n" + "\n\n".join(said), encoding="utf-8")
    app = QuothApp(library, beginning(reading=read_path(path)))
    async with app.run_test(size=(110, 12)) as pilot:
        await settle(pilot)
        screen = in_front(app, ReadingScreen)
        assert "Jon Holt" not in shown(screen.panel) and "… 2 more" in shown(screen.panel)
        await pilot.press("G", *"[[[[[[[[[[[[", "m", "m", *"]]]]]]]]]")
        await pilot.pause()
        words = shown(screen.panel)
        assert "▌Jon Holt" in words and "MARKS" in words and "◆" in words and "… 5 more" in words
        await pilot.resize_terminal(110, 20)
        await settle(pilot)
        assert "more" not in shown(screen.panel) and "◆" in shown(screen.panel)


async def test_headings_stand_in_the_panel_where_they_have_room_and_are_gone_to_by_a_click(app: QuothApp) -> None:
    async with app.run_test(size=(110, 24)) as pilot:
        await settle(pilot)
        screen = in_front(app, ReadingScreen)
        lines = shown(screen.panel).split("\n")
        assert f"CONTENTS{CHAPTERS:>19}" in lines[3]
        row = next(place for place, line in enumerate(lines) if "Chapter 4" in line)
        await pilot.click(screen.panel, offset=(8, row))
        await pilot.pause()
        assert "Chapter 4: the quay" in shown(screen.page).split("\n")[0]
        await pilot.press("ctrl+o")
        assert screen.page.top == 0
        await pilot.resize_terminal(110, 12)
        await settle(pilot)
        lines = shown(screen.panel).split("\n")
        assert "Chapter 5" in lines[-2] and lines[-1].endswith("… 6 more")
