from __future__ import annotations

import pytest

from reader.plain.facts import written_time


@pytest.mark.parametrize(
    ("minutes", "written"),
    [(0, "0 min"), (26, "26 min"), (119, "119 min"), (120, "2 h"), (153, "2 h 33 min"), (2175, "36 h")],
)
def test_a_time_is_told_as_exactly_as_it_is_wanted(minutes: int, written: str) -> None:
    assert written_time(minutes) == written
