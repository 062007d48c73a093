"""What a read-later service left is in the library like any other article, and stays there when the export is gone."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.library import Library
from reader.tui.app import QuothApp
from reader.tui.screens.library import LibraryScreen
from reader.tui.screens.reading import ReadingScreen
from tests.exports import book, omnivore
from tests.tui.showing import beginning, in_front, settle


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "export.zip").write_bytes(omnivore())
    (folder / "tides.epub").write_bytes(book())
    (folder / "pictures.zip").write_bytes(b"PK\x05\x06" + bytes(18))
    return folder


async def indexed(app: QuothApp, pilot: Pilot[None]) -> None:
    """Wait until the three articles that the program was begun with are in the library, and all is told."""
    await settle(pilot)
    while len(app.library.articles.rows_of([1, 2, 3])) < 3 or app.indexing.progress is not None:
        await settle(pilot)


async def test_a_folder_shows_the_articles_of_its_exports(library: Library, articles: Path) -> None:
    app = QuothApp(library, beginning(to_index=(articles,)))
    async with app.run_test(size=(110, 30)) as pilot:
        await indexed(app, pilot)
        in_front(app, LibraryScreen)
        titles = {row.title for row in library.articles.rows_of(list(range(1, 9)))}
        assert titles == {"The late ferry", "Forty pears", "The Tide Tables"}
        told = [str(notice.message) for notice in app._notifications]
        assert any("An address came without a saved page" in words for words in told)
        assert not any("pictures.zip" in words for words in told)


async def test_an_article_of_an_export_is_read_after_the_export_is_gone(library: Library, articles: Path) -> None:
    app = QuothApp(library, beginning(to_index=(articles,)))
    async with app.run_test(size=(110, 30)) as pilot:
        await indexed(app, pilot)
        await pilot.press("/", *"ferry", "enter", "enter")
        await settle(pilot)
        screen = in_front(app, ReadingScreen)
        assert screen.opened.article.title == "The late ferry"
        assert len(library.marks.of(screen.opened.reference)) == 1
        await pilot.press("O")
        await settle(pilot)
        assert screen.opened.cleaned is not None
        await pilot.press("O")
        await settle(pilot)
        (articles / "export.zip").unlink()
        await pilot.press("escape", "enter")
        await settle(pilot)
        screen = in_front(app, ReadingScreen)
        assert "nobody on the quay" in screen.opened.article.text
        await pilot.press("O")
        await settle(pilot)
        assert screen.opened.cleaned is None
        assert any("export.zip" in str(notice.message) for notice in app._notifications)
