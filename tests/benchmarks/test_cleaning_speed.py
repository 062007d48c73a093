"""How long cleaning flat text takes: beside plain counting of its letters, and of long texts beside short ones.

Run with `-s` to see the table; `flat_texts` measures longer ones by hand.
"""

from __future__ import annotations

import time

import pytest

from reader.cleaning import clean_text
from reader.cleaning.cruft import cruft_rule
from reader.text.dates import find_date
from tests.benchmarks.flat_texts import SHAPES, text_of
from tests.benchmarks.test_speed import tell
from tests.quality.flattened.pages import WAYS, read_pages
from tests.timing import growth

COUNTINGS = 68.0
"""How many times longer than counting a page's letters, one by one, cleaning may take; 50 to 55 were measured."""
SHORT, LONG = 250_000, 1_000_000
LINEAR = 8.0
"""How many times longer the long text may take: four times is linear, sixteen in the square; a shared machine adds some."""
SLIGHT = 0.02
"""Seconds of a short text that say nothing of how much longer a long one takes."""


def count_letters(text: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for character in text:
        counts[character] = counts.get(character, 0) + 1
    return counts


def test_pages_are_cleaned_in_so_many_countings_of_their_letters() -> None:
    texts = [way(page) for page in read_pages() for way in WAYS]
    clean_text(texts[0])
    cleaning = counting = 0.0
    for text in texts:
        rounds = []
        for _ in range(4):
            cruft_rule.cache_clear()
            find_date.cache_clear()
            times = [time.process_time()]
            clean_text(text)
            times.append(time.process_time())
            count_letters(text)
            times.append(time.process_time())
            rounds.append((times[1] - times[0], times[2] - times[1]))
        cleaning += min(one for one, _ in rounds)
        counting += min(other for _, other in rounds)
    words = sum(len(text.split()) for text in texts)
    tell(f"cleaning {words:,} words in {len(texts)} dumps", 1000 * cleaning, 1000 * counting)
    assert cleaning <= COUNTINGS * counting


@pytest.mark.parametrize("shape", SHAPES)
def test_long_texts_take_as_long_for_each_word(shape: str) -> None:
    short, long = text_of(shape, SHORT), text_of(shape, LONG)
    times = growth(lambda: clean_text(short), lambda: clean_text(long), at_most=LINEAR, slight=SLIGHT)
    tell(f"{LONG // SHORT} times as many {shape}", times, 1.0, "times")
    assert times < LINEAR
