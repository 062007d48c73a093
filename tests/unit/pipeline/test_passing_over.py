"""What is no article and holds none is looked into once; what was taken for one article gives way to those within."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.document.identity import anchor_at
from reader.library import ArticleQuery, Library
from reader.pipeline import index, indexing, keep, read_path
from tests.exports import letter


@pytest.fixture
def library(home: Path) -> Iterator[Library]:
    with Library.open(home / "data") as library:
        yield library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "settings.json").write_text('{"lamp": "lit", "tide": [1, 2, 3]}')
    (folder / "tides.csv").write_text("day,height\n1,2\n")
    (folder / "drawing.xml").write_text("<drawing><line/></drawing>")
    (folder / "lamp.txt").write_text("The lamp\n\nThe lamp of Carrow is lit.")
    return folder


@pytest.fixture
def looked_into(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are looked into for articles, in order."""
    names: list[str] = []
    look = indexing.is_collection

    def is_collection(path: Path) -> bool:
        names.append(path.name)
        return look(path)

    monkeypatch.setattr(indexing, "is_collection", is_collection)
    return names


def test_a_file_without_articles_is_looked_into_once(
    library: Library, folder: Path, looked_into: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert index(library, [folder]).added == 1
    assert looked_into == ["drawing.xml", "settings.json", "tides.csv"]
    assert index(library, [folder]).unchanged == 1
    assert len(looked_into) == 3
    (folder / "tides.csv").write_text(
        "url,title,text\nhttps://tides.example/low,Low water,The tide of Carrow was low.\n"
    )
    assert index(library, [folder]).added == 1
    assert looked_into[3:] == ["tides.csv"]
    monkeypatch.setattr("reader.library.articles.passed_over.__version__", "a newer one")
    index(library, [folder])
    assert looked_into[4:] == ["drawing.xml", "settings.json", "tides.csv"]


def test_an_export_with_nothing_in_it_is_passed_over_as_well(
    library: Library, folder: Path, looked_into: list[str]
) -> None:
    feed = '<?xml version="1.0"?><rss version="2.0"><channel><title>Tides</title></channel></rss>'
    (folder / "feed.xml").write_text(feed)
    assert [found.is_empty for found in index(library, [folder]).collections] == [True]
    del looked_into[:]
    assert index(library, [folder]).collections == ()
    assert looked_into == []


def test_an_export_that_was_left_before_its_first_article_is_no_empty_one(library: Library, tmp_path: Path) -> None:
    (tmp_path / "tides.csv").write_text("url,title,text\nhttps://tides.example/low,Low water,The tide was low.\n")
    answers = iter([False])
    assert index(library, [tmp_path], cancelled=lambda: next(answers, True)).added == 0
    assert index(library, [tmp_path]).added == 1


def test_a_mailbox_that_was_opened_as_one_article_gives_way_to_its_letters(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "all.mbox"
    path.write_text(letter("The gate", "The gate is open.") + letter("The bell", "It rings.", 2))
    whole = keep(library, read_path(path))
    assert index(library, [path]).added == 2
    listed = library.articles.rows(0, 9, ArticleQuery(order="title", descending=False))
    assert [row.title for row in listed] == ["The bell", "The gate"]
    assert library.articles.removed() == {whole}
    assert index(library, [path]).unchanged == 2
    library.marks.undo()
    path.write_text(path.read_text() + letter("The tide", "It was low.", 3))
    assert index(library, [path]).added == 1
    assert library.articles.removed() == frozenset(), "what the person put back stays"


def test_a_mailbox_with_a_mark_in_it_stays_beside_its_letters(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "all.mbox"
    path.write_text(letter("The gate", "The gate is open.") + letter("The bell", "It rings.", 2))
    reading = read_path(path)
    (known,) = library.articles.references([keep(library, reading)])
    library.marks.add("bookmark", known, anchor_at(reading.article, 0, 8))
    assert index(library, [path]).added == 2
    assert library.articles.count(ArticleQuery()) == 3
