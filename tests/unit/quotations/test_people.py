"""Who is named, and whom a shorter name, a pronoun or a post means: each case a phenomenon with a name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.quotations import find_quotations
from reader.quotations.bearers import same_first
from reader.quotations.marks import find_marked_spans
from reader.quotations.people import People
from tests.timing import growth

CASES = [
    (
        "wife in passing leaves the surname to the husband",
        "Oren Lask spoke in Dunmore on Friday. His wife, Heidi Lask, sat beside him.\n\n"
        "“We go on,” Lask said. “We always did.”",
        ["Oren Lask", "Oren Lask"],
    ),
    (
        "Mr. and Mrs. are two people",
        "Paul Benning and Clara Benning run the mill.\n\n“It turns,” Mrs. Benning said.\n\n“It creaks,” Mr. Benning said.",
        ["Clara Benning", "Paul Benning"],
    ),
    (
        "spouses known by their titles alone",
        "Mr. Tarn came in, and Mrs. Tarn with him. “Sit,” said Mrs. Tarn. “No,” said Mr. Tarn.",
        ["Mrs. Tarn", "Mr. Tarn"],
    ),
    (
        "a president named before a namesake",
        "President Arden signed the bill. “It is done,” Arden said. Later Mary Arden, a singer, called it “a song.”",
        ["Arden", "Mary Arden"],
    ),
    (
        "posts in a run of capitals",
        "Charlotte Mayor Jennifer Roth said it was “a long night.” “We slept little,” Roth said.",
        ["Jennifer Roth", "Jennifer Roth"],
    ),
    (
        "a campaign's manager is not its candidate",
        "Hillary Dunn’s campaign manager Robby Monk said the plan was “dead on arrival.”",
        ["Robby Monk"],
    ),
    (
        "particles belong to the surname",
        "Ludwig van der Meer opened the lock. “It holds,” van der Meer said.",
        ["Ludwig van der Meer"],
    ),
    (
        "family names that stand first",
        "Xi Jinping arrived in Moscow on Monday. “We are friends,” Xi said.",
        ["Xi Jinping"],
    ),
    (
        "an initial more is no other person",
        "Joan B. Stitt came. “It is late,” Joan Stitt said. “Go home,” Stitt said.",
        ["Joan B. Stitt", "Joan B. Stitt"],
    ),
    (
        "a short form of the given name",
        "Robert Lunt is the warden. “I count them,” Bob Lunt said.",
        ["Robert Lunt"],
    ),
    (
        "a participle before a name is no part of it",
        "Anna Kerr spoke. Injecting Kerr into the race was “a mistake,” said Tom Bell. “Nonsense,” Kerr said.",
        ["Tom Bell", "Anna Kerr"],
    ),
    (
        "she is the woman, though a man is nearer",
        "Ines Holm wrote to Peter Vale. Peter Vale did not answer. “I waited,” she said.",
        ["Ines Holm"],
    ),
    (
        "a pronoun nearby tells the gender",
        "Quillon Varr said that she was tired. Then Tom Bell came. “I will go,” she said.",
        ["Quillon Varr"],
    ),
    (
        "the mayor is who was called mayor",
        "Mayor Ada Lindt met Bruno Falk. “It is ours,” the mayor said.",
        ["Ada Lindt"],
    ),
    (
        "a place that only describes a person",
        "Vermont Sen. Bernard Saunt met Ada Lindt. “It is late,” the Vermont senator said.",
        ["Bernard Saunt"],
    ),
    (
        "an institution that only describes a person",
        "“It is late,” White House press secretary Josh Ernst said. “Go home,” Ernst said.",
        ["Josh Ernst", "Josh Ernst"],
    ),
    (
        "his mother is not who was named last",
        "Peter Vale came with Clara Wessel. “Sit,” said his mother.",
        ["his mother"],
    ),
    ("who tells the story stays I", "Ada Lindt came in. “Sit,” I said.", ["I"]),
    (
        "an organisation is no he",
        "Brian Holt left the Tide Office. Bell Industries closed. “It was time,” he said.",
        ["Brian Holt"],
    ),
]


@pytest.mark.parametrize(("text", "speakers"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_who_is_meant(text: str, speakers: list[str]) -> None:
    assert [quotation.speaker_name for quotation in find_quotations(text) if quotation.speaker][
        -len(speakers) :
    ] == speakers


def test_names_inside_marks_teach_but_do_not_speak() -> None:
    text = "“I met Clara Wessel,” said Tom Bell. “Late,” said Wessel."
    people = People.of(text, find_marked_spans(text))
    assert [item.name for item in people.names] == ["Tom Bell", "Clara Wessel"]


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("Ferry boss Brian Holt, mayor of Carrow and pilot, was late.", "boss"),
        ("Brian Holt, mayor of Carrow, was late.", "mayor of Carrow"),
        ("Like Brian Holt, Tide chief Eva Lind has spoken out about it, and the mayor was late.", ""),
        ("Behind Brian Holt, Eva Lind passed a mayor with a flag.", ""),
        ("They caught up with Brian Holt, or at least with his mayor, and left.", ""),
    ],
)
def test_a_clause_of_another_is_no_post(text: str, post: str) -> None:
    assert People.of(text, []).posts.get("Brian Holt", "") == post


def test_a_nickname_in_marks_does_not_part_a_name() -> None:
    text = 'Marcia "Cia" Price arrived early in the town.'
    people = People.of(text, find_marked_spans(text))
    assert [item.name for item in people.names] == ["Marcia Price"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("joseph", "joe", True),
        ("j", "joe", True),
        ("anna", "peter", False),
        ("bill", "william", True),
        ("ann", "anna", False),
    ],
)
def test_given_names_that_may_be_one(one: str, other: str, same: bool) -> None:
    assert same_first(one, other) is same


HOSTILE = {
    "one surname, many given names": lambda count: " ".join(
        f"Then {chr(65 + n % 26)}{'abcdefgh'[n % 8]}{n % 97 * 'o'} Zell came." for n in range(count)
    ),
    "one person, many pronouns": lambda count: "Ada Lindt came. " + "“It is late,” she said. " * count,
    "names without end": lambda count: "Ada Bell " * count,
    "turns without end": lambda count: "“Go.”\n\n“No,” said Ada Lindt.\n\n“Yes,” he said.\n\n" * count,
    "nicknames without end": lambda count: 'Ada "Bo" ' * count,
    "papers without end": lambda count: "He told the Tide Mail Lindt said it. " * count + "“No,” he said.",
    "surnames that are words without end": lambda count: "Theresa May spoke. May said it. Will May go? " * count,
    "posts without end": lambda count: "Mayor President Judge " * count + "Ada Lindt said “no.”",
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_with_the_length_alone(make: Callable[[int], str]) -> None:
    """Four times the text takes at most some nine times as long: squared time would take sixteen."""
    short, long = make(120), make(480)
    assert growth(lambda: find_quotations(short), lambda: find_quotations(long), at_most=9, slight=0.002) < 9


@pytest.mark.parametrize(
    ("word", "gender"),
    [("he", "m"), ("HIM", "m"), ("himself", "m"), ("She", "f"), ("hers", "f"), ("se", ""), ("sis", ""), ("ahe", "")],
)
def test_only_whole_pronouns_tell_the_gender(word: str, gender: str) -> None:
    people = People.of(f"Kolvane Brask came late. Then {word} went on.", [])
    assert people.gender.get("Kolvane Brask", "") == gender


def test_a_german_noun_with_whose_it_is_is_no_person() -> None:
    people = People.of("Das Schreiben der Reederei kam an. Ursula von der Lindt hat es gelesen.", [])
    assert [item.name for item in people.names if item.is_person] == ["Ursula von der Lindt"]


def test_a_german_sentence_may_open_with_how_somebody_told_it() -> None:
    people = People.of("Wie der Fernsehsender Tide berichtete, steigt das Wasser.", [])
    assert people.names[0].name == "Fernsehsender Tide"
