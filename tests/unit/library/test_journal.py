from __future__ import annotations

import errno
import json
import os
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import StorageError
from reader.library.marks.acts import stamp_of, time_of
from reader.library.marks.journal import Journal, decode_line, encode_line
from reader.library.marks.journals import is_copy, is_journal, read_new

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), json_values, max_size=5))
def test_a_line_comes_back_as_it_was(event: dict[str, object]) -> None:
    line = encode_line(event)
    assert line.endswith(b"\n") and line.count(b"\n") == 1
    assert decode_line(line) == {"v": 1, **event}
    assert decode_line(line.replace(b"\n", b"\r\n")) == {"v": 1, **event}


@given(st.integers(0, 10_000), st.integers(0, 7))
def test_one_turned_bit_is_noticed(place: int, bit: int) -> None:
    line = bytearray(encode_line({"event": "1", "act": "change", "words": "The lamp would not go out."}))
    line[place % (len(line) - 1)] ^= 1 << bit
    assert decode_line(bytes(line)) is None


@given(st.binary(max_size=200))
def test_no_bytes_raise(data: bytes) -> None:
    decode_line(data)


def lines_of(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)


def test_a_journal_is_the_persons_alone(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "marks", "lamp")
    with journal.writing() as append:
        append(encode_line({"event": "1"}))
    assert journal.folder.stat().st_mode & 0o777 == 0o700
    assert journal.path.stat().st_mode & 0o777 == 0o600


def test_a_torn_line_is_closed_off(tmp_path: Path) -> None:
    journal = Journal(tmp_path, "lamp")
    journal.path.write_bytes(encode_line({"event": "1"}) + b'{"v":1,"to')
    with journal.writing() as append:
        append(encode_line({"event": "2"}))
    assert [decode_line(line) is not None for line in lines_of(journal.path)] == [True, False, True]


@pytest.mark.parametrize("fails", ["write", "fsync"])
def test_a_line_that_is_not_safe_is_taken_out_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    journal = Journal(tmp_path, "lamp")
    with journal.writing() as append:
        append(encode_line({"event": "1"}))
    before = journal.path.read_bytes()
    real_write = os.write
    room = [10]

    def write_short(handle: int, data: bytes) -> int:
        if not room[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        taken, room[0] = min(room[0], len(data)), 0
        return real_write(handle, bytes(data)[:taken])

    def fail(handle: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch:
        if fails == "write":
            patch.setattr(os, "write", write_short)
        else:
            patch.setattr(os, "fsync", fail)
        with pytest.raises(StorageError, match="could not be kept"), journal.writing() as append:
            append(encode_line({"event": "2"}))
    assert journal.path.read_bytes() == before


def test_a_line_written_in_pieces_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real_write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real_write(handle, bytes(data)[:7]))
    journal = Journal(tmp_path, "lamp")
    with journal.writing() as append:
        append(encode_line({"event": "1", "words": "x" * 100}))
    assert [decode_line(line) is not None for line in lines_of(journal.path)] == [True]


def test_a_rewrite_keeps_every_other_byte(tmp_path: Path) -> None:
    journal = Journal(tmp_path, "lamp")
    kept = [encode_line({"event": "1"}), b"a damaged line\n", encode_line({"act": "of a newer program", "v": 9})]
    gone = encode_line({"event": "2", "act": "position"})
    journal.path.write_bytes(kept[0] + gone + kept[1] + gone + kept[2] + b'{"torn')
    assert journal.rewrite(lambda lines: [line for line in lines if line != gone], nullcontext)
    assert journal.path.read_bytes() == b"".join(kept) + b'{"torn'
    assert [path.name for path in tmp_path.iterdir()] == ["lamp.jsonl"]


def test_a_rewritten_journal_is_on_the_disk_before_it_has_its_name_and_the_name_before_it_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(tmp_path, "lamp")
    journal.path.write_bytes(encode_line({"event": "gone"}) + encode_line({"event": "1"}))
    done: list[str] = []
    real_fsync, real_replace = os.fsync, Path.replace

    def fsync(handle: int) -> None:
        real_fsync(handle)
        done.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")

    def replace(draft: Path, path: Path) -> Path:
        done.append("named")
        return real_replace(draft, path)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", replace)
    assert journal.rewrite(lambda lines: lines[1:], nullcontext)
    assert done[-3:] == ["file", "named", "folder"]


def test_a_writer_who_waited_for_a_rewrite_goes_on_in_the_new_file(tmp_path: Path) -> None:
    journal = Journal(tmp_path, "lamp")
    gone = encode_line({"event": "gone"})
    journal.path.write_bytes(gone + encode_line({"event": "1"}))
    begun = threading.Event()

    def write() -> None:
        begun.set()
        with Journal(tmp_path, "lamp").writing() as append:
            append(encode_line({"event": "2"}))

    writer = threading.Thread(target=write)

    @contextmanager
    def hold() -> Iterator[None]:
        writer.start()
        begun.wait()
        yield

    journal.rewrite(lambda lines: lines[1:], hold)
    writer.join()
    assert [json.loads(line)["event"] for line in lines_of(journal.path)] == ["1", "2"]


def test_what_is_written_during_a_rewrite_stays(tmp_path: Path) -> None:
    journal = Journal(tmp_path, "lamp")
    journal.path.write_bytes(encode_line({"event": "gone"}) + encode_line({"event": "1"}))

    def choose(lines: list[bytes]) -> list[bytes]:
        with journal.writing() as append:
            append(encode_line({"event": "2"}))
        return lines[1:]

    assert journal.rewrite(choose, nullcontext)
    assert [json.loads(line)["event"] for line in lines_of(journal.path)] == ["1", "2"]


def test_a_rewrite_that_fails_leaves_the_journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal(tmp_path, "lamp")
    journal.path.write_bytes(encode_line({"event": "1"}) * 2)
    before = journal.path.read_bytes()

    def fail(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(StorageError):
        journal.rewrite(lambda lines: [], nullcontext)
    assert journal.path.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["lamp.jsonl"]


READ = (
    "atlas-3f2a1c.jsonl",
    "atlas-3f2a1c.sync-conflict-20261125-101010-ABCDEFG.jsonl",
    "atlas-3f2a1c (Marta's conflicted copy 2026-11-25).jsonl",
    "atlas-3f2a1c (1).jsonl",
    "atlas-3f2a1c_conflict-20261125-101010.jsonl",
    "atlas-3f2a1c.jsonl.orig",
)
PASSED_OVER = (
    ".syncthing.atlas-3f2a1c.jsonl.tmp",
    "~syncthing~atlas-3f2a1c.jsonl.tmp",
    "atlas-3f2a1c.jsonl.tmp",
    ".atlas-3f2a1c.jsonl.Xy12Zz",
    ".atlas-3f2a1c.jsonl.compacting",
    ".atlas-3f2a1c.jsonl.icloud",
    "notes.txt",
)


def test_second_versions_are_read_and_unfinished_files_are_not(tmp_path: Path) -> None:
    versions = tmp_path / ".stversions"
    versions.mkdir()
    (tmp_path / "folder.jsonl").mkdir()
    for folder, name in [(tmp_path, name) for name in (*READ, *PASSED_OVER)] + [(versions, "old.jsonl")]:
        (folder / name).write_bytes(encode_line({"event": name}))
    harvests, issues = read_new(tmp_path, {}, own="none.jsonl", held=False, waits=True)
    found = {event["event"] for harvest in harvests for _, event in harvest.lines() if event}
    assert found == set(READ)
    assert issues == []
    assert [is_copy(name) for name in READ] == [False, True, True, True, True, True]
    assert all(is_journal(name) for name in READ) and not any(is_journal(name) for name in PASSED_OVER)


def test_both_sides_of_a_merge_conflict_are_read(tmp_path: Path) -> None:
    one, two = encode_line({"event": "1"}), encode_line({"event": "2"})
    (tmp_path / "a.jsonl").write_bytes(b"<<<<<<< HEAD\n" + one + b"=======\n" + two + b">>>>>>> 3f2a1c (theirs)\n")
    (harvest,), _ = read_new(tmp_path, {}, own="none.jsonl", held=False, waits=True)
    assert [event and event["event"] for _, event in harvest.lines()] == ["1", "2"]


def test_only_what_is_new_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(encode_line({"event": "1"}) + b'{"half')
    seen = {}

    def events() -> list[str]:
        harvests, _ = read_new(tmp_path, seen, own="none.jsonl", held=False, waits=True)
        seen.update({harvest.name: harvest.seen for harvest in harvests})
        return [event["event"] for harvest in harvests for _, event in harvest.lines() if event]

    assert events() == ["1"]
    assert events() == []
    with path.open("ab") as file:
        file.write(b" a line\n" + encode_line({"event": "2"}))
    assert events() == ["2"]
    # A sync tool puts a longer file in its place: what was read is not read again.
    (tmp_path / "new").write_bytes(path.read_bytes() + encode_line({"event": "3"}).rstrip(b"\n"))
    (tmp_path / "new").rename(path)
    assert events() == ["3"]
    with path.open("ab") as file:
        file.write(b"\n" + encode_line({"event": "4"}))
    assert events() == ["4"]
    # One that was cut, and one that begins otherwise, are read whole.
    path.write_bytes(encode_line({"event": "1"}))
    assert events() == ["1"]
    path.write_bytes(encode_line({"event": "9"}) * 3)
    assert events() == ["9"] * 3
    path.unlink()
    assert events() == []


@pytest.mark.parametrize(
    "time",
    [
        "2025-03-01T12:00:00.000000+00:00",
        "2025-03-01 12:00:00.000000+00:00",
        "2025-03-01T12:00:00,000000+00:00",
        "2025-03-01T13:00:00+01:00",
        "2025-03-01T12:00:00Z",
        "2025-03-01T12:00:00",
    ],
)
def test_one_moment_makes_one_stamp_however_it_is_written(time: str) -> None:
    stamp = stamp_of({"time": time, "device": "d", "event": "e"})
    assert stamp == "1 2025-03-01T12:00:00.000000+00:00 d e"
    assert time_of(stamp) == "2025-03-01T12:00:00.000000+00:00"
