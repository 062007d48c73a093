from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import cell_width, fit, fold, fold_to_letters, fold_with_offsets, folding


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


@given(st.text(alphabet=st.sampled_from(list("aB éß…ﬁ中-\n\u0301")), max_size=60), st.integers(1, 7))
def test_the_letters_of_a_long_text_are_traced_back_in_pieces(text: str, piece: int) -> None:
    whole = fold_to_letters(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folding, "PIECE", piece)
        pieces = fold_to_letters(text)
    assert pieces.text == whole.text
    assert len(pieces.offsets) == len(whole.offsets)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folding, "PIECE", piece)
        assert [pieces.offsets[place] for place in range(len(pieces.offsets))] == list(whole.offsets)
        assert pieces.offsets[-1] == len(text)
        with pytest.raises(IndexError):
            pieces.offsets[len(pieces.offsets)]
