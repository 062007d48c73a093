"""The models: trees give the same sums walked and turned into code."""

from __future__ import annotations

import random

import pytest

from reader.quotations.trees import WALKED, Model, load_model


@pytest.mark.parametrize("name", ["speech_model.json", "report_model_en.json"])
def test_a_score_is_the_same_once_the_trees_are_code(name: str) -> None:
    stored = load_model(name)
    model = Model(stored.baseline, stored.trees)
    chance = random.Random(7)
    rows = [[float(chance.randint(-1, 99)) for _ in range(60)] for _ in range(20)]
    walked = [model.score(row) for row in rows]
    for _ in range(WALKED):
        model.score(rows[0])
    assert [model.score(row) for row in rows] == walked


def test_the_scores_of_rivals_are_the_same_once_the_trees_are_code() -> None:
    stored = load_model("speaker_model.json")
    model = Model(stored.baseline, stored.trees)
    chance = random.Random(8)
    rows = [[chance.randint(-1, 99) for _ in range(70)] for _ in range(20)]
    walked = model.scores(rows)
    for _ in range(WALKED):
        model.scores(rows[:1])
    assert model.scores(rows) == walked
