"""Whether marked words are a turn of talk by themselves."""

from __future__ import annotations

import pytest

from reader.quotations.features import SpanView
from reader.quotations.marks import find_marked_spans
from reader.quotations.scene import Scene
from reader.quotations.utterances import is_utterance, is_whole


def view(text: str, language: str) -> SpanView:
    spans = find_marked_spans(text)
    return SpanView(Scene.of(text, spans, language), spans[0])


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("«Si alzi», ordina il giudice.", "it", True),
        ("«Marea», il nuovo libro, esce oggi.", "it", False),
        ("The “late” boat left.", "en", False),
        ("The boat left. “Why did nobody tell us?” It was late.", "en", True),
        ("“too late” was no answer.", "en", False),
        ("“no,” was the only reply.", "en", True),
        ("“no,” per Brian Holt.", "en", True),
        ("“tide tables”, says Holt.", "en", True),
        ("“Late tide”: Ada Lindt", "en", False),
        ("“I have no regrets”: Ada Lindt", "en", True),
        ("“Why? Late?” The boat left.", "en", False),
        ("“We are late.”\n\nThe boat left.", "en", True),
        ("‘Not Yet.’\n\nThe boat left.", "en", False),
    ],
)
def test_utterances(text, language, expected):
    assert is_utterance(view(text, language)) is expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("“It is late.”", "en", True),
        ("It was “far too late” then.", "en", False),
        ("Er nannte es „Schlag in die Magengrube“.", "de", False),
    ],
)
def test_whole_sentences(text, language, expected):
    assert is_whole(view(text, language)) is expected
