"""Journals as clocks, editors, sync tools and other programs leave them: no mark is lost, and all can be worked with."""

from __future__ import annotations

import copy
import random
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.document import Mark
from reader.errors import StorageError
from reader.library import Library
from reader.library.marks import marks as marks_module
from reader.library.marks.acts import packed
from reader.library.marks.journal import decode_line, encode_line
from reader.library.safekeeping.examining import examine
from tests.reliability.homes import ARTICLES, act_at_random, anchor, journals_alone, new_home, state_of

STORY = ARTICLES[0]


def line_of(name: str, *, note: str = "theirs", time: str = "2025-01-01T00:00:00.000000+00:00") -> bytes:
    """Return the line of another device that makes the mark called `name`."""
    mark = Mark(name, "note", STORY, anchor(1), datetime(2025, 1, 1, tzinfo=UTC), note=note)
    change = {"mark": name, "before": None, "after": packed(mark)}
    event = {"event": f"e{name}", "time": time, "device": "other-aaaaaa", "act": "change", "changes": [change]}
    return encode_line(event)


def put(home: Path, data: bytes, name: str = "other-aaaaaa.jsonl") -> None:
    (home / "marks").mkdir(parents=True, exist_ok=True)
    (home / "marks" / name).write_bytes(data)


def forget(home: Path) -> None:
    """Take away what the journals were added up to."""
    for path in home.glob("marks.db*"):
        path.unlink()


def mark(library: Library, note: str) -> str:
    return library.marks.add("note", STORY, anchor(2), note=note).id


def assert_usable(home: Path, *notes: str) -> None:
    """Do every kind of act, and find the marks with `notes` and no others, before and after all is added up anew."""
    with Library.open(home) as library:
        marks = library.marks
        name = mark(library, "new")
        marks.change(name, note="changed")
        marks.set_position(STORY, anchor(3), 0.5)
        marks.tag(STORY, "sea")
        marks.undo()
        marks.redo()
        assert marks.tags(STORY) == ("sea",)
        place = marks.position(STORY)
        assert place is not None and place.anchor == anchor(3)
        assert marks.position_elsewhere(STORY) is None, "whoever reads on here is here"
        assert sorted(found.note for found in marks.all()) == sorted([*notes, "changed"])
        marks.delete(name)
    forget(home)
    with Library.open(home) as library:
        assert sorted(found.note for found in library.marks.all()) == sorted(notes)


@pytest.mark.parametrize(
    "time", ["9999-12-31T23:59:59.999999+00:00", "2099-01-01T00:00:00Z", "yesterday", "~ 1 2", ""]
)
def test_another_devices_clock_does_not_stop_this_one(home: Path, time: str) -> None:
    put(home, line_of("theirmark", time=time))
    with Library.open(home) as library:
        library.marks.change("theirmark", note="mine")
        assert [found.note for found in library.marks.all()] == ["mine"]
        library.marks.undo()
        assert [found.note for found in library.marks.all()] == ["theirs"]
    assert_usable(home, "theirs")


def test_another_devices_place_of_tomorrow_is_offered_once(home: Path) -> None:
    with Library.open(home) as library:
        library.marks.set_position(STORY, anchor(1), 0.7)
        (journal,) = (home / "marks").glob("*.jsonl")
    event = decode_line(journal.read_bytes().rstrip(b"\n"))
    assert event is not None
    put(home, encode_line({**event, "event": "later", "device": "other-aaaaaa", "time": "2099-01-01T00:00:00+00:00"}))
    with Library.open(home) as library:
        assert library.marks.position_elsewhere(STORY) is not None
        library.marks.set_position(STORY, anchor(2), 0.1)
        assert library.marks.position_elsewhere(STORY) is None


def test_a_clock_that_jumps_back_changes_nothing_that_came_later(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Past(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime(2001, 1, 1, tzinfo=UTC)

    with Library.open(home) as library:
        name = mark(library, "first")
        library.marks.set_position(STORY, anchor(1), 0.9)
        library.marks.set_read(STORY, True)
    monkeypatch.setattr(marks_module, "datetime", Past)
    with Library.open(home) as library:
        library.marks.change(name, note="second")
        library.marks.set_position(STORY, anchor(2), 0.2)
        library.marks.set_read(STORY, False)
    forget(home)
    with Library.open(home) as library:
        place = library.marks.position(STORY)
        assert place is not None and place.anchor == anchor(2)
        assert library.marks.state(STORY) == "unread"
        assert [found.note for found in library.marks.all()] == ["second"]


def _with_order_mark(data: bytes) -> bytes:
    return b"\xef\xbb\xbf" + data


def _with_other_ends(data: bytes) -> bytes:
    return data.replace(b"\n", b"\r\n")


def _with_conflict(data: bytes) -> bytes:
    return b"<<<<<<< HEAD\n" + data + b"||||||| base\r\n=======\n" + data + b">>>>>>> theirs\n"


@pytest.mark.parametrize("rewrite", [_with_order_mark, _with_other_ends, _with_conflict])
@pytest.mark.parametrize("own", [True, False], ids=["own", "other's"])
def test_what_tools_put_around_lines_costs_none(home: Path, rewrite: Callable[[bytes], bytes], own: bool) -> None:
    if own:
        with Library.open(home) as library:
            mark(library, "one")
            mark(library, "two")
            journal = library.marks.journal.path
    else:
        put(home, line_of("theirmark", note="one") + line_of("another1", note="two"))
        journal = home / "marks" / "other-aaaaaa.jsonl"
    journal.write_bytes(rewrite(journal.read_bytes()))
    for _ in range(2):
        with Library.open(home) as library:
            assert library.marks.issues == []
            assert {found.note for found in library.marks.all()} == {"one", "two"}
        forget(home)
    assert_usable(home, "one", "two")


@pytest.mark.parametrize(
    "name",
    [
        "{}.sync-conflict-20250101-120000-ABCDEFG.jsonl", "{} (Bo's conflicted copy 2025-01-01).jsonl", "{} (1).jsonl",
        "{} 2.jsonl", "{}-LAPTOP.jsonl", "{}_conflict-20250101-120000.jsonl", "{}.jsonl.orig", "{}.jsonl~HEAD",
        "{}.jsonl.bak", "{}.jsonl_BACKUP_123.jsonl", "{}.JSONL", "Kopie von {}.jsonl",
    ],
)  # fmt: skip
def test_second_versions_of_a_journal_are_read(home: Path, name: str) -> None:
    with Library.open(home) as library:
        mark(library, "mine")
        own = library.marks.device.name
    put(home, line_of("theirmark"), name.format(own))
    assert_usable(home, "mine", "theirs")


def test_a_line_may_be_longer_than_a_megabyte(home: Path) -> None:
    with Library.open(home) as library:
        name = library.marks.add("note", STORY, anchor(1), note="é" * 1_500_000).id
        library.marks.change(name, colour="red")
        library.marks.delete(name)
        library.marks.undo()
    forget(home)
    with Library.open(home) as library:
        assert [(len(found.note), found.colour) for found in library.marks.all()] == [(1_500_000, "red")]


def test_a_journal_cut_within_a_letter_goes_on_when_the_rest_comes(home: Path) -> None:
    head = line_of("theirmark", note="é").replace(b"\\u00e9", "é".encode()).rpartition(b',"crc":"')[0]
    line = head + b',"crc":"%08x"}\n' % zlib.crc32(head + b"}")
    cut = line.index("é".encode()) + 1
    first = line_of("another1", note="whole")
    put(home, first + line[:cut])
    with Library.open(home) as library:
        assert [found.note for found in library.marks.all()] == ["whole"]
        assert [issue.code for issue in library.marks.issues] == ["torn-line"]
        put(home, first + line)
        library.marks.refresh()
        assert {found.note for found in library.marks.all()} == {"whole", "é"}
        assert library.marks.issues == []


def test_a_folder_that_disappears_and_comes_back_as_it_was(home: Path) -> None:
    with Library.open(home) as library:
        for number in range(5):
            mark(library, f"{number}")
        shutil.copytree(home / "marks", home / "before")
        shutil.rmtree(home / "marks")
        library.marks.refresh()
        assert library.marks.count() == 5
        mark(library, "meanwhile")
        shutil.rmtree(home / "marks")
        shutil.copytree(home / "before", home / "marks")
        library.marks.refresh()
        assert library.marks.count() == 6
    assert_usable(home, "meanwhile", *map(str, range(5)))


def test_a_disk_that_is_taken_away_is_told_and_waited_for(home: Path, tmp_path: Path) -> None:
    disk, away = tmp_path / "disk", tmp_path / "away"
    disk.mkdir()
    home.mkdir(exist_ok=True)
    (home / "marks").symlink_to(disk)
    with Library.open(home) as library:
        mark(library, "one")
        disk.rename(away)
        with pytest.raises(StorageError, match="could not be kept"):
            mark(library, "two")
        assert library.marks.count() == 1
        away.rename(disk)
        mark(library, "three")
        assert library.marks.count() == 2


def test_two_homes_that_took_one_name_keep_the_marks_of_both() -> None:
    with new_home() as one, new_home() as two:
        with Library.open(one) as library:
            name = library.marks.device.name
        with Library.open(two) as library:
            other = library.marks.device.name
        names = two / ".device"
        names.write_text(names.read_text(encoding="ascii").replace(other, name), encoding="ascii")
        for number in range(6):
            for home in (one, two):
                with Library.open(home) as library:
                    mark(library, f"{home.parent.name} {number}")
        journal, conflict = f"{name}.jsonl", f"{name}.sync-conflict-20250101-010101-ABCDEFG.jsonl"
        shutil.copy(two / "marks" / journal, one / "marks" / conflict)
        shutil.copy(two / "marks" / journal, two / "marks" / conflict)
        shutil.copy(one / "marks" / journal, two / "marks" / journal)
        for home in (one, two, one, two):
            with Library.open(home) as library:
                assert library.marks.count() == 12
            forget(home)


def test_a_journal_that_is_a_link_stays_one(home: Path) -> None:
    with Library.open(home) as library:
        mark(library, "one")
        journal, kept = library.marks.journal.path, home / "kept.jsonl"
        journal.rename(kept)
        journal.symlink_to(kept)
        for number in range(4):
            library.marks.set_position(STORY, anchor(number), 0.1)
        assert library.marks.compact()
        mark(library, "two")
        assert journal.is_symlink() and kept.read_bytes().count(b"\n") == 3
        assert library.marks.count() == 2


_COMPACT = """
import sys
from pathlib import Path
from tests.reliability.homes import *
from reader.library import Library
with Library.open(Path(sys.argv[1])) as library:
    for number in range(60):
        library.marks.add("note", ARTICLES[0], anchor(number), note=f"{sys.argv[2]} {number}")
        library.marks.set_position(ARTICLES[0], anchor(number), 0.1)
        library.marks.compact()
"""


def test_programs_that_make_one_journal_smaller_at_once_lose_nothing() -> None:
    with new_home() as home:
        Library.open(home).close()
        command = [sys.executable, "-c", _COMPACT, str(home)]
        root = Path(__file__).parents[2]
        children = [
            subprocess.Popen([*command, str(which)], cwd=root, stderr=subprocess.PIPE, text=True)
            for which in range(4)
        ]
        for child in children:
            assert child.communicate(timeout=120)[1] == ""
        forget(home)
        with Library.open(home) as library:
            assert library.marks.count() == 240
            assert library.marks.issues == []
            assert [path.name for path in (home / "marks").iterdir()] == [library.marks.journal.path.name]


def test_drafts_of_killed_compactions_are_taken_away(home: Path) -> None:
    import os

    with Library.open(home) as library:
        for number in range(3):
            library.marks.set_position(STORY, anchor(number), 0.1)
        old, new = (home / "marks" / f".{library.marks.journal.path.name}.{n}.compacting" for n in ("old", "new"))
        for draft in (old, new):
            draft.write_bytes(b"half")
        os.utime(old, (0, 0))
        library.marks.compact()
        assert (old.exists(), new.exists()) == (False, True)


# Lines that are whole and mean nothing

_ODD = (
    None, 5, -1, 2**70, 10**400, 1.5, True, "", "x" * 2000, "\ud800", "\0", "a\nb", "\x1b[31m", "{", [], {}, [1, [2]],
    {"a": {"b": 1}}, "2025-13-45", "9999-12-31T23:59:59.999999+00:00",
)  # fmt: skip


def _paths(value: object, path: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [*([path] if path else []), *(found for key, part in items for found in _paths(part, (*path, key)))]


def _made_odd(event: dict[str, object], chance: random.Random) -> dict[str, object]:
    event = copy.deepcopy(event)
    event["event"] = f"{chance.getrandbits(64):016x}"
    for _ in range(chance.randint(1, 3)):
        *path, last = chance.choice(_paths(event))
        part: object = event
        for key in path:
            part = part[key]  # type: ignore[index]
        if chance.random() < 0.8:
            part[last] = copy.deepcopy(chance.choice(_ODD))  # type: ignore[index]
        else:
            del part[last]  # type: ignore[attr-defined]
    return event


@pytest.mark.parametrize("seed", range(24))
def test_whole_lines_that_mean_nothing_stop_nothing(seed: int) -> None:
    chance = random.Random(seed)
    with new_home() as home:
        with Library.open(home) as library:
            for number in range(20):
                act_at_random(library.marks, chance, number)
            library.marks.set_position(STORY, anchor(1), 0.5)
            library.marks.undo()
            journal = library.marks.journal.path
        events = [event for line in journal.read_bytes().splitlines() if (event := decode_line(line))]
        lines = b"".join(encode_line(_made_odd(chance.choice(events), chance)) for _ in range(20))
        if seed % 2:
            journal.write_bytes(journal.read_bytes() + lines)
        else:
            put(home, lines)
        for _ in range(2):
            with Library.open(home) as library:
                marks = library.marks
                for known in marks.all()[:5]:
                    marks.change(known.id, note="touched")
                for article in ARTICLES:
                    marks.tag(article, "all", "sea")
                    marks.set_position(article, anchor(1), 0.3)
                    place = marks.position(article)
                    assert place is not None and place.anchor == anchor(1)
                name = mark(library, "new")
                marks.delete(name)
                marks.undo()
                marks.compact()
                assert name in {found.id for found in marks.all()}
                codes = {issue.code for issue in examine(library).issues}
                assert codes <= {"damaged-line", "odd-line"}
                state = state_of(marks)
            assert state_of(journals_alone(home)) == state
            forget(home)


def test_a_mark_with_fields_of_another_kind_is_carried_along_and_not_shown(home: Path) -> None:
    event = decode_line(line_of("theirmark"))
    assert event is not None
    for name, value in (
        ("note", {"rich": 1}),
        ("tags", "sea"),
        ("letter", 5),
        ("anchor", {"exact": "a", "start": -1}),
    ):
        odd = copy.deepcopy(event)
        odd["changes"][0]["after"][name] = value
        put(home, encode_line(odd))
        with Library.open(home) as library:
            assert library.marks.all() == []
            assert library.marks.record("theirmark")[name] == value
        forget(home)


def test_titles_that_look_like_json_are_none(home: Path) -> None:
    with Library.open(home) as library:
        library.marks.add("note", STORY._replace(url="{", title="{"), anchor(1))
        assert examine(library).issues == ()
