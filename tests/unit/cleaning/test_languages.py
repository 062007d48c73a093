"""The language of a text, from its words or its script."""

from __future__ import annotations

import pytest

from reader.cleaning.languages import READ, common_words, guess_language

SAID = {
    "en": "The ferry was late on Monday, and the people who had been waiting at the pier said that they would not wait again.",
    "de": "Die Fähre kam am Montag zu spät, und die Leute, die auf dem Steg warteten, wollten nicht noch einmal so lange warten.",
    "fr": "Le bac est arrivé en retard lundi, et les gens qui attendaient sur le quai ont dit qu'ils ne reviendraient pas.",
    "es": "El transbordador llegó tarde el lunes y los que esperaban en el muelle dijeron que no iban a volver por la noche.",
    "it": "Il traghetto è arrivato in ritardo e la gente che aspettava sul molo ha detto che non sarebbe tornata per la sera.",
    "pt": "O barco chegou com atraso na segunda-feira e os que esperavam no cais disseram que não voltariam mais ao porto.",
    "nl": "De pont kwam maandag te laat en de mensen die op de kade stonden zeiden dat ze niet nog een keer zouden wachten.",
    "sv": "Färjan var sen på måndagen och de som väntade vid kajen sade att de inte skulle vänta en gång till på den båten.",
    "pl": "Prom spóźnił się w poniedziałek, a ci, którzy czekali na nabrzeżu, mówili, że nie będą już na niego czekać i że to koniec.",
    "tr": "Vapur pazartesi günü geç kaldı ve iskelede bekleyen insanlar bir daha bu kadar çok beklemek için gelmeyeceklerini söyledi, ama bu böyle.",
    "id": "Kapal itu terlambat pada hari Senin dan orang yang menunggu di dermaga mengatakan bahwa mereka tidak akan menunggu lagi.",
    "ru": "Паром в понедельник опоздал, и те, кто ждал его на пристани, сказали, что больше не будут так долго ждать.",
    "ja": "月曜日の渡し船は遅れ、桟橋で待っていた人々は、もう二度と待たないと言った。そのあと船は静かに港を出て、島へ向かった。",
    "zh": "星期一的渡轮晚点了，在码头等候的人们说，他们再也不会等下去了。后来船静静地离开了港口，驶向那座小岛，没有人再说话。",
    "ko": "월요일에 나룻배가 늦게 왔고 부두에서 기다리던 사람들은 다시는 기다리지 않겠다고 말했다. 그 뒤 배는 조용히 떠났다.",
}


@pytest.mark.parametrize("language", SAID)
def test_a_sentence_or_two_tell_the_language(language: str) -> None:
    assert guess_language(SAID[language]) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Carrow 14 3 22\nHolt 11 9 20",
        "Kivuko kilichelewa siku ya Jumatatu, na watu waliokuwa wakisubiri gatini walisema hawatasubiri tena.",
        "the",
    ],
    ids=["nothing", "a table", "a language without a list", "one word"],
)
def test_what_is_not_clear_stays_unknown(text: str) -> None:
    assert guess_language(text) == ""


def test_a_few_foreign_words_do_not_turn_an_article() -> None:
    assert guess_language(f"{SAID['en']} “{SAID['de'][:40]}” {SAID['en']} 渡し船 {SAID['en']}") == "en"


def test_only_the_beginning_is_read() -> None:
    beginning = f"{SAID['nl']} " * (READ // len(SAID["nl"]) + 1)
    assert guess_language(beginning + SAID["ru"] * 400) == "nl"


def test_lists_hold_each_word_once_and_in_lower_case() -> None:
    for words in common_words().values():
        assert all(word == word.lower() for word in words)
        assert len(words) > 30
