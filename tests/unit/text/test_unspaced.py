from __future__ import annotations

import pytest

from reader.text.unspaced import count_unspaced, count_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("The late ferry.", 3),
        ("Der späte Fährmann — kam", 5),
        ("港の灯台守は言った。", 5),
        ("港" * 1000, 501),
        ("Ferry 港の灯", 3),
    ],
)
def test_words_are_counted_where_no_spaces_part_them(text: str, words: int) -> None:
    assert count_words(text) == words


def test_only_what_is_written_without_spaces_is_counted() -> None:
    assert count_unspaced("Ferry 港の灯。") == 3 and count_unspaced("Fähre") == 0
