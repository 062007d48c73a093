"""How an article stands in the list: what is shown of a snippet in little room."""

from __future__ import annotations

import pytest

from reader.library.articles.snippets import Snippet
from reader.text import cell_width
from reader.tui.library.rows import snippet_pieces

WORDS = (
    "The ferry from Carrow was late again, and the master of the harbour wrote to the Tide Office about a lantern."
)


def snippet(word: str) -> Snippet:
    start = WORDS.index(word)
    return Snippet(WORDS, ((start, start + len(word)),))


@pytest.mark.parametrize("width", [24, 40, 60, 200])
@pytest.mark.parametrize("word", ["ferry", "harbour", "lantern"])
def test_the_first_hit_is_in_sight_and_what_is_left_out_is_told(word: str, width: int) -> None:
    pieces = snippet_pieces(snippet(word), width)
    shown = "".join(words for words, _ in pieces)
    assert (word, "hit") in pieces
    assert cell_width(shown) <= width
    assert shown.startswith(("The ferry", "… "))


def test_a_row_without_hits_begins_at_the_beginning() -> None:
    assert snippet_pieces(Snippet(WORDS), 30)[0][0].startswith("The ferry from Carrow")
