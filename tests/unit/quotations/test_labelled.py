"""Labels before a colon: speakers of a transcript, and the facts of a list, which nobody speaks."""

from __future__ import annotations

import pytest

from reader.quotations import find_quotations

FACTS = "\n\n".join(
    f"The {name} trolley\n\nHeadquarters: Carrow\n\nTeam Size: {size}–{size + 20}\n\nYear Founded: 19{size}"
    for name, size in (("Ellery", 10), ("Holm", 20), ("Dunmore", 30))
)
ADVICE = "\n\n".join(
    f"{plant} grows in any soil, needs little water and no light.\n\nLight: A dim corner is enough for it.\n\n"
    f"Water: Once a week will do, twice in summer.\n\nSoil: Any soil that drains well."
    for plant in ("Marram", "Thrift", "Samphire")
)
RESULTS = "\n\n".join(
    f"{home} beat {guest} by {goals}\n\n{home} ({goals}-0): Holt {goals} goals. Falk 1 save.\n\n{guest} (0-{goals}): Roth 2 saves."
    for home, guest, goals in (("Ellery", "Holm", 2), ("Holm", "Dunmore", 3), ("Dunmore", "Ellery", 4))
)
INTERVIEW = "\n\n".join(
    f"Interviewer: Did you go to the pier on day {day}?\n\nADA LINDT: I did, and the lamp was out."
    for day in ("one", "two", "three")
)
NAMESAKE = (
    "Ada Brown met Otto Stone, the mayor, by the brown shed and the stone gate.\n\n"
    "Brown: Is it late?\n\nStone: It is, by an hour.\n\nBrown: Then we must go.\n\nStone: We must."
)


BOOKS = "\n\n".join(
    f"A. Lindt, {title}, printed in Carrow.\n\nQ. Roth, {title} again: a second look."
    for title in ("Low Water", "The Late Ferry", "Neap Tides")
)
SHORT_LISTS = "A. The pier.\n\nB. The lamp.\n\nC. The ferry.\n\nA. The bell.\n\nB. The rope."


@pytest.mark.parametrize(
    "text",
    [FACTS, ADVICE, RESULTS, BOOKS, SHORT_LISTS],
    ids=["facts", "advice in sentences", "results of games", "books", "lettered lists"],
)
def test_a_list_has_no_speakers(text: str) -> None:
    assert not [said for said in find_quotations(text) if said.evidence == "transcript"]


@pytest.mark.parametrize(
    ("text", "names"),
    [(INTERVIEW, ["Interviewer", "ADA LINDT"] * 3), (NAMESAKE, ["Ada Brown", "Otto Stone"] * 2)],
    ids=["interview", "people called as colours are"],
)
def test_a_transcript_has(text: str, names: list[str]) -> None:
    found = [said.speaker_name or "" for said in find_quotations(text) if said.evidence == "transcript"]
    assert [name.casefold() for name in found] == [name.casefold() for name in names]
