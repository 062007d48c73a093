"""Where mentions without a name begin and end, in each language by its own small words."""

from __future__ import annotations

import pytest

from reader.quotations.noun_phrases import beginnings_of, phrase_at


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "the two leaders of Carrow", "the two leaders"),
        ("fr", "la vieille dame du port", "la vieille dame"),
        ("fr", "l’avocat sans un mot", "l’avocat"),
        ("it", "la nonna senza alzare gli occhi", "la nonna"),
        ("nl", "de officier van justitie", "de officier"),
        ("es", "su nieta desde la cocina", "su nieta"),
        ("es", "sentada a la puerta", None),
        ("en", "de officier van justitie", None),
    ],
)
def test_where_a_phrase_ends(language, text, expected):
    end = phrase_at(text, beginnings_of(language), 0, len(text))
    assert (text[:end] if end else None) == expected


def test_what_may_begin_a_mention():
    assert beginnings_of("fr").may_begin("l’avocat")
    assert not beginnings_of("fr").may_begin("the")
    assert beginnings_of("pl") == beginnings_of("en")
