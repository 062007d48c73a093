"""Who is the subject of a German clause, whatever opens it and wherever its verb's other half stands."""

from __future__ import annotations

import pytest

from reader.quotations.clauses import german_behind, german_source, subject_between
from reader.quotations.marks import find_marked_spans
from reader.quotations.scene import Scene


def scene_of(text: str) -> Scene:
    return Scene.of(text, find_marked_spans(text), "de")


@pytest.mark.parametrize(
    ("clause", "subject"),
    [
        ("Klara Bonder sagte: ", "Klara Bonder"),
        ("Auch der Bürgermeister sagte: ", "der Bürgermeister"),
        ("Über Brian Holt sagte Klara Bonder: ", "Klara Bonder"),
        ("Als Begründung sagte ein Taucher: ", "ein Taucher"),
        ("Am Montag äußerte sich der Sprecher dazu: ", "der Sprecher"),
        ("Den Beschluss stellte der Bürgermeister in Frage: ", "der Bürgermeister"),
        ("Die Arbeit der Werft lobte er mit den Worten: ", "er"),
        ("Nachdem das Wasser gestiegen war, sagte Klara Bonder: ", "Klara Bonder"),
        ("Der Sprecher der Werft, Brian Holt, fügte hinzu: ", "Brian Holt"),
        ("Klara Bonder, die den Hafen leitet, sagte: ", "Klara Bonder"),
        ("Jegliche Mitverantwortung wies der Bürgermeister zurück: ", "der Bürgermeister"),
        ("Bürgermeister Brian Holt: ", "Brian Holt"),
    ],
)
def test_the_subject_of_a_clause(clause, subject):
    text = f"{clause}„Das Wasser steigt.“"
    found = subject_between(scene_of(text), 0, len(clause))
    assert found is not None and found.mention.text == subject


@pytest.mark.parametrize(
    ("behind", "speaker"),
    [
        (", sagte er.", "er"),
        (", sagte am Dienstag Klara Bonder.", "Klara Bonder"),
        (", hieß es in der Rede.", "der Rede"),
        (", schreibt die „Carrower Zeitung“.", "Carrower Zeitung"),
    ],
)
def test_who_speaks_behind_a_quotation(behind, speaker):
    text = f"„Das Wasser steigt“{behind}"
    found = german_behind(scene_of(text), 19, len(text))
    assert found is not None and found.mention.text == speaker


@pytest.mark.parametrize("behind", [" und fällt nicht mehr.", ", heißt die Ausstellung.", ", hieß der Hafen."])
def test_nobody_speaks_where_the_sentence_goes_on_without_a_verb_of_saying(behind):
    text = f"„Das Wasser steigt“{behind}"
    assert german_behind(scene_of(text), 19, len(text)) is None


def test_whoever_is_called_something_is_not_what_stands_before_the_verb():
    text = "Der Mann heißt Karl und sagte: „Das Wasser steigt.“"
    found = subject_between(scene_of(text), 0, text.index("„"))
    assert found is not None and found.mention.text == "Karl"


@pytest.mark.parametrize(
    ("before", "behind", "source"),
    [
        ("Laut Klara Bonder ist der Damm ", ".", "Klara Bonder"),
        ("Laut „Carrower Bote“ ist der Damm ", ".", "Carrower Bote"),
        ("Der Damm ist nach Angaben der Behörde ", ".", "der Behörde"),
        ("Der Damm sei ", ", so der Bürgermeister.", "der Bürgermeister"),
    ],
)
def test_whom_a_sentence_names_as_its_source(before, behind, source):
    text = f"{before}„fest und sicher“{behind}"
    found = german_source(scene_of(text), 0, len(before), len(text) - len(behind), len(text))
    assert found is not None and found.mention.text == source
