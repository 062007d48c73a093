from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.tui.widgets.panel import shared_rows


@given(st.integers(6, 80), st.integers(1, 200), st.integers(0, 200))
def test_rows_are_shared_so_that_none_is_wasted(height: int, voices: int, marks: int) -> None:
    for_voices, for_marks = shared_rows(height, voices, marks)
    headings = 3 if marks else 1
    assert for_voices + for_marks + headings <= height
    assert for_voices >= 1 and (for_marks >= 1) is (marks > 0)
    if voices + marks + headings <= height:
        assert for_voices >= voices and for_marks >= marks
    else:
        assert min(voices, for_voices) + min(marks, for_marks) + headings == height
