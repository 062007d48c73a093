"""The list of all marks with real keys, and its rows without a screen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from textual.geometry import Region

from reader.document import Anchor, ArticleReference, Mark
from reader.document.identity import anchor_at, reference
from reader.library import Library
from reader.pipeline import keep, read_path
from reader.tui.app import QuothApp
from reader.tui.marks_list import TO_PLACE, Haystacks, Wanted, chosen, grouped, wanted_in
from reader.tui.screens.marks import MarksScreen
from reader.tui.screens.reading import ReadingScreen
from tests.timing import least_cpu
from tests.tui.showing import beginning, settle, shown

DAY = datetime(2026, 1, 1, tzinfo=UTC)


def made(number: int, **fields: object) -> Mark:
    article = ArticleReference(f"https://e.example/{number % 7}", "", "", f"Story {number % 7}")
    values = {"id": f"mark{number}", "kind": "note", "article": article, "anchor": Anchor(f"words {number}", start=number),
              "created": DAY + timedelta(minutes=number)}  # fmt: skip
    return Mark(**{**values, **fields})  # type: ignore[arg-type]


@pytest.fixture
def library(home: Path, report: Path) -> Library:
    library = Library.open(home / "data")
    reading = read_path(report)
    keep(library, reading)
    known, text = reference(reading.article, reading.path), reading.article.text
    for kind, words, fields in (
        ("bookmark", "PORT ELLERY", {"letter": "a"}),
        ("highlight", "best view in the county", {"colour": "green", "tags": ("views",)}),
        ("note", "charming nuisance", {"note": "[b]who[/b] said it?"}),
    ):
        start = text.index(words)
        library.marks.add(kind, known, anchor_at(reading.article, start, start + len(words)), **fields)  # type: ignore[arg-type]
    gone = Anchor("words that were here once", "before ", " after", 0, 10)
    library.marks.add("highlight", known, gone)
    return library


def test_what_is_typed_is_words_and_fields() -> None:
    assert wanted_in('Ferry tag:"old towns" colour:gr https://e') == Wanted(
        ("ferry", "https://e"), (("tag", "old towns"), ("colour", "gr"))
    )
    assert wanted_in("tag:") == Wanted()


def test_marks_are_grouped_under_the_article_marked_last() -> None:
    marks = [made(number) for number in (9, 2, 16, 1)]
    entries = grouped(marks)
    assert [entry.mark.id if entry.mark else entry.article.title for entry in entries] == [
        "Story 2", "mark2", "mark9", "mark16", "Story 1", "mark1",
    ]  # fmt: skip


def test_ten_thousand_marks_are_narrowed_with_every_key() -> None:
    marks = [made(number, tags=("even",) if number % 2 == 0 else ()) for number in range(10_000)]
    haystacks = Haystacks()
    assert least_cpu(lambda: chosen(marks, 0, wanted_in("words 99"), Haystacks(), {}), enough=0.5) < 0.5
    assert len(chosen(marks, 0, wanted_in("words 99"), haystacks, {})) > 100
    for typed in ("w", "wo", "words 1", "words 12 tag:even", "story 3"):
        narrow = partial(chosen, marks, 0, wanted_in(typed), haystacks, {})
        assert least_cpu(lambda narrow=narrow: grouped(narrow()), enough=0.15) < 0.15, typed
    assert chosen(marks, TO_PLACE, Wanted(), haystacks, {"mark7": "lost"}) == [marks[7]]


async def open_marks(app: QuothApp, pilot: object) -> MarksScreen:
    app.show_marks()
    await settle(pilot)  # type: ignore[arg-type]
    assert isinstance(app.screen, MarksScreen)
    return app.screen


async def test_marks_are_shown_with_their_states_and_filtered(library: Library) -> None:
    app = QuothApp(library, beginning())
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        screen = await open_marks(app, pilot)
        words = shown(screen.rows)
        assert "The lamp that would not go out  4" in words
        assert "[b]who[/b] said it?" in words
        assert "#views" in words
        assert "To place 1" in shown(screen.tabs)
        assert any("once" in line and line.endswith("lost") for line in words.split("\n"))
        await pilot.press("5")
        await pilot.pause()
        assert shown(screen.rows).count("words that were here once") == 1
        assert "best view" not in shown(screen.rows)
        await pilot.press("1", "slash", *"tag:views")
        await pilot.pause()
        assert "best view" in shown(screen.rows)
        assert "nuisance" not in shown(screen.rows)
        await pilot.press("escape", "3")
        await pilot.pause()
        assert "nuisance" not in shown(screen.rows)
        await pilot.press("slash", *"zeppelin", "enter")
        await pilot.pause()
        assert "No mark is like that." in shown(screen.rows)
        await pilot.press("e", "t", "D", "enter", "H")


async def test_marks_are_edited_tagged_coloured_deleted_and_undone(library: Library) -> None:
    app = QuothApp(library, beginning())
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen = await open_marks(app, pilot)
        await pilot.press("2", "H", "t")
        await pilot.pause()
        await pilot.press(*"harbour", "enter")
        await pilot.pause()
        await pilot.press("e")
        await pilot.pause()
        await pilot.press(*"one", "enter", *"two", "ctrl+s")
        await pilot.pause()
        [mark] = [mark for mark in Library.open(library.folder).marks.all() if mark.kind == "bookmark"]
        assert (mark.colour, mark.tags, mark.note) == ("yellow", ("harbour",), "one\ntwo")
        await pilot.press("D")
        await pilot.pause()
        assert "No mark is like that." in shown(screen.rows)
        await pilot.press("U")
        await pilot.pause()
        assert "PORT ELLERY" in shown(screen.rows)
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert len(Library.open(library.folder).marks.all()) == 3
        await pilot.press("U", "k", "t")
        await pilot.pause()
        await pilot.press(*"lamps", "enter")
        await pilot.pause()
        assert Library.open(library.folder).marks.tags(mark.article) == ("lamps",)
        await pilot.press("j", "enter")
        await settle(pilot)
        assert isinstance(app.screen, ReadingScreen)


async def test_the_place_in_the_list_counts_marks_alone(library: Library) -> None:
    app = QuothApp(library, beginning())
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        screen = await open_marks(app, pilot)
        for key, place in (("G", "4/4"), ("k", "3/4"), ("g g", "–/4"), ("j", "1/4"), ("2", "1/1")):
            await pilot.press(*key.split())
            await pilot.pause()
            assert shown(screen.bar).endswith(place), key


async def test_highlights_wear_their_colours_on_the_cursors_row_too(library: Library) -> None:
    app = QuothApp(library, beginning())
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        screen = await open_marks(app, pilot)
        for key in ("g g", "j", "j", "j"):
            await pilot.press(*key.split())
            await pilot.pause()
            strips = screen.rows.render_lines(Region(0, 0, *screen.rows.size))
            [ground] = {
                segment.style.bgcolor
                for strip in strips
                for segment in strip
                if segment.style and "best view" in segment.text
            }
            assert ground == app.palette.highlight("green").bgcolor


@pytest.mark.parametrize("size", [(20, 5), (60, 20), (200, 60)])
async def test_no_marks_say_so_at_every_size(home: Path, size: tuple[int, int]) -> None:
    app = QuothApp(Library.open(home / "empty"), beginning())
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        screen = await open_marks(app, pilot)
        assert "There are no" in shown(screen.rows)
        await pilot.press("e", "t", "D", "H", "enter", "j", "5")
        await pilot.pause()
        assert app.screen is screen
