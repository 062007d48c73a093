"""Whatever a text holds: no error, order, bounds, and time that grows with its length."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.document import QuotationKind
from reader.quotations import find_quotations
from tests.timing import growth, least_cpu

if TYPE_CHECKING:
    from collections.abc import Callable

ALPHABET = "“”\"'‘’«»„‚‹›「」『』`—–-:.,!?\n abcXYZ said Mr. 12 İß說はと<a b=>@()"
STORMS = {
    "nobody is named": "“A man. A man. A man. A man, he. A man,” he said. ",
    "opening marks": "“",
    "straight marks": '"',
    "single marks": "'a",
    "owners behind single marks": "‘s’ ",
    "marks never closed": "“abc def said Holt\n\n",
    "marks inside marks": "“a ‘b “c ",
    "closing marks": "”",
    "quotations with speakers": "“It is late,” said Holt. ",
    "dashed turns": "—Hola —dijo Ana—. Bien.\n\n",
    "labels": "HOLT: Late.\n\nQUILL: Not yet.\n\n",
    "cues": "said ",
    "names": "Brian Holt ",
    "commas": "Holt said, ",
    "signatures": "words that are signed by someone\n— Holt\n\n",
    "names above turns": "BRIAN HOLT\nLate.\n\nADA LINDT\nNot yet.\n\n",
    "posts": "Ada Lindt @ada · Jun 3\nLate.\n\n",
    "voices put in": "«Поздно, — сказал Иванов. — Да». ",
    "ideographs": "李明说：“今天的会议很重要。”",
    "people who speak together": "Ada Lindt and ",
    "quotations in brackets": "Holt (“Never again!”) ",
    "signatures behind hyphens": "“It is late.”\n\n- J. R. Holt\n\n",
    "headlines": "Ada Lindt Slams Brian Holt\n",
    "towns in regions": "in Carrow, Oldshire, ",
    "tags": '<a href="x" ',
    "typed marks": ">> ,,",
    "French verbs with their pronouns": "« x, dit », le la les a-t-il a-t-elle du pont de la ",
    "Spanish interviews": "P. ¿El alcalde?\n\nR. Dijo «no», según él.\n\n",
    "Dutch names": "‘x’, zei Van De Van De ",
    "interviews in ideographs": "记者：市长市长说“的”。\n",
    "owners": "Holt’s ",
    "posts with the time below": "Ada Lindt\n@ada\nIt is late.\n10:04 AM · Jun 3, 2026\n\n",
    "posts whose time is missing": "Ada Lindt\n@ada\nIt · is late.\n",
    "answers between marks": "Is it late?\n\n“It is.”\n\n",
    "lists of facts": "Weight: a pound.\n\nLamp: none.\n\n",
    "who comes last": "the latter said that ",
}
STORMS_ELSEWHERE = {
    "whoever is cited": ("de", "Holt zitiert einen Zeugen mit den Worten, "),
    "German sources": ("de", "Laut Ada Lindt heißt es in der, so Holt, „x“. "),
    "whoever spoke last": ("fr", "« Il est tard », selon lui.\n\n"),
    "dashed names": ("fr", "Ada Lindt. – Il est tard.\n\nB. H. – Non.\n\n"),
    "posts before posts": ("fr", "le maire de la ministre du « x », dit "),
    "subjects that are left out": ("es", "«Es tarde», añadió en Carrow en Carrow. "),
    "letters that ask": ("es", "P. ¿Tarde?\n\nR. No.\n\n"),
    "Russian posts": ("ru", "По словам мэра, «поздно». Судья сказал, "),
    "Chinese titles": ("zh", "市长李明说：“很晚。”市长说：“好。”他说：“不。”"),
    "Japanese topics": ("ja", "丸山恵子さんは「遅い。」と話した。市長は「はい。」と述べた。"),
}
DECIDING = {
    "de": "laut nach so heißt es in einer der des dem Bericht Angaben Ada Lindt Holt „ “ » , . ( ) – gegenüber von sagte habe "
    "sei zufolge Sprecherin dass ob dazu Leiters",
    "en": "said told Will May Hill the a Mr. King Ada Lindt Holt “ ” ' , . ? — ( according to Office Tide’s he who of Jr. Q: by "
    "and per spokesman calling with read sign J. - both (“ ”)",
    "fr": "a déclaré dit selon d’après le la l’ Ada Lindt M. « » , . – : ministre de on ajouté ce qu’ lundi est elle pour qui a-t-elle s’est-il Me avant d’ajouter cette dernière",
    "es": "dijo ha dicho a su juicio según él para el la alcalde de El acusado Pablo Gantes « » — , . – : añadió esta última P. R. ?",
    "it": "ha detto a detta di per il la sindaco l’assessora Marta Conti « » “ ” , . : gli fa eco aggiunge taglia corto Su",
    "pt": "disse segundo ele para a o prefeito da Paulo Gandra “ ” — , . : acrescentou queixa-se Murió Morreu que",
    "nl": "zei aldus volgens hem de De Boer burgemeester van ‘ ’ , . : laat liet weten hij Van 't",
    "ru": "сказал — по словам его словам Мэр Морвиля Анна Ротова « » , . : она судья добавил что",
    "zh": "市长 马海伦 说 ： “ ” ， 。 他 她的 在 会上 对 所谓 记者 地 （26） 日 表示",
    "ja": "市長 丸山恵子 さん は が と 話した 「 」 、 。 そう （67） の 雑誌 彼 よると に",
}
"""Words and signs by which who speaks is decided, in any order and at the end of a text as well."""
SMALL, TIMES, MOST_TIMES, SLIGHT = 2_400, 4, 9, 0.004
"""Characters of the shorter text, how much longer the other is, how much longer it may take, and seconds that say nothing."""


@given(
    st.text(alphabet=ALPHABET, max_size=300), st.sampled_from(["en", "de", "fr", "es", "ja", "zh", "ru", "xx", ""])
)
@settings(deadline=None)
def test_any_text_gives_quotations_in_order_and_inside_it(text: str, language: str) -> None:
    assert_in_order(text, language)


@pytest.mark.parametrize("language", ["de", "fr", "pt"])
def test_a_text_may_end_with_a_pronoun_that_its_verb_carries(language: str) -> None:
    assert_in_order("« »,prévient-on", language)


@given(
    st.sampled_from(sorted(DECIDING)).flatmap(
        lambda language: st.tuples(
            st.just(language), st.lists(st.sampled_from([*DECIDING[language].split(), "\n\n"]), max_size=40)
        )
    )
)
@example(("de", "Laut Ada Lindt der".split()))
@settings(deadline=None)
def test_any_order_of_deciding_words_gives_quotations_inside_the_text(written: tuple[str, list[str]]) -> None:
    language, words = written
    assert_in_order(" ".join(words), language)


def assert_in_order(text: str, language: str) -> None:
    quotations = find_quotations(text, language=language)
    starts = [quotation.start for quotation in quotations]
    assert starts == sorted(starts)
    for quotation in quotations:
        assert 0 <= quotation.start < quotation.end <= len(text)
        assert 0.0 <= quotation.confidence <= 1.0
        if quotation.speaker is not None:
            assert text[quotation.speaker.start : quotation.speaker.end] == quotation.speaker.text != ""
        if quotation.kind is QuotationKind.TERM:
            assert quotation.speaker is None


@given(st.lists(st.sampled_from([*STORMS.values(), "\n\n", "the ", "Holt ", "that ", "he "]), max_size=60))
@settings(deadline=None)
def test_no_two_quotations_share_words(pieces: list[str]) -> None:
    quotations = find_quotations("".join(pieces))
    assert all(before.end <= after.start for before, after in pairwise(quotations))


def times_as_long(short: str, long: str, language: str = "en") -> float:
    def of(text: str) -> Callable[[], object]:
        return lambda: find_quotations(text, language=language)

    return growth(of(short), of(long), at_most=MOST_TIMES, slight=SLIGHT)


@pytest.mark.parametrize("piece", STORMS.values(), ids=STORMS.keys())
def test_time_grows_with_length(piece: str) -> None:
    text = piece * (SMALL // len(piece))
    assert times_as_long(text, text * TIMES) < MOST_TIMES


@pytest.mark.parametrize(("language", "piece"), STORMS_ELSEWHERE.values(), ids=STORMS_ELSEWHERE.keys())
def test_time_grows_with_length_in_other_languages(language: str, piece: str) -> None:
    text = piece * (SMALL // len(piece))
    assert times_as_long(text, text * TIMES, language) < MOST_TIMES


def test_time_grows_with_surnames_of_one_letter_that_are_all_different() -> None:
    def report(voices: int) -> str:
        surnames = map(chr, range(0x4E00, 0x4E00 + voices))
        return "".join(
            f"丸山{surname}さんは「遅い。」と話した。{surname}氏は「はい。」と述べた。" for surname in surnames
        )

    assert times_as_long(report(100), report(100 * TIMES), "ja") < MOST_TIMES


def test_time_grows_with_the_labels_of_a_long_transcript() -> None:
    def transcript(turns: int) -> str:
        return "\n\n".join(
            f"Brown: Is it late, Ada Lindt{turn}?\n\nHolt: It is, by an hour, Otto Falk{turn}."
            for turn in range(turns)
        )

    assert times_as_long(transcript(200), transcript(200 * TIMES)) < MOST_TIMES


def test_time_grows_with_labels_in_capitals_and_by_initials_that_are_all_different() -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    everyone = [f"{first}{second}{third}" for first in letters for second in letters for third in letters[:2]]

    def transcript(voices: int) -> str:
        return "".join(
            f"{name}: It is you, {name.title()} Roth{name.lower()}.\n\nHOLT: No.\n\n{name}: I do not.\n\nLINDT{name}: I do.\n\n"
            for name in everyone[:voices]
        )

    assert times_as_long(transcript(300), transcript(300 * TIMES)) < MOST_TIMES


def test_tens_of_thousands_of_marks() -> None:
    assert least_cpu(lambda: find_quotations("“" * 40_000 + "“a ‘b " * 10_000), enough=20, rounds=2) < 20
