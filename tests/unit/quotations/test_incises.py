"""Who speaks is put in between the marks, in the languages that do so."""

from __future__ import annotations

import pytest

from reader.quotations.incises import put_in
from reader.quotations.marks import find_marked_spans
from reader.quotations.scene import Scene

FRENCH = "« Le pont est fermé, {}, et nous attendons. »"


@pytest.mark.parametrize(
    ("text", "language", "speaker"),
    [
        (FRENCH.format("explique Ada Lindt"), "fr", "Ada Lindt"),
        (FRENCH.format("a-t-elle ajouté"), "fr", "elle"),
        (FRENCH.format("ont-ils ensuite répondu"), "fr", "ils"),
        (FRENCH.format("a-t-il fermé"), "fr", ""),
        (FRENCH.format("dit le maire"), "fr", "le maire"),
        (FRENCH.format("dit-il"), "fr", "il"),
        (FRENCH.format("ferme Ada Lindt"), "fr", ""),
        (FRENCH.format("explique Ada Lindt"), "en", ""),
        ("«Il ponte è chiuso, spiega Ada Lindt, e noi aspettiamo.»", "it", "Ada Lindt"),
        ("«Мост закрыт, — сказал Иванов, — и мы ждём.»", "ru", "Иванов"),
    ],
)
def test_who_is_put_in(text, language, speaker):
    (span,) = find_marked_spans(text)
    found = put_in(Scene.of(text, [span], language), span)
    assert (found.mention.text if found else "") == speaker
