from __future__ import annotations

import pytest

from reader.tui.pace import Pace


def test_it_comes_near_a_steady_reader() -> None:
    pace = Pace(230)
    for _ in range(40):
        pace = pace.turned(200, 40)
    assert pace.words_per_minute == pytest.approx(300, abs=8)
    assert pace.screens == 40


@pytest.mark.parametrize(("words", "seconds"), [(200, 0.5), (200, 4000), (5, 10), (250, 5), (30, 500)])
def test_leafing_and_leaving_do_not_count(words: int, seconds: float) -> None:
    assert Pace(230).turned(words, seconds) == Pace(230)
