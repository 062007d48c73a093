"""Whom a verb without a subject means."""

from __future__ import annotations

import pytest

from reader.document import Span
from reader.quotations.left_out import goes_on, named_last
from reader.quotations.people import People


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Elena Marcos se fue. Pablo Gantes llegó.", "Pablo Gantes"),
        ("Elena Marcos habló de Pablo Gantes.", "Elena Marcos"),
        ("Se habló de Pablo Gantes.", "Pablo Gantes"),
        ("Elena Marcos se fue.\n\nNadie llegó.", ""),
    ],
)
def test_whoever_was_named_last_in_the_paragraph(text, name):
    found = named_last(text, People.of(text, [], language="es"), len(text))
    assert (found[0].text if found else "") == name


def test_verbs_of_adding_go_on():
    assert goes_on("añadió", Span(0, 6))
    assert not goes_on("dijo", Span(0, 4))
    assert not goes_on("", None)
