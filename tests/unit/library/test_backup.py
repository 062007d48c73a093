from __future__ import annotations

import json
import random
import zipfile
from pathlib import Path

import pytest

from reader.cli import main
from reader.config.paths import find_paths
from reader.document.identity import anchor_at, reference
from reader.errors import StorageError
from reader.library import ArticleQuery, Library
from reader.library.safekeeping.backup import check_backup, restore_backup, write_backup
from reader.library.safekeeping.examining import examine, repair
from reader.pipeline import index, read_path


@pytest.fixture
def data(home: Path, report: Path) -> Path:
    """Return the folder of a library with an article, marks and settings."""
    folders = find_paths()
    folders.config.mkdir(parents=True)
    (folders.config / "config.toml").write_text("measure = 66\n", encoding="utf-8")
    with Library.open(folders.data) as library:
        index(library, [report])
        reading = read_path(report)
        known = reference(reading.article, reading.path)
        for number in range(20):
            library.marks.add("note", known, anchor_at(reading.article, number, number + 9), note=f"note {number}")
        library.marks.set_position(known, anchor_at(reading.article, 40, 60), 0.3)
        library.marks.tag(known, "sea")
    return folders.data


def known_notes(data: Path) -> set[str]:
    with Library.open(data) as library:
        return {mark.note for mark in library.marks.all()}


NOTES = {f"note {number}" for number in range(20)}


def test_a_backup_brings_everything_back(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["backup", str(tmp_path / "quoth.zip")]) == 0
    assert (tmp_path / "quoth.zip").stat().st_mode & 0o777 == 0o600
    monkeypatch.setenv("QUOTH_HOME", str(tmp_path / "new"))
    assert main(["restore", str(tmp_path / "quoth.zip")]) == 0
    folders = find_paths()
    assert (folders.config / "config.toml").read_text(encoding="utf-8") == "measure = 66\n"
    assert known_notes(folders.data) == NOTES
    with Library.open(folders.data) as library:
        (row,) = library.articles.rows(0, 9, ArticleQuery())
        stored = library.articles.get(row.id)
        assert stored is not None
        known = reference(stored.article, stored.path)
        position = library.marks.position(known)
        assert position is not None and position.progress == 0.3, "its places count as this library's own"
        assert library.marks.undo() == "tagging “sea”"


def test_a_restore_takes_the_place_of_what_is_there_and_keeps_it(data: Path, tmp_path: Path) -> None:
    write_backup(data, find_paths().config, tmp_path / "quoth.zip")
    with Library.open(data) as library:
        for mark in library.marks.all()[:5]:
            library.marks.delete(mark.id)
        library.marks.change(library.marks.all()[0].id, note="later")
    later = known_notes(data)
    _, copy = restore_backup(tmp_path / "quoth.zip", data, find_paths().config)
    assert known_notes(data) == NOTES
    assert copy is not None
    restore_backup(copy, data, find_paths().config)
    assert known_notes(data) == later


def test_a_window_that_was_open_during_a_restore_shows_what_was_restored(data: Path, tmp_path: Path) -> None:
    write_backup(data, find_paths().config, tmp_path / "quoth.zip")
    with Library.open(data) as window:
        window.marks.delete(window.marks.all()[0].id)
        assert window.marks.count() == 19
        restore_backup(tmp_path / "quoth.zip", data, find_paths().config)
        assert window.marks.refresh()
        assert {mark.note for mark in window.marks.all()} == NOTES
    assert known_notes(data) == NOTES


def test_a_backup_never_overwrites(data: Path, tmp_path: Path) -> None:
    target = tmp_path / "quoth.zip"
    target.write_text("mine", encoding="ascii")
    with pytest.raises(StorageError, match="there already"):
        write_backup(data, find_paths().config, target)
    assert target.read_text(encoding="ascii") == "mine"
    with pytest.raises(StorageError, match="could not be written"):
        write_backup(data, find_paths().config, tmp_path / "no such folder" / "quoth.zip")
    assert {path.name for path in tmp_path.iterdir() if path.name.startswith(".")} == set()


def test_a_damaged_backup_changes_nothing(data: Path, tmp_path: Path) -> None:
    target = tmp_path / "quoth.zip"
    write_backup(data, find_paths().config, target)
    whole = target.read_bytes()
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    chance = random.Random(7)
    refused = 0
    for number in range(60):
        broken = bytearray(whole)
        if number % 3:
            broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
        else:
            broken = broken[: chance.randrange(len(broken))]
        target.write_bytes(broken)
        try:
            check_backup(target)
        except StorageError:
            refused += 1
            with pytest.raises(StorageError):
                restore_backup(target, data, find_paths().config)
    assert refused >= 40, "a bit in a zip's own bookkeeping may not matter"
    assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    "name", ["../evil.jsonl", "marks/../../evil.jsonl", "/etc/evil", "config/evil.py", "marks/.x.jsonl"]
)
def test_a_foreign_zip_writes_nothing(data: Path, tmp_path: Path, name: str) -> None:
    target = tmp_path / "evil.zip"
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(name, "evil")
        archive.writestr(
            "manifest.json", json.dumps({"quoth": 1, "made": "", "files": {name: {"size": 4, "sha256": ""}}})
        )
    with pytest.raises(StorageError, match="not a whole backup"):
        restore_backup(target, data, find_paths().config)
    for contents in ("{}", "[]", '{"quoth": 99}', "nonsense", '{"quoth": 1, "files": []}'):
        with zipfile.ZipFile(target, "w") as archive:
            archive.writestr("manifest.json", contents)
        with pytest.raises(StorageError):
            restore_backup(target, data, find_paths().config)
    assert known_notes(data) == NOTES


def test_a_library_whose_database_is_a_wreck_can_be_restored(data: Path, tmp_path: Path) -> None:
    write_backup(data, find_paths().config, tmp_path / "quoth.zip")
    (data / "library.db").write_bytes(b"a wreck" * 1000)
    _, copy = restore_backup(tmp_path / "quoth.zip", data, find_paths().config)
    assert copy is not None and (copy / "library.db").read_bytes() == b"a wreck" * 1000
    with Library.open(data) as library:
        assert library.articles.count(ArticleQuery()) == 1
        assert library.issues == ()
    assert known_notes(data) == NOTES


# The doctor


def test_the_doctor_proves_that_all_is_well(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    assert "20 marks in 1 journal," in (told := capsys.readouterr().out)
    assert "every page of the library is whole" in told


def test_the_doctor_finds_what_the_projection_has_wrong(data: Path) -> None:
    import sqlite3

    from reader.library.marks.folding import checksum_of

    connection = sqlite3.connect(data / "marks.db")
    name, record, *stamps = connection.execute("SELECT id, record, base, stamps FROM marks LIMIT 1").fetchone()
    record = record.replace("note ", "lie ")
    with connection:
        connection.execute(
            "UPDATE marks SET record=?, checksum=? WHERE id=?", (record, checksum_of(name, 1, record, *stamps), name)
        )
        connection.execute("UPDATE fields SET value='null'")
        connection.execute("DELETE FROM positions")
    connection.close()
    with Library.open(data) as library:
        assert [issue.code for issue in examine(library).issues] == ["projection-differs"] * 3
        repair(library)
        assert examine(library).issues == ()
    assert known_notes(data) == NOTES


def test_the_doctor_brings_back_what_is_known_from_gone_lines(data: Path) -> None:
    (journal,) = (data / "marks").glob("*.jsonl")
    lines = journal.read_bytes().splitlines(keepends=True)
    damaged = lines[4].replace(b"note", b"nota")
    journal.write_bytes(b"".join([*lines[:4], damaged, *lines[5:]]))
    other = data / "marks" / "gone-000000.jsonl"
    with Library.open(data) as library:
        found = examine(library)
        assert {issue.code for issue in found.issues} == {"damaged-line", "kept-from-gone-lines"}
        repair(library)
        assert [issue.code for issue in examine(library).issues] == []
    assert not other.exists()
    (aside,) = data.glob("damaged-lines-*.txt")
    assert aside.read_bytes() == damaged
    for path in data.glob("marks.db*"):
        path.unlink()
    assert known_notes(data) == NOTES


def test_the_doctor_tells_of_damage_and_mends_it(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = data / "library.db"
    contents = bytearray(path.read_bytes())
    contents[len(contents) // 2 : len(contents) // 2 + 3000] = b"\xaa" * 3000
    path.write_bytes(contents)
    assert main(["doctor", "--repair"]) == 1
    told = capsys.readouterr().out
    assert "Kept aside: " in told
    assert main(["doctor"]) == 0
    with Library.open(data) as library:
        assert library.articles.count(ArticleQuery()) == 1
