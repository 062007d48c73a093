"""Where a text may report speech without marks: which verbs are looked at."""

from __future__ import annotations

import pytest

from reader.quotations.marks import find_marked_spans
from reader.quotations.report_sites import FORWARD, sites
from reader.quotations.scene import Scene

SHARES = {"said": 35, "adding": 40, "according": 70}


def cues(text: str) -> list[str]:
    """Return the words of a text that may report something."""
    scene = Scene.of(text, find_marked_spans(text), "en")
    return [scene.tokens.words[site.cue] for site in sites(scene, SHARES)]


def test_a_verb_behind_marked_words_reports_nothing_else() -> None:
    assert cues("In Carrow “the pier will stay closed,” said Brian Holt, whose boat had sunk there in May.") == []


def test_a_verb_behind_a_marked_name_may_report() -> None:
    assert cues("The makers of “Low Water” said the pier will stay closed until May.") == ["said"]


def test_what_is_added_behind_marked_words_may_be_reported() -> None:
    assert set(cues("Holt called it “a long winter,” adding the pier will stay closed until May.")) == {"adding"}


def test_only_a_source_opens_a_paragraph() -> None:
    assert cues("The pier is closed.\n\nSaid the clerk of the Tide Office to us in May.") == []
    found = cues("The pier is closed.\n\nAccording to the Tide Office, it will stay closed until May.")
    assert set(found) == {"according"}


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Um 10 Uhr meldete die Reederei, dass die Fähre sinke.", "die Reederei"),
        ("Klara Bonder, die den Hafen leitet, meldete der Zeitung, dass die Fähre sinke.", "Klara Bonder"),
        ("Die „Tide“ meldete am Montag, dass die Fähre sinke.", "Tide"),
        ("Der Sprecher meldete dazu, dass die Fähre sinke.", "Der Sprecher"),
        ("Der Hafen ist zu, und Brian Holt hat gemeldet, dass die Fähre sinke.", "Brian Holt"),
    ],
)
def test_the_subject_of_a_german_report_is_that_of_its_clause(text: str, subject: str) -> None:
    scene = Scene.of(text, find_marked_spans(text), "de")
    found = [site for site in sites(scene, {"meldete": 50, "gemeldet": 50}) if site.mode == FORWARD]
    assert [site.subject.mention(text).text for site in found if site.subject] == [subject]
