"""Interviews whose turns a word, a letter or a name with a dash opens."""

from __future__ import annotations

import pytest

from reader.quotations.asked import find_asked
from reader.quotations.people import People

LETTERS = "{}Pregunta. ¿Se va usted?\n\nRespuesta. Nunca.\n\nP. ¿Por qué?\n\nR. Porque no."
DASHED = "Le Courrier. – Vous partez ?\n\nClaire Bonnard. – Jamais.\n\nC. B. – Je reste."


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (LETTERS.format(""), "es", ["Pregunta", "Respuesta", "Pregunta", "Respuesta"]),
        (
            LETTERS.format("Elena Marcos vive en el puerto.\n\n"),
            "es",
            ["Pregunta", "Elena Marcos", "Pregunta", "Elena Marcos"],
        ),
        (LETTERS.format(""), "pl", []),
        (LETTERS.format("").replace("?", "."), "es", []),
        (DASHED, "fr", ["Le Courrier", "Claire Bonnard", "Claire Bonnard"]),
        ("Paris – Il pleut.\n\nLyon – Il neige.\n\nBrest – Il vente.", "fr", []),
        ("", "fr", []),
    ],
)
def test_who_asks_and_who_answers(text, language, expected):
    found = find_asked(text, People.of(text, [], language=language), language)
    assert [quotation.speaker_name for quotation in found] == expected
    assert all(text[quotation.start : quotation.end].strip() for quotation in found)
