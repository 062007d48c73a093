"""Whom a verb of saying means that has no subject of its own."""

from __future__ import annotations

import pytest

from reader.quotations import find_quotations


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("El acusado obedeció. «Lo siento mucho», musitó. La sala calló.", ["El acusado"]),
        ("La mesa obedeció. «Lo siento mucho», musitó. La sala calló.", [None]),
        (
            "«El mar no perdona», dijo Elena Marcos. Pablo Gantes se rió. «Ya lo sabía», contestó.",
            ["Elena Marcos", "Pablo Gantes"],
        ),
        (
            "«El mar no perdona», dijo Elena Marcos. Pablo Gantes se rió. «Ya lo sabía», añadió.",
            ["Elena Marcos", "Elena Marcos"],
        ),
        ("«El mar no perdona», dijo Elena Marcos. «Ya lo sabía», insistió.", ["Elena Marcos", "Elena Marcos"]),
    ],
)
def test_whoever_was_introduced_or_spoke_before(text, speakers):
    found = find_quotations(text, language="es")
    assert [quotation.speaker and quotation.speaker.text for quotation in found] == speakers
