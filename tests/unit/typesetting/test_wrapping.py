from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.document import Article, Block, BlockKind
from reader.text import cell_width
from reader.typesetting import set_article
from reader.typesetting.page import Line
from reader.typesetting.wrapping import clusters, wrap


def lines_of(
    text: str, width: int, *, language: str = "en", kind: BlockKind = BlockKind.PARAGRAPH, **how: bool
) -> Iterator[Line]:
    article = Article(language=language, blocks=(Block(kind, 0, len(text)),), text=text)
    page = set_article(article, width, **how)
    return (page.line(number) for number in range(len(page)))


def shown(text: str, width: int, **how: object) -> list[str]:
    return [
        " " * line.indent + (line.text if line.text is not None else text[line.start : line.end])
        for line in lines_of(text, width, **how)  # type: ignore[arg-type]
    ]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("Quoi ? Il a dit « non ! » hier.", 13, ["Quoi ? Il a", "dit « non ! »", "hier."]),
        ("ten kilometres and 5\u00a0km more", 20, ["ten kilometres and", "5\u00a0km more"]),
        ("a well-travelled road", 10, ["a well-", "travelled", "road"]),
        ("it was words—more of them", 14, ["it was words—", "more of them"]),
        ("see https://example.org/a/long/path", 20, ["see", "https://example.org/", "a/long/path"]),
        ("one two three four a", 18, ["one two three", "four a"]),
        ("등대지기는 탑에 남았다", 14, ["등대지기는", "탑에 남았다"]),
        ("등대지기는 탑에", 8, ["등대지기", "는 탑에"]),
        ("日本語の文章。次の文", 12, ["日本語の文", "章。次の文"]),
        ("これは「例」です", 8, ["これは", "「例」で", "す"]),
    ],
)
def test_lines_break_where_a_typesetter_would(text: str, width: int, expected: list[str]) -> None:
    assert shown(text, width) == expected


def test_a_hyphen_is_shown_and_is_no_part_of_the_words() -> None:
    text = "An extraordinary hyphenation"
    lines = list(lines_of(text, 10, hyphenate=True))
    assert [line.text or text[line.start : line.end] for line in lines] == [
        "An extra-",
        "ordinary",
        "hyphen-",
        "ation",
    ]
    assert "".join(text[line.start : line.end] for line in lines).replace(" ", "") == text.replace(" ", "")


def test_each_language_has_its_own_hyphenation() -> None:
    text = "Die Donaudampfschifffahrt"
    assert shown(text, 14, language="de", hyphenate=True)[0] == "Die Donau-"


def test_a_name_is_not_hyphenated_where_capitals_are_for_names() -> None:
    assert shown("they say Halloran", 14, hyphenate=True) == ["they say", "Halloran"]
    assert shown("die alte Hallendecke hier", 14, language="de", hyphenate=True)[0] == "die alte Hal-"


def test_what_is_left_of_a_word_is_no_last_line() -> None:
    assert shown("nothing of importance", 16, hyphenate=True) == ["nothing of", "importance"]
    assert shown("nothing of importance here", 16, hyphenate=True) == ["nothing of im-", "portance here"]


def test_no_more_than_two_lines_in_a_row_end_with_a_hyphen() -> None:
    text = "extraordinary " * 12
    lines = shown(text, 10, hyphenate=True)
    ladder = 0
    for line in lines:
        ladder = ladder + 1 if line.endswith("-") else 0
        assert ladder <= 2, lines


def test_justified_lines_are_full_and_the_last_is_not() -> None:
    text = "the mayor of the town said that the river had moved and that nobody had asked it why"
    *full, last = shown(text, 24, justify=True)
    assert {cell_width(line) for line in full} == {24}
    assert cell_width(last) < 24
    for line in lines_of(text, 24, justify=True):
        if line.offsets is not None:
            assert line.text is not None
            assert len(line.text) == len(line.offsets)
            assert all(text[offset] == character for offset, character in zip(line.offsets, line.text, strict=True))


def test_right_to_left_stands_at_the_right() -> None:
    for line in shown("שלום לכולם, זה טקסט קצר", 14):
        assert cell_width(line) == 14


def test_a_wide_table_keeps_its_words_where_the_page_moves_sideways() -> None:
    text = "Tree\tCondition\tCircumference\nA very old oak\thollow\t8 metres"
    article = Article(blocks=(Block(BlockKind.TABLE, 0, len(text), level=1),), text=text)
    page = set_article(article, 20, sideways=True)
    lines = [page.line(number).text or "" for number in range(len(page))]
    assert {len(line) for line in lines} == {len("Tree  Condition  Circumference")}
    lines = [line.rstrip() for line in lines]
    assert lines[:2] == ["Tree  Condition  Circumference", "────  ─────────  ─────────────"]
    assert lines[2:] == ["A     hollow     8 metres", "very", "old", "oak"]


def test_tabs_are_shown_as_blanks() -> None:
    assert shown("if:\n\treturn", 20, kind=BlockKind.CODE) == ["  if:", "      return"]


@given(
    st.text(
        alphabet=st.sampled_from(list("abcdefgh   -—/?!«»éй日「」。，\t\u0301🙂\u200d")), min_size=1, max_size=120
    ),
    st.integers(1, 40),
    st.booleans(),
)
def test_any_text_keeps_its_words_and_its_width(text: str, width: int, justify: bool) -> None:
    text = " ".join(text.split(" ")).strip() or "x"
    lines = list(lines_of(text, width, justify=justify, hyphenate=True))
    assert "".join("".join(text[line.start : line.end] for line in lines).split()) == "".join(text.split())
    for line in lines:
        words = line.text if line.text is not None else text[line.start : line.end]
        if len(words.strip()) > 1 and "\u0301" not in words and "\u200d" not in words and "\t" not in words:
            assert line.indent + cell_width(words) <= max(width, 2)


def test_a_blank_at_the_very_end_is_no_riddle() -> None:
    """Where the line is full at the text's last blank, nothing stands behind it to be looked at."""
    text = "one two three "
    starts, ends = wrap(text, 0, len(text), 13, 13)
    assert [text[start:end] for start, end in zip(starts, ends, strict=True)] == ["one two three"]


ADDRESS = (
    "See https://carrow.example/a/very/long/path/that/never/ends/and/goes/on/with/many/parts/and-some-"
    "hyphens/and_underscores/and?query=one&other=two&third=three#fragment-at-the-end for it"
)


@pytest.mark.parametrize("sign", ["", " 👍"])
@pytest.mark.parametrize("width", [30, 44, 56, 72])
def test_a_long_address_fills_its_lines_and_is_broken_behind_signs(sign: str, width: int) -> None:
    text = ADDRESS + sign
    starts, ends = wrap(text, 0, len(text), width, width)
    assert all(end - start > width // 2 for start, end in list(zip(starts, ends, strict=True))[1:-2])
    assert all(text[end - 1] in "/-_?&=#" for start, end in zip(starts[1:], ends, strict=False) if start == end)


@pytest.mark.parametrize("width", range(12, 40))
def test_french_marks_stay_at_their_words_beside_a_wide_sign(width: int) -> None:
    text = "Le maire 👍 demande : « Est-ce possible ? » et tous répondent « Non ! » ; la mer monte : 3 % par an"
    starts, ends = wrap(text, 0, len(text), width, width)
    for start, end in zip(starts, ends, strict=True):
        assert text[start] not in "?!:;»%" and text[end - 1] != "«"


@pytest.mark.parametrize("width", range(16, 44))
def test_a_justified_line_widens_no_blank_between_a_mark_and_its_words(width: int) -> None:
    text = "Le maire demande : « Est-ce possible ? » et tous répondent « Non ! » ; la mer monte de 3 % par an ici"
    lines = shown(text, width, justify=True)
    assert any("  " in line for line in lines)
    assert all(f" {bound}" not in line for line in lines for bound in (" :", " ?", " !", " ;", " »", " %"))
    assert all("«  " not in line for line in lines)


@pytest.mark.parametrize("width", [5, 7, 12])
def test_no_line_ends_inside_a_flag(width: int) -> None:
    text = "x" + "🇩🇪🇫🇷" * 9
    starts, ends = wrap(text, 0, len(text), width, width)
    assert all((start - 1) % 2 == 0 for start in starts[1:])
    assert all(cell_width(text[start:end]) <= width for start, end in zip(starts, ends, strict=True))


@pytest.mark.parametrize("signs", ["👋🏽👋🏿", "🇩🇪🇫🇷", "👩‍🚀👩‍🚀", "e\u0301a\u0323", "❤️✌️"])
def test_what_is_drawn_as_one_sign_is_one_cluster(signs: str) -> None:
    half = len(signs) // 2
    assert clusters(signs, 0, len(signs)) == [(0, half), (half, len(signs))]


def test_a_tab_takes_the_cells_that_it_is_shown_as() -> None:
    text = "a\tbc\td ef\tgh"
    starts, ends = wrap(text, 0, len(text), 8, 8)
    assert [text[start:end] for start, end in zip(starts, ends, strict=True)] == ["a\tbc", "d ef", "gh"]
