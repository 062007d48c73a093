"""Selecting and following links with real keys and a real mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.document import Article, Block, BlockKind, Inline, InlineKind, assemble
from reader.library import Library
from reader.pipeline import read_path
from reader.tui.app import QuothApp
from reader.tui.open_article import OpenArticle
from reader.tui.screens.reading import ReadingScreen
from tests.tui.showing import beginning, begun, in_front, settle, shown

WORDS = "The first sentence is here. The second one is longer than the line that it is set in, by far."


@pytest.fixture
def app(home: Path, report: Path) -> QuothApp:
    return QuothApp(Library.open(home / "data"), beginning(reading=read_path(report)))


async def selected(app: QuothApp, *keys: str) -> str:
    """Return what is copied after `keys`."""
    async with begun(app, ReadingScreen, size=(60, 20)) as (pilot, screen):
        await pilot.press(*keys)
        assert screen.selection is not None
        await pilot.press("y")
        assert screen.selection is None
        return app.clipboard


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("s", "PORT"),
        ("s w w", "PORT ELLERY —"),
        ("s w w b", "PORT ELLERY"),
        ("s )", "PORT ELLERY — The lighthouse keeper refused to leave on Tuesday, although the lamp had been dark for nine years."),
        ("s } )", "PORT ELLERY — The lighthouse keeper refused to leave on Tuesday, although the lamp had been dark for nine years.\n\n“I was told to keep it until somebody relieved me,” said Marta Quill, a former harbour pilot."),
        ('s "', "“I was told to keep it until somebody relieved me,”"),
        ("s } w p", "“I was told to keep it until somebody relieved me,” said Marta Quill, a former harbour pilot. “Nobody has.”"),
        ("] s", "“I was told to keep it until somebody relieved me,”"),
        ("s w o w", "ELLERY"),
    ],
)  # fmt: skip
async def test_keys_select_words_that_are_copied_as_one_text(app: QuothApp, keys: str, expected: str) -> None:
    names = {")": "right_parenthesis", "}": "right_curly_bracket", '"': "quotation_mark", "]": "right_square_bracket"}
    copied = await selected(app, *(names.get(key, key) for key in keys.split()))
    assert copied.strip() == expected


async def test_escape_selects_nothing_and_keys_move_again(app: QuothApp) -> None:
    async with app.run_test(size=(60, 8)) as pilot:
        await settle(pilot)
        await pilot.press("s", "w", "escape", "j")
        screen = in_front(app, ReadingScreen)
        assert screen.selection is None
        assert screen.page.scroll_offset.y == 1


async def test_a_highlight_of_selected_words_is_stored(app: QuothApp, home: Path) -> None:
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        await pilot.press("s", "w", "H")
        await pilot.pause()
        (mark,) = Library.open(home / "data").marks.all()
        assert (mark.kind, mark.anchor.exact) == ("highlight", "PORT ELLERY")


async def test_the_mouse_selects(app: QuothApp) -> None:
    async with begun(app, ReadingScreen, size=(60, 20)) as (pilot, screen):
        rows = shown(screen.page).split("\n")
        y = next(number for number, row in enumerate(rows) if "PORT ELLERY" in row)
        x = rows[y].index("PORT")
        await pilot.mouse_down(screen.page, offset=(x, y))
        await pilot.hover(screen.page, offset=(x + 11, y))
        await pilot.mouse_up(screen.page, offset=(x + 11, y))
        await pilot.pause()
        await pilot.press("y")
        assert app.clipboard == "PORT ELLERY"


def noted() -> Article:
    blocks, text = assemble(
        [
            (
                Block(
                    BlockKind.PARAGRAPH, 0, 0,
                    inlines=(
                        Inline(InlineKind.LINK, 0, 6, "https://example.org/a"),
                        Inline(InlineKind.NOTE_REFERENCE, 13, 16, "1"),
                    ),
                ),
                "A link and a [1] note.",
            ),
            *((Block(BlockKind.PARAGRAPH, 0, 0), f"Paragraph {number} stands between.") for number in range(40)),
            (Block(BlockKind.NOTE, 0, 0, marker="1"), "The note itself."),
        ]
    )  # fmt: skip
    return Article(title="Notes", blocks=blocks, text=text)


async def test_hints_lead_to_a_note_and_back_and_to_a_link(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.document.identity import reference

    opened = OpenArticle(noted(), (), reference(noted()))
    app = QuothApp(Library.open(home / "data"), beginning(opened=opened))
    followed: list[str] = []
    monkeypatch.setattr(app, "open_url", followed.append)
    async with begun(app, ReadingScreen, size=(60, 20)) as (pilot, screen):
        await pilot.press("semicolon")
        assert "a link and a s1] note." in shown(screen.page)
        await pilot.press("s")
        assert "The note itself." in shown(screen.page)
        await pilot.press("semicolon", "a")
        assert "A link and a [1] note." in shown(screen.page)
        await pilot.press("ctrl+o")
        assert "The note itself." in shown(screen.page)
        await pilot.press("g", "g", "semicolon", "a")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert followed == ["https://example.org/a"]
        await pilot.press("semicolon", "j")
        assert screen.page.scroll_offset.y == 0
        assert not screen.hints


async def click(app: QuothApp, pilot: Pilot[None], words: str, times: int = 1) -> None:
    page = in_front(app, ReadingScreen).page
    rows = shown(page).split("\n")
    y = next(number for number, row in enumerate(rows) if words in row)
    await pilot.click(page, offset=(rows[y].index(words), y), times=times)
    await pilot.pause()


async def test_two_clicks_select_a_word_three_its_paragraph_and_one_lets_go(app: QuothApp) -> None:
    async with begun(app, ReadingScreen, size=(60, 20)) as (pilot, screen):
        await click(app, pilot, "RY —", times=2)
        assert "1 word selected" in shown(screen.bar)
        await pilot.press("y")
        assert app.clipboard == "ELLERY"
        await click(app, pilot, "RY —", times=3)
        assert "20 words selected" in shown(screen.bar)
        await click(app, pilot, "RY —")
        assert screen.selection is None


async def test_a_click_takes_a_quotation_or_follows_a_link_or_a_note(home: Path, app: QuothApp) -> None:
    from reader.document.identity import reference

    async with app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        await click(app, pilot, "told to keep it")
        assert "quote 1/" in shown(in_front(app, ReadingScreen).bar)
    other = QuothApp(Library.open(home / "data"), beginning(opened=OpenArticle(noted(), (), reference(noted()))))
    async with other.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        await click(other, pilot, "[1] note")
        assert "The note itself." in shown(in_front(other, ReadingScreen).page)
        await pilot.press("ctrl+o")
        await click(other, pilot, "link and")
        assert "Open example.org?" in str(other.screen.query_one("Question Static").render())
