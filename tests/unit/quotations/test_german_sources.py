"""What German words name a source, and where it ends."""

from __future__ import annotations

import pytest

from reader.quotations.german_sources import names_source, phrase_at, read_in, source_at, source_end
from reader.quotations.scene import Scene


def scene_of(text: str) -> Scene:
    return Scene.of(text, [], "de")


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        ("Nach Angaben der Behörde steigt der Fluss.", "nach", True),
        ("Nach den ersten Informationen der Behörde steigt der Fluss.", "nach", True),
        ("Nach der Flut steigt der Fluss.", "nach", False),
        ("Der Fluss steigt, so ein Sprecher.", "so", True),
        ("Der Fluss steigt so schnell.", "so", False),
        ("Der Fluss steigt, so schnell es geht.", "so", False),
        ("Der Fluss steigt nach", "nach", False),
        ("Der Fluss steige, hieß es.", "hieß", True),
        ("Der Fluss heißt Carrow.", "heißt", False),
    ],
)
def test_words_name_a_source_only_beside_others(text: str, word: str, names: bool) -> None:
    tokens = scene_of(text).tokens
    assert names_source(tokens, tokens.words.index(word)) is names


def test_a_source_is_whatever_stands_behind_its_noun() -> None:
    text = "Nach Angaben von Augenzeugen steigt der Fluss."
    tokens = scene_of(text).tokens
    source = source_at(tokens, {}, 0, len(tokens.words))
    assert source is not None
    assert source.mention(text).text == "Augenzeugen"


def test_nobody_is_a_source_behind_a_verb() -> None:
    tokens = scene_of("Nach Angaben wird der Fluss steigen.").tokens
    assert source_at(tokens, {}, 0, len(tokens.words)) is None
    assert phrase_at(tokens, len(tokens.words), len(tokens.words)) is None


def test_asides_belong_to_their_source() -> None:
    tokens = scene_of("Nach Ansicht der Bäckerin (54), einer Ratsfrau, steigt der Fluss.").tokens
    behind = tokens.words.index("(")
    assert tokens.words[source_end(tokens, {}, behind, len(tokens.words))] == "steigt"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Der Fluss steige, heißt es in einer Erklärung.", "einer Erklärung"),
        ("Der Fluss steige, heißt es dazu im Bericht der Stadt.", "Bericht"),
        ("Der Fluss steige, hieß es am Montag.", "es"),
        ("Der Fluss steige, wie es hieß.", "es"),
    ],
)
def test_where_something_reads_is_its_source(text: str, source: str) -> None:
    tokens = scene_of(text).tokens
    cue = next(at for at, word in enumerate(tokens.words) if word in ("heißt", "hieß"))
    found = read_in(tokens, {}, cue, len(tokens.words))
    assert found is not None
    assert found.mention(text).text == source


def test_what_belongs_to_a_source_with_an_article_is_its_own() -> None:
    tokens = scene_of("Laut einem Bericht des örtlichen Magazins gegenüber der Presse steigt der Fluss.").tokens
    behind = tokens.words.index("des")
    assert tokens.words[source_end(tokens, {}, behind, len(tokens.words), has_article=True)] == "gegenüber"
    assert tokens.words[source_end(tokens, {}, behind, len(tokens.words))] == "des"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Nach eigenen Angaben hat die Werft den Damm geprüft.", "eigenen Angaben"),
        ("Nach deren Ansicht steigt der Fluss.", "deren Ansicht"),
    ],
)
def test_an_account_that_says_whose_it_is_is_the_source(text: str, source: str) -> None:
    tokens = scene_of(text).tokens
    found = source_at(tokens, {}, 0, len(tokens.words))
    assert found is not None
    assert found.mention(text).text == source


def test_what_is_no_noun_is_no_candidate_in_german() -> None:
    scene = scene_of("Klara Bonder sagte weiter, die städtische Reederei kündigte dazu die Reise an.")
    found = [scene.text[item.start : item.end] for item in scene.everyone.between(0, len(scene.tokens.words))]
    assert found == ["Klara Bonder", "Reederei", "Reise"]


def test_an_article_that_opens_a_sentence_is_no_noun() -> None:
    tokens = scene_of("Die nervige Auswahl fehlt.").tokens
    found = phrase_at(tokens, 0, len(tokens.words))
    assert found is not None
    assert (found.first, found.last) == (0, 3)
