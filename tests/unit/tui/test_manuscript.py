from __future__ import annotations

from datetime import date

import pytest

from reader.document import Article, Block, BlockKind, assemble
from reader.quotations import find_quotations
from reader.text import cell_width
from reader.tui.manuscript import headline, make_manuscript

REPORT = Article(
    title="A lamp", authors=("Mara Quill", "Tom Garrity"), site="Harbour Gazette", published=date(2024, 3, 14)
)


@pytest.mark.parametrize(
    ("article", "width", "lines"),
    [
        (REPORT, 80, ["Mara Quill, Tom Garrity · Harbour Gazette · 14 March 2024 · 1 min"]),
        (REPORT, 58, ["Mara Quill, Tom Garrity · Harbour Gazette", "14 March 2024 · 1 min"]),
        (REPORT, 24, ["Mara Quill, Tom Garrity", "Harbour Gazette", "14 March 2024 · 1 min"]),
        (Article(title="A lamp"), 80, ["1 min"]),
    ],
)
def test_the_byline_breaks_between_facts(article: Article, width: int, lines: list[str]) -> None:
    assert [words for kind, words in headline(article, width) if kind == "muted"] == lines


@pytest.mark.parametrize("width", [1, 5, 12])
def test_a_fact_wider_than_the_column_is_broken_inside(width: int) -> None:
    assert all(cell_width(words) <= width for _, words in headline(REPORT, width))


def test_what_is_quoted_in_a_program_is_nobodys_speech() -> None:
    speech, code = (
        "“The sea does not wait for anybody,” said Brian Holt.",
        'print("the sea does not wait for anybody")',
    )
    blocks, text = assemble([(Block(BlockKind.PARAGRAPH, 0, 0), speech), (Block(BlockKind.CODE, 0, 0), code)])
    quotations = find_quotations(text)
    assert len(quotations) == 2
    assert [
        quotations[number].start for number in make_manuscript(Article(blocks=blocks, text=text), quotations).shown
    ] == [0]
