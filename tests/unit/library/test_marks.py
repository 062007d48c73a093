from __future__ import annotations

import json
import random
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.document import Article, ArticleReference, Block, BlockKind, Mark
from reader.errors import UsageError
from reader.library import ArticleState, Library, Marks
from reader.library.marks.acts import CORRECTION, packed
from reader.library.marks.device import Device
from reader.library.marks.journal import decode_line, encode_line
from reader.library.marks.setting import new_mark
from tests.unit.library.lamps import BREAD, LAMP, WORDS, again, copy_journals, journal_of, state_of


def test_every_act_is_there_after_a_start_and_from_the_journals_alone(marks: Marks, folder: Path) -> None:
    one = marks.add("highlight", LAMP, WORDS, colour="yellow", tags=("light",))
    marks.change(one.id, note="mind it", tags=("light", "sea"))
    gone = marks.add("bookmark", BREAD, WORDS, letter="a")
    marks.delete(gone.id)
    marks.tag(BREAD, "food")
    marks.set_read(LAMP, True)
    marks.set_position(BREAD, WORDS, 0.4)
    assert state_of(again(folder)) == state_of(marks)
    marks.close()
    assert state_of(again(folder, anew=True)) == state_of(marks)
    assert marks.state_of(BREAD) == ArticleState("reading", 0.4, 0, ("food",))
    assert marks.state_of(LAMP) == ArticleState("read", 0.0, 1, ("light", "sea"))
    assert marks.all_tags() == {"food": 1, "light": 1, "sea": 1}
    assert marks.get(one.id[:5]) == marks.all()[0] == one._replace(note="mind it", tags=("light", "sea"))


def test_acts_add_up_to_the_same_in_any_order_and_number(marks: Marks, folder: Path, tmp_path: Path) -> None:
    one = marks.add("note", LAMP, WORDS, note="first")
    marks.set_position(LAMP, WORDS, 0.1)
    marks.change(one.id, note="second")
    marks.change(one.id, colour="green")
    marks.set_read(LAMP, True)
    two = marks.add("bookmark", BREAD, WORDS)
    marks.delete(two.id)
    marks.undo()
    marks.set_position(LAMP, WORDS, 0.7)
    marks.set_read(LAMP, False)
    expected = state_of(marks)
    lines = journal_of(folder).read_bytes().splitlines(keepends=True)
    mixer = random.Random(1)
    for number in range(20):
        mixed = lines * 2
        mixer.shuffle(mixed)
        other = tmp_path / f"other{number}" / "marks"
        other.mkdir(parents=True)
        (other / journal_of(folder).name).write_bytes(b"".join(mixed))
        assert state_of(Library.open(other.parent).marks) == expected


def test_marks_that_are_kept_or_deleted_together_are_one_act(marks: Marks, folder: Path) -> None:
    known = marks.add(CORRECTION, LAMP, WORDS, note="Ada Lindt")
    fresh = new_mark(CORRECTION, LAMP, WORDS, marks.device.name)._replace(note="Otto Falk")
    before = len(journal_of(folder).read_bytes().splitlines())
    marks.put_all([known._replace(note="Otto Falk"), fresh])
    assert len(journal_of(folder).read_bytes().splitlines()) == before + 1
    assert {mark.note for mark in marks.all()} == {"Otto Falk"} and marks.count() == 2
    marks.put_all(marks.all())
    assert len(journal_of(folder).read_bytes().splitlines()) == before + 1, "nothing has changed"
    assert marks.undo() == "saying who speaks in 2 quotations"
    assert marks.all() == [known]
    assert marks.redo() == "saying who speaks in 2 quotations"
    marks.delete_all([known.id, fresh.id])
    assert not marks.all()
    assert marks.undo() == "taking back who speaks in 2 quotations"
    assert marks.count() == 2 and state_of(again(folder)) == state_of(marks)


def test_the_later_change_of_a_field_counts_and_other_fields_stay(folder: Path, tmp_path: Path) -> None:
    here, there = Library.open(folder).marks, Library.open(tmp_path / "there").marks
    mark = here.add("note", LAMP, WORDS, note="old", colour="yellow")
    copy_journals(folder, tmp_path / "there")
    assert there.refresh()
    there.change(mark.id, note="from there")
    here.change(mark.id, colour="green")
    exchange(folder, tmp_path / "there")
    for marks in (here, there):
        marks.refresh()
        assert (marks.all()[0].note, marks.all()[0].colour) == ("from there", "green")
    here.change(mark.id, note="from here")
    there.delete(mark.id)
    exchange(folder, tmp_path / "there")
    for marks in (here, there):
        marks.refresh()
        assert marks.all() == []
    there.undo()
    exchange(folder, tmp_path / "there")
    for marks in (here, there):
        marks.refresh()
        assert marks.all()[0].note == "from here"


def exchange(one: Path, other: Path) -> None:
    copy_journals(one, other)
    copy_journals(other, one)


def test_undo_leaves_what_another_device_changed_since(folder: Path, tmp_path: Path) -> None:
    here, there = Library.open(folder).marks, Library.open(tmp_path / "there").marks
    mark = here.add("note", LAMP, WORDS, note="old")
    here.change(mark.id, note="mine", colour="green")
    copy_journals(folder, tmp_path / "there")
    there.refresh()
    there.change(mark.id, note="theirs")
    exchange(folder, tmp_path / "there")
    here.refresh()
    assert here.undo() == "changing “the lamp”"
    assert (here.all()[0].note, here.all()[0].colour) == ("theirs", "")


def test_a_change_counts_though_the_other_clock_is_fast(folder: Path) -> None:
    fast = {"event": "f" * 16, "time": "2099-01-01T00:00:00.000000+00:00", "device": "fast-000000"}
    mark = Mark("abcdefgh", "note", LAMP, WORDS, datetime(2099, 1, 1, tzinfo=UTC), note="from the future")
    (folder / "marks").mkdir(parents=True)
    line = encode_line(
        {**fast, "act": "change", "changes": [{"mark": mark.id, "before": None, "after": packed(mark)}]}
    )
    (folder / "marks" / "fast-000000.jsonl").write_bytes(line)
    marks = again(folder)
    marks.change(mark.id, note="from now")
    assert [found.note for found in again(folder, anew=True).all()] == ["from now"]


def test_a_change_is_enough_to_know_a_mark_whose_first_line_is_damaged(marks: Marks, folder: Path) -> None:
    mark = marks.add("note", LAMP, WORDS, note="old")
    marks.change(mark.id, note="new")
    marks.close()
    path = journal_of(folder)
    first, second = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(first.replace(b"note", b"nota") + second)
    found = again(folder, anew=True)
    assert found.all() == [mark._replace(note="new")]
    assert [(issue.code, issue.where.rpartition(" ")[2]) for issue in found.issues] == [("damaged-line", "1")]


def test_what_a_newer_program_wrote_is_carried_along(marks: Marks, folder: Path) -> None:
    mark = marks.add("note", LAMP, WORDS)
    marks.keep(mark._replace(id="newer001"), {"mood": "glad", "weight": [1, 2]})
    newer = {"v": 9, "event": "9" * 16, "time": "2026-11-25T00:00:00.000000+00:00", "device": "x", "act": "sing"}
    with journal_of(folder).open("ab") as file:
        file.write(encode_line(newer))
    marks.refresh()
    marks.change("newer001", note="changed")
    marks.delete("newer001")
    marks.undo()
    record = again(folder, anew=True).record("newer001")
    assert (record["mood"], record["weight"], record["note"]) == ("glad", [1, 2], "changed")
    marks.compact()
    assert newer in [decode_line(line) for line in journal_of(folder).read_bytes().splitlines()]
    assert marks.issues == []


def test_undo_and_redo_go_back_and_forth_over_starts(marks: Marks, folder: Path) -> None:
    states = [state_of(marks)]
    one = marks.add("note", LAMP, WORDS, note="1")
    for act in (
        lambda: marks.change(one.id, note="2", tags=("x",)),
        lambda: marks.tag_all([LAMP, BREAD], ("food", "sea")),
        lambda: marks.set_read_all([LAMP, BREAD], True),
        lambda: marks.set_fields(BREAD, {"as it came": True}),
        lambda: marks.delete(one.id),
    ):
        states.append(state_of(marks))
        act()
    last = state_of(marks)
    words = []
    for state in reversed(states):
        marks.close()
        words.append(marks.undo())
        assert state_of(again(folder, anew=len(words) == 3)) == state
    assert words == [
        "deleting “the lamp”", "changing how the article is shown", "marking as read of 2 articles",
        "tagging “food, sea” of 2 articles", "changing “the lamp”", "marking “the lamp”",
    ]  # fmt: skip
    assert marks.undo() is None
    while marks.redo():
        pass
    assert state_of(again(folder)) == last
    marks.undo()
    marks.tag(LAMP, "new")
    assert marks.redo() is None, "a new act ends redoing"


def test_a_change_of_nothing_is_no_act(marks: Marks) -> None:
    one = marks.add("note", LAMP, WORDS, note="1", tags=("sea",))
    size = marks.journal.path.stat().st_size
    marks.change(one.id, tags=("sea",))
    marks.keep(one)
    assert marks.journal.path.stat().st_size == size
    assert marks.undo() == "marking “the lamp”"


def test_a_journal_that_is_gone_takes_nothing_with_it(folder: Path, tmp_path: Path) -> None:
    there = Library.open(tmp_path / "there").marks
    mark = there.add("note", LAMP, WORDS)
    copy_journals(tmp_path / "there", folder)
    assert again(folder).all() == [mark]
    (folder / "marks" / f"{there.device.name}.jsonl").unlink()
    assert again(folder).all() == [mark]


def test_marks_follow_the_article(marks: Marks) -> None:
    mark = marks.add("note", LAMP, WORDS)
    for known in (
        LAMP._replace(fingerprint="c" * 24, path="/elsewhere.html"),
        ArticleReference(fingerprint=LAMP.fingerprint, path="/b"),
        ArticleReference(path=LAMP.path, fingerprint="d" * 24),
    ):
        assert marks.of(known) == [mark]
        assert marks.state_of(known).marks == 1
    assert marks.of(ArticleReference("https://other.example/", "d" * 24, LAMP.path)) == []
    assert marks.of(ArticleReference(title=LAMP.title)) == []


def test_what_changed_since_is_told(marks: Marks) -> None:
    token, touched = marks.changed_since("")
    assert touched == []
    marks.add("note", LAMP, WORDS)
    token, touched = marks.changed_since(token)
    assert touched == [LAMP]
    marks.set_read(BREAD, True)
    after, touched = marks.changed_since(token)
    assert touched == [BREAD]
    assert marks.changed_since(after) == (after, [])
    assert marks.changed_since("other:7")[1] == [LAMP, BREAD]


def test_many_marks_come_in_at_once(marks: Marks, folder: Path) -> None:
    one = marks.add("note", LAMP, WORDS)
    many = [one._replace(id=f"many{number:04}") for number in range(500)]
    marks.keep_all([(mark, {}) for mark in many])
    assert {mark.id for mark in again(folder, anew=True).all()} == {one.id, *(mark.id for mark in many)}
    assert marks.count() == 501


def test_a_mark_that_is_not_there_is_told(marks: Marks) -> None:
    with pytest.raises(UsageError, match="no mark nonesuch"):
        marks.delete("nonesuch")
    assert marks.get("") is None


def test_a_names_bytes_that_are_no_letters_are_kept(marks: Marks, folder: Path) -> None:
    odd = ArticleReference(path="/a/\udcff.txt", title="Odd")
    mark = marks.add("note", odd, WORDS)
    marks.set_position(odd, WORDS, 0.5)
    for found in (marks, again(folder, anew=True)):
        assert found.of(odd) == [mark]
        assert found.state_of(odd).progress == 0.5


def test_odd_lines_are_told_and_passed_over(marks: Marks, folder: Path) -> None:
    mark = marks.add("note", LAMP, WORDS)
    signed = {"event": "e" * 16, "time": "2026-01-01T00:00:00.000000+00:00", "device": "x-1"}
    odd = [
        {"act": "change", "changes": 3},
        {"act": "change", "changes": [{"mark": 7, "before": None, "after": {}}]},
        {"act": "position", "article": [], "anchor": {}, "progress": "far"},
        {"act": "article", "articles": [{"article": {"url": 5}, "after": 1}]},
    ]
    half = {"act": "change", "changes": [{"mark": "half", "before": None, "after": {"kind": "note"}}]}
    with (folder / "marks" / "x-1.jsonl").open("wb") as file:
        for event in (*odd, half):
            file.write(encode_line({**signed, **event}))
    found = again(folder)
    assert found.all() == [mark]
    assert [issue.code for issue in found.issues] == ["odd-line"] * len(odd)


def test_a_copied_library_takes_a_name_of_its_own(marks: Marks, folder: Path, tmp_path: Path) -> None:
    mark = marks.add("note", LAMP, WORDS)
    marks.set_position(LAMP, WORDS, 0.5)
    marks.close()
    shutil.copytree(folder, tmp_path / "copy")
    copy = Library.open(tmp_path / "copy").marks
    assert copy.device.name != marks.device.name
    position = copy.position(LAMP)
    assert position and position.progress == 0.5, "what was done before the copy is its own"
    assert copy.undo() == "marking “the lamp”"
    assert copy.all() == [] and marks.all() == [mark]
    marks.set_position(LAMP, WORDS, 0.9)
    copy_journals(folder, tmp_path / "copy")
    copy.refresh()
    other = copy.position_elsewhere(LAMP)
    assert other and other.progress == 0.9


def test_a_device_owns_what_it_wrote_under_former_names() -> None:
    device = Device("new-1", (("old-1", "2026-01-02"),))
    assert device.owns("new-1", "2030") and device.owns("old-1", "2026-01-01")
    assert not device.owns("old-1", "2026-01-03") and not device.owns("other-1", "2026-01-01")


def test_a_row_that_is_not_as_it_was_written_is_made_anew(marks: Marks, folder: Path) -> None:
    import sqlite3

    mark = marks.add("note", LAMP, WORDS, note="true")
    marks.close()
    with sqlite3.connect(folder / "marks.db") as connection:
        connection.execute("UPDATE marks SET record=replace(record, 'true', 'lies')")
    connection.close()
    found = again(folder)
    assert found.all() == [mark]
    assert [issue.code for issue in found.issues] == ["damaged-projection"]
    assert list(folder.glob("marks.db.damaged-*"))


@pytest.mark.parametrize("contents", [b"", b"no database " * 400, b"SQLite format 3\x00" + bytes(4000)])
def test_another_file_in_the_projections_place_is_set_aside(marks: Marks, folder: Path, contents: bytes) -> None:
    mark = marks.add("note", LAMP, WORDS)
    marks.close()
    (folder / "marks.db").write_bytes(contents)
    assert again(folder).all() == [mark]


def test_a_journal_of_another_form_is_not_touched(marks: Marks, folder: Path) -> None:
    (folder / "marks").mkdir(exist_ok=True)
    foreign = folder / "marks" / "notes.jsonl"
    foreign.write_text(json.dumps({"hello": "there"}) + "\n", encoding="utf-8")
    marks.add("note", LAMP, WORDS)
    assert foreign.read_text(encoding="utf-8") == json.dumps({"hello": "there"}) + "\n"
    assert [issue.code for issue in marks.issues] == ["damaged-line"]


def test_what_is_done_to_one_of_two_that_are_alike_can_be_done_to_the_other(folder: Path) -> None:
    from reader.document.identity import reference

    words = "The ferry number {} left Carrow without its master, and the Tide Office wrote it down."
    texts = [words.format(number) for number in "12"]
    with Library.open(folder) as library:
        marks, articles = library.marks, library.articles
        for text in texts:
            block = Block(BlockKind.PARAGRAPH, 0, len(text))
            articles.put(Article(title=text[:18], text=text, blocks=(block,)), (), path=text[10:18])
        first, second = articles.references([1, 2])
        assert reference(articles.article(2), second.path) == second  # type: ignore[arg-type]
        assert marks.set_removed_all([first], True) == 1
        assert marks.set_removed_all([second], True) == 1
        assert articles.removed() == {1, 2}
        assert marks.set_removed_all([second], True) == 0
        marks.undo()
        assert articles.removed() == {1}
        assert marks.set_read_all([second], True) == 1
        marks.undo()
        marks.undo()
        assert articles.removed() == frozenset()
