"""The words that a table has beside the index, so that their beginnings are known at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.document import Article, Block, BlockKind
from reader.library import Library
from reader.library.articles.index_words import BEGINNING
from reader.library.articles.vocabulary import words_begun, words_of
from reader.library.schema import STEPS, vocabulary

SCRIPTS = [
    st.text(st.characters(categories=["L", "N", "P", "Z"], min_codepoint=first, max_codepoint=last), max_size=9)
    for first, last in (
        (0x20, 0x1DF),
        (0x386, 0x3CE),
        (0x400, 0x45F),
        (0x5D0, 0x5EA),
        (0x620, 0x64A),
        (0x3041, 0x30FE),
    )
]
"""Words in Latin, Greek, Cyrillic, Hebrew and Arabic, Japanese letters; nobody mixes them in one."""


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE pages USING fts5(body, content='', tokenize='unicode61 remove_diacritics 2')"
    )
    connection.execute("CREATE VIRTUAL TABLE terms USING fts5vocab(pages, row)")
    yield connection
    connection.close()


@given(st.lists(st.one_of(SCRIPTS), max_size=8))
@example(["000Ǡ", "Ǟǟǡ", "Ǻǻ"])
@example(["Résumé", "re\u0301sume\u0301", "ΟΔΟΣ", "губернатор", "straße", "snake_case", "Erdoğan", "naïve"])
def test_no_word_of_the_index_is_missed(index: sqlite3.Connection, words: list[str]) -> None:
    text = " ".join(words)
    index.execute("INSERT INTO pages(pages) VALUES('delete-all')")
    index.execute("INSERT INTO pages(rowid, body) VALUES(1, ?)", (text,))
    terms = {term for (term,) in index.execute("SELECT term FROM terms") if len(term) > BEGINNING}
    assert terms <= words_of(text)


def test_a_library_of_before_gets_its_words(home: Path) -> None:
    library = Library.open(home / "data")
    text = "The harbour of Carrow is lit."
    library.articles.put(Article(title="Lanterns", text=text, blocks=(Block(BlockKind.PARAGRAPH, 0, len(text)),)), ())
    connection = library.articles._connection
    kept = connection.execute("SELECT word FROM vocabulary").fetchall()
    assert kept == [("carrow",), ("harbour",), ("lanterns",)]
    assert words_begun(connection, "harb") == ("harbour",)
    connection.execute("DROP TABLE vocabulary")
    assert vocabulary.create in STEPS
    vocabulary.create(connection)
    assert connection.execute("SELECT word FROM vocabulary").fetchall() == kept
