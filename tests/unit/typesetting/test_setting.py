from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document import Article, Block, BlockKind, assemble
from reader.text import cell_width, sanitise
from reader.typesetting import set_article, typeset_plain
from reader.typesetting.wrapping import wrap


def article_of(*parts: tuple[BlockKind, str]) -> Article:
    blocks, text = assemble((Block(kind, 0, 0, level=1, marker="•"), words) for kind, words in parts)
    return Article(blocks=blocks, text=text)


def test_a_paragraph_is_wrapped_at_its_blanks() -> None:
    article = article_of((BlockKind.PARAGRAPH, "one two three four"))
    assert list(typeset_plain(article, 9)) == ["one two", "three", "four"]


def test_the_second_line_of_an_item_hangs() -> None:
    article = article_of((BlockKind.LIST_ITEM, "a long item here"), (BlockKind.LIST_ITEM, "b"))
    assert list(typeset_plain(article, 12)) == ["• a long", "  item here", "• b"]


def test_closing_marks_do_not_begin_a_line() -> None:
    article = article_of((BlockKind.PARAGRAPH, "あいうえお。かきくけこ。"))
    assert all(not line.startswith("。") for line in typeset_plain(article, 10))


def test_a_line_is_found_by_its_words() -> None:
    article = article_of((BlockKind.PARAGRAPH, "word " * 40), (BlockKind.PARAGRAPH, "the end"))
    page = set_article(article, 20)
    for number in range(len(page)):
        line = page.line(number)
        if line.end > line.start:
            assert page.line_at(line.start) == number
            assert page.offset_at(number) == line.start


def test_what_a_break_leaves_may_need_another() -> None:
    starts, ends = wrap("あい、", 0, 3, 4, 2)
    assert list(zip(starts, ends, strict=True)) == [(0, 1), (1, 2), (2, 3)]


KINDS = st.sampled_from(
    [BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.VERSE, BlockKind.CODE]
)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(KINDS, st.text(max_size=60)), max_size=4), st.integers(2, 30))
def test_every_word_appears_once_and_no_line_is_too_wide(parts: list[tuple[BlockKind, str]], width: int) -> None:
    cleaned = [(kind, " ".join(sanitise(words).split())) for kind, words in parts]
    article = article_of(*cleaned)
    page = set_article(article, width)
    lines = [page.line(number) for number in range(len(page))]
    shown = "".join(article.text[line.start : line.end] for line in lines)
    assert "".join(shown.split()) == "".join(article.text.split())
    for line in lines:
        assert line.indent + cell_width(article.text[line.start : line.end]) <= width


def figure_of(said: str, width: int) -> list[str]:
    blocks, text = assemble(
        [(Block(BlockKind.FIGURE, 0, 0, marker=said), ""), (Block(BlockKind.CAPTION, 0, 0), "Low tide.")]
    )
    return list(typeset_plain(Article(blocks=blocks, text=text), width))


def test_a_figure_shows_what_is_said_of_it_and_stands_over_its_caption() -> None:
    assert figure_of("Boats at Carrow", 40) == ["[image] Boats at Carrow", "Low tide."]
    assert figure_of("Boats at Carrow in the rain", 24) == [
        "[image] Boats at Carrow",
        "        in the rain",
        "Low tide.",
    ]
    assert figure_of("", 40) == ["[image]", "Low tide."]


def test_a_figure_does_not_repeat_the_title() -> None:
    blocks, text = assemble([(Block(BlockKind.FIGURE, 0, 0, marker="Boats at Carrow"), "")])
    page = set_article(Article(title="Boats at Carrow", blocks=blocks, text=text), 40)
    assert page.line(0).prefix == "[image]"


@given(st.text(), st.integers(1, 30))
def test_what_is_said_of_a_figure_is_never_too_wide(said: str, width: int) -> None:
    assert all(cell_width(line) <= width for line in figure_of(sanitise(said), width))


def test_a_figure_at_the_end_has_a_line_and_the_words_keep_theirs() -> None:
    parts = [(Block(BlockKind.PARAGRAPH, 0, 0), "Low tide."), (Block(BlockKind.FIGURE, 0, 0, marker="Boats"), "")]
    blocks, text = assemble(parts)
    page = set_article(Article(blocks=blocks, text=text), 40)
    assert [page.line(number).prefix for number in range(len(page))] == ["", "", "[image] Boats"]
    assert page.line_at(3) == 0


def test_a_table_fits_or_is_broken() -> None:
    article = article_of((BlockKind.TABLE, "Tree\tAge\nA very old oak by the river\t90"))
    assert all(cell_width(line) <= 20 for line in typeset_plain(article, 20))


def test_lists_that_are_counted_in_other_ways_stand_apart() -> None:
    items = [(1, "1."), (2, "•"), (1, "2."), (1, "•"), (1, " "), (1, "10.")]
    blocks, text = assemble(
        (Block(BlockKind.LIST_ITEM, 0, 0, level=level, marker=marker), "word") for level, marker in items
    )
    lines = list(typeset_plain(Article(blocks=blocks, text=text), 20))
    assert lines == ["1. word", "  • word", "2. word", "", "• word", "  word", "10. word"]
