"""A page set from the database has the words where the application will have them, or is none."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.config.paths import find_paths
from reader.config.state import remember
from reader.config.themes import read_themes
from reader.document import Article, Block, BlockKind, assemble
from reader.document.identity import reference
from reader.document.placing import position_at
from reader.entry import looks, stored_page
from reader.library import Library
from reader.pipeline import index
from reader.text import sanitise
from reader.tui import first_page
from tests.conftest import SAMPLES

THEME = read_themes(Path("nowhere"))[0][0]
LOOK = looks.Look(72, THEME.colours, panel=True)
SIZES = [(60, 20), (100, 30), (200, 60), (24, 5)]
PROSE = "The gauge at Carrow is read at low water, which on some days comes twice, so that one needs a lamp. "


@pytest.fixture(autouse=True)
def _look() -> None:
    looks.keep(LOOK)


@pytest.fixture
def library(home: Path) -> Iterator[Library]:
    with Library.open(find_paths().data) as library:
        yield library


def rows(page: str) -> list[str]:
    return [re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", row).rstrip() for row in page.split("\r\n")]


def painted(article: Article, size: tuple[int, int], offset: int = 0) -> str:
    return first_page.compose(article, THEME, os.terminal_size(size), measure=72, panel=True, offset=offset)


def seen(page: str | None) -> list[str]:
    """Return the rows of a page up to the last that has words; none of none."""
    found = rows(page) if page is not None else []
    while found and not found[-1]:
        found.pop()
    return found


def book(paragraphs: int = 60, title: str = "A register of tides") -> Article:
    parts = [(Block(BlockKind.HEADING, 0, 0, level=2), "Of gauges")]
    for number in range(paragraphs):
        parts.append((Block(BlockKind.PARAGRAPH, 0, 0), f"{number}. {PROSE * (1 + number % 4)}".strip()))
    blocks, text = assemble(parts)
    return Article(title=title, authors=("Ines Halloran",), site="Harbour Gazette", blocks=blocks, text=text)


def leave_off(library: Library, article: Article, offset: int) -> None:
    library.marks.set_position(reference(article), position_at(article, offset, offset + 80), 0.5)


@pytest.mark.parametrize("size", SIZES)
def test_the_words_stand_where_the_application_has_them(library: Library, size: tuple[int, int]) -> None:
    added = index(library, [SAMPLES]).added
    assert added > 10
    left_out = []
    for number in range(1, added + 1):
        stored = library.articles.get(number)
        assert stored is not None
        early = seen(stored_page.compose(number, "", *size))
        assert early == rows(painted(stored.article, size))[: len(early)]
        if not early:
            left_out.append(stored.article.title)
    assert left_out == ["梟の郵便局"], "only where letters take two cells is nothing certain"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("share", [0.1, 0.5, 0.77])
def test_a_page_begins_where_the_reader_left_off(library: Library, size: tuple[int, int], share: float) -> None:
    article = book()
    number = library.articles.put(article, ())
    offset = int(share * len(article.text))
    leave_off(library, article, offset)
    page = stored_page.compose(number, "", *size)
    assert page is not None
    # The last line is the application's bar.
    assert rows(page)[:-1] == rows(painted(article, size, offset))[:-1]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    words=st.lists(
        st.text(st.sampled_from("ab é-—/“”«»!?.&\u00a0\u00ad漢ا\t1\x1b"), min_size=1, max_size=300),
        min_size=1,
        max_size=5,
    ),
    title=st.text(st.sampled_from("ab é—“漢 \u202e"), max_size=90),
    size=st.tuples(st.integers(1, 130), st.integers(1, 40)),
    offset=st.integers(0, 400),
)
def test_whatever_the_words_are_they_stand_right_or_not_at_all(
    library: Library, words: list[str], title: str, size: tuple[int, int], offset: int
) -> None:
    article = clean(words, title)
    if not article.text:
        return
    number = library.articles.put(article, ())
    offset = min(offset, len(article.text) - 1)
    leave_off(library, article, offset)
    early = seen(stored_page.compose(number, "", *size))
    assert early == rows(painted(article, size, offset))[: len(early)]


def clean(words: list[str], title: str) -> Article:
    """Return an article as cleaning gives it: through the gate, no blanks at the ends of paragraphs."""
    parts = [(Block(BlockKind.PARAGRAPH, 0, 0), sanitise(paragraph).strip()) for paragraph in words]
    blocks, text = assemble(parts)
    return Article(title=sanitise(title), blocks=blocks, text=text)


def test_an_article_is_found_by_its_file_as_that_was(library: Library, report: Path) -> None:
    path = str(report.resolve())
    index(library, [report])
    page = stored_page.compose(None, path, 100, 30)
    assert page is not None and "refused to leave" in page
    report.write_text("Other words stand here now.", encoding="utf-8")
    assert stored_page.compose(None, path, 100, 30) is None


def test_it_looks_as_the_application_last_did(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    number = library.articles.put(book(), ())
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)
    page = stored_page.compose(number, "", 100, 30)
    assert page is not None and "38;2" in page
    assert page.split("\r\n")[:-1] == painted(book(), (100, 30)).split("\r\n")[:-1]
    looks.keep(looks.Look(40, THEME.colours, panel=False))
    early = seen(stored_page.compose(number, "", 100, 30))
    assert max(map(len, (row.strip() for row in early))) <= 40
    monkeypatch.setenv("NO_COLOR", "1")
    page = stored_page.compose(number, "", 100, 30)
    assert page is not None and "38;2" not in page


NOT_KNOWN: dict[str, Callable[[Library, int], object]] = {
    "no look was kept": lambda library, number: looks.keep(None),
    "the look is damaged": lambda library, number: (find_paths().state / "look").write_bytes(b"\xff\n1"),
    "the settings were changed": lambda library, number: remember(find_paths(), {"theme": "paper"}),
    "it is wanted as it came": lambda library, number: looks.keep(
        looks.Look(72, THEME.colours, panel=True, uncleaned=[""])
    ),
    "the body is damaged": lambda library, number: change("UPDATE bodies SET text = x'00'"),
    "the layout is damaged": lambda library, number: change("UPDATE bodies SET layout = x'00'"),
    "the layout is another program's": lambda library, number: change(
        "UPDATE bodies SET layout = ?", zlib.compress(b'{"version":9,"blocks":{"count":0,"kinds":[],"details":[]}}\n')
    ),
    "the table is another one": lambda library, number: change("ALTER TABLE bodies RENAME TO others"),
    "the database is none": lambda library, number: (find_paths().data / "library.db").write_bytes(b"none"),
    "its day is none": lambda library, number: change("UPDATE articles SET published='2023-13-01'"),
    "its day is half of one": lambda library, number: change("UPDATE articles SET published='2023-05'"),
    "marks are not added up": lambda library, number: (find_paths().data / "marks.db").unlink(),
    "it was left beyond what is unpacked": lambda library, number: leave_off(library, book(2000), 100_000),
}


def change(statement: str, *values: object) -> None:
    with closing(sqlite3.connect(find_paths().data / "library.db")) as database, database:
        database.execute(statement, values)


@pytest.mark.parametrize("what", NOT_KNOWN)
def test_what_is_not_certain_is_left_to_the_application(library: Library, what: str) -> None:
    number = library.articles.put(book(2000), ())
    library.marks.set_read(reference(book()), True)
    assert stored_page.compose(number, "", 100, 30) is not None
    NOT_KNOWN[what](library, number)
    assert stored_page.compose(number, "", 100, 30) is None


def test_a_place_of_another_device_is_left_to_the_application(library: Library) -> None:
    article = book()
    number = library.articles.put(article, ())
    leave_off(library, article, 500)
    device = find_paths().data / ".device"
    device.write_text(
        device.read_text(encoding="utf-8").replace("-", "_").replace("\n", "\nelsewhere "), encoding="utf-8"
    )
    with closing(sqlite3.connect(find_paths().data / "marks.db")) as database, database:
        database.execute("UPDATE positions SET device = 'another'")
    assert stored_page.compose(number, "", 100, 30) is None


def test_the_end_of_an_article_is_left_to_the_application(library: Library) -> None:
    article = book(8)
    number = library.articles.put(article, ())
    leave_off(library, article, len(article.text) - 100)
    assert stored_page.compose(number, "", 100, 30) is None


def test_nothing_is_made_where_nothing_is(home: Path) -> None:
    before = sorted(home.rglob("*"))
    assert stored_page.compose(1, "", 100, 30) is None
    assert sorted(home.rglob("*")) == before


def test_it_loads_next_to_nothing(library: Library) -> None:
    number = library.articles.put(book(), ())
    leave_off(library, book(), 300)
    program = (
        "import sys; before = set(sys.modules); from reader.entry.stored_page import compose; "
        f"assert compose({number}, '', 100, 30); print(*sorted(set(sys.modules) - before))"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    of_sqlite = {"_collections", "_functools", "_operator", "collections", "functools", "itertools", "keyword", "operator", "reprlib", "types"}  # fmt: skip
    assert set(result.stdout.split()) <= of_sqlite | {
        "__future__", "_json", "_sqlite3", "reader", "reader.config", "reader.config.folders", "reader.entry", "reader.entry.looks",
        "reader.entry.stamps", "reader.entry.stored_articles", "reader.entry.stored_page", "reader.plain", "reader.plain.breaking",
        "reader.plain.columns", "reader.plain.facts", "reader.plain.inks", "zlib",
    }  # fmt: skip
