from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.document import Article, Block, BlockKind, assemble
from reader.tui import galley
from reader.tui.columns import columns_for
from reader.tui.galley import Galley, Manner

SENTENCE = "The Tide Office at Carrow closed its doors on a Friday, and nobody noticed before the flood. "
KINDS = (
    BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING, BlockKind.CODE, BlockKind.FIGURE,
    BlockKind.TABLE, BlockKind.VERSE,
)  # fmt: skip


def article_of(lengths: list[int]) -> Article:
    blocks, text = assemble(
        (Block(KINDS[length % len(KINDS)], 0, 0, level=1, marker="•"), f"{number}. {SENTENCE * length}")
        for number, length in enumerate(lengths, 1)
    )
    return Article(title="The office by the sea", authors=("Brian Holt",), blocks=blocks, text=text)


def lines_of(set_lines: Galley) -> list[tuple[int, int, str]]:
    """Return all lines by what stands on them, whatever their numbers are."""
    lines = (set_lines.line(number) for number in range(set_lines.count - 1))
    return [(line.start, line.end, line.prefix) if line else (-1, -1, "") for line in lines]


@pytest.fixture(autouse=True)
def everything_is_long(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(galley, "SET_AT_ONCE", 0)
    monkeypatch.setattr(galley, "BLOCKS_AT_ONCE", 3)
    return iter(())


@given(st.lists(st.integers(0, 9), min_size=1, max_size=60), st.floats(0, 1), st.integers(1, 12), st.integers(20, 90))
def test_what_is_set_first_are_lines_of_the_whole(lengths: list[int], share: float, rows: int, width: int) -> None:
    article = article_of(lengths)
    manner, offset = Manner(columns_for(width, 72)), int(share * len(article.text))
    whole, part = Galley(article, manner), Galley(article, manner, offset=offset, rows=rows)
    assert whole.is_whole
    assert part.has_words_at(offset)
    line = part.line_of(offset)
    assert part.has_lines(line, line + rows)
    before, first = lines_of(part), part.offset_of(line)
    grown = part.finish()
    assert lines_of(part) == lines_of(whole)
    assert lines_of(part)[grown : grown + len(before)] == before
    assert part.offset_of(line + grown) == first


def test_the_rest_is_set_in_pieces() -> None:
    article = article_of([3] * 400)
    part = Galley(article, Manner(columns_for(60, 72)), offset=len(article.text) // 2, rows=10)
    assert not part.is_whole
    assert not part.has_words_at(0)
    assert not part.has_words_at(len(article.text))
    pieces = 0
    while part.go_on(0.0001) is None:
        pieces += 1
        assert not part.is_whole
    assert pieces > 1
    assert part.is_whole
    assert part.go_on(1) == 0


def test_the_headline_comes_with_the_first_line() -> None:
    article = article_of([3] * 400)
    part = Galley(article, Manner(columns_for(60, 72)), offset=len(article.text) // 2, rows=10)
    assert part.head == ()
    assert not part.has_lines(-1, 5)
    part.finish()
    assert ("heading", article.title) in part.head
    assert part.has_lines(-1, 5)


def test_a_digest_has_the_lines_of_its_stretches_and_gaps() -> None:
    article = article_of([1] * 100)
    set_lines = Galley(article, Manner(columns_for(60, 72)), offset=0, rows=5)
    spans = [(article.text.index(f"{number}. "), article.text.index(f"{number}. ") + 8) for number in (7, 50)]
    set_lines.show_digest(spans)
    lines = [set_lines.line(number) for number in range(len(set_lines.head), set_lines.count - 1)]
    assert [line.start if line else None for line in lines] == [spans[0][0], None, spans[1][0]]
    set_lines.show_all()
    assert set_lines.count > 200
