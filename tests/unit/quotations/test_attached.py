"""Names that only tell of another are no subjects: whose mayor somebody is, in which region a town lies."""

from __future__ import annotations

import pytest

from reader.quotations.attached import describes, is_region
from reader.quotations.marks import find_marked_spans
from reader.quotations.scene import Scene


@pytest.mark.parametrize(
    ("text", "is_attached"),
    [
        ("In May Carrow’s mayor Ada Lindt came.", True),
        ("In May Carrow mayor Ada Lindt came.", True),
        ("In May Carrow and Ada Lindt came.", False),
        ("In May Carrow’s mayor told Ada Lindt of it.", False),
    ],
)
def test_a_name_that_tells_whose_a_person_is(text, is_attached):
    people = Scene.of(text, find_marked_spans(text), "en").people
    one, other = people.between(0, len(text))
    assert (one.name, other.name) == ("Carrow", "Ada Lindt")
    assert describes(text, one, other) is is_attached


@pytest.mark.parametrize(
    ("text", "is_placed"),
    [
        ("The quay in Carrow, Oldshire, was wet.", True),
        ("The quay in Carrow, Oldshire was wet.", False),
        ("Then Carrow, Oldshire, was wet.", False),
        ("The quay in Carrow, Ada, was wet.", False),
    ],
)
def test_the_region_of_a_town(text, is_placed):
    people = Scene.of(text, find_marked_spans(text), "en").people
    town, item = people.between(0, len(text))
    assert is_region(text, people, town, item) is is_placed
