"""Whom a sentence names as the source of what is said in it, in each language by its own phrases."""

from __future__ import annotations

import pytest

from reader.quotations.according import according_to, sources_of
from reader.quotations.marks import find_marked_spans
from reader.quotations.scene import Scene


@pytest.mark.parametrize(
    ("text", "language", "source"),
    [
        ("It is “late,” according to Ada Lindt.", "en", "Ada Lindt"),
        ("It is “late,” per Ada Lindt.", "en", "Ada Lindt"),
        ("Selon Ada Lindt, il est « tard ».", "fr", "Ada Lindt"),
        ("Pour Ada Lindt, il est « tard ».", "fr", "Ada Lindt"),
        ("Pour la digue, il est « tard ».", "fr", ""),
        ("Secondo fonti locali, è «tardi».", "it", "fonti locali"),
        ("Es «tarde», a juicio de la alcaldesa.", "es", "la alcaldesa"),
        ("A su juicio, es «tarde».", "es", ""),
        ("Volgens De Boer is het ‘laat’.", "nl", "De Boer"),
        ("По мнению Ады Линдт, уже «поздно».", "ru", "Ады Линдт"),
    ],
)
def test_the_source_of_a_sentence(text, language, source):
    (span,) = find_marked_spans(text)
    found = according_to(Scene.of(text, [span], language), span)
    assert (found.mention.text if found else "") == source


def test_languages_without_words_of_their_own_name_no_source():
    assert sources_of("pl") is None
