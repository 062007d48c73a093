"""Marks set, changed and placed with real keys on the reading screen."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from reader.config.settings import Settings
from reader.document.identity import anchor_at, reference
from reader.library import Library
from reader.pipeline import keep, read_path
from reader.tui.app import QuothApp
from reader.tui.screens.choice import Choice
from reader.tui.screens.note import NoteScreen, edit_outside, editor_command
from reader.tui.screens.reading import ReadingScreen
from tests.tui.showing import beginning, in_front, settle, shown

NOTE = "Why a ladder?\nAsk Sarr."


def stored(library: Library) -> Library:
    return Library.open(library.folder)


async def write(pilot: Pilot[None], words: str) -> None:
    for character in words:
        await pilot.press("enter" if character == "\n" else "space" if character == " " else character)


async def test_a_quotation_is_highlighted_and_its_colour_changed(reading_app: QuothApp, library: Library) -> None:
    async with reading_app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        await pilot.press("right_square_bracket", "H")
        await pilot.pause()
        [mark] = stored(library).marks.all()
        assert (mark.kind, mark.colour) == ("highlight", "yellow")
        assert mark.anchor.exact.startswith("“I was told")
        assert "▍" in shown(in_front(reading_app, ReadingScreen).page)
        await pilot.press("H")
        assert stored(library).marks.all()[0].colour == "green"
        await pilot.press("4")
        assert [mark.colour for mark in stored(library).marks.all()] == ["pink"]
        line = next(line for line in in_front(reading_app, ReadingScreen).page.render_lines(in_front(reading_app, ReadingScreen).page.region.at_offset((0, 0)))
                    if "relieved" in line.text)  # fmt: skip
        grounds = {segment.style.bgcolor.name for segment in line if segment.style and segment.style.bgcolor}
        assert reading_app.palette.highlight("pink").bgcolor.name in grounds  # type: ignore[union-attr]
        await pilot.press("U", "U")
        assert stored(library).marks.all()[0].colour == "yellow"


async def test_a_note_is_written_edited_and_kept(reading_app: QuothApp, library: Library) -> None:
    async with reading_app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("right_square_bracket", "a")
        await pilot.pause()
        assert isinstance(reading_app.screen, NoteScreen)
        await write(pilot, NOTE)
        await pilot.press("ctrl+s")
        await pilot.pause()
        [mark] = stored(library).marks.all()
        assert (mark.kind, mark.note) == ("note", NOTE)
        assert isinstance(reading_app.screen, ReadingScreen)
        assert re.findall(r"Marked (\S+)", shown(reading_app.screen.bar)) == [mark.id]
        await pilot.press("a")
        await pilot.pause()
        await write(pilot, " Or not.")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert [mark.note for mark in stored(library).marks.all()] == [f"{NOTE} Or not."]


@pytest.mark.parametrize(("answer", "kept"), [("y", [NOTE]), ("n", []), ("escape", None)])
async def test_a_note_is_not_lost_by_escape(
    reading_app: QuothApp, library: Library, answer: str, kept: list[str] | None
) -> None:
    async with reading_app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        await pilot.press("a")
        await pilot.pause()
        await write(pilot, NOTE)
        await pilot.press("escape")
        await pilot.pause()
        screen = in_front(reading_app, NoteScreen)
        assert "Save the note?" in shown(screen.bar)
        await pilot.press(answer)
        await pilot.pause()
        if kept is None:
            assert isinstance(reading_app.screen.focused, TextArea)
        else:
            assert isinstance(reading_app.screen, ReadingScreen)
            assert [mark.note for mark in stored(library).marks.all()] == kept


async def test_a_note_is_kept_when_the_program_is_ended_in_its_midst(reading_app: QuothApp, library: Library) -> None:
    async with reading_app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        await pilot.press("a")
        await pilot.pause()
        await write(pilot, "half a tho")
        await pilot.press("ctrl+q")
    assert [mark.note for mark in stored(library).marks.all()] == ["half a tho"]


async def test_an_unchanged_note_is_left_without_a_question(reading_app: QuothApp, library: Library) -> None:
    async with reading_app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        await pilot.press("a")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(reading_app.screen, ReadingScreen)
        assert stored(library).marks.all() == []


def test_the_person_s_own_editor_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = tmp_path / "an editor"
    editor.write_text('#!/bin/sh\nprintf "%s" "and more" >> "$2"\n', encoding="utf-8")
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("EDITOR", f"'{editor}' --wait")
    monkeypatch.delenv("VISUAL", raising=False)
    assert edit_outside(editor_command(""), "words ") == ("words and more", "")
    assert edit_outside(["false"], "words")[0] is None
    assert "could not be used" in edit_outside(["no-such-editor-here"], "words")[1]
    assert editor_command("'unclosed") == []
    assert editor_command(Settings(editor="vi -f").editor) == ["vi", "-f"]


async def test_marks_and_articles_get_tags(reading_app: QuothApp, library: Library) -> None:
    async with reading_app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("m", "m", "T")
        await pilot.pause()
        await write(pilot, "#light, old towns,light")
        await pilot.press("enter")
        await pilot.pause()
        [mark] = stored(library).marks.all()
        assert mark.tags == ("light", "old towns")
        await pilot.press("number_sign")
        await pilot.pause()
        await write(pilot, "harbour")
        await pilot.press("enter")
        await pilot.pause()
        assert stored(library).marks.tags(mark.article) == ("harbour",)
        await pilot.press("number_sign")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert in_front(reading_app, ReadingScreen).focused is None
        await pilot.press("D")
        assert stored(library).marks.all() == []


async def test_bookmarks_have_letters_of_both_cases_and_are_walked(reading_app: QuothApp, library: Library) -> None:
    async with reading_app.run_test(size=(40, 8)) as pilot:
        await settle(pilot)
        await pilot.press("m", "a", "G", "m", "A", "apostrophe", "a")
        screen = in_front(reading_app, ReadingScreen)
        first = screen.page.top
        assert "a" in shown(screen.page).split("\n")[2]
        await pilot.press("apostrophe", "A")
        assert screen.page.top > first
        assert {mark.letter for mark in stored(library).marks.all()} == {"a", "A"}
        await pilot.press("g", "g", "greater_than_sign")
        assert screen.page.top > 0


async def test_marks_without_a_place_are_listed_placed_and_dismissed(library: Library, report: Path) -> None:
    reading = read_path(report)
    words = reading.article.text
    known = reference(reading.article, reading.path)
    for said in ("a charming nuisance", "I would not leave either"):
        start = words.index(said)
        library.marks.add("highlight", known, anchor_at(reading.article, start, start + len(said)))
    text = report.read_text(encoding="utf-8").replace("“a charming nuisance.”", "“a harmless nuisance.”")
    report.write_text(text.replace("“I would not leave either.”", "“I stay.”"), encoding="utf-8")
    changed = read_path(report)
    keep(library, changed)
    app = QuothApp(library, beginning(reading=changed))
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        screen = in_front(app, ReadingScreen)
        count = len(screen.marks.unplaced)
        assert count >= 1
        assert f"! {count} to place" in shown(screen.bar)
        await pilot.press("right_square_bracket", "exclamation_mark")
        await settle(pilot)
        assert isinstance(app.screen, Choice)
        assert "lost" in shown(app.screen.rows) or "uncertain" in shown(app.screen.rows)
        await pilot.press("G", "enter")
        await settle(pilot)
        lines = shown(app.screen.rows).split("\n")  # type: ignore[attr-defined]
        here = next(number for number, line in enumerate(lines) if "Here:" in line)
        await pilot.press(*["j"] * here, "enter")
        await settle(pilot)
        assert len(screen.marks.unplaced) == count - 1
        placed = [mark for mark in stored(library).marks.all() if mark.anchor.exact.startswith("“I was told")]
        assert len(placed) == 1
        if count > 1:
            await pilot.press("exclamation_mark")
            await settle(pilot)
            await pilot.press("enter")
            await settle(pilot)
            await pilot.press("G", "enter")
            await settle(pilot)
            assert len(stored(library).marks.all()) == 1
            await pilot.press("U")
            assert len(stored(library).marks.all()) == 2


async def test_a_selection_is_highlighted_in_a_colour_or_noted(reading_app: QuothApp, library: Library) -> None:
    async with reading_app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("s", "w", "w", "3")
        await pilot.pause()
        [mark] = stored(library).marks.all()
        assert (mark.kind, mark.colour, mark.anchor.exact) == ("highlight", "blue", "PORT ELLERY —")
        assert in_front(reading_app, ReadingScreen).selection is None
        await pilot.press("s", "w", "a")
        await pilot.pause()
        await write(pilot, "where")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert [mark.note for mark in stored(library).marks.all()] == ["where", ""]


async def test_the_next_colour_is_for_what_was_highlighted_last(reading_app: QuothApp, library: Library) -> None:
    async with reading_app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        await pilot.press(*"sww", "H", "H", "3")
        [mark] = stored(library).marks.all()
        assert len(mark.anchor.exact.split()) == 3 and mark.colour == "blue"
        bar = in_front(reading_app, ReadingScreen).bar
        assert f"Marked {mark.id} · highlight blue" in shown(bar)
        await pilot.press("]", "2")
        assert sorted(mark.colour for mark in stored(library).marks.all()) == ["blue", "green"]


async def test_what_is_highlighted_inside_a_highlight_is_seen(reading_app: QuothApp) -> None:
    async with reading_app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        await pilot.press("s", "3", "g", "g", "s", "p", "1")
        page = in_front(reading_app, ReadingScreen).page
        strip = next(
            strip for strip in page.render_lines(page.region.at_offset((0, 0))) if "PORT ELLERY" in strip.text
        )
        palette = reading_app.palette
        lit = {kind: palette.highlight(kind).bgcolor for kind in ("blue", "yellow")}
        seen = dict.fromkeys(lit, "")
        for segment in strip:
            for kind, ground in lit.items():
                if segment.style is not None and segment.style.bgcolor == ground:
                    seen[kind] += segment.text
        assert seen["blue"] == "PORT" and len(seen["yellow"]) > 10


async def test_what_another_device_wrote_reaches_no_terminal(
    reading_app: QuothApp, library: Library, report: Path
) -> None:
    reading = read_path(report)
    known = reference(reading.article, reading.path)
    hostile = "\x1b]0;owned\x07[/b] \x1b[31mred\x9b1m"
    library.marks.add(
        "bookmark", known, anchor_at(reading.article, 0, 11), letter="\x1b", note=hostile, tags=(hostile,)
    )
    async with reading_app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        screen = in_front(reading_app, ReadingScreen)
        assert "\x1b" not in shown(screen.page) + shown(screen.panel)
        await pilot.press("e")
        await pilot.pause()
        assert isinstance(reading_app.screen, NoteScreen)
        assert reading_app.screen.area.text == "[/b] red"
        await pilot.press("escape")
        await pilot.pause()
        assert in_front(reading_app, ReadingScreen) is screen
        await pilot.press("T")
        await pilot.pause()
        assert screen.question is not None
        assert "\x1b" not in screen.question._input.value
        await pilot.press("escape", "M")
        await settle(pilot)
        assert "\x1b" not in shown(reading_app.screen.rows)  # type: ignore[attr-defined]
