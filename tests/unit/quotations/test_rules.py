"""Whom a rule proposes, asked by itself: the models weigh that, so a rule that is gone may not show in what they choose."""

from __future__ import annotations

import pytest

from reader.quotations.marks import find_marked_spans
from reader.quotations.mentions import Found
from reader.quotations.rules import Rule, according_to, named_inside, signature
from reader.quotations.scene import Scene


def proposed(rule: Rule, text: str, language: str = "en") -> Found | None:
    """Return whom `rule` proposes for the last marked words of `text`."""
    spans = find_marked_spans(text)
    return rule(Scene.of(text, spans, language), spans[-1])


@pytest.mark.parametrize(
    ("text", "language", "who"),
    [
        ("„Der Fluss steigt“, so Anna Weber am Montag.", "de", "Anna Weber"),
        ("„Der Fluss steigt“, so schnell es geht.", "de", None),
        ("“The river rises,” so Anna Weber left.", "en", None),
        ("According to Anna Weber, the river is “far too high”.", "en", "Anna Weber"),
        ("The river is “far too high”, according to Anna Weber.", "en", "Anna Weber"),
    ],
)
def test_a_source_is_named_behind_its_words(text: str, language: str, who: str | None) -> None:
    found = proposed(according_to, text, language)
    assert (found and found.mention.text) == who


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Margaret Howe met him at the gate.\n\n“HOWE: We waited for an hour.”", "Margaret Howe"),
        ("“HOWE: We waited for an hour.”", "Howe"),
        ("“We waited: for an hour.”", None),
    ],
)
def test_a_name_inside_the_marks_is_whose_name_it_ends(text: str, name: str | None) -> None:
    found = proposed(named_inside, text)
    assert (found and found.name) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“We have waited here since spring” — Brian Holt", "Brian Holt"),
        ("“Enough!” — Brian Holt", "Brian Holt"),
        ("“Enough” — Brian Holt", None),
    ],
)
def test_one_or_two_words_are_signed_only_where_they_end_as_a_sentence(text: str, name: str | None) -> None:
    found = proposed(signature, text)
    assert (found and found.name) == name
