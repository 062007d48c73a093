from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import fold_with_offsets
from reader.text.searchable import make_searchable

WORDS = st.text(alphabet=st.sampled_from(list("aB é“”…ßﬁ\n\t  Жй中`\u0301’—")), max_size=60)


@given(WORDS)
def test_it_folds_as_the_slow_way_does(text: str) -> None:
    slow, fast = fold_with_offsets(text), make_searchable(text)
    assert fast.text == slow.text
    assert [fast.original(offset) for offset in range(len(fast.text))] == list(slow.offsets)[:-1]


@given(WORDS, st.integers(1, 3))
def test_spans_lead_back(text: str, length: int) -> None:
    slow, fast = fold_with_offsets(text), make_searchable(text)
    places = array("I", range(max(0, len(fast.text) - length + 1)))
    starts, ends = fast.original_spans(places, length)
    assert list(zip(starts, ends, strict=True)) == [slow.original_span(place, place + length) for place in places]


@pytest.mark.parametrize("text", ["", " ", "plain", "Über  allen\n\nGipfeln", "ДОМ у моря", "e\u0301"])
def test_ends_are_kept(text: str) -> None:
    assert make_searchable(text).text == fold_with_offsets(text).text
