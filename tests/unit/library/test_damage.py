from __future__ import annotations

import os
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from reader.document import Article
from reader.document.identity import anchor_at, reference
from reader.errors import StorageError
from reader.library import ArticleQuery, Library
from reader.library.safekeeping import database as database_module
from reader.library.safekeeping.asides import is_damage, set_aside
from reader.library.safekeeping.copies import KEPT, back_up, back_up_daily
from reader.pipeline import index, read_path


@pytest.fixture
def full(home: Path, tmp_path: Path) -> Path:
    """Return the folder of a library with forty articles and a mark, closed."""
    articles = tmp_path / "articles"
    articles.mkdir()
    for number in range(40):
        words = " ".join(f"word{number}x{place}" for place in range(300))
        (articles / f"a{number:02}.txt").write_text(f"Title {number}\n\n{words}.", encoding="utf-8")
    with Library.open(home / "data") as library:
        index(library, [articles])
        reading = read_path(articles / "a07.txt")
        library.marks.add(
            "note", reference(reading.article, reading.path), anchor_at(reading.article, 0, 9), note="mine"
        )
    return home / "data"


def titles(library: Library) -> set[str]:
    return {row.title for row in library.articles.rows(0, 100, ArticleQuery())}


ALL = {f"Title {number}" for number in range(40)}


def test_a_damaged_page_costs_what_stood_on_it(full: Path) -> None:
    path = full / "library.db"
    data = bytearray(path.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 4096] = os.urandom(4096)
    path.write_bytes(data)
    with Library.open(full) as library:
        assert len(titles(library)) >= 30
        assert [issue.code for issue in library.issues][:1] == ["damaged-library"]
        assert [mark.note for mark in library.marks.all()] == ["mine"]
    (aside,) = full.glob("library.db.damaged-*-read")
    assert aside.read_bytes() == data, "the original is kept as it was"
    with Library.open(full) as library:
        assert library.articles.count(ArticleQuery()) >= 30
        assert library.issues == ()


def test_damage_that_shows_only_at_use_is_mended_on_the_spot(full: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_module, "CHECKED_BELOW", 0)
    path = full / "library.db"
    with sqlite3.connect(path) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name='articles'").fetchone()[0]
    connection.close()
    data = bytearray(path.read_bytes())
    data[(page - 1) * 4096 : (page - 1) * 4096 + 64] = b"\xff" * 64
    path.write_bytes(data)
    with Library.open(full) as library:
        library.articles.failures()
        assert library.issues == ()
        library.articles.rows(0, 10, ArticleQuery())
        assert "damaged-library" in [issue.code for issue in library.issues]
        index(library, [full.parents[1] / "articles"])
        assert titles(library) == ALL


@pytest.mark.parametrize("table", ["voices", "quotations", "corrected"])
def test_damage_among_the_voices_is_mended_on_the_spot(
    home: Path, report: Path, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    monkeypatch.setattr(database_module, "CHECKED_BELOW", 0)
    with Library.open(home / "data") as library:
        index(library, [report])
        before = library.voices()
    path = home / "data" / "library.db"
    with sqlite3.connect(path) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name=?", (table,)).fetchone()[0]
    connection.close()
    data = bytearray(path.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    path.write_bytes(data)
    with Library.open(home / "data") as library:
        voices = library.articles.voices
        assert voices.rows(voices.ids()) == before
        assert [said.words for voice in before for said in voices.said(voice.id)]
        assert "damaged-library" in [issue.code for issue in library.issues]


def test_a_damaged_body_is_noticed(full: Path) -> None:
    path = full / "library.db"
    connection = sqlite3.connect(path)
    (text,) = connection.execute("SELECT text FROM bodies WHERE id=3").fetchone()
    with connection:
        connection.execute("UPDATE bodies SET text=? WHERE id=3", (text[:40] + b"\x00\x01" + text[42:],))
    connection.close()
    with Library.open(full) as library:
        library.articles.get(3)
        assert [issue.code for issue in library.issues] == ["damaged-library", "lost-articles"]
        assert len(titles(library)) == 39


def test_a_copy_fills_what_cannot_be_read(full: Path) -> None:
    back_up(full / "library.db", "daily")
    (full / "library.db").write_bytes(b"no database at all" * 1000)
    with Library.open(full) as library:
        assert titles(library) == ALL


@pytest.mark.parametrize("contents", [b"", b"\x00" * 8192, b"SQLite format 3\x00" + b"\x01" * 5000])
def test_every_kind_of_wreck_is_told_and_kept(full: Path, contents: bytes) -> None:
    (full / "library.db").write_bytes(contents)
    with Library.open(full) as library:
        assert titles(library) == set()
        assert library.issues[0].code == "damaged-library"
        assert library.marks.count() == 1
    assert [path.read_bytes() for path in full.glob("library.db.damaged-*")] == [contents]


def test_side_files_go_with_what_they_belong_to(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    for ending in ("", "-wal", "-journal"):
        (tmp_path / f"a.db{ending}").write_text(ending, encoding="ascii")
    aside = set_aside(path)
    assert aside is not None
    assert {file.name.removeprefix(aside.name): file.read_text("ascii") for file in tmp_path.iterdir()} == {
        "": "", "-wal": "-wal", "-journal": "-journal",
    }  # fmt: skip
    assert set_aside(path) is None


def test_busy_and_full_are_not_damage() -> None:
    for words in (
        "database is locked",
        "database or disk is full",
        "disk I/O error",
        "attempt to write a readonly database",
    ):
        assert not is_damage(sqlite3.OperationalError(words))
    assert is_damage(sqlite3.DatabaseError("database disk image is malformed"))
    assert not is_damage(None)


def test_a_busy_library_is_told(full: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_module, "BUSY", 0.05)
    other = sqlite3.connect(full / "library.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with Library.open(full) as library, pytest.raises(StorageError, match="locked"):
        library.articles.put(Article(title="New"), ())
    other.close()
    with Library.open(full) as library:
        assert titles(library) == ALL
        assert library.issues == ()


def test_a_library_is_copied_once_a_day_and_old_copies_go(full: Path) -> None:
    made = back_up_daily(full)
    assert {path.name.rpartition("-")[0] for path in made} == {"marks-daily", "library-daily"}
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in made)
    assert back_up_daily(full) == []
    for _ in range(max(KEPT.values()) + 2):
        for path in (full / "backups").iterdir():
            earlier = path.stat().st_mtime - timedelta(days=1, minutes=1).total_seconds()
            os.utime(path, (earlier, earlier))
        assert len(back_up_daily(full)) == 2
    names = [path.name for path in (full / "backups").iterdir()]
    assert sum(name.startswith("marks-daily") for name in names) == KEPT["marks-daily"]
    assert sum(name.startswith("library-daily") for name in names) == KEPT["library-daily"]


def test_a_library_that_could_not_be_made_leaves_nothing_behind(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE half (name TEXT)")
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(database_module, "STEPS", (fail,))
        with Library.open(home) as library, pytest.raises(StorageError, match="full"):
            library.articles.failures()
    assert not [path for path in home.iterdir() if "library" in path.name]
    with Library.open(home) as library:
        assert library.articles.failures() == []
        assert library.issues == ()
