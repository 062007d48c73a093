from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.cleaning import clean_markdown
from reader.cleaning.front_matter import split_front_matter


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


@settings(max_examples=40, deadline=None)
@given(st.text())
def test_nothing_raises(text: str) -> None:
    clean_markdown(text)
