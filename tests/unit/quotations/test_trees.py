"""The models: trees give the sums of their leaves, as code that is made and as code that Python kept."""

from __future__ import annotations

import json
import math
import random
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.quotations import trees
from reader.quotations.trees import Model, Node, load_model

MODELS = {"speaker_model.json": True, "speech_model.json": False, "report_model_en.json": False}


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The models in a folder where no code is kept yet."""
    folder = tmp_path / "data"
    folder.mkdir()
    for name in MODELS:
        shutil.copy(trees._DATA / name, folder)
    monkeypatch.setattr(trees, "_DATA", folder)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    load_model.cache_clear()
    yield folder
    load_model.cache_clear()


def rows_of(seed: int) -> list[list[int]]:
    chance = random.Random(seed)
    return [[chance.randint(-1, 99) for _ in range(70)] for _ in range(20)]


def leaf(node: Node, row: list[int]) -> float:
    while isinstance(node, tuple):
        feature, threshold, lower, upper = node
        node = lower if row[feature] <= threshold else upper
    return node


@pytest.mark.parametrize(("name", "ranks"), MODELS.items())
def test_sums_are_those_of_leaves(data: Path, name: str, ranks: bool) -> None:
    rows = rows_of(7)
    kept = load_model(name, ranks=ranks)
    stored = json.loads((data / name).read_text(encoding="utf-8"))
    made = Model(stored["baseline"], tuple(map(trees._node, stored["trees"])), ranks=ranks)
    for row in rows:
        told = made.baseline + sum(leaf(tree, row) for tree in made.trees)
        assert math.isclose(made.score(row), told, abs_tol=1e-9)
        assert kept.score(row) == made.score(row)
    assert not ranks or kept.scores(rows) == made.scores(rows)


def test_where_code_may_not_be_kept_it_is_made(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_model("speech_model.json").score(rows_of(1)[0])
    shutil.rmtree(data / "__pycache__")
    load_model.cache_clear()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert load_model("speech_model.json").score(rows_of(1)[0]) == first
    assert not (data / "__pycache__").exists()


def test_code_is_kept_and_read_again(data: Path) -> None:
    first = load_model("speech_model.json").score(rows_of(1)[0])
    kept = list((data / "__pycache__").glob("speech_model.*.pyc"))
    assert len(kept) == 1
    written = kept[0].stat().st_mtime_ns
    load_model.cache_clear()
    assert load_model("speech_model.json").score(rows_of(1)[0]) == first
    assert kept[0].stat().st_mtime_ns == written


def test_code_of_a_changed_model_is_made_anew(data: Path) -> None:
    load_model("speech_model.json")
    changed = {"baseline": 0.5, "trees": [[0, 3, 1.0, 2.0]]}
    (data / "speech_model.json").write_text(json.dumps(changed))
    load_model.cache_clear()
    assert load_model("speech_model.json").score([3.0]) == 1.5
    assert load_model("speech_model.json").score([4.0]) == 2.5


def test_code_that_is_no_code_is_made_anew(data: Path) -> None:
    first = load_model("speech_model.json").score(rows_of(1)[0])
    kept = next((data / "__pycache__").glob("speech_model.*.pyc"))
    kept.write_bytes(b"nothing")
    load_model.cache_clear()
    assert load_model("speech_model.json").score(rows_of(1)[0]) == first


def test_where_nothing_can_be_kept_answers_are_the_same(data: Path) -> None:
    first = load_model("speech_model.json").score(rows_of(1)[0])
    shutil.rmtree(data / "__pycache__")
    (data / "__pycache__").write_text("no folder")
    load_model.cache_clear()
    assert load_model("speech_model.json").score(rows_of(1)[0]) == first
