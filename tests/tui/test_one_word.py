"""An article shown one word at a time."""

from __future__ import annotations

from pathlib import Path

from reader.library import Library
from reader.pipeline import read_path
from reader.tui.app import QuothApp
from reader.tui.screens.reading import ReadingScreen
from tests.tui.showing import beginning, in_front, settle, shown


async def test_one_word_at_a_time_comes_back_at_its_word(reading_app: QuothApp) -> None:
    from reader.tui.screens.one_word import OneWordScreen

    async with reading_app.run_test(size=(60, 8)) as pilot:
        await settle(pilot)
        await pilot.press("W")
        await pilot.pause()
        screen = in_front(reading_app, OneWordScreen)
        assert screen.word.word == "PORT"
        await pilot.press("l", "l", "h", *"l" * 40)
        word = screen.word.word
        await pilot.press("space", "+", "space", "q")
        await pilot.pause()
        assert isinstance(reading_app.screen, ReadingScreen)
        assert word in shown(reading_app.screen.page)


async def test_words_that_are_not_parted_are_shown_in_pieces(library: Library, tmp_path: Path) -> None:
    from reader.tui.screens.one_word import OneWordScreen

    path = tmp_path / "tide.md"
    path.write_text("# 潮\n\n河水在夜里上涨，布莱恩说：“我们没有见过。”\n\nעברית ends\there.\n", encoding="utf-8")
    app = QuothApp(library, beginning(reading=read_path(path)))
    async with app.run_test(size=(60, 8)) as pilot:
        await settle(pilot)
        await pilot.press("W")
        await pilot.pause()
        word = in_front(app, OneWordScreen).word
        seen = [word.word]
        for _ in range(8):
            await pilot.press("l")
            seen.append(word.word)
        assert seen[:5] == ["河水在夜里", "上涨，", "布莱恩说：", "“我们没有见", "过。”"]
        assert seen[5:] == ["תירבע", "ends", "here.", "here."]
        for expected in reversed(seen[:-2]):
            await pilot.press("h")
            assert word.word == expected


async def test_words_stop_while_another_screen_lies_over_them(reading_app: QuothApp) -> None:
    from reader.tui.screens.one_word import OneWordScreen

    async with reading_app.run_test(size=(80, 12)) as pilot:
        await settle(pilot)
        await pilot.press("W", "space")
        screen = in_front(reading_app, OneWordScreen)
        assert "stop" in shown(screen.bar)
        await pilot.press("?")
        await pilot.press("q")
        assert in_front(reading_app, OneWordScreen) is screen
        assert "space go" in shown(screen.bar)
