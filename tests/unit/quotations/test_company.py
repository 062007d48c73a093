"""Voices that are not one person's: who speaks together, and who speaks for somebody."""

from __future__ import annotations

import pytest

from reader.document import Mention
from reader.quotations.company import pair_before, served_before, serving, together
from reader.quotations.marks import find_marked_spans
from reader.quotations.people import People
from reader.quotations.scene import Scene


def people_of(text: str) -> People:
    return Scene.of(text, find_marked_spans(text), "en").people


def mention_of(text: str, words: str) -> Mention:
    start = text.rindex(words)
    return Mention(start, start + len(words), words)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“It is late,” said Ada Lindt and Brian Holt.", "Ada Lindt and Brian Holt"),
        ("Ada Lindt, Brian Holt and Karl Weber said it was late.", "Ada Lindt, Brian Holt and Karl Weber"),
        ("Ada Lindt and Mr. Brian Holt jointly said it was late.", "Ada Lindt and Brian Holt"),
        ("Ada Lindt and Brian Holt came at noon.", ""),
        ("A friend of Ada Lindt and Brian Holt said it was late.", ""),
        ("Ada Lindt said that Brian Holt was late.", ""),
        ("Ada Lindt said it was late.", ""),
    ],
)
def test_who_speaks_together(text, names):
    people = people_of(text)
    (first, *_) = people.between(0, len(text))
    assert together(people, first, text) == names


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("“It is late,” a Lindt spokesman said.", "Lindt spokesman"),
        ("“It is late,” the Lindt campaign said.", "Lindt campaign"),
        ("Ada Lindt chairs the council.", ""),
        ("Ada Lindt", ""),
    ],
)
def test_who_speaks_for_somebody(text, voice):
    (named, *_) = people_of(text).between(0, len(text))
    assert serving(named, text) == voice


@pytest.mark.parametrize(
    ("text", "words", "voice"),
    [
        ("“It is late,” Tide Office officials said.", "officials", "Tide Office officials"),
        ("“It is late,” officials said.", "officials", ""),
        ("“It is late,” said the Tide Office. Its officials left.", "officials", ""),
    ],
)
def test_whom_those_serve_who_have_no_name(text, words, voice):
    assert served_before(people_of(text), mention_of(text, words), text) == voice


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Lindt and Brian Holt left the quay. “It is late,” they said.", "Ada Lindt and Brian Holt"),
        ("Ada Lindt left the quay. Brian Holt and others stayed. “It is late,” they said.", ""),
        ("Ada Lindt left the quay. “It is late,” they said.", ""),
        ("Ada Lindt and Ada Lindt left the quay. “It is late,” they said.", ""),
        (f"Ada Lindt and Brian Holt left. {'The quay was wet. ' * 20}“It is late,” they said.", ""),
    ],
)
def test_whom_they_takes_up(text, names):
    assert pair_before(people_of(text), mention_of(text, "they"), text) == names
