"""A line in which something was found: what of it is shown in little room, and what stands out."""

from __future__ import annotations

import pytest

from reader.text import cell_width
from reader.tui.hits import found_in, hit_pieces

WORDS = (
    "The ferry from Carrow was late again, and the master of the harbour wrote to the Tide Office about a lantern."
)


@pytest.mark.parametrize("width", [24, 40, 60, 200])
@pytest.mark.parametrize("word", ["ferry", "harbour", "lantern"])
def test_the_first_hit_is_in_sight_and_what_is_left_out_is_told(word: str, width: int) -> None:
    pieces = hit_pieces(WORDS, found_in(WORDS, [word]), width, "text")
    shown = "".join(words for words, _ in pieces)
    assert (word, "hit") in pieces
    assert cell_width(shown) <= width
    assert shown.startswith(("The ferry", "… "))


def test_a_line_without_hits_begins_at_the_beginning() -> None:
    assert hit_pieces(WORDS, (), 30, "text")[0][0].startswith("The ferry from Carrow")


def test_words_are_found_however_they_are_printed_and_stand_out_once_where_they_overlap() -> None:
    words = "“It’s the Café,” she said"
    hits = found_in(words, ["it's", "cafe", "caf", "nobody", "s"])
    assert [words[first:last] for first, last in hits] == ["It’s", "Café", "Caf"]
    pieces = hit_pieces(words, hits, 60, "text")
    assert "".join(part for part, _ in pieces) == words
    assert [part for part, style in pieces if style == "hit"] == ["It’s", "Café"]
