"""Bit flips and truncations of every file: a clear message, the original kept aside, every undamaged mark back."""

from __future__ import annotations

import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from reader.document import Issue, Mark
from reader.errors import ReaderError
from reader.library import ArticleQuery, Library
from reader.library.marks.journal import decode_line
from reader.pipeline import index
from tests.reliability.homes import ARTICLES, anchor, scaled

FAULTS = scaled(25, 100)
"""Faults for each kind of file."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a library in the middle of its work: with a hot journal and a write-ahead log."""
    home = tmp_path_factory.mktemp("faults")
    articles = home / "articles"
    articles.mkdir()
    for number in range(12):
        words = " ".join(f"word{number}x{place}" for place in range(200))
        (articles / f"a{number:02}.txt").write_text(f"Title {number}\n\n{words}.", encoding="utf-8")
    with Library.open(home / "working") as library:
        index(library, [articles])
        for number in range(60):
            library.marks.add("note", ARTICLES[number % 5], anchor(number), note=f"note {number}")
        library.marks.tag(ARTICLES[0], "sea")
        connection = sqlite3.connect(home / "working" / "library.db", isolation_level=None)
        connection.execute("PRAGMA cache_size=2")
        connection.execute("BEGIN")
        connection.execute("UPDATE articles SET added=added+1")
        connection.execute("UPDATE bodies SET quotations=quotations || zeroblob(3000)")
        shutil.copytree(home / "working", home / "data")
        connection.execute("ROLLBACK")
        connection.close()
    names = {path.name for path in (home / "data").iterdir()}
    assert {"library.db-journal", "marks.db-wal"} <= names
    return home / "data"


def damage(chance: random.Random, path: Path) -> bytes:
    """Damage the file at `path` somewhere and return what it then holds."""
    data = bytearray(path.read_bytes())
    match chance.choice(("bit", "bit", "bits", "cut", "zeros")):
        case "bit":
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        case "bits":
            for _ in range(40):
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        case "cut":
            del data[chance.randrange(len(data)) :]
        case "zeros":
            start = chance.randrange(len(data))
            data[start : start + 4096] = bytes(len(data[start : start + 4096]))
    path.write_bytes(data)
    return bytes(data)


def undamaged_notes(folder: Path) -> set[str]:
    """Return the notes of the marks whose lines are whole."""
    (journal,) = (folder / "marks").glob("*.jsonl")
    events = filter(None, map(decode_line, journal.read_bytes().splitlines()))
    return {change["after"]["note"] for event in events for change in event.get("changes", ())}


def look(folder: Path) -> tuple[list[Mark], int, list[Issue]]:
    """Return the marks, the number of articles that can be read, and what was told."""
    with Library.open(folder) as library:
        marks = library.marks.all()
        rows = library.articles.rows(0, 100, ArticleQuery())
        read = sum(library.articles.get(row.id) is not None for row in rows)
        library.search("word3x3")
        return marks, read, [*library.issues, *library.marks.issues]


@pytest.mark.parametrize("kind", ["library.db", "marks.db", "side files", "journal"])
def test_a_fault_costs_what_it_hit_and_no_more(whole: Path, tmp_path: Path, kind: str) -> None:
    chance = random.Random(kind)
    told = 0
    for number in range(FAULTS):
        folder = tmp_path / str(number)
        shutil.copytree(whole, folder)
        path = {
            "journal": next((folder / "marks").glob("*.jsonl")),
            "side files": folder / chance.choice(("library.db-journal", "marks.db-wal", "marks.db-shm")),
        }.get(kind, folder / kind)
        if kind in ("library.db", "marks.db"):
            for ending in ("-journal", "-wal", "-shm"):
                (folder / f"{kind}{ending}").unlink(missing_ok=True)
            if kind == "marks.db":
                shutil.rmtree(folder)
                copy_closed(whole, folder)
        contents = damage(chance, path)
        expected = undamaged_notes(folder)
        try:
            marks, articles, issues = look(folder)
        except ReaderError as error:
            pytest.fail(f"fault {number}: {error}")
        notes = {mark.note for mark in marks}
        assert expected <= notes, f"fault {number}"
        assert notes <= {f"note {number}" for number in range(60)}, f"fault {number}: no mark may lie"
        if kind in ("marks.db", "journal"):
            assert articles == 12, f"fault {number}"
        asides = [
            aside for aside in folder.glob("*.db.damaged-*") if not aside.name.endswith(("-journal", "-wal", "-shm"))
        ]
        if asides:
            assert {"damaged-library", "damaged-projection"} & {issue.code for issue in issues}, f"fault {number}"
            if path.name.endswith(".db"):
                assert [aside.read_bytes() for aside in asides] == [contents], f"fault {number}: kept as it was"
        told += bool(issues)
        marks, _, _ = look(folder)
        assert expected <= {mark.note for mark in marks}
        shutil.rmtree(folder)
    assert told >= (1 if kind == "side files" else FAULTS // 5), "most faults that hit something are told"


def copy_closed(whole: Path, folder: Path) -> None:
    """Copy a library and let it come to rest, so that no log stands beside its files."""
    shutil.copytree(whole, folder)
    with Library.open(folder) as library:
        library.marks.all()
        library.articles.failures()


def test_journals_alone_bring_every_undamaged_mark_back(whole: Path, tmp_path: Path) -> None:
    chance = random.Random(5)
    for number in range(FAULTS):
        folder = tmp_path / str(number)
        shutil.copytree(whole, folder)
        for path in folder.glob("*.db*"):
            path.unlink()
        damage(chance, next((folder / "marks").glob("*.jsonl")))
        with Library.open(folder) as library:
            assert {mark.note for mark in library.marks.all()} == undamaged_notes(folder)
            library.marks.add("note", ARTICLES[0], anchor(1), note="after")
        with Library.open(folder) as library:
            assert "after" in {mark.note for mark in library.marks.all()}
