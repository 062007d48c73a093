from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document import Article, Block, BlockKind, assemble
from reader.text import sanitise
from reader.typesetting import set_article, typeset_plain
from reader.typesetting.tables import column_widths


@pytest.mark.parametrize(
    ("cells", "words", "width", "widths"),
    [
        ([[4, 6, 30]], [[4, 6, 9]], 60, [4, 6, 30]),
        ([[5, 6, 80, 12]], [[5, 6, 8, 7]], 60, [5, 6, 31, 12]),
        ([[40, 40]], [[8, 8]], 42, [20, 20]),
        ([[60, 20]], [[20, 5]], 42, [20, 20]),
        ([[30, 30, 30]], [[20, 20, 20]], 34, [10, 10, 10]),
    ],
)
def test_the_widest_columns_give_way_first(
    cells: list[list[int]], words: list[list[int]], width: int, widths: list[int]
) -> None:
    assert column_widths(cells, words, width) == widths


def test_a_table_that_can_be_moved_breaks_no_word() -> None:
    assert column_widths([[30, 30, 30]], [[20, 20, 20]], 34, is_sideways=True) == [20, 20, 20]


def table(text: str, alignment: str, *, quoted: int = 0) -> Article:
    blocks, joined = assemble([(Block(BlockKind.TABLE, 0, 0, level=1, quoted=quoted, target=alignment), text)])
    return Article(blocks=blocks, text=joined)


def test_columns_are_aligned_as_the_table_states() -> None:
    article = table("Port\tBoats\tPilot\nCarrow\t12\tHolt\nSkerry\t1,204\tB", "-rc")
    assert list(typeset_plain(article, 40)) == [
        "Port    Boats  Pilot",
        "──────  ─────  ─────",
        "Carrow     12  Holt",
        "Skerry  1,204    B",
    ]


def test_a_table_in_a_block_quote_stands_behind_its_bar() -> None:
    assert list(typeset_plain(table("Port\tBoats\nCarrow\t12", "-r", quoted=1), 30)) == [
        "│ Port    Boats",
        "│ ──────  ─────",
        "│ Carrow     12",
    ]


CELLS = st.text(alphabet="ab 漢字é👩\u200d", max_size=9)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=4),
    st.text("lrc-", max_size=5),
    st.integers(1, 60),
)
def test_every_cell_keeps_its_offsets(rows: list[list[str]], alignment: str, width: int) -> None:
    cleaned = [[" ".join(sanitise(cell).split()) for cell in row] for row in rows]
    article = table("\n".join("\t".join(row) for row in cleaned), alignment)
    page = set_article(article, width)
    seen = set()
    for line in map(page.line, range(len(page))):
        if line.text is None or line.offsets is None or line.start == line.end:
            continue
        assert len(line.offsets) == len(line.text)
        assert list(line.offsets) == sorted(line.offsets)
        for character, offset in zip(line.text, line.offsets, strict=True):
            if character != " ":
                assert article.text[offset] == character
                seen.add(offset)
    assert seen == {place for place, character in enumerate(article.text) if not character.isspace()}


def test_a_table_that_runs_from_the_right_begins_there() -> None:
    article = table("אב\tBoats\nג\t12", "")
    page = set_article(article, 20, turned=True)
    lines = [page.line(number) for number in range(len(page))]
    assert [" " * line.indent + (line.text or "") for line in lines] == [
        "           Boats  בא",
        "           ─────  ──",
        "              12   ג",
    ]
