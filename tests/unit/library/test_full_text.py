"""How the full-text index is kept in few parts, a little with each article."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.document import Article, Block, BlockKind
from reader.library import Library
from reader.library.schema import STEPS, merging

MANY = 60


@pytest.fixture
def library(home: Path) -> Iterator[Library]:
    with Library.open(home / "data") as library:
        yield library


def add(library: Library, number: int, words: str = "") -> None:
    """Keep article `number`, which has a few words of its own."""
    text = f"The harbour of Carrow is lit by lamp{number} and by lantern{number}. {words}"
    article = Article(title=f"Lamp {number}", text=text, blocks=(Block(BlockKind.PARAGRAPH, 0, len(text)),))
    library.articles.put(article.counted(len(text.split())), (), path=f"/lamps/{number}")


def parts(connection: sqlite3.Connection) -> int:
    """Return of how many parts a search has to put its hits together."""
    return int(connection.execute("SELECT count(DISTINCT segid) FROM pages_idx").fetchone()[0])


def test_the_parts_of_the_index_are_merged_as_they_come(library: Library) -> None:
    connection = library.articles._connection
    most = 0
    for number in range(MANY):
        add(library, number)
        most = max(most, parts(connection))
    # At most three of each size wait for a fourth; sixty articles make parts of one, four, sixteen.
    assert most <= 3 * 3 + 1
    assert len(library.articles.search("harbour", limit=MANY)) == MANY
    assert [hit.title for hit in library.articles.search("lantern7", limit=9)] == ["Lamp 7"]


def test_a_library_of_before_leaves_its_merging_to_us(library: Library) -> None:
    connection = library.articles._connection
    asked = "SELECT v FROM pages_config WHERE k='automerge'"
    assert connection.execute(asked).fetchone() == (0,)
    connection.execute("INSERT INTO pages(pages, rank) VALUES('automerge', 4)")
    assert merging.leave_to_us in STEPS
    merging.leave_to_us(connection)
    assert connection.execute(asked).fetchone() == (0,)
