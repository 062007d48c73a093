from __future__ import annotations

import pytest

from reader.text.alike import Repertoire
from reader.tui.find import find
from tests.timing import least_cpu

TEXT = "The résumé of “Ann’s” boat.\n\nAnn’s boat\nis late — she said so. RESUME it."


def found(query: str, text: str = TEXT) -> list[str]:
    hits = find(query, text, Repertoire(text))
    return [text[start:end] for start, end, _ in hits.touching(0, len(text))]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("resume", ["résumé", "RESUME"]),
        ("ann's", ["Ann’s", "Ann’s"]),
        ('"ann\'s" boat', ["“Ann’s” boat"]),
        ("boat is", ["boat\nis"]),
        ("boat. ann", ["boat.\n\nAnn"]),
        ("late - she", ["late — she"]),
        ("/r.sum./", ["résumé", "RESUME"]),
        ("/^ann/", ["Ann"]),
        ("", []),
        ("nothing like it", []),
    ],
)
def test_words_are_found_however_they_are_printed(query: str, expected: list[str]) -> None:
    assert found(query) == expected


def test_a_bad_pattern_is_told() -> None:
    assert "not a pattern" in find("/(/", TEXT, Repertoire(TEXT)).problem


@pytest.mark.parametrize("pattern", ["(a+)+b", "(a|aa)+b", "(.*)*b", r"(\w+\s*)+!"])
def test_a_pattern_that_never_ends_is_given_up(pattern: str) -> None:
    text = "a" * 5000 + " " + "aa " * 2000
    assert least_cpu(lambda: find(f"/{pattern}/", text, Repertoire(text)), enough=5, rounds=2) < 5


def test_hits_are_found_by_place() -> None:
    text = "one two one two one"
    hits = find("one", text, Repertoire(text))
    assert [hits.span(number) for number in range(len(hits))] == [(0, 3), (8, 11), (16, 19)]
    assert [hits.nearest(offset) for offset in (0, 1, 9, 17)] == [0, 1, 2, 0]
    assert list(hits.touching(9, 17)) == [(8, 11, 1), (16, 19, 2)]


@pytest.mark.parametrize("letter", ["e", "E", "é", "'", "f", ".", "文", "z"])
@pytest.mark.parametrize("times", [1, 400])
def test_a_single_letter_is_found_as_its_pattern_has_it(letter: str, times: int) -> None:
    text = ("The résumé of “Ann’s” boat… " + "文字 and straße ﬃ; " + TEXT) * times
    repertoire = Repertoire(text)
    hits, pattern = find(letter, text, repertoire), repertoire.pattern(letter)
    assert pattern is not None
    spans = [match.span() for match in pattern.finditer(text)]
    assert len(hits) == len(spans)
    assert list(hits.touching(0, len(text))) == [(*span, number) for number, span in enumerate(spans)]
    for offset in (0, 1, 40, len(text) // 2, len(text) - 3, len(text)):
        behind = [number for number, (start, _) in enumerate(spans) if start >= offset]
        before = [number for number, (start, _) in enumerate(spans) if start < offset]
        assert hits.nearest(offset) == (behind[0] if behind else 0 if spans else -1)
        assert hits.nearest(offset, before=True) == (before[-1] if before else len(spans) - 1)
        around = [(*span, number) for number, span in enumerate(spans) if offset <= span[0] < offset + 60]
        assert list(hits.touching(offset, offset + 60)) == around
    for number in range(0, len(spans), max(1, len(spans) // 50)):
        assert hits.span(number) == spans[number]
