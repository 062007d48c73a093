"""Lines in two directions. The Hebrew and Arabic is invented; what is expected stands from left to right, by cells."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.document import Article, Block, BlockKind, assemble
from reader.text import cell_width, sanitise
from reader.typesetting import set_article, typeset_plain
from reader.typesetting.bidi import Direction, in_order_of_cells, runs_from_the_right, turned

ALEF, BET, GIMEL, DALET = "אבגד"


@pytest.mark.parametrize(
    ("words", "from_the_right", "cells"),
    [
        (f"{ALEF}{BET} {GIMEL}", True, f"{GIMEL} {BET}{ALEF}"),
        (f"{ALEF}{BET} abc {GIMEL}", True, f"{GIMEL} abc {BET}{ALEF}"),
        (f"abc {ALEF}{BET} {GIMEL} def", False, f"abc {GIMEL} {BET}{ALEF} def"),
        (f"{ALEF} 1,204.5 {BET}", True, f"{BET} 1,204.5 {ALEF}"),
        (f"{ALEF} 12% {BET}", True, f"{BET} 12% {ALEF}"),
        (f"{ALEF} (abc) {BET}.", True, f".{BET} (abc) {ALEF}"),
        (f"{ALEF} abc (def) {BET}", True, f"{BET} abc (def) {ALEF}"),
        (f"abc ({ALEF} {BET}) def", False, f"abc ({BET} {ALEF}) def"),
        (f"{ALEF}\u05b8{BET}", True, f"{BET}{ALEF}\u05b8"),
        (f"{ALEF} -- {BET} ", True, f" {BET} -- {ALEF}"),
        ("abc", False, "abc"),
    ],
)
def test_words_stand_where_they_are_read(words: str, from_the_right: bool, cells: str) -> None:
    assert in_order_of_cells(words, 0, len(words), from_the_right=from_the_right)[0] == cells


def test_what_stands_before_the_line_tells_which_numbers_are_arabic() -> None:
    text = "سنة 12-13"
    shown = in_order_of_cells(text, 4, len(text), from_the_right=True, block=0)[0]
    assert shown == "13-12"
    assert in_order_of_cells(text, 4, len(text), from_the_right=True)[0] == "12-13"


def test_arabic_letters_are_joined_before_they_are_turned() -> None:
    shown, offsets = in_order_of_cells("بيت", 0, 3, from_the_right=True)
    assert [unicodedata.name(sign).rsplit(" ", 2)[-2] for sign in shown] == ["FINAL", "MEDIAL", "INITIAL"]
    assert list(offsets) == [2, 1, 0]
    assert unicodedata.normalize("NFKC", shown) == "تيب"


@pytest.mark.parametrize(
    ("words", "direction", "answer"),
    [
        (f"{ALEF} abc", Direction.AUTO, True),
        (f"abc {ALEF}", Direction.AUTO, False),
        (f"“12. {ALEF}", Direction.AUTO, True),
        ("12345678901", Direction.AUTO, False),
        ("", Direction.AUTO, False),
        ("abc", Direction.RTL, True),
        (f"{ALEF}", Direction.LTR, False),
    ],
)
def test_a_paragraph_runs_as_its_first_letter_does(words: str, direction: Direction, answer: bool) -> None:
    assert runs_from_the_right(words, 0, len(words), direction) is answer


@pytest.mark.parametrize("mark", ["", "“", "«", "—", '"'])
def test_a_mark_before_the_first_letter_changes_nothing(mark: str) -> None:
    blocks, text = assemble([(Block(BlockKind.PARAGRAPH, 0, 0), f"{mark}{word} {word}") for word in (ALEF, "abc")])
    page = set_article(Article(blocks=blocks, text=text), 40)
    assert page.line(0).indent > 20 and page.line(2).indent == 0


def article_of(*parts: tuple[Block, str]) -> Article:
    blocks, text = assemble(parts)
    return Article(blocks=blocks, text=text)


def test_lists_and_block_quotes_are_mirrored() -> None:
    article = article_of(
        (Block(BlockKind.LIST_ITEM, 0, 0, level=1, marker="•"), f"{ALEF} {BET} {GIMEL}"),
        (Block(BlockKind.LIST_ITEM, 0, 0, level=2, marker="•"), DALET),
        (Block(BlockKind.PARAGRAPH, 0, 0, quoted=1), f"{ALEF}{BET}"),
        (Block(BlockKind.VERSE, 0, 0), f"{ALEF}\n{BET}{GIMEL}"),
        (Block(BlockKind.PARAGRAPH, 0, 0), "abc"),
    )
    assert list(typeset_plain(article, 12)) == [
        f"     {ALEF} {BET} {GIMEL} •",
        f"       {DALET} •".rstrip(),
        "",
        f"        {ALEF}{BET} │",
        "",
        f"           {ALEF}",
        f"          {BET}{GIMEL}",
        "",
        "abc",
    ]


def test_a_number_stands_right_of_its_item_where_the_reader_turns_the_words() -> None:
    article = article_of((Block(BlockKind.LIST_ITEM, 0, 0, level=1, marker="3."), f"{ALEF}{BET}"))
    line = set_article(article, 12, turned=True).line(0)
    assert (line.text, line.suffix, line.indent) == (f"{BET}{ALEF}", " .3", 7)
    assert set_article(article, 12).line(0).suffix.strip() == ""


def test_all_paragraphs_run_as_it_is_set() -> None:
    article = article_of((Block(BlockKind.PARAGRAPH, 0, 0), "abc"), (Block(BlockKind.PARAGRAPH, 0, 0), ALEF))
    page = set_article(article, 10, direction=Direction.RTL)
    assert [page.line(0).indent, page.line(2).indent] == [7, 9]
    page = set_article(article, 10, direction=Direction.LTR)
    assert [page.line(0).indent, page.line(2).indent] == [0, 0]


KINDS = [BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.VERSE, BlockKind.TABLE, BlockKind.NOTE]
WORDS = st.text(alphabet="ab אבג ض٣3.,(){}«»\u05b8\u064b漢👩\u200d\t\n", max_size=40)


@example(BlockKind.PARAGRAPH, "33漢 \u05b83", 3, Direction.AUTO)
@given(st.sampled_from(KINDS), WORDS, st.integers(1, 24), st.sampled_from(Direction))
def test_each_cell_has_the_offset_of_its_character(
    kind: BlockKind, words: str, width: int, direction: Direction
) -> None:
    kept = sanitise(words).strip() if kind is BlockKind.TABLE else " ".join(sanitise(words).split())
    article = article_of((Block(kind, 0, 0, level=1, marker="1."), kept))
    page = set_article(article, width, direction=direction, turned=True)
    seen: set[int] = set()
    for line in map(page.line, range(len(page))):
        shown = line.text if line.text is not None else article.text[line.start : line.end]
        offsets = line.offsets if line.offsets is not None else range(line.start, line.end)
        assert len(shown) == len(offsets)
        for offset in offsets:
            assert line.start - 1 <= offset <= line.end
        if line.end > line.start and line.text is not None:
            seen.update(offset for sign, offset in zip(shown, offsets, strict=True) if not sign.isspace())
        else:
            seen.update(range(line.start, line.end))
        if kind is not BlockKind.TABLE and width > 8:
            assert line.indent + cell_width(shown) + cell_width(line.suffix) <= width + 1
    assert {place for place, sign in enumerate(article.text) if not sign.isspace()} <= seen


def test_a_line_by_itself_runs_as_its_first_letter_does() -> None:
    assert turned(f"{ALEF}{BET} abc") == f"abc {BET}{ALEF}"
    assert turned(f"abc {ALEF}{BET}") == f"abc {BET}{ALEF}"
    assert turned(f"abc {ALEF}", from_the_right=True) == f"{ALEF} abc"
    assert turned("abc") == "abc"
