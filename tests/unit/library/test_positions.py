"""Where somebody is in an article: what that makes of it, which device says so, and how little is kept of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.library import Library, Marks
from reader.library.marks.device import host_of
from reader.library.marks.journal import encode_line
from tests.unit.library.lamps import BREAD, LAMP, WORDS, again, copy_journals, journal_of, state_of


@pytest.mark.parametrize(
    ("told", "kept", "state"),
    [
        (-3.0, 0.0, "reading"),
        (0.5, 0.5, "reading"),
        (0.96, 0.96, "reading"),
        (0.97, 0.97, "read"),
        (1.7, 1.0, "read"),
    ],
)
def test_an_article_is_read_once_its_end_is_near(marks: Marks, told: float, kept: float, state: str) -> None:
    marks.set_position(LAMP, WORDS, told)
    found = marks.state_of(LAMP)
    assert (found.progress, found.state) == (kept, state)


def test_compaction_leaves_out_replaced_places_and_nothing_else(marks: Marks, folder: Path) -> None:
    mark = marks.add("note", LAMP, WORDS)
    other = again(folder)
    for number in range(20):
        marks.set_position(LAMP, WORDS, number / 100)
        marks.set_position(BREAD, WORDS, number / 50)
    with journal_of(folder).open("ab") as file:
        file.write(b"damaged\n")
    marks.change(mark.id, note="mind it")
    marks.undo()
    before, size = state_of(marks), journal_of(folder).stat().st_size
    assert not marks.compact_if_worth_it()
    assert marks.compact()
    assert not marks.compact()
    assert journal_of(folder).stat().st_size < size / 3
    assert [issue.where.rpartition(" ")[2] for issue in marks.issues] == ["4"]
    assert not marks.refresh()
    assert state_of(marks) == before
    assert other.refresh()
    assert state_of(other) == before
    marks.close()
    found = again(folder, anew=True)
    assert state_of(found) == before
    assert found.redo() == "changing “the lamp”"


def test_a_journal_full_of_places_is_made_smaller(
    marks: Marks, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.marks.compaction.WORTH", 10)
    for number in range(12):
        marks.set_position(LAMP, WORDS, number / 100)
    assert marks.compact_if_worth_it()
    assert not marks.compact_if_worth_it()
    assert len(journal_of(folder).read_bytes().splitlines()) == 1


def test_places_of_other_devices_are_offered_and_never_taken(folder: Path, tmp_path: Path) -> None:
    here, there = Library.open(folder).marks, Library.open(tmp_path / "there").marks
    here.set_position(LAMP, WORDS, 0.2)
    there.set_position(LAMP, WORDS._replace(start=90), 0.64)
    copy_journals(tmp_path / "there", folder)
    here.refresh()
    position, other = here.position(LAMP), here.position_elsewhere(LAMP)
    assert position and other
    assert (position.progress, other.progress, other.device) == (0.2, 0.64, there.device.name)
    assert host_of(other.device) == there.device.host
    here.set_position(LAMP, WORDS, 0.3)
    assert here.position_elsewhere(LAMP) is None
    assert here.state_of(LAMP).progress == 0.3


def test_a_place_that_cannot_be_understood_is_not_taken_for_a_later_one(marks: Marks, folder: Path) -> None:
    """Its line stays, as all damaged ones do, and so does the last place that was understood."""
    marks.set_position(LAMP, WORDS, 0.2)
    odd = {"event": "odd", "act": "position", "time": "2999-01-01T00:00:00+00:00", "device": marks.device.name}
    odd |= {"article": LAMP._asdict(), "anchor": {"exact": "the lamp", "start": -1}, "progress": 0.9}
    with journal_of(folder).open("ab") as file:
        file.write(encode_line(odd))
    marks.refresh()
    marks.set_position(LAMP, WORDS, 0.3)
    before = state_of(marks)
    assert marks.compact()
    assert encode_line(odd) in journal_of(folder).read_bytes()
    assert state_of(again(folder, anew=True)) == before
    assert marks.state_of(LAMP).progress == 0.3
