"""Rows of a list that others change while it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.document import Article, Block, BlockKind, assemble
from reader.library import ArticleQuery, Library
from reader.tui.library.shown import ROWS_AT_ONCE, Shown

COUNT = 3 * ROWS_AT_ONCE


def article(number: int) -> Article:
    blocks, text = assemble([(Block(BlockKind.PARAGRAPH, 0, 0), f"The gauge was read {number} times at Carrow.")])
    return Article(title=f"Reading {number}", blocks=blocks, text=text)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path) as library:
        for number in range(COUNT):
            library.articles.put(article(number), (), path=f"/{number}.txt")
        yield library


@pytest.mark.parametrize("gone", [1, 3, 20])
def test_rows_above_those_on_the_screen_are_found_where_they_stood(library: Library, gone: int) -> None:
    shown = Shown(library.articles)
    shown.ask(ArticleQuery())
    before = list(shown.numbers)
    here = 2 * ROWS_AT_ONCE
    assert shown.row(here) is not None
    removed = library.articles.references(before[:gone])
    library.marks.set_removed_all(removed, True)
    assert [row.id if (row := shown.row(place)) else None for place in range(here)] == [
        *[None] * gone, *before[gone:here],
    ]  # fmt: skip
    library.articles.put(article(COUNT), (), path="/more.txt")
    assert (last := shown.row(COUNT - 1)) is not None
    assert last.id == before[-1]
