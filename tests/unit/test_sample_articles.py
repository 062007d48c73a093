"""The sample articles are the first thing a newcomer sees: each must come out whole, with what it tells of itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reader.document import BlockKind
from reader.pipeline import Reading, read_path
from tests.conftest import SAMPLES

FILES = sorted(SAMPLES.iterdir())


def test_there_are_enough_of_different_kinds() -> None:
    assert len(FILES) >= 12
    assert {path.suffix for path in FILES} == {".txt", ".md", ".html"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_has_a_title_and_a_body_without_the_page(path: Path) -> None:
    article = read_path(path).article
    assert article.title
    assert article.text
    assert "Leave a Reply" not in article.text
    assert "rights reserved" not in article.text
    assert "\ufffd" not in article.text


def sample(name: str) -> Reading:
    return read_path(SAMPLES / name)


def test_the_long_feature_is_long_and_keeps_its_parts() -> None:
    article = sample("the-river-that-moved-a-town.html").article
    assert article.words >= 6000
    assert article.published == date(2019, 9, 21)
    kinds = {block.kind for block in article.blocks}
    assert {BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.CAPTION, BlockKind.ATTRIBUTION} <= kinds
    assert article.text.endswith("it really had been five to.")


def test_the_news_report_comes_out_of_its_dump() -> None:
    reading = sample("lighthouse-of-skerry-bay.txt")
    assert reading.article.title == "Keeper of a dark lamp tells town: 'I was never relieved'"
    assert reading.article.authors == ("Ines Halloran", "Peter Voss")
    assert reading.article.published == date(2024, 3, 14)
    assert reading.article.site == "Harbour Gazette"
    assert {speaker.name for speaker in reading.speakers} >= {
        "Marta Quill",
        "Edwin Sarr",
        "Harriet Bloom",
        "Tom Garrity",
    }


def test_the_reprint_has_the_same_words_under_another_title() -> None:
    first, reprint = sample("lighthouse-of-skerry-bay.txt").article, sample("keeper-reprint.txt").article
    assert reprint.title != first.title
    assert set(reprint.text.split("\n\n")) <= set(first.text.split("\n\n"))


def test_verse_stays_verse() -> None:
    assert all(block.kind is BlockKind.VERSE for block in sample("tide-table.txt").article.blocks)


def test_a_recipe_keeps_lists_code_and_table() -> None:
    kinds = {block.kind for block in sample("bread-for-people-who-forget.md").article.blocks}
    assert {BlockKind.LIST_ITEM, BlockKind.CODE, BlockKind.TABLE, BlockKind.HEADING} <= kinds
