"""Marked words that are a work's title or the name of something, and no speech."""

from __future__ import annotations

import pytest

from reader.quotations import find_quotations
from reader.quotations.features import SpanView
from reader.quotations.marks import find_marked_spans
from reader.quotations.scene import Scene
from reader.quotations.speech import is_name, is_title


def view(text: str, language: str = "en") -> SpanView:
    spans = find_marked_spans(text)
    return SpanView(Scene.of(text, spans, language), spans[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lindt wrote “The Late Tide,” by herself. “The Late Tide,” by Brian Holt, is older.", False),
        ("She read “The Late Tide,” by Brian Holt, at home.", True),
        ("Words such as “expect” and “plan” tell what may come.", True),
        ("The Latin for “late” is sero.", True),
        ("She met the author of “Morning Tide” there.", True),
        ("She watched Channel Nine’s “Morning Tide” at home.", True),
        ("Her first book, “The Late Tide”, is out of print.", True),
        ("The last of all, called “The Late Tide”, is out.", True),
        ("Her work, called “The Late Tide”", False),
        ("The council said “The Late Tide” was no good.", False),
        ("She called him “the late tide” again.", False),
    ],
)
def test_titles(text: str, expected: bool) -> None:
    assert is_title(view(text)) is expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Das meldet die Tageszeitung „Carrower Bote“ am Montag.", "de", True),
        ("„Zu spät“, sagte sie.", "de", False),
        ("Elle a lu son essai, « Le Vote », hier.", "fr", True),
        ("She reads “carrow.test” daily.", "en", True),
    ],
)
def test_names(text: str, language: str, expected: bool) -> None:
    assert is_name(view(text, language)) is expected


@pytest.mark.parametrize("word", ["called", "titled", "dubbed", "for", "such as", "the author of", "by"])
@pytest.mark.parametrize("lead", ["", "It is late. ", "It is late.\n\n"])
def test_marked_words_may_begin_and_end_a_text(word: str, lead: str) -> None:
    for text in (f"{lead}The book, {word} “The Late Tide”", f"{word} “The Late Tide”", f"“The Late Tide,” {word}"):
        assert all(text[quotation.start] == "“" for quotation in find_quotations(text))
