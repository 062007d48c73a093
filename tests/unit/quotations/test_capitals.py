"""Runs of capitals read by themselves: what is a name whatever stands around it, and what of a run is one."""

from __future__ import annotations

import pytest

from reader.quotations.capitals import cut_run, cuts_alone, name_alone


@pytest.mark.parametrize(
    ("run", "name"),
    [
        ("Carrow", "Carrow"),
        ("Carrow.", "Carrow"),
        ("Holt’s", "Holt"),
        ("Brian Holt", "Brian Holt"),
        ("The", ""),
        ("Didn't", ""),
        ("He", ""),
        ("Mr.", ""),
        ("President Holt", None),
        ("Mr. Holt", None),
        ("Ada Maria Lindt", None),
    ],
)
def test_runs_that_are_names_by_themselves(run: str, name: str | None) -> None:
    assert name_alone(run) == name


@pytest.mark.parametrize(
    ("run", "name", "role"),
    [
        ("President Brian Holt", "Brian Holt", "President"),
        ("The Brian Holt", "Brian Holt", ""),
        ("Carrow Mayor Brian Holt", "Brian Holt", "Carrow Mayor"),
    ],
)
def test_titles_and_openers_are_cut_off(run: str, name: str, role: str) -> None:
    cut = cut_run(run)
    assert cut is not None
    assert (run[cut.start : cut.end], cut.role) == (name, role)


def test_a_full_stop_at_the_end_may_be_a_sentences() -> None:
    held = [cut_run(run) for run in ("President Holt.", "President Holt Jr.")]
    assert [cut.name for cut in held if cut] == ["Holt", "Holt Jr."]


def test_a_run_is_parted_where_a_sentence_ends() -> None:
    cuts = cuts_alone("Carrow. Brian Holt")
    assert cuts is not None
    assert [(first, cut.name) for first, _, cut in cuts if cut] == [(0, "Carrow"), (8, "Brian Holt")]


def test_a_word_that_opens_sentences_is_held_in_case_somebody_is_called_so() -> None:
    assert cuts_alone("May") == ((0, 3, None),)
    assert cuts_alone("The") == ()


def test_what_an_owner_owns_depends_on_the_text() -> None:
    assert cuts_alone("Carrow’s Holt") is None
