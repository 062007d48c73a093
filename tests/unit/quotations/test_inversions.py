"""Verbs of saying with their subject behind them, and what stands around them."""

from __future__ import annotations

import pytest

from reader.quotations.inversions import is_cue, verb_at
from reader.quotations.noun_phrases import beginnings_of


@pytest.mark.parametrize(
    ("language", "text", "cue", "pronoun"),
    [
        ("fr", "a déclaré la maire", "déclaré", ""),
        ("fr", "a aussitôt répondu la maire", "répondu", ""),
        ("fr", "s’est-elle emportée", "emportée", "elle"),
        ("fr", "s’indigne-t-il", "indigne", "il"),
        ("it", "gli ha fatto eco il marito", "eco", ""),
        ("es", "se ha quejado el alcalde", "", ""),
        ("pt", "disse-lhe o guarda", "disse", ""),
        ("nl", "zei ook de burgemeester", "zei", ""),
        ("fr", "la maire a déclaré", "", ""),
    ],
)
def test_the_verb_that_opens_a_clause(language, text, cue, pronoun):
    found = verb_at(text, beginnings_of(language), 0, len(text))
    assert (text[found.cue.start : found.cue.end] if found else "") == cue
    assert (text[found.pronoun.start : found.pronoun.end] if found and found.pronoun else "") == pronoun


def test_a_subject_may_begin_behind_days_places_and_listeners():
    text = "dijo ayer a los periodistas el alcalde"
    verb = verb_at(text, beginnings_of("es"), 0, len(text))
    assert [text[place:] for place in verb.places] == [
        "ayer a los periodistas el alcalde",
        "a los periodistas el alcalde",
        "el alcalde",
    ]


@pytest.mark.parametrize(("word", "expected"), [("emporté", True), ("emportées", True), ("portée", False)])
def test_participles_agree(word, expected):
    assert is_cue(word) is expected
