"""Names in lines of their own: what is said below them, and what only looks like it."""

from __future__ import annotations

import pytest

from reader.document import Quotation
from reader.quotations import find_quotations
from reader.quotations.headed import MOST_PARAGRAPHS

TURNS = "BRIAN HOLT\nIs it safe?\n\nADA LINDT\nIt is.\n\nBRIAN HOLT\nThat is not an answer.\n"


def said(text: str) -> list[tuple[str | None, str]]:
    return [(found.speaker_name, text[found.start : found.end]) for found in find_quotations(text)]


def test_each_paragraph_below_a_name_is_a_quotation() -> None:
    text = TURNS + "\nADA LINDT\nIt is the one I have.\n\nAnd it will do.\n"
    assert said(text)[-2:] == [("Ada Lindt", "It is the one I have."), ("Ada Lindt", "And it will do.")]


def test_a_turn_ends_after_some_paragraphs() -> None:
    text = TURNS + "\nWords that stand below.\n" * (MOST_PARAGRAPHS + 3)
    assert len(said(text)) == 2 + MOST_PARAGRAPHS


def test_a_name_stands_for_the_full_one() -> None:
    text = "Ada Lindt and Brian Holt met.\n\n" + TURNS.replace("BRIAN ", "").replace("ADA ", "")
    assert [name for name, _ in said(text) if name] == ["Brian Holt", "Ada Lindt", "Brian Holt"]


@pytest.mark.parametrize(
    "text",
    [
        "BRIAN HOLT\nIs it safe?\n\nADA LINDT\nIt is.\n",
        "PROS\nIt floats.\n\nCONS\nIt leaks.\n\nPROS\nIt is blue.\n\nCONS\nIt is cold.\n",
        "BRIAN HOLT\n\n\n\nADA LINDT\n\n\n\nBRIAN HOLT",
        "",
    ],
    ids=["too few", "headings", "nothing below", "nothing"],
)
def test_what_is_no_transcript(text: str) -> None:
    assert said(text) == []


def test_a_post_ends_before_the_next_and_leaves_out_whom_it_answers() -> None:
    text = "Ada Lindt\n@adalindt\n·\nJun 3\nWe open.\n\nBrian Holt @holt · 2h\nReplying to @adalindt\nWhen?"
    assert said(text) == [("Ada Lindt", "We open."), ("Brian Holt", "When?")]


@pytest.mark.parametrize("blanks", ["", "  "])
def test_the_mention_is_where_the_author_stands(blanks: str) -> None:
    text = f"Before.\n\n{blanks}Ada Lindt @adalindt · Jun 3\nWe open."
    found: list[Quotation] = find_quotations(text)
    speaker = found[0].speaker
    assert speaker is not None
    assert text[speaker.start : speaker.end] == speaker.text == "Ada Lindt"


def test_a_post_above_which_nobody_stands_is_nobodys() -> None:
    assert said("Before.\n\n    @adalindt · Jun 3\nWe open.") == []
