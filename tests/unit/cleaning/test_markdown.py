from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.cleaning import clean_markdown
from reader.cleaning.front_matter import split_front_matter
from tests.timing import growth


def test_front_matter_as_clippers_write_it() -> None:
    text = '---\ntitle: "On: colons"\nauthor:\n  - "[[Ada Brook]]"\n  - Jo Fenn\npublished: 2023-01-05\nsource: https://e.org/x\n---\nBody.\n'
    article = clean_markdown(text).article
    assert article.title == "On: colons"
    assert article.authors == ("Ada Brook", "Jo Fenn")
    assert article.published == date(2023, 1, 5)
    assert article.url == "https://e.org/x"
    assert article.text == "Body."


def test_the_first_heading_is_the_title() -> None:
    article = clean_markdown("# Bread\n\nFlour.\n\n## Oven\n\nHot.\n").article
    assert article.title == "Bread"
    assert article.text == "Flour.\n\nOven\n\nHot."


def test_text_without_front_matter_is_left_whole() -> None:
    assert split_front_matter("---\nno end") == ({}, "---\nno end")


def test_lines_after_a_quote_belong_to_it_or_not() -> None:
    article = clean_markdown("> The tide is out,\nsaid Holt.\n\n> # Notice\nClosed.\n").article
    assert [(article.text_of(block), block.quoted) for block in article.blocks] == [
        ("The tide is out, said Holt.", 1),
        ("Notice", 1),
        ("Closed.", 0),
    ]


@pytest.mark.parametrize("quote", [">>", "> # Notice", "> ---", "> -"])
def test_quotes_among_lines_without_a_blank_take_time_in_their_number(quote: str) -> None:
    """In the square, four times the lines take sixteen times as long."""
    short, long = (f"{quote}\nclosed\nuntil\nnoon\n" * count for count in (120, 480))
    assert growth(lambda: clean_markdown(short), lambda: clean_markdown(long), at_most=8, slight=0.002) < 8


@settings(max_examples=40, deadline=None)
@given(st.text())
def test_nothing_raises(text: str) -> None:
    clean_markdown(text)


def test_a_note_has_one_number_however_often_it_is_referred_to() -> None:
    article = clean_markdown("# T\n\nOne[^a], again[^a] and two[^b].\n\n[^a]: First.\n[^b]: Second.\n").article
    assert article.text.startswith("One[1], again[1] and two[2].")
    references = [inline.target for inline in article.blocks[0].inlines]
    assert references == ["1", "1", "2"]
