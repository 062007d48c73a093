"""Tables and code wider than the page, moved by keys and by what is looked for in them."""

from __future__ import annotations

from pathlib import Path

from textual import events

from reader.library import Library
from reader.pipeline import read_path
from reader.text import cell_width
from reader.tui.app import QuothApp
from reader.tui.open_article import OpenArticle
from reader.tui.screens.reading import ReadingScreen
from tests.tui.showing import beginning, in_front, settle, shown

COLUMNS = 40


def wide_table(tmp_path: Path) -> Path:
    heads = [f"Quay{number:02}" for number in range(COLUMNS)]
    cells = ["漢字の港" if number % 2 else f"{number:,}" for number in range(COLUMNS)]
    rows = [heads, ["---:"] * COLUMNS, cells]
    path = tmp_path / "wide.md"
    path.write_text("# Quays\n\nBefore.\n\n" + "\n".join(f"| {' | '.join(row)} |" for row in rows), encoding="utf-8")
    return path


async def test_forty_columns_are_gone_through_by_keys(library: Library, tmp_path: Path) -> None:
    app = QuothApp(library, beginning(opened=OpenArticle.of_reading(read_path(wide_table(tmp_path)))))
    async with app.run_test(size=(80, 20)) as pilot:
        await settle(pilot)
        page = in_front(app, ReadingScreen).page
        assert "Quay00" in shown(page)
        seen: set[int] = set()
        for _ in range(30):
            words = shown(page)
            seen.update(number for number in range(COLUMNS) if f"Quay{number:02}" in words)
            assert all(cell_width(line) <= 80 for line in words.split("\n"))
            await pilot.press("right")
        assert seen == set(range(COLUMNS))
        assert "Quay39" in shown(page)
        await pilot.press(*["left"] * 30)
        assert "Quay00" in shown(page)


async def test_a_hit_in_what_is_hidden_is_brought_into_sight(library: Library, tmp_path: Path) -> None:
    app = QuothApp(library, beginning(opened=OpenArticle.of_reading(read_path(wide_table(tmp_path)))))
    async with app.run_test(size=(80, 20)) as pilot:
        await settle(pilot)
        await pilot.press("/", *"quay39", "enter")
        await pilot.pause()
        page = in_front(app, ReadingScreen).page
        assert "Quay39" in shown(page)
        await pilot.press("/", *"quay00", "enter")
        await pilot.pause()
        assert "Quay00" in shown(page)


async def test_rows_whose_last_cells_are_empty_are_moved_with_the_others(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "gaps.md"
    cells = ["Skerry", *[""] * (COLUMNS - 1)]
    path.write_text(
        wide_table(tmp_path).read_text(encoding="utf-8") + f"\n| {' | '.join(cells)} |\n", encoding="utf-8"
    )
    app = QuothApp(library, beginning(opened=OpenArticle.of_reading(read_path(path))))
    async with app.run_test(size=(80, 20)) as pilot:
        await settle(pilot)
        page = in_front(app, ReadingScreen).page
        assert "Skerry" in shown(page)
        await pilot.press("right")
        assert "Quay00" not in shown(page) and "Skerry" not in shown(page)


async def test_a_narrower_one_of_two_wide_tables_keeps_its_end_in_sight(library: Library, tmp_path: Path) -> None:
    path = wide_table(tmp_path)
    rows = [[f"Boat{number:02}" for number in range(12)], ["---"] * 12, ["under oars"] * 12]
    second = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    path.write_text(path.read_text(encoding="utf-8") + f"\n\nBetween.\n\n{second}\n", encoding="utf-8")
    app = QuothApp(library, beginning(opened=OpenArticle.of_reading(read_path(path))))
    async with app.run_test(size=(80, 30)) as pilot:
        await settle(pilot)
        await pilot.press(*["right"] * 30)
        words = shown(in_front(app, ReadingScreen).page)
        assert "Quay39" in words and "Boat11" in words


async def test_a_link_in_a_table_gets_letters_on_its_own_line(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "links.md"
    rows = ["| Quay | Pilot |", "|---|---|"]
    rows += [f"| {'a long name of a quay ' * 6} [lamp](#x) | [Holt](https://carrow.example/holt) |"]
    path.write_text("# Quays\n\nBefore.\n\n" + "\n".join(rows), encoding="utf-8")
    app = QuothApp(library, beginning(opened=OpenArticle.of_reading(read_path(path))))
    async with app.run_test(size=(60, 24)) as pilot:
        await settle(pilot)
        screen = in_front(app, ReadingScreen)
        before = shown(screen.page)
        await pilot.press(";")
        assert shown(screen.page) == before.replace("lamp", "aamp").replace("Holt", "solt")
        await pilot.press("s")
        await pilot.pause()
        assert "Open carrow.example?" in str(screen.query_one("Question Static").render())


async def test_a_bookmark_in_what_is_hidden_is_gone_to(library: Library, tmp_path: Path) -> None:
    app = QuothApp(library, beginning(opened=OpenArticle.of_reading(read_path(wide_table(tmp_path)))))
    async with app.run_test(size=(80, 20)) as pilot:
        await settle(pilot)
        page = in_front(app, ReadingScreen).page
        await pilot.press("/", *"quay39", "enter", "s", "m", "z", *["left"] * 30)
        assert "Quay00" in shown(page)
        await pilot.press("'", "z")
        assert "Quay39" in shown(page)


def listing(tmp_path: Path, longest: int) -> Path:
    path = tmp_path / "listing.md"
    long = "lamp(" + ", ".join(f"hour_{number:02}" for number in range(longest // 9 - 2))
    code = f"def light():\n\t{long}, keeper)\n\n    return dusk"
    path.write_text(f"# Lamps\n\nBefore it.\n\n```\n{code}\n```\n\nAfter it.", encoding="utf-8")
    return path


async def test_code_is_moved_sideways_with_all_its_lines(library: Library, tmp_path: Path) -> None:
    opened = OpenArticle.of_reading(read_path(listing(tmp_path, 150)))
    app = QuothApp(library, beginning(opened=opened))
    async with app.run_test(size=(80, 20)) as pilot:
        await settle(pilot)
        page = in_front(app, ReadingScreen).page
        lines = [line.strip() for line in shown(page).split("\n")]
        assert lines[lines.index("def light():") + 1].endswith("›") and "keeper" not in shown(page)
        assert lines[lines.index("def light():") + 3] == "return dusk"
        await pilot.press("right")
        words = shown(page)
        assert "def light" not in words and "Before it." in words and "After it." in words
        assert words.count("‹") == 3, "a blank line has nothing at its left"
        await pilot.press(*["right"] * 20)
        assert "keeper)" in shown(page) and "›" not in shown(page)
        await pilot.press(*["left"] * 20)
        assert "def light():" in shown(page)
        await pilot.press("/", *"keeper)", "enter", "s", "m", "z", *["left"] * 20, "'", "z")
        assert "keeper)" in shown(page)


async def test_a_click_in_code_that_was_moved_takes_the_word_under_it(library: Library, tmp_path: Path) -> None:
    app = QuothApp(library, beginning(opened=OpenArticle.of_reading(read_path(listing(tmp_path, 150)))))
    async with app.run_test(size=(80, 20)) as pilot:
        await settle(pilot)
        screen = in_front(app, ReadingScreen)
        await pilot.press(*["right"] * 20)
        row, line = next((row, line) for row, line in enumerate(shown(screen.page).split("\n")) if "keeper" in line)
        await pilot.click(screen.page, offset=(line.index("keeper") + 2, row), times=2)
        assert screen.selection is not None
        start, end = screen.selection.span
        assert screen.opened.article.text[start:end] == "keeper"


async def test_a_listing_that_no_person_would_follow_sideways_is_broken(library: Library, tmp_path: Path) -> None:
    app = QuothApp(library, beginning(opened=OpenArticle.of_reading(read_path(listing(tmp_path, 700)))))
    async with app.run_test(size=(80, 40)) as pilot:
        await settle(pilot)
        page = in_front(app, ReadingScreen).page
        assert "keeper)" in shown(page) and "↪" in shown(page)
        await pilot.press("right")
        assert in_front(app, ReadingScreen).bar.render_line(0).text.strip().startswith("Nothing here is wider")


async def test_the_wheel_moves_what_is_wide_with_shift_and_sideways(library: Library, tmp_path: Path) -> None:
    app = QuothApp(library, beginning(opened=OpenArticle.of_reading(read_path(listing(tmp_path, 150)))))
    async with app.run_test(size=(80, 8)) as pilot:
        await settle(pilot)
        page = in_front(app, ReadingScreen).page
        await pilot.press("}", "}")
        assert "def light():" in shown(page)
        top = page.top
        for kind, shift, moved in (
            (events.MouseScrollDown, True, True),
            (events.MouseScrollUp, True, False),
            (events.MouseScrollRight, False, True),
            (events.MouseScrollLeft, False, False),
        ):
            page.post_message(kind(page, 20, 3, 0, 0, 0, shift, False, False))
            await pilot.pause()
            assert ("def light():" not in shown(page)) is moved and page.top == top


async def test_a_wide_table_is_moved_sideways(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "table.md"
    heads = [f"Circumference{number}" for number in range(8)]
    rows = [f"| {' | '.join(heads)} |", "|" + "---|" * 8, "| " + " | ".join("abcdefgh") + " |"]
    path.write_text("# Trees\n\nWords before it.\n\n" + "\n".join(rows) + "\n", encoding="utf-8")
    app = QuothApp(library, beginning(reading=read_path(path)))
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        screen = in_front(app, ReadingScreen)
        assert "Circumference0" in shown(screen.page)
        assert "Circumference7" not in shown(screen.page)
        await pilot.press(*["right"] * 9)
        assert "Circumference7" in shown(screen.page)
        assert "Circumference0" not in shown(screen.page)
        assert "Words before it." in shown(screen.page)
        await pilot.press(*["left"] * 9)
        assert "Circumference0" in shown(screen.page)
