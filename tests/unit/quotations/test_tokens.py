"""Tokens by place: where names, breaks and kinds of words stand, and how many of them between two tokens."""

from __future__ import annotations

import sys

from hypothesis import given
from hypothesis import strategies as st

from reader.quotations.marks import find_marked_spans
from reader.quotations.tokens import _PIECES, _TOKEN, BREAK, COMMA, CUE, LONGEST_PIECE, NAMED, STOP, Tokens

TEXT = "The tide, said Brian Holt, was “early, she said”.\nIt rose.\n"


def _tokens() -> Tokens:
    return Tokens.of(TEXT, find_marked_spans(TEXT), names=[TEXT.index("Brian"), TEXT.index("olt")])


def test_a_name_is_marked_where_a_token_starts_with_it() -> None:
    tokens = _tokens()
    assert [tokens.words[at] for at, kind in enumerate(tokens.kinds) if kind & NAMED] == ["brian"]


def test_candidates_begin_outside_marks() -> None:
    tokens = _tokens()
    assert [tokens.words[at] for at in tokens.beginnings] == ["the", "said", "brian", "it"]


def test_tokens_are_counted_by_kind() -> None:
    tokens = _tokens()
    count = len(tokens.words)
    assert [tokens.words[at] for at in tokens.places(COMMA)] == [",", ",", ","]
    assert tokens.count(CUE, 0, count) == 2
    assert tokens.count(COMMA | STOP, 3, 7) == 1
    assert tokens.count(COMMA, 7, 3) == 0


def test_a_paragraph_has_bounds() -> None:
    tokens = _tokens()
    first, second = tokens.places(BREAK)
    assert [tokens.paragraph_start(at) for at in (0, first, first + 1, second)] == [0, 0, first + 1, first + 1]
    assert [tokens.paragraph_end(at) for at in (0, first, first + 1, second + 1)] == [
        first,
        first,
        second,
        second + 1,
    ]


def test_an_empty_text_has_no_tokens() -> None:
    tokens = Tokens.of("", [])
    assert not tokens.words
    assert (tokens.paragraph_start(0), tokens.paragraph_end(0), tokens.count(BREAK, 0, 0)) == (0, 0, 0)


def test_tokens_stand_where_they_are_written_whatever_blanks_lie_between() -> None:
    text = " \t_Carrow__ rose  3.5\u00a0m, said İda’s\n \n“No.”_"
    tokens = Tokens.of(text, [])
    written = [text[tokens.starts[at] : tokens.end(at)] for at in range(len(tokens.words))]
    assert written == ["Carrow", "rose", "3.5", "m", ",", "said", "İda", "’s", "\n", "\n", "“", "No", ".", "”"]
    assert tokens.words == [word.replace("İ", "i").lower() for word in written]


def test_no_blank_is_a_token_but_the_break_of_a_line() -> None:
    blanks = "".join(filter(str.isspace, map(chr, range(sys.maxunicode))))
    assert Tokens.of(f"{blanks}tide{blanks}", []).words == ["\n", "tide", "\n"]


def test_long_pieces_are_read_like_others_and_not_remembered() -> None:
    piece = "tide," * LONGEST_PIECE
    assert Tokens.of(f"{piece} rose", []).words == [*["tide", ","] * LONGEST_PIECE, "rose"]
    assert piece not in _PIECES
    assert "rose" in _PIECES


@given(st.text("aBs1İ.,-'’“\n _\u00a0", max_size=60))
def test_tokens_read_in_pieces_are_those_of_the_whole_text(text: str) -> None:
    tokens = Tokens.of(text, [])
    whole = [(match.start(1), match[1].replace("İ", "I").lower()) for match in _TOKEN.finditer(text)]
    assert list(zip(tokens.starts, tokens.words, strict=True)) == whole


def test_words_of_two_lines_are_those_that_they_are_apart() -> None:
    tokens = Tokens.of("It rose.\n\n\nHolt\nsaid so\n\n_ Ada\n", [])
    assert tokens.words == ["it", "rose", ".", "\n\n\n", "holt", "\n", "said", "so", "\n\n", "ada", "\n"]
    assert [tokens.words[at] for at in tokens.sentences] == ["it", "holt", "said", "ada"]
    assert len(tokens.places(BREAK)) == 4


def test_a_point_that_ends_no_sentence_is_no_stop() -> None:
    tokens = Tokens.of("Mr. Holt paid 3.5 for no.cap. It rose.", [])
    assert [tokens.starts[at] for at in tokens.places(STOP)] == [28, 37]
