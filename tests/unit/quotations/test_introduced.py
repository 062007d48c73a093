"""Posts that introduce who holds them are part of the name, in languages whose names take an article."""

from __future__ import annotations

import pytest

from reader.quotations.scene import Scene


def subjects(text: str, language: str) -> list[str]:
    scene = Scene.of(text, [], language)
    found = scene.everyone.between(0, len(scene.tokens.kinds))
    return [text[scene.tokens.starts[item.first] : item.end] for item in found]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("La patronne du port, Anne Perret, parle.", "fr", ["La patronne du port, Anne Perret"]),
        ("O ministro dos Portos, Paulo Gandra, falou.", "pt", ["O ministro dos Portos, Paulo Gandra"]),
        ("O ministro dos Portos viu Paulo Gandra.", "pt", ["O ministro", "Paulo Gandra"]),
        ("L’avocat a quitté la salle.", "fr", ["L’avocat", "la salle"]),
        ("La rieuse Anne Perret parle.", "fr", ["La rieuse Anne Perret"]),
        ("A su juicio, es tarde.", "es", []),
        ("Ha ammesso il sindaco Paolo Gandolfi.", "it", ["sindaco Paolo Gandolfi"]),
        ("The mayor Ada Lindt left.", "en", ["mayor Ada Lindt"]),
    ],
)
def test_who_may_have_spoken(text, language, expected):
    assert subjects(text, language) == expected
