"""Blocks and quotations in columns: equal to the values they were made of, and read back whatever was stored."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.document import (
    Article,
    Block,
    BlockKind,
    Blocks,
    Inline,
    InlineKind,
    Mention,
    Quotation,
    QuotationKind,
    Quotations,
    Span,
)
from reader.document.codec import decode_article, decode_quotations, encode_article, encode_quotations

OFFSETS = st.integers(0, 2**31 - 1)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
INLINES = st.builds(Inline, st.sampled_from(InlineKind), OFFSETS, OFFSETS, WORDS)
BLOCKS = st.lists(
    st.builds(
        Block, st.sampled_from(BlockKind), OFFSETS, OFFSETS, st.integers(0, 300), WORDS, st.integers(0, 300), WORDS,
        st.lists(INLINES, max_size=3).map(tuple),
    )
)  # fmt: skip
QUOTATIONS = st.lists(
    st.builds(
        Quotation, OFFSETS, OFFSETS, st.sampled_from(QuotationKind),
        st.none() | st.builds(Mention, OFFSETS, OFFSETS, WORDS), st.none() | WORDS, WORDS,
        st.none() | st.builds(Span, OFFSETS, OFFSETS), st.floats(0, 1), WORDS,
    )
)  # fmt: skip


@given(BLOCKS)
def test_blocks_are_what_they_were_made_of(values: list[Block]) -> None:
    blocks = Blocks.of(values)
    assert blocks == values
    assert [blocks[number - len(values)] for number in range(len(values))] == values
    assert blocks[1:3] == tuple(values[1:3])
    article = Article(blocks=values)
    assert decode_article(encode_article(article)) == article


@given(QUOTATIONS)
def test_quotations_are_what_they_were_made_of(values: list[Quotation]) -> None:
    quotations = Quotations.of(values)
    assert quotations == values
    assert quotations[::-1] == tuple(reversed(values))
    assert quotations.kinds() == [value.kind for value in values]
    assert quotations.speakers() == [value.speaker_name for value in values]
    assert quotations.sure() == [value.is_sure for value in values]
    assert list(quotations.mentions()) == [
        (value.speaker.start, value.speaker.end, number) for number, value in enumerate(values) if value.speaker
    ]
    assert decode_quotations(encode_quotations(values)) == values


def test_columns_end_where_the_values_do() -> None:
    blocks = Blocks.of([Block(BlockKind.PARAGRAPH, 0, 3)])
    with pytest.raises(IndexError):
        blocks[1]
    assert blocks != [Block(BlockKind.PARAGRAPH, 0, 4)]
    assert blocks != []


def test_blocks_in_rows_as_they_were_first_kept_are_read() -> None:
    article = Article(title="t", blocks=(Block(BlockKind.HEADING, 0, 3, level=2),), text="abc")
    value = json.loads(encode_article(article))
    value["version"] = 1
    value["blocks"] = [["heading", 0, 3, 2, "", 0, "", [["link", 0, 3, "https://e.org"]]]]
    inline = Inline(InlineKind.LINK, 0, 3, "https://e.org")
    assert decode_article(json.dumps(value)).blocks == (Block(BlockKind.HEADING, 0, 3, level=2, inlines=(inline,)),)


@pytest.mark.parametrize(
    "damage",
    [
        {"starts": [0, 5]},
        {"ends": [-1]},
        {"starts": ["0"]},
        {"starts": [2**40]},
        {"kinds": [["paragraph"], [7]]},
        {"kinds": [["sonnet"], [0]]},
        {"details": [[0, [1]]]},
        {"inlines": [[2], [["link"], [0]], [0], [3], [""]]},
    ],
)
def test_damaged_blocks_are_told(damage: dict[str, object]) -> None:
    value = json.loads(encode_article(Article(blocks=(Block(BlockKind.PARAGRAPH, 0, 3),), text="abc")))
    value["blocks"] |= damage
    with pytest.raises(ValueError, match="not a stored article"):
        decode_article(json.dumps(value))


@pytest.mark.parametrize(("column", "values"), [(0, [1, 2]), (2, [9]), (2, [-1]), (6, [-2]), (10, ["much"])])
def test_damaged_quotations_are_told(column: int, values: list[object]) -> None:
    value = json.loads(encode_quotations([Quotation(0, 3, QuotationKind.DIRECT)]))
    value["columns"][column] = values
    with pytest.raises(ValueError, match="not stored quotations"):
        decode_quotations(json.dumps(value))
