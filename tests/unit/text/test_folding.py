from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.text import cell_width, fit, fold, fold_with_offsets


def test_case_accents_and_quote_marks_fold() -> None:
    assert fold("Résumé “Straße”") == 'resume "strasse"'
    assert fold("a\n  b") == "a b"


def test_the_way_back_leads_to_the_same_words() -> None:
    text = "Der  Große “Zug”"
    folded = fold_with_offsets(text)
    start = folded.text.index('"zug"')
    first, last = folded.original_span(start, start + 5)
    assert text[first:last] == "“Zug”"


@given(st.text())
def test_each_folded_character_has_its_offset(text: str) -> None:
    folded = fold_with_offsets(text)
    assert len(folded.offsets) == len(folded.text) + 1
    assert list(folded.offsets) == sorted(folded.offsets)


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "Zs"])), st.integers(1, 40))
def test_fit_gives_just_that_width(text: str, width: int) -> None:
    assert cell_width(fit(text, width)) == width


@given(st.text())
def test_folding_with_and_without_the_way_back_is_the_same(text: str) -> None:
    assert fold(text) == fold_with_offsets(text).text
