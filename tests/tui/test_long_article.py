"""A long article: what the screen needs is set at once, the rest behind it, and nothing on the screen moves for that."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.strip import Strip

from reader.document import Article, Block, BlockKind, assemble
from reader.document.identity import reference
from reader.library import Library
from reader.tui.app import QuothApp
from reader.tui.open_article import OpenArticle
from reader.tui.screens.reading import ReadingScreen
from reader.tui.widgets import lined
from tests.tui.showing import beginning, settle, shown

SENTENCE = "The Tide Office at Carrow closed its doors on a Friday, and nobody noticed before the flood came. "
COUNT = 600


@pytest.fixture
def long_app(library: Library) -> QuothApp:
    blocks, text = assemble(
        (Block(BlockKind.PARAGRAPH, 0, 0), f"Paragraph {number}. {SENTENCE * (1 + number % 7)}".strip())
        for number in range(COUNT)
    )
    article = Article(title="The office by the sea", blocks=blocks, text=text)
    return QuothApp(library, beginning(opened=OpenArticle(article, (), reference(article))))


def page_of(app: QuothApp) -> lined.LinedView:
    assert isinstance(app.screen, ReadingScreen)
    return app.screen.page


@pytest.fixture
def nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the rest set when a test says so, not after a while."""
    monkeypatch.setattr(lined, "REST_AFTER", 3600.0)


async def set_rest(pilot: Pilot[None], page: lined.LinedView) -> None:
    """Set the rest as it is set behind the screen, with everything that comes of it."""
    assert page._galley is not None
    while not page._galley.is_whole:
        page._set_rest()
        await pilot.pause()


@pytest.mark.usefixtures("nothing_behind")
async def test_what_stands_on_the_screen_stays_while_the_rest_is_set(long_app: QuothApp) -> None:
    async with long_app.run_test(size=(90, 24)) as pilot:
        await settle(pilot)
        page = page_of(long_app)
        page.go_to(page.manuscript.article.text.index("Paragraph 300."))
        await pilot.pause()
        await pilot.resize_terminal(70, 24)
        await pilot.pause()
        assert page._galley is not None
        assert not page._galley.is_whole
        before, top, few = shown(page), page.top, page.line_count
        assert before.lstrip().startswith("Paragraph 300.")
        await set_rest(pilot, page)
        page.refresh()
        await pilot.pause()
        assert (shown(page), page.top) == (before, top)
        assert page.line_count > few
        await pilot.press("k")
        assert shown(page).split("\n")[1:] == before.split("\n")[:-1]


async def test_the_rest_is_set_without_being_asked_for(long_app: QuothApp) -> None:
    async with long_app.run_test(size=(90, 24)) as pilot:
        await settle(pilot)
        page = page_of(long_app)
        while page._galley is None or not page._galley.is_whole:
            await pilot.pause(0.02)
        assert page.line_count > 2 * COUNT


@pytest.mark.usefixtures("nothing_behind")
@pytest.mark.parametrize(
    ("keys", "words"),
    [(["G"], f"Paragraph {COUNT - 1}."), (["space"] * 30, ""), (["/", *"Paragraph 444.", "enter"], "444.")],
)
async def test_what_is_not_set_yet_is_there_when_it_is_wanted(
    long_app: QuothApp, keys: list[str], words: str
) -> None:
    async with long_app.run_test(size=(90, 24)) as pilot:
        await settle(pilot)
        page = page_of(long_app)
        assert page._galley is not None
        assert not page._galley.is_whole
        await pilot.press(*keys)
        await pilot.pause()
        assert page._galley.is_whole
        assert words in shown(page)


@pytest.mark.usefixtures("nothing_behind")
async def test_pages_follow_each_other_over_the_end_of_what_is_set(long_app: QuothApp) -> None:
    async with long_app.run_test(size=(90, 24)) as pilot:
        await settle(pilot)
        page = page_of(long_app)
        last = ""
        for _ in range(12):
            last = shown(page).split("\n")[-1]
            await pilot.press("space")
            assert shown(page).split("\n")[0] == last
        assert page._galley is not None
        assert page._galley.is_whole


@pytest.mark.usefixtures("nothing_behind")
async def test_another_width_is_never_painted_with_the_old_lines(
    long_app: QuothApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with long_app.run_test(size=(120, 24)) as pilot:
        await settle(pilot)
        page = page_of(long_app)
        painted: list[tuple[int, int]] = []
        paint = type(page).render_line

        def watched(self: lined.LinedView, y: int) -> Strip:
            painted.append((self.size.width, self._columns.width))
            return paint(page, y)

        monkeypatch.setattr(type(page), "render_line", watched)
        for width in (70, 120, 60):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
        assert {shown for shown, _ in painted} == {70, 90, 60}
        assert all(shown == set_for for shown, set_for in painted)


@pytest.mark.usefixtures("nothing_behind")
async def test_lines_of_a_width_that_is_gone_are_not_waited_for(long_app: QuothApp) -> None:
    async with long_app.run_test(size=(90, 24)) as pilot:
        await settle(pilot)
        page = page_of(long_app)
        await pilot.resize_terminal(70, 24)
        await pilot.pause()
        await pilot.resize_terminal(60, 24)
        await pilot.pause()
        few = page.line_count
        page._set_rest()  # what was begun for the width before
        assert page._galley is not None
        assert (page._galley._reached, page.line_count) == (0, few)
        await set_rest(pilot, page)
        assert page.line_count > few
