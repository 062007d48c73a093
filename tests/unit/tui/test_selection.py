from __future__ import annotations

import pytest

from reader.tui.selection import word_at, word_back, word_on


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The tide,  it comes.", ["The", "tide,", "it", "comes."]),
        ("河水上涨，he said", ["河", "水", "上", "涨", "，he", "said"]),
        ("水のきおく。", ["水", "のきおく", "。"]),
        ("one", ["one"]),
    ],
)
def test_words_are_walked_there_and_back(text: str, words: list[str]) -> None:
    offset, walked = 0, []
    while offset < len(text):
        end = word_on(text, offset)
        assert word_at(text, end - 1).span[1] == end
        walked.append(text[slice(*word_at(text, end - 1).span)])
        offset = end
    assert walked == words
    for word in reversed(words[:-1]):
        offset = word_back(text, offset)
        assert text[:offset].endswith(word)
    assert word_back(text, offset) == 0


def test_where_there_is_no_word_nothing_is_selected() -> None:
    assert word_at("", 0).span == (0, 0)
    assert word_at("end  ", 4).span == (4, 4)
    assert (word_on("end  ", 3), word_back("  end", 5)) == (5, 0)
