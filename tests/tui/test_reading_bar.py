"""What the bar of an article says, and when that goes: each message is a word in passing about the last key."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from textual.pilot import Pilot

from reader.library import Library
from reader.pipeline import read_path
from reader.tui.app import QuothApp
from reader.tui.screens.reading import ReadingScreen
from reader.tui.widgets.bar import Bar
from reader.tui.widgets.panel import Panel
from tests.tui.showing import beginning, in_front, settle, shown

PLAIN = "# The quay\n\nThe ferry was late again, and nobody on the quay knew why.\n"
SPOKEN = (
    PLAIN + "\n“It is late,” said Brian Holt.\n\n“It is always late,” Holt said.\n\n“Never,” said Ines Halloran.\n"
)


def reading(library: Library, tmp_path: Path, words: str) -> QuothApp:
    path = tmp_path / "quay.md"
    path.write_text(words, encoding="utf-8")
    return QuothApp(library, beginning(reading=read_path(path)))


@asynccontextmanager
async def read(
    library: Library, tmp_path: Path, words: str, *, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Pilot[None], Bar]]:
    """Show `words` in a window of `size` to whoever presses keys, with the bar below them."""
    app = reading(library, tmp_path, words)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield pilot, in_front(app, ReadingScreen).bar


async def test_what_was_said_goes_with_the_next_key(library: Library, tmp_path: Path) -> None:
    async with read(library, tmp_path, SPOKEN) as (pilot, bar):
        await pilot.press("'", "b")
        assert "There is no bookmark b" in shown(bar)
        await pilot.press("L")
        assert "bookmark b" not in shown(bar) and "the end" in shown(bar)
        await pilot.press("'", "'")
        assert "Nothing was jumped to yet." in shown(bar)
        await pilot.press("ctrl+o")
        assert "No jump lies further back." in shown(bar)


async def test_keys_that_are_begun_stand_in_the_bar(library: Library, tmp_path: Path) -> None:
    async with read(library, tmp_path, SPOKEN) as (pilot, bar):
        await pilot.press("m")
        assert shown(bar).endswith(" m")
        await pilot.press("a")
        assert not shown(bar).endswith(" m") and "· bookmark a" in shown(bar)


async def test_the_bar_names_the_keys_that_are_of_use_here(library: Library, tmp_path: Path) -> None:
    async with read(library, tmp_path, PLAIN, size=(60, 20)) as (pilot, bar):
        assert "/ find" in shown(bar) and "] next" not in shown(bar)
        assert "panel" not in shown(bar) and shown(bar).endswith("? help")
        await pilot.press("/", *"quay", "enter")
        assert "n next" in shown(bar) and shown(bar).endswith("? help")
        await pilot.press("v")
        assert "The panel wants a window of 100 columns" in shown(bar)


async def test_who_spoke_last_is_told_by_name(library: Library, tmp_path: Path) -> None:
    async with read(library, tmp_path, SPOKEN) as (pilot, bar):
        await pilot.press("]", ")", ")")
        assert "That was the last quotation of Brian Holt." in shown(bar)
        await pilot.press("I")
        assert "Nobody's speech is reported in this article." in shown(bar)
        await pilot.press("j")
        assert "quote 2/3 Brian Holt" in shown(bar)


async def test_what_is_only_reported_is_told_to_whoever_looks_for_quotations(
    library: Library, tmp_path: Path
) -> None:
    reported = PLAIN + "\nBrian Holt said that it was late. According to Ines Halloran, it was always late.\n"
    async with read(library, tmp_path, reported, size=(110, 24)) as (pilot, bar):
        panel = bar.screen.query_one(Panel)
        assert "I shows who is reported: 2" in shown(panel)
        for key in ("]", "[", ")", "(", "f", "i"):
            await pilot.press("j", key)
            assert "Nobody is quoted in this article; I shows what is reported: 2" in shown(bar)
        await pilot.press("I", "]", ")")
        assert "That is the only quotation of Brian Holt." in shown(bar)
        assert "Brian Holt" in shown(panel) and "reported" not in shown(panel)
    async with read(library, tmp_path, PLAIN) as (pilot, bar):
        for key in ("]", "[", ")", "(", "f", "i"):
            await pilot.press("j", key)
            assert "Nobody is quoted in this article." in shown(bar)


async def test_the_same_voice_is_followed_from_the_first_quotation_on(library: Library, tmp_path: Path) -> None:
    async with read(library, tmp_path, SPOKEN) as (pilot, bar):
        await pilot.press(")")
        assert "quote 1/3 Brian Holt" in shown(bar)
        await pilot.press(")")
        assert "quote 2/3 Brian Holt" in shown(bar)
        await pilot.press(*")" * 100, "(")
        assert "quote 1/3 Brian Holt" in shown(bar)
        await pilot.press(*"(" * 100)
        assert "That was the first quotation of Brian Holt." in shown(bar)
        await pilot.press(*"]" * 100, ")")
        assert "That is the only quotation of Ines Halloran." in shown(bar)


async def test_who_has_no_name_is_chosen_and_walked_like_a_voice(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "quay.md"
    path.write_text(SPOKEN, encoding="utf-8")
    found = read_path(path)
    halloran = next(said for said in found.quotations if said.speaker_name == "Ines Halloran")
    others = (said._replace(speaker_name=None, speaker=None) for said in found.quotations if said != halloran)
    app = QuothApp(library, beginning(reading=replace(found, quotations=(*others, halloran))))
    async with app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        screen = in_front(app, ReadingScreen)
        await pilot.press("tab", "/", *"no name", "enter", "enter")
        await settle(pilot)
        assert screen.manuscript.voice_of[screen.current] < 0
        assert any(row.startswith("│ ▌No name") for row in shown(screen.panel).splitlines())
        await pilot.press(")", ")")
        assert "That was the last quotation without a name." in shown(screen.bar)
        top = next(place for place, row in enumerate(shown(screen.panel).splitlines()) if "No name" in row)
        await pilot.press("g", "g")
        await pilot.click(screen.panel, offset=(5, top))
        await settle(pilot)
        assert screen.manuscript.voice_of[screen.current] < 0


async def test_escape_leaves_what_hides_something_before_it_leaves_the_article(
    library: Library, tmp_path: Path
) -> None:
    app = reading(library, tmp_path, SPOKEN)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen = in_front(app, ReadingScreen)
        await pilot.press("z", "f", "f")
        assert not screen.bar.display and "nobody on the quay" not in shown(screen.page)
        await pilot.press("escape")
        assert screen.bar.display and "nobody on the quay" not in shown(screen.page)
        await pilot.press("escape")
        assert "nobody on the quay" in shown(screen.page)
        await pilot.press("escape")
        assert "q leaves Quoth" in shown(screen.bar)


async def test_an_article_without_words_says_so_to_every_key_that_wants_some(
    library: Library, tmp_path: Path
) -> None:
    app = reading(library, tmp_path, "# Only a title\n")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen = in_front(app, ReadingScreen)
        for keys in (["m", "m"], ["H"], ["2"], ["a"], ["s"], ["W"], ["m", "k"]):
            await pilot.press(*keys)
            assert "There are no words here to be" in shown(screen.bar)
            assert app.screen is screen
        assert not screen.marks.placed and not screen.marks.unplaced


async def test_characters_are_counted_where_no_spaces_part_words(library: Library, tmp_path: Path) -> None:
    app = reading(library, tmp_path, "# 港の灯\n\n" + "港では誰もが彼を知っていた。" * 100)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen = in_front(app, ReadingScreen)
        assert "3 min" in shown(screen.page)
        await pilot.press("s", ".")
        assert "14 characters selected" in shown(screen.bar)


async def test_an_article_whose_quotations_were_seen_is_not_read(library: Library, tmp_path: Path) -> None:
    filler = "The ferry was late and nobody on the quay knew why. " * 20
    said = "".join(f"“It is {number},” said Brian Holt.\n\n{filler}\n\n" for number in range(30))
    app = reading(library, tmp_path, f"# The quay\n\n{said}")
    async with app.run_test(size=(80, 12)) as pilot:
        await settle(pilot)
        screen = in_front(app, ReadingScreen)
        await pilot.press("f", "f", "G")
        assert "quotations only: f shows all" in shown(screen.bar)
        screen.save_position()
        position = library.marks.position(screen.opened.reference)
        assert position is not None and position.progress < 0.95
        assert library.marks.state(screen.opened.reference) != "read"
        await pilot.press("f", "G")
        assert "quotations only" not in shown(screen.bar) and "100%" in shown(screen.bar)
        screen.save_position()
        assert library.marks.state(screen.opened.reference) == "read"


async def test_a_key_that_does_nothing_says_so_and_escape_takes_back_what_is_begun(
    library: Library, tmp_path: Path
) -> None:
    app = reading(library, tmp_path, SPOKEN)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen = in_front(app, ReadingScreen)
        await pilot.press("Q")
        assert "Q does nothing here: ? shows all keys" in shown(screen.bar)
        await pilot.press("g", "x")
        assert "g x does nothing here" in shown(screen.bar)
        await pilot.press("j")
        assert "does nothing" not in shown(screen.bar)
        await pilot.press("z", "m", "escape")
        assert screen.zen, "escape has taken back the m, and left nothing"
        await pilot.press("escape")
        assert not screen.zen
        await pilot.press("m", "escape", "a")
        await settle(pilot)
        assert not screen.marks.placed
