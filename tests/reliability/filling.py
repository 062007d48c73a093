"""A library on a disk without room, with a little more room each turn: `filling.py FOLDER DISK TURNS HOW`.

FOLDER has room for what it begins with. `HOW` is "disk", where DISK is a small file system that is filled up, or "limit", where each file may only grow to a
limit. Prints for each turn, as JSON, which acts were done and which were told to be impossible; whatever else happens
raises.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from reader.document import Anchor
from reader.errors import StorageError
from reader.library import ArticleQuery, Library
from reader.library.safekeeping import database
from reader.library.safekeeping.backup import check_backup, write_backup
from reader.library.safekeeping.copies import back_up_daily
from reader.library.safekeeping.tending import tend
from reader.pipeline import index
from tests.reliability.changes import made_article
from tests.reliability.homes import ARTICLES, anchor

PAGE = 4096
ENOUGH = 300 * PAGE
"""Bytes of room in which all acts can be done."""


@contextlib.contextmanager
def full(disk: Path, how: str, left: int) -> Iterator[None]:
    """Leave `left` bytes of room."""
    if how == "limit":
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (left, resource.RLIM_INFINITY))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        return
    filler = disk / "filler"
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    with filler.open("wb") as file:
        file.write(bytes(max(0, free - left)))
    try:
        yield
    finally:
        filler.unlink()


def add_a_table(connection: sqlite3.Connection) -> None:
    """Do as a new version does that keeps more of every article."""
    connection.execute("CREATE TABLE longer (id INTEGER PRIMARY KEY, words TEXT)")
    connection.execute("INSERT INTO longer SELECT id, hex(zeroblob(20000)) FROM articles")


def attempt(act: Callable[[], object]) -> bool:
    """Tell whether `act` was done; that it could not be must have been told in words."""
    try:
        act()
    except (StorageError, OSError, sqlite3.OperationalError) as error:
        assert "transaction" not in str(error), "nobody knows what to do about that"
        if isinstance(error, sqlite3.OperationalError) and "full" not in str(error) and "disk" not in str(error):
            raise
        return False
    return True


def look(home: Path, notes: set[str], articles: int) -> None:
    """Read everything, as one does while the disk is full."""
    with Library.open(home) as library:
        found = {mark.note for mark in library.marks.all()}
        assert found == notes, (sorted(found ^ notes), library.marks.issues)
        rows = library.articles.rows(0, 100, ArticleQuery())
        assert len(rows) == articles and all(library.articles.get(row.id) is not None for row in rows)
        assert library.search("harbour")
        place = library.marks.position(ARTICLES[0])
        assert place is not None and place.anchor.exact == "the last place"


def turn(home: Path, disk: Path, how: str, left: int) -> dict[str, bool]:
    """Do every kind of writing with `left` bytes of room, read everything, and again with all the room there is."""
    with Library.open(home) as library:
        notes = {mark.note for mark in library.marks.all()}
        articles = library.articles.count(ArticleQuery())
    done: dict[str, bool] = {}
    with full(disk, how, left):
        look(home, notes, articles)
        done["backup"] = attempt(lambda: write_backup(home, home / "config", home / "whole.zip"))
        if done["backup"]:
            check_backup(home / "whole.zip")
        assert done["backup"] or not (home / "whole.zip").exists()
        done["daily copy"] = attempt(lambda: back_up_daily(home))
        with Library.open(home) as library:
            done["compaction"] = attempt(library.marks.compact)
            tend(library)
            done["article"] = attempt(lambda: library.articles.put(made_article(left), (), path="/a/new.txt"))
            articles += done["article"]
            for number in range(6):
                note = f"{left} {number}"
                if attempt(lambda note=note: library.marks.add("note", ARTICLES[1], Anchor("words"), note=note)):  # type: ignore[misc]
                    notes.add(note)
            done["marks"] = f"{left} 5" in notes
            done["tag"] = attempt(lambda: library.marks.tag(ARTICLES[2], "sea"))
        look(home, notes, articles)
        steps = database.STEPS
        database.STEPS = (*steps, add_a_table)
        try:
            done["migration"] = attempt(lambda: Library.open(home).articles.failures())
        finally:
            database.STEPS = (*steps, add_a_table) if done.get("migration") else steps
        look(home, notes, articles)
    look(home, notes, articles)
    with Library.open(home) as library:
        library.marks.add("note", ARTICLES[1], Anchor("words"), note="after")
        assert library.marks.issues == [] and library.issues == ()
        assert ("sea" in library.marks.tags(ARTICLES[2])) == done["tag"]
    database.STEPS = steps
    drafts = [
        path.name for path in home.rglob("*") if ".part" in path.name or path.name.endswith((".compacting", ".new"))
    ]
    assert not drafts, drafts
    return done


def fill(home: Path, articles: Path) -> None:
    """Make a library with articles, marks, and a journal that is worth making smaller."""
    articles.mkdir()
    for number in range(6):
        words = " ".join(f"harbour word{number}x{place}" for place in range(200))
        (articles / f"a{number}.txt").write_text(f"Title {number}\n\n{words}.", encoding="utf-8")
    with Library.open(home) as library:
        index(library, [articles])
        for number in range(20):
            library.marks.add("note", ARTICLES[number % 5], anchor(number), note=f"note {number}")
        for number in range(60):
            library.marks.set_position(ARTICLES[0], Anchor("the last place", start=number), 0.4)


def main() -> None:
    """Take as many turns as were asked for."""
    folder, disk, turns, how = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    home, whole = disk / "home", folder / "whole"
    fill(home, folder / "articles")
    shutil.copytree(home, whole)
    shutil.rmtree(home)
    results = []
    for number in range(turns):
        # In the same place, where it writes as the same device.
        shutil.copytree(whole, home)
        left = ENOUGH * number // max(1, turns - 1) // PAGE * PAGE
        results.append((left, turn(home, disk, how, left)))
        shutil.rmtree(home)
    print(json.dumps(results))


if __name__ == "__main__":
    main()
