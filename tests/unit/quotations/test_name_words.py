"""What the words of a name tell by themselves."""

from __future__ import annotations

import pytest

from reader.quotations.name_words import gender_of, name_words, title_gender


def test_words_are_folded_and_the_suffix_is_left_off() -> None:
    told = name_words("José Carrow, Jr.")
    assert (told.words, told.suffix, told.is_whole) == (("jose", "carrow"), "Jr", True)
    assert name_words("Jr").words == ("jr",)


@pytest.mark.parametrize(
    ("name", "is_whole"),
    [
        ("Brian Holt", True),
        ("Holt", False),
        ("van Holt", False),
        ("Ada van der Holt", True),
        ("Ada Brian Carl Dora Holt", False),
        ("A KISS FOR HOLT", False),
    ],
)
def test_a_full_name_has_two_words_of_its_own_and_is_no_heading(name: str, is_whole: bool) -> None:
    assert name_words(name).is_whole is is_whole


@pytest.mark.parametrize(
    ("name", "role", "is_organisation"),
    [
        ("Tide Office", "", True),
        ("Office Holt", "", True),
        ("Office Holt", "Mr.", False),
        ("Tide Office", "Director", True),
        ("Carrow's Head", "", True),
        ("T.O.", "", True),
        ("TO", "", True),
        ("Brian Holt", "", False),
        ("Holt", "", False),
    ],
)
def test_a_name_with_a_word_that_no_person_has_is_an_institution(name: str, role: str, is_organisation: bool) -> None:
    assert name_words(name).is_organisation(role) is is_organisation


def test_the_given_name_of_a_longer_name_and_a_title_tell_gender() -> None:
    assert (gender_of("Brian Holt"), gender_of("Brian"), gender_of("Carrow Holt")) == ("m", "", "")
    assert (title_gender("Mrs."), title_gender("former Congressman"), title_gender("Dr."), title_gender("")) == (
        "f",
        "m",
        "",
        "",
    )


def test_a_surname_that_names_a_place_as_well_is_doubtful() -> None:
    assert (name_words("Anna Hill").doubtful, name_words("Paris Roth").doubtful) == ("Hill", "Roth")
    assert name_words("Brian Holt").doubtful == ""
