from __future__ import annotations

import time

import pytest

from reader.text.alike import Repertoire
from reader.tui.find import find

TEXT = "The résumé of “Ann’s” boat.\n\nAnn’s boat\nis late — she said so. RESUME it."


def found(query: str, text: str = TEXT) -> list[str]:
    hits = find(query, text, Repertoire(text))
    return [text[start:end] for start, end in zip(hits.starts, hits.ends, strict=True)]


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
    before = time.process_time()
    find(f"/{pattern}/", text, Repertoire(text))
    assert time.process_time() - before < 5


def test_hits_are_found_by_place() -> None:
    text = "one two one two one"
    hits = find("one", text, Repertoire(text))
    assert list(hits.starts) == [0, 8, 16]
    assert [hits.nearest(offset) for offset in (0, 1, 9, 17)] == [0, 1, 2, 0]
    assert list(hits.touching(9, 17)) == [(8, 11, 1), (16, 19, 2)]
