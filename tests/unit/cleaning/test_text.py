from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from reader.cleaning import clean_text
from reader.document import BlockKind
from tests.conftest import REPORT


def test_a_dump_comes_out_as_an_article() -> None:
    article = clean_text(REPORT).article
    assert article.title == "The lamp that would not go out"
    assert article.authors == ("Ines Halloran", "Peter Voss")
    assert article.published == date(2024, 3, 14)
    assert article.site == "Harbour Gazette"
    assert article.text.startswith("PORT ELLERY — ")
    assert article.text.endswith("“I would not leave either.”")
    assert len(article.blocks) == 4


def test_everything_removed_is_kept_with_its_reason() -> None:
    removed = clean_text(REPORT).removed
    rules = {item.text: item.rule for item in removed}
    assert rules["May 2, 2024"] == "date"
    assert rules["By Ines Halloran and Peter Voss"] == "byline"
    assert "Leave a Reply" in rules
    assert all(item.reason and item.line for item in removed)


def test_every_line_is_either_kept_or_told() -> None:
    cleaned = clean_text(REPORT)
    told = {item.text for item in cleaned.removed}
    for line in REPORT.splitlines():
        assert not line.strip() or line.strip() in told or line.strip() in cleaned.article.text


def test_hard_wrapped_lines_are_joined() -> None:
    wrapped = (
        "A title of some words\n\n"
        "The ferry left at six in the morning with nobody on board but the cap-\n"
        "tain, two goats and a crate of lemons that nobody had ever asked for in\n"
        "the whole history of the island, which is long and mostly about lemons.\n"
    )
    article = clean_text(wrapped).article
    assert "the captain, two goats" in article.text
    assert "\n" not in article.text


def test_verse_keeps_its_lines() -> None:
    article = clean_text(
        "The tide\n\nIt comes at night\nit goes by day\nit leaves the boats\nand takes the clay\n"
    ).article
    assert article.blocks[0].kind is BlockKind.VERSE
    assert "by day\nit leaves" in article.text


def test_lists_are_recognised() -> None:
    article = clean_text("What to bring\n\n- a rope\n- two lamps\n1. a map\n").article
    assert [block.marker for block in article.blocks] == ["•", "•", "1."]


@given(st.text())
def test_nothing_raises_and_blocks_cover_the_text(text: str) -> None:
    article = clean_text(text).article
    for block in article.blocks:
        assert 0 <= block.start < block.end <= len(article.text)
    assert "\n\n".join(article.text_of(block) for block in article.blocks) == article.text
