"""Backups while marks are made, damaged and foreign backups, and what the doctor sees in a damaged index of marks."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import threading
import zipfile
from pathlib import Path

import pytest

from reader.cli.entry import main
from reader.errors import StorageError
from reader.library import Library
from reader.library.marks import projection as projection_module
from reader.library.safekeeping.backup import MANIFEST, check_backup, restore_backup, write_backup
from reader.library.safekeeping.examining import examine
from tests.reliability.homes import ARTICLES, anchor, new_home, state_of


def test_backups_made_while_marking_hold_whole_lines_only(tmp_path: Path) -> None:
    with new_home() as home:
        ended = threading.Event()

        def work() -> None:
            with Library.open(home) as library:
                number = 0
                while not ended.is_set():
                    number += 1
                    library.marks.add("note", ARTICLES[0], anchor(number), note=f"{number} " * 500)

        with Library.open(home) as library:
            library.marks.add("note", ARTICLES[0], anchor(0), note="first")
        worker = threading.Thread(target=work)
        worker.start()
        try:
            for number in range(6):
                target, fresh = tmp_path / f"{number}.zip", tmp_path / f"{number}"
                assert write_backup(home, None, target).damaged == 0
                restore_backup(target, fresh, fresh / "config")
                with Library.open(fresh) as library:
                    assert library.marks.issues == []
        finally:
            ended.set()
            worker.join()


def test_a_half_written_line_stays_out_of_a_backup(home: Path, tmp_path: Path) -> None:
    with Library.open(home) as library:
        library.marks.add("note", ARTICLES[0], anchor(0), note="first")
        library.marks.add("note", ARTICLES[0], anchor(0), note="second")
        journal = library.marks.journal.path
    whole = journal.read_bytes()
    first, second = whole.splitlines(keepends=True)
    for cut, lines in ((len(first) + 9, first), (len(whole) - 1, whole), (0, b"")):
        journal.write_bytes(whole[:cut])
        target = tmp_path / f"{cut}.zip"
        write_backup(home, None, target)
        with zipfile.ZipFile(target) as archive:
            assert archive.read(f"marks/{journal.name}") == lines
    assert second


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_backup_is_refused_in_words(tmp_path: Path, packing: int) -> None:
    data = b"".join(hashlib.sha256(bytes([number])).hexdigest().encode() + b"\n" for number in range(200))
    files = {"marks/a.jsonl": {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}}
    path = tmp_path / "whole.zip"
    with zipfile.ZipFile(path, "w", packing) as archive:
        archive.writestr("marks/a.jsonl", data)
        archive.writestr(MANIFEST, json.dumps({"quoth": 1, "made": "2025-01-01", "files": files}))
    assert check_backup(path).lines == 200
    whole, chance, refused = path.read_bytes(), random.Random(packing), 0
    for _ in range(150):
        damaged = bytearray(whole)
        if chance.random() < 0.2:
            del damaged[chance.randrange(len(damaged)) :]
        for _ in range(3):
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        try:
            check_backup(path)
        except StorageError as error:
            refused += 1
            assert str(path) in error.message
    assert refused > 100


@pytest.mark.parametrize(
    "manifest",
    [
        "[]", "5", "null", "{", '{"quoth": 1}', '{"quoth": "x", "files": {}}', '{"quoth": 1, "made": "", "files": {}}',
        '{"quoth": 1, "made": "", "files": {"marks/a.jsonl": {}}}', '{"quoth": 1, "files": {"marks/../a.jsonl": {}}}',
        '{"quoth": 1, "made": "", "files": {"marks/b.jsonl": {"size": 1}}}',
    ],
)  # fmt: skip
def test_another_programs_zip_changes_nothing(home: Path, tmp_path: Path, manifest: str) -> None:
    with Library.open(home) as library:
        library.marks.add("note", ARTICLES[0], anchor(0), note="mine")
    path = tmp_path / "foreign.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("marks/a.jsonl", "words\n")
        archive.writestr(MANIFEST, manifest)
    with pytest.raises(StorageError):
        restore_backup(path, home, home / "config")
    with Library.open(home) as library:
        assert [mark.note for mark in library.marks.all()] == ["mine"]


@pytest.fixture
def marked(home: Path) -> Path:
    """Return the folder of a library with all kinds of rows in the index of its marks, closed."""
    data = home / "data"
    with Library.open(data) as library:
        for number in range(60):
            article = ARTICLES[number % 5]
            library.marks.add("note", article, anchor(number), note=f"note {number}", tags=("sea", f"tag{number}"))
            library.marks.set_position(article, anchor(number), 0.4)
            library.marks.set_read(article, bool(number % 2))
            library.marks.tag(article, f"kept{number}")
        library.marks.projection.read(lambda c: c.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())
    return data


def test_the_doctor_sees_every_lie_in_the_index_of_marks(marked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # As in a file that is too large to be looked at whole when it is opened.
    monkeypatch.setattr(projection_module, "CHECKED_BELOW", 0)

    def seen(library: Library) -> object:
        marks = library.marks
        places = [marks.positions(article) for article in ARTICLES]
        return state_of(marks), places, marks.all_tags(), marks.counts(), marks.changed_since("")[1]

    with Library.open(marked) as library:
        true = seen(library)
    whole, chance, found = (marked / "marks.db").read_bytes(), random.Random(3), 0
    for number in range(40):
        folder = marked.parent / f"flipped{number}"
        shutil.copytree(marked, folder)
        damaged = bytearray(whole)
        for _ in range(16):
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        (folder / "marks.db").write_bytes(damaged)
        with Library.open(folder) as library:
            lied = seen(library) != true
            told = bool(examine(library).issues)
        assert told >= lied, number
        found += told
        shutil.rmtree(folder)
    assert found > 20


def test_the_doctor_adds_up_anew_what_differs(marked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import sqlite3

    for change in (
        "UPDATE refs SET marks=marks+1", "UPDATE refs SET state='read'", "UPDATE tags SET tag='lie' WHERE tag='sea'",
        "UPDATE fields SET value='null'", "DELETE FROM positions", "UPDATE acts SET done=0", "UPDATE refs SET serial=0",
        "INSERT INTO samples VALUES(7, 1)",
    ):  # fmt: skip
        with sqlite3.connect(marked / "marks.db") as connection:
            connection.execute(change)
        connection.close()
        assert main(["doctor"]) == 1
        assert "added up anew" in capsys.readouterr().out, change
        assert main(["doctor"]) == 0
        assert "as the journals have them, and" in capsys.readouterr().out
