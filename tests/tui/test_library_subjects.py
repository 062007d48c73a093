"""Real keys: tags are written with those that are known, subjects are chosen, and an address is opened from the list."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reader.config.paths import find_paths
from reader.document import Article, Block, BlockKind
from reader.library import ArticleQuery, Library
from reader.tui.app import QuothApp
from reader.tui.screens.choice import Choice
from reader.tui.screens.library import LibraryScreen
from tests.tui.showing import begun, in_front, settle, shown

ARTICLES = (
    ("The late ferry", "The Carrow Gazette", ("Jo Fenn", "Ada Brook"), "https://gazette.example/ferry"),
    ("The lamp", "The Carrow Gazette", ("Ada Brook",), ""),
    ("Forty pears", "Orchard Notes", ("Ada Brook",), "https://orchard.example/pears"),
)


@pytest.fixture
def library(home: Path) -> Library:
    library = Library.open(find_paths().data)
    for title, site, authors, url in ARTICLES:
        text = f"What is told of {title} at {site} by whoever keeps {url or 'nothing'}."
        block = Block(BlockKind.PARAGRAPH, 0, len(text))
        article = Article(
            title=title, site=site, authors=authors, url=url, published=date(2024, 5, 6), text=text, blocks=(block,)
        )
        library.articles.put(article.counted(12), (), path=f"/{title}")
    return library


def tags_of(library: Library, number: int) -> tuple[str, ...]:
    (row,) = library.articles.rows_of([number])
    return row.tags


async def test_a_tag_of_several_words_stays_one(app: QuothApp, library: Library) -> None:
    library.marks.tag_all(library.articles.references([3]), ["tide office"])
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("t", "enter")
        await settle(pilot)
        assert tags_of(library, 3) == ("tide office",)
        await pilot.press("t", *" low water", "enter")
        await settle(pilot)
        assert tags_of(library, 3) == ("low water", "tide office")
        await pilot.press("t", "ctrl+u", *"pears trees", "enter")
        await settle(pilot)
        assert tags_of(library, 3) == ("pears", "trees")


async def test_known_tags_are_told_while_one_is_written_and_tab_takes_the_first(
    app: QuothApp, library: Library
) -> None:
    library.marks.tag_all(library.articles.references([1, 2]), ["harbour"])
    library.marks.tag_all(library.articles.references([1]), ["harvest"])
    async with begun(app, LibraryScreen, size=(100, 30)) as (pilot, screen):
        await pilot.press("t", *"lit HAR")
        assert screen.question is not None
        assert screen.question.note == "#harbour  #harvest"
        await pilot.press("tab", "enter")
        await settle(pilot)
        assert tags_of(library, 3) == ("harbour", "lit")
        await pilot.press("t", *", ha")
        assert screen.question.note == "#harbour  #harvest"
        await pilot.press("v")
        assert screen.question.note == ""
        await pilot.press("tab", "enter")
        await settle(pilot)
        assert tags_of(library, 3) == ("harbour", "hav", "lit")


async def test_subjects_are_listed_and_one_of_them_is_chosen(app: QuothApp, library: Library) -> None:
    library.marks.tag_all(library.articles.references([1]), ["tide office"])
    async with begun(app, LibraryScreen, size=(100, 30)) as (pilot, screen):
        await pilot.press("T")
        choice = in_front(app, Choice)
        listed = [line.strip(" ▌") for line in shown(choice.rows).splitlines() if line.strip()]
        assert listed == [
            "1  #tide office", "2  The Carrow Gazette", "1  Orchard Notes", "3  by Ada Brook", "1  by Jo Fenn",
        ]  # fmt: skip
        for words, query, found in (
            ("", 'tag:"tide office"', 1), ("gaz", 'site:"The Carrow Gazette"', 2), ("brook", 'author:"Ada Brook"', 3),
        ):  # fmt: skip
            if words:
                await pilot.press("T", "slash", *words, "enter")
            await pilot.press("enter")
            await settle(pilot)
            assert screen.query_words == query
            assert f"{found} found" in shown(screen.heading)
        assert library.articles.count(ArticleQuery(text='site:"The Carrow Gazette"')) == 2


async def test_what_was_removed_counts_for_no_subject(library: Library) -> None:
    library.marks.set_removed_all(library.articles.references([3]), True)
    assert [(one.name, one.articles) for one in library.articles.subjects()] == [
        ("The Carrow Gazette", 2), ("Ada Brook", 2), ("Jo Fenn", 1),
    ]  # fmt: skip


async def test_the_address_of_an_article_is_opened_from_the_list(
    app: QuothApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(app, "open_url", lambda url, **_: opened.append(url))
    async with begun(app, LibraryScreen, size=(100, 30)) as (pilot, screen):
        await pilot.press("o")
        assert opened == ["https://orchard.example/pears"]
        assert "Opening https://orchard.example/pears" in shown(screen.bar)
        await pilot.press("j", "o")
        assert len(opened) == 1
        assert "This article has no address." in shown(screen.bar)
