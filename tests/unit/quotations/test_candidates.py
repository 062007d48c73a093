"""Who may have spoken: names, pronouns and phrases among the words around a quotation."""

from __future__ import annotations

import pytest

from reader.quotations.candidates import NAME, PERSONAL, PHRASE, candidates_in
from reader.quotations.scene import Scene


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("said Halden’s president, Eva Roth.", [("Eva Roth", NAME)]),
        ("said Halden’s spokesman on Monday.", [("Halden’s spokesman", PHRASE)]),
        ("said Halden’s campaign, Eva Roth being ill.", [("Halden’s campaign", PHRASE), ("Eva Roth", NAME)]),
        ("she told several researchers.", [("she", PERSONAL), ("several researchers", PHRASE)]),
    ],
)
def test_candidates(text: str, found: list[tuple[str, int]]) -> None:
    scene = Scene.of(text, [], "en")
    candidates = candidates_in(scene.tokens, scene.names)
    assert [(text[item.start : item.end], item.form) for item in candidates] == found


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("They call it “late”. The council met.", ["they", "the"]),
        ("They met J. Holt there. The council met.", ["they", "the"]),
    ],
)
def test_a_point_behind_a_closing_mark_ends_a_sentence(text: str, begins: list[str]) -> None:
    tokens = Scene.of(text, [], "en").tokens
    assert [tokens.words[at] for at in tokens.sentences] == begins
