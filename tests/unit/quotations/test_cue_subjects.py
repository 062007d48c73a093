"""Whose the verb of saying before a quotation is, and whom a clause is about."""

from __future__ import annotations

import pytest

from reader.quotations.cue_subjects import sentence_subject, subject_before
from reader.quotations.scene import Scene


@pytest.mark.parametrize(
    ("lead", "cue", "expected"),
    [
        ("Ada Lindt, who owns the ferry, then said", "said", "Ada Lindt"),
        ("The mayor of Carrow said", "said", "The mayor of Carrow"),
        ("The vote was described by Ada Lindt", "described", "Ada Lindt"),
        ("The vote was put off, with Brian Holt calling", "calling", "Brian Holt"),
        ("Ada Lindt rose and said", "said", "Ada Lindt"),
        ("A man held up a sign saying", "saying", "a sign"),
        ("In a letter to Ada Lindt was written", "written", None),
    ],
)
def test_whose_a_cue_is(lead, cue, expected):
    text = f"{lead} “late.”"
    scene = Scene.of(text, [], "en")
    masked, everyone = scene.subjects(0, len(lead))
    at = lead.index(cue)
    found = subject_before(text, masked, scene.people, 0, at, at + len(cue), everyone)
    assert (found.mention.text if found else None) == expected


def test_a_clause_is_about_whom_no_preposition_holds():
    text = "After the talk with Karl Roth, Ada Lindt left for Carrow."
    masked, everyone = Scene.of(text, [], "en").subjects(0, len(text))
    found = sentence_subject(0, masked, everyone)
    assert found is not None and found.mention.text == "Ada Lindt"
