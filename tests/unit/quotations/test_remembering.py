"""Answers that are remembered: asked for once, and forgotten when there are too many."""

from __future__ import annotations

from reader.quotations.remembering import Remembered, remembered


def test_an_answer_is_found_once() -> None:
    asked = []

    @remembered(8)
    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    assert [length(word) for word in ("tide", "harbour", "tide")] == [4, 7, 4]
    assert asked == ["tide", "harbour"]


def test_no_more_are_remembered_than_may_be() -> None:
    lengths = Remembered(len, 2)
    assert [lengths[word] for word in ("tide", "harbour", "buoy", "tide")] == [4, 7, 4, 4]
    assert lengths == {"buoy": 4, "tide": 4}
