"""Files that were moved or renamed are the articles that they were."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reader.errors import StorageError
from reader.library import ArticleQuery, Library
from reader.pipeline import index, keep, read_path
from tests.exports import omnivore


@pytest.fixture
def library(home: Path) -> Iterator[Library]:
    with Library.open(home / "data") as library:
        yield library


def lamps(folder: Path) -> Path:
    folder.mkdir()
    for name, words in (
        ("Lamp", "The lamp of Carrow is lit by whoever keeps it."),
        ("Ferry", "Nobody on the quay was surprised that the ferry came late."),
        ("Pears", "A storm took forty trees from the orchard above Pell."),
    ):
        (folder / f"{name}.txt").write_text(f"{name}\n\n{words}\n")
    return folder


def test_a_folder_that_was_renamed_has_the_articles_that_it_had(library: Library, tmp_path: Path) -> None:
    folder = lamps(tmp_path / "lamps")
    index(library, [folder])
    library.marks.tag_all(library.articles.references([2]), ["lit"])
    before = library.articles.rows(0, 9, ArticleQuery())
    moved = folder.rename(tmp_path / "lanterns")
    assert index(library, [moved]).added == 3
    after = library.articles.rows(0, 9, ArticleQuery())
    assert [row.path for row in after] == [str(moved / Path(row.path).name) for row in before]
    assert [row._replace(path="") for row in after] == [row._replace(path="") for row in before]
    assert index(library, [moved]).unchanged == 3


def test_a_file_that_was_renamed_is_opened_as_the_article_that_it_was(library: Library, tmp_path: Path) -> None:
    folder = lamps(tmp_path / "lamps")
    index(library, [folder])
    moved = (folder / "Ferry.txt").rename(folder / "The late ferry.txt")
    number = keep(library, read_path(moved))
    assert library.articles.count(ArticleQuery()) == 3
    assert [row.path for row in library.articles.rows_of([number])] == [str(moved)]


def test_a_file_of_which_nothing_can_be_told_keeps_its_article(library: Library, tmp_path: Path) -> None:
    reading = read_path(lamps(tmp_path / "lamps") / "Ferry.txt")
    keep(library, replace(reading, path=f"/{'long' * 100}/Ferry.txt"))
    keep(library, reading)
    assert library.articles.count(ArticleQuery()) == 2


def test_a_copy_is_an_article_of_its_own_as_long_as_its_file_is_there(library: Library, tmp_path: Path) -> None:
    index(library, [lamps(tmp_path / "lamps"), lamps(tmp_path / "lanterns")])
    assert library.articles.count(ArticleQuery()) == 6


def test_an_article_of_an_export_stays_where_it_is(library: Library, tmp_path: Path) -> None:
    export = tmp_path / "export.zip"
    export.write_bytes(omnivore())
    index(library, [export])
    (number,) = (row.id for row in library.articles.rows(0, 9, ArticleQuery()) if row.title == "Forty pears")
    article = library.articles.article(number)
    assert article is not None
    (tmp_path / "pears.txt").write_text(article.text)
    index(library, [tmp_path / "pears.txt"])
    paths = {row.id: row.path for row in library.articles.rows_of([number])}
    assert paths == {number: f"{export}/forty-pears"}


@pytest.mark.parametrize("event", ["UPDATE OF path ON articles", "DELETE ON failures"])
def test_a_library_that_cannot_be_written_says_so(library: Library, tmp_path: Path, event: str) -> None:
    folder = lamps(tmp_path / "lamps")
    bad = folder / "feed.xml"
    bad.write_text('<?xml version="1.0"?><rss version="2.0"><channel><title>Tides</title></channel></rss>')
    index(library, [folder])
    library.articles.remember_failure(str(folder.with_name("lanterns") / bad.name), "is damaged.")
    moved = folder.rename(tmp_path / "lanterns")
    library.articles._connection.execute(
        f"CREATE TRIGGER no_room BEFORE {event} BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
    )
    with pytest.raises(StorageError, match="The library cannot be written: database or disk is full"):
        index(library, [moved])
