"""How articles stand with the person, as lists see it: after acts here, in other windows, and after a new start."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.document import Anchor, Article, Block, BlockKind
from reader.document.identity import reference
from reader.library import ArticleQuery, Library
from reader.library.articles import standing as standing_module


def make(number: int) -> Article:
    text = f"Body number {number} of an article with words of its own, {number * 7}."
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    return Article(title=f"Article {number}", text=text, blocks=(block,))


@pytest.fixture
def library(home: Path) -> Library:
    library = Library.open(home / "data")
    for number in range(8):
        library.articles.put(make(number), (), path=f"/{number}")
    return library


def titles(library: Library, query: ArticleQuery) -> list[str]:
    rows = library.articles.rows(0, 20, query)
    assert library.articles.count(query) == len(rows)
    return sorted(row.title.removeprefix("Article ") for row in rows)


def known(number: int) -> object:
    return reference(make(number), f"/{number}")


def test_lists_follow_what_was_read_and_marked(library: Library) -> None:
    library.marks.set_position(known(1), Anchor(exact="Body"), 0.4)  # type: ignore[arg-type]
    library.marks.set_read(known(2), True)  # type: ignore[arg-type]
    library.marks.add("bookmark", known(3), Anchor(exact="Body"))  # type: ignore[arg-type]
    assert titles(library, ArticleQuery(tab="reading")) == ["1"]
    assert titles(library, ArticleQuery(tab="marked")) == ["3"]
    assert titles(library, ArticleQuery(tab="unread")) == ["0", "3", "4", "5", "6", "7"]
    assert titles(library, ArticleQuery(text="is:read")) == ["2"]
    assert titles(library, ArticleQuery(text="is:reading OR is:marked")) == ["1", "3"]
    assert titles(library, ArticleQuery(text="body -is:unread", is_typing=False)) == ["1", "2"]
    row = library.articles.rows_of(library.articles.ids(ArticleQuery(tab="reading")))[0]
    assert (row.state, row.progress) == ("reading", 0.4)


def test_tags_are_found_whatever_their_case_and_undone_as_one(library: Library) -> None:
    references = library.articles.references([1, 2, 3])
    library.marks.tag_all(references, ["River", "lamp"])
    assert titles(library, ArticleQuery(text="tag:river")) == ["0", "1", "2"]
    assert titles(library, ArticleQuery(text="tag:river -tag:lamp")) == []
    assert library.articles.rows_of([2])[0].tags == ("River", "lamp")
    library.marks.undo()
    assert titles(library, ArticleQuery(text="tag:river")) == []


def test_another_window_is_followed(library: Library) -> None:
    other = Library.open(library.folder)
    assert titles(other, ArticleQuery(tab="reading")) == []
    library.marks.set_position(known(1), Anchor(exact="Body"), 0.4)  # type: ignore[arg-type]
    other.marks.refresh()
    assert titles(other, ArticleQuery(tab="reading")) == ["1"]


def test_an_article_that_comes_back_is_as_it_was(library: Library) -> None:
    library.marks.set_read(known(9), True)  # type: ignore[arg-type]
    assert titles(library, ArticleQuery(text="is:read")) == []
    library.articles.put(make(9), (), path="/9")
    assert titles(library, ArticleQuery(text="is:read")) == ["9"]


def test_a_start_goes_on_where_the_last_ended(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing_module, "KEEP_FROM", 1)
    library.marks.set_read(known(2), True)  # type: ignore[arg-type]
    assert titles(library, ArticleQuery(text="is:read")) == ["2"]
    library.close()
    again = Library.open(library.folder)
    kept = again.articles._connection.execute("SELECT article, state FROM kept_standing").fetchall()
    assert kept == [(3, "read")]
    again.marks.set_read(known(4), True)  # type: ignore[arg-type]
    assert titles(again, ArticleQuery(text="is:read")) == ["2", "4"]


def test_nobody_waits_for_the_copy(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing_module, "KEEP_FROM", 1)
    library.marks.set_read(known(2), True)  # type: ignore[arg-type]
    titles(library, ArticleQuery(text="is:read"))
    writer = Library.open(library.folder).articles._connection
    writer.execute("BEGIN IMMEDIATE")
    library.close()
    writer.execute("ROLLBACK")
    assert titles(Library.open(library.folder), ArticleQuery(text="is:read")) == ["2"]


def test_a_reading_apart_knows_how_articles_stand_and_that_is_worked_out_once(library: Library) -> None:
    library.marks.set_position(known(1), Anchor(exact="Body"), 0.4)  # type: ignore[arg-type]
    library.marks.set_read(known(2), True)  # type: ignore[arg-type]
    library.marks.set_removed_all([known(3)], True)  # type: ignore[list-item]
    library.marks.tag_all(library.articles.references([5, 6]), ["river"])
    apart = library.articles.apart()
    for text in ("is:reading", "is:read", "is:removed", "tag:river", "body"):
        query = ArticleQuery(text=text)
        assert apart.gather(query, lambda: False) == library.articles.ids(query)
    assert library.articles.apart().rows is apart.rows
    library.marks.set_read(known(4), True)  # type: ignore[arg-type]
    newer = library.articles.apart()
    assert newer.rows != apart.rows
    assert newer.gather(ArticleQuery(text="is:read"), lambda: False) == library.articles.ids(
        ArticleQuery(text="is:read")
    )
