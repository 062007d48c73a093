"""The ruler fades what is not under it."""

from __future__ import annotations

from pathlib import Path

from textual.geometry import Region

from reader.library import Library
from reader.pipeline import read_path
from reader.tui.app import QuothApp
from reader.tui.screens.reading import ReadingScreen
from tests.tui.showing import beginning, in_front, settle


async def test_the_ruler_fades_what_is_not_under_it(reading_app: QuothApp) -> None:
    async with reading_app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        screen = in_front(reading_app, ReadingScreen)

        def bright() -> list[int]:
            width, height = screen.page.size
            strips = screen.page.render_lines(Region(0, 0, width, height))
            colour = reading_app.palette.text.color
            return [
                y
                for y, strip in enumerate(strips)
                if any(s.text.strip() and s.style and s.style.color == colour for s in strip)
            ]

        before = bright()
        await pilot.press("L")
        under = bright()
        assert set(under) < set(before)
        await pilot.press("j", "L")
        assert bright() == before


async def test_neither_links_nor_voices_stand_out_beside_the_ruler(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "links.md"
    words = "“It is a [link](https://carrow.example),” said Brian Holt, `who` **knows**."
    path.write_text("# Links\n\n" + f"{words}\n\n" * 12, encoding="utf-8")
    app = QuothApp(library, beginning(reading=read_path(path)))
    async with app.run_test(size=(80, 26)) as pilot:
        await settle(pilot)
        page = in_front(app, ReadingScreen).page
        left = page._columns.left

        def looks() -> set[object]:
            strips = page.render_lines(Region(0, 14, *page.size))
            return {
                (segment.style.color, segment.style.bold, segment.style.underline)
                for strip in strips
                for segment in strip.crop(left, strip.cell_length)
                if segment.text.strip() and segment.style
            }

        assert len(looks()) > 2
        await pilot.press("L")
        assert looks() == {(app.palette.muted.color, None, None)}
