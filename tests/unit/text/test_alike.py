from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import fold_with_offsets
from reader.text.alike import Repertoire

WORDS = st.text(alphabet=st.sampled_from(list("aBsSfi é“”…..ßﬁﬃæ\n\t  Жй中`'\u0301’—½1⁄")), max_size=40)


def folded_and_found(words: str, text: str) -> list[tuple[int, int]]:
    """Find in a folded copy: slow, and plainly right; a hit begins where the one before has ended."""
    folded, wanted = fold_with_offsets(text), fold_with_offsets(words).text.strip()
    found: list[tuple[int, int]] = []
    start = folded.text.find(wanted) if wanted else -1
    while start >= 0:
        first, last = folded.original_span(start, start + len(wanted))
        if not found or first >= found[-1][1]:
            found.append((first, last))
        start = folded.text.find(wanted, start + 1)
    return found


def found(words: str, text: str) -> list[tuple[int, int]]:
    pattern = Repertoire(text).pattern(words)
    return [match.span() for match in pattern.finditer(text)] if pattern is not None else []


@given(WORDS, WORDS)
def test_what_a_folded_copy_would_find_is_found(words: str, text: str) -> None:
    assert found(words, text) == folded_and_found(words, text)


@given(WORDS, st.integers(0, 40), st.integers(1, 6))
def test_every_stretch_of_a_text_is_found_in_it(text: str, start: int, length: int) -> None:
    words = text[start : start + length]
    assert found(words, text) == folded_and_found(words, text)


@pytest.mark.parametrize(
    ("words", "text", "hits"),
    [
        ("resume", "Résumé, re\u0301sume\u0301", ["Résumé", "re\u0301sume"]),
        ("strasse", "Straße, STRASSE", ["Straße", "STRASSE"]),
        ("das", "daß", ["daß"]),
        ("office", "the oﬃce", ["oﬃce"]),
        ("well...", "Well…", ["Well…"]),
        ("дом", "ДОМ у дома", ["ДОМ", "дом"]),
        ("a  b", "a \n\n b", ["a \n\n b"]),
        ("中文", "中文中文", ["中文", "中文"]),
        ("(x]", "(X]", ["(X]"]),
    ],
)
def test_words_are_found_however_they_are_printed(words: str, text: str, hits: list[str]) -> None:
    assert [text[start:end] for start, end in found(words, text)] == hits


def test_many_dots_are_no_riddle() -> None:
    """Each ellipsis may stand at any of them: the ways are not counted out."""
    text = "wait" + "…" * 20 + "." * 60
    assert found("." * 60, text) == [(23, 83)]
