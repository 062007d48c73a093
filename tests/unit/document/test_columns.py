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
    for some in (range(0, len(values), 2), range(len(values))):
        assert quotations.sure_speakers(some) == {
            values[number].speaker_name for number in some if values[number].is_sure
        }
        assert [*zip(*quotations.spans_of(some), strict=True)] == [
            (values[number].start, values[number].end, number) for number in some
        ]
        assert [*zip(*quotations.mentions_of(some), strict=True)] == [
            (speaker.start, speaker.end, number) for number in some if (speaker := values[number].speaker)
        ]
    assert decode_quotations(encode_quotations(values)) == values


@given(QUOTATIONS, QUOTATIONS)
def test_quotations_are_equal_where_their_values_are(values: list[Quotation], others: list[Quotation]) -> None:
    """Whatever order their words stand in, and whether they are compared as columns or one by one."""
    assert Quotations.of(values) == Quotations.of(list(values))
    for some in (others, values[::-1], values[:-1], [*values, *others]):
        assert (Quotations.of(values) == Quotations.of(some)) is (values == some)


@given(BLOCKS)
def test_blocks_of_one_kind_are_those_in_their_order(values: list[Block]) -> None:
    blocks = Blocks.of(values)
    for kind in BlockKind:
        assert blocks.of_kind(kind) == [block for block in values if block.kind is kind]


def test_columns_end_where_the_values_do() -> None:
    blocks = Blocks.of([Block(BlockKind.PARAGRAPH, 0, 3)])
    with pytest.raises(IndexError):
        blocks[1]
    assert blocks != [Block(BlockKind.PARAGRAPH, 0, 4)]
    assert blocks != []


PARAGRAPH = Article(title="t", blocks=(Block(BlockKind.PARAGRAPH, 0, 3),), text="abc")
SECOND = {
    "kinds": [["paragraph"], [0]], "starts": [0], "ends": [3], "inlines": [[1], [["link"], [0]], [0], [3], ["https://e.org"]],
}  # fmt: skip
"""The blocks of an article as the second form had them, all in JSON."""


def stored_with(blocks: object) -> bytes:
    """Return an article in JSON, as the first forms were, with these `blocks`."""
    value = json.loads(encode_article(PARAGRAPH).partition(b"\n")[0])
    return json.dumps(value | {"blocks": blocks}).encode()


def test_blocks_in_rows_as_they_were_first_kept_are_read() -> None:
    inline = Inline(InlineKind.LINK, 0, 3, "https://e.org")
    stored = stored_with([["heading", 0, 3, 2, "", 0, "", [["link", 0, 3, "https://e.org"]]]])
    assert decode_article(stored).blocks == (Block(BlockKind.HEADING, 0, 3, level=2, inlines=(inline,)),)


def test_columns_in_json_as_they_were_kept_then_are_read() -> None:
    inline = Inline(InlineKind.LINK, 0, 3, "https://e.org")
    assert decode_article(stored_with(SECOND)).blocks == (Block(BlockKind.PARAGRAPH, 0, 3, inlines=(inline,)),)
    stored = b'{"words":["direct","Edwin Sarr","","cue"],"columns":[[0],[9],[0],[-1],[-1],[-1],[1],[2],[-1],[-1],[0.9],[3]]}'
    assert decode_quotations(stored) == (
        Quotation(0, 9, QuotationKind.DIRECT, speaker_name="Edwin Sarr", confidence=0.9, evidence="cue"),
    )
    assert decode_quotations(b'{"words":[],"columns":[]}') == ()


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
def test_damaged_blocks_in_json_are_told(damage: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="not a stored article"):
        decode_article(stored_with(SECOND | damage))


@pytest.mark.parametrize(
    ("of", "instead"),
    [
        (b'"count":1', b'"count":2'),
        (b'"count":1', b'"count":-1'),
        (b'"count":1', b'"count":"1"'),
        (b'["paragraph"]', b'["sonnet"]'),
        (b'["paragraph"]', b"[]"),
        (b'"inlines":[0,', b'"inlines":[1,'),
        (b"\n", b"\n\x07"),
        (b"\x03\x00\x00\x00", b""),
    ],
)
def test_damaged_blocks_are_told(of: bytes, instead: bytes) -> None:
    stored = encode_article(PARAGRAPH)
    assert stored.count(of) == 1
    with pytest.raises(ValueError, match="not a stored article"):
        decode_article(stored.replace(of, instead))


@pytest.mark.parametrize("left", range(12 * 4 + 4))
def test_quotations_that_end_too_early_are_told(left: int) -> None:
    line, _, columns = encode_quotations([Quotation(0, 3, QuotationKind.DIRECT)]).partition(b"\n")
    with pytest.raises(ValueError, match="not stored quotations"):
        decode_quotations(line + b"\n" + columns[:left])


@pytest.mark.parametrize(("column", "values"), [(0, [1, 2]), (2, [9]), (2, [-1]), (6, [-2]), (10, ["much"])])
def test_damaged_quotations_in_json_are_told(column: int, values: list[object]) -> None:
    columns = [[0], [3], [0], [-1], [-1], [-1], [-1], [1], [-1], [-1], [0.0], [1]]
    value = {"words": ["direct", ""], "columns": columns}
    assert decode_quotations(json.dumps(value).encode()) == (Quotation(0, 3, QuotationKind.DIRECT),)
    value["columns"] = [*columns[:column], values, *columns[column + 1 :]]
    with pytest.raises(ValueError, match="not stored quotations"):
        decode_quotations(json.dumps(value).encode())


def test_the_inlines_of_a_row_are_those_that_stand_in_it() -> None:
    rows = [f"cell {number}\tmore" for number in range(50)]
    text, inlines, start = "\n".join(rows), [], 0
    for row in rows:
        inlines += [
            Inline(InlineKind.EMPHASIS, start + 1, start + 3),
            Inline(InlineKind.LINK, start, start + 4, "https://carrow.example"),
        ]
        start += len(row) + 1
    table = Block(BlockKind.TABLE, 0, len(text), inlines=tuple(inlines))
    blocks = Blocks.of([Block(BlockKind.PARAGRAPH, 0, 0, inlines=(Inline(InlineKind.STRONG, 0, 9),)), table])
    start = 0
    for row in rows:
        touching = blocks.inlines_touching(1, start, start + len(row))
        assert touching == [
            (InlineKind.EMPHASIS, start + 1, start + 3),
            (InlineKind.LINK, start, start + 4),
        ]
        start += len(row) + 1
