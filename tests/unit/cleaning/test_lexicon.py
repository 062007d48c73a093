from __future__ import annotations

from reader.cleaning.features import BASE, measure_line
from reader.cleaning.lexicon import Lexicon, lexicon
from reader.cleaning.lines import LogicalLine

LINE = LogicalLine("Enter your email to join the Tide Office", 0, 0)


def measured(weights: Lexicon) -> dict[str, float]:
    return dict(zip(BASE, measure_line(LINE, 1, weights).row, strict=True))


def test_weights_speak_for_body_and_against_it() -> None:
    stored = lexicon()
    assert stored.words["said"] > 0 > stored.words["newsletter"]
    assert {weight > 0 for weight in stored.pairs.values()} == {True, False}
    assert all(word == word.lower() for pair in stored.pairs for word in pair)


def test_pairs_are_weighed_as_they_stand_in_a_line() -> None:
    row = measured(Lexicon({}, {("your", "email"): -3.0, ("the", "tide"): 1.5, ("email", "join"): 4.0}))
    assert (row["pair_sum"], row["pair_least"], row["pair_most"]) == (-1.5, -3.0, 1.5)
    assert row["pair_share"] == 2 / 8


def test_a_line_of_unknown_words_weighs_nothing() -> None:
    row = measured(Lexicon({}, {}))
    assert (row["weight"], row["weight_sum"], row["known"], row["pair_sum"], row["pair_share"]) == (0, 0, 0, 0, 0)
