from __future__ import annotations

import pytest

from reader.cleaning.captions import names_credit, split_credit
from reader.document import Block, BlockKind, Inline, InlineKind


def split(text: str, *inlines: Inline) -> tuple[Block, str, str]:
    (block, kept), credit = split_credit(Block(BlockKind.CAPTION, 0, 0, inlines=inlines), text)
    return block, kept, credit


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("Boats at Carrow at low tide.", "Photograph: Brian Holt/Tide Office"),
        ("Boats at Carrow", "(Picture: Brian Holt)"),
        ("Boats at Carrow at low tide.", "Brian Holt/Getty Images"),
        ("Boats at Carrow at low tide", "Brian Holt/AFP"),
        ("Boats at Carrow, 3 May 2024.", "(AP Photo/Brian Holt)"),
        ("Boats at Carrow.", "Image credit: Tide Office"),
        ("Boats at Carrow.", "Photo by Brian Holt"),
        ("Boats at Carrow.", "Courtesy of Brian Holt"),
        ("Boats at Carrow.", "Supplied"),
        ("Boats at Carrow", "© Brian Holt"),
        ("Boats at Carrow in May, REUTERS says", ""),
        ("Schiffe vor Carrow.", "Foto: Brian Holt/dpa"),
        ("", "Photo: Brian Holt"),
        ("", "Getty Images"),
    ],
)
def test_the_credit_is_told_from_the_caption(caption: str, credit: str) -> None:
    _, kept, found = split(f"{caption} {credit}".strip())
    assert (kept, found) == (caption, credit)


@pytest.mark.parametrize(
    "caption",
    [
        "The picture: three boats, and nobody in them",
        "Holt in a photo: he left in 1971.",
        "Holt (left) and Sarr (right) at the Tide Office",
        "Holt, photographed by his sister, in 1962",
        "The tide comes in and/or goes out",
        "The photo by the door was Holt’s, and he said of it that he would not have it moved while he was keeper here",
    ],
)
def test_words_of_pictures_are_no_credit(caption: str) -> None:
    assert split(caption)[1:] == (caption, "")


def test_inlines_end_where_the_caption_does() -> None:
    text = "Boats at Carrow. Photo: Brian Holt"
    block, _, _ = split(text, Inline(InlineKind.EMPHASIS, 9, len(text)), Inline(InlineKind.LINK, 24, len(text), "/b"))
    assert block.inlines == (Inline(InlineKind.EMPHASIS, 9, 16),)


def test_classes_that_name_a_credit() -> None:
    assert names_credit("image__credit") and names_credit("photo-source") and names_credit("figure copyright")
    assert not names_credit("caption") and not names_credit("resource-list")
