"""A full disk at every write in turn, and a folder that cannot be written: told, nothing lost, reading goes on."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.document.identity import anchor_at, reference
from reader.errors import StorageError
from reader.library import ArticleQuery, Library
from reader.library.marks.journal import decode_line
from reader.pipeline import index, read_path
from tests.reliability.homes import ARTICLES, anchor, new_home, scaled

LIMITING = Path(__file__).with_name("limiting.py")
ROOT = Path(__file__).parents[2]


def test_a_limit_of_bytes_at_every_place(tmp_path: Path) -> None:
    failed = 0
    with new_home() as home:
        # From a limit that stops the first line to one that lets all through, in steps smaller than a line.
        command = [sys.executable, str(LIMITING), str(home), "0", "9000", "173"]
        result = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        assert result.returncode == 0, result.stderr
        for limit, kept, full, readable in json.loads(result.stdout):
            failed += full
            assert readable == len(kept), "what was kept can be read while the disk is full"
            with Library.open(home / str(limit)) as library:
                assert {mark.note for mark in library.marks.all()} == set(kept)
                library.marks.add("note", ARTICLES[0], anchor(0), note="after")
                lines = library.marks.journal.path.read_bytes().splitlines()
                assert all(decode_line(line) is not None for line in lines), "a failed line is taken out again"
            with Library.open(home / str(limit)) as library:
                assert {mark.note for mark in library.marks.all()} == {*kept, "after"}
    assert failed > 30


def small_disk(folder: Path) -> tuple[list[str], str]:
    """Return the words before a command that give it a disk of eight megabytes at `folder`, and why not if none can."""
    mount = ["unshare", "-rm", "sh", "-c", 'mount -t tmpfs -o size=8m none "$0" && exec "$@"', str(folder)]
    try:
        tried = subprocess.run([*mount, "true"], capture_output=True, text=True, timeout=60, check=False)
    except OSError as error:
        return [], str(error)
    return (mount, "") if not tried.returncode else ([], tried.stderr)


@pytest.mark.parametrize("how", ["disk", "limit"])
def test_every_kind_of_writing_meets_a_full_disk(tmp_path: Path, how: str) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount, why_not = small_disk(disk) if how == "disk" else ([], "")
    if why_not:
        # Where no disk may be mounted, each file's size is limited here too: writes fail in the same places.
        how = "limit"
    turns = scaled(12, 120)
    command = [*mount, sys.executable, "-m", "tests.reliability.filling", str(tmp_path), str(disk), str(turns), how]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
    assert result.returncode == 0, f"{result.stderr}\n{why_not}"
    done = [acts for _, acts in json.loads(result.stdout)]
    assert len(done) == turns
    assert {act for act, is_done in done[0].items() if is_done} <= {"tag"}, "a short line may fit into the last page"
    assert all(done[-1].values()), "with room everything is"
    assert len({tuple(acts.values()) for acts in done}) > 3, "acts fail one by one as room gets less"


@pytest.mark.parametrize("name", ["write", "fsync", "open", "mkdir"])
def test_every_call_fails_in_turn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    real = getattr(os, name)
    failures = 0
    for turn in range(8):
        calls = [0]

        def fail_in_turn(*arguments: object, calls: list[int] = calls, turn: int = turn, **named: object) -> object:
            calls[0] += 1
            if calls[0] == turn + 1:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(*arguments, **named)

        home = tmp_path / f"{name}{turn}"
        home.mkdir()
        kept = set()
        with Library.open(home) as library, monkeypatch.context() as patch:
            patch.setattr(os, name, fail_in_turn)
            for number in range(4):
                try:
                    library.marks.add("note", ARTICLES[0], anchor(number), note=f"{number}")
                    kept.add(f"{number}")
                except StorageError:
                    failures += 1
        with Library.open(home) as library:
            assert {mark.note for mark in library.marks.all()} == kept
            library.marks.add("note", ARTICLES[0], anchor(9), note="after")
            assert library.marks.issues == []
    assert failures or name == "mkdir"


def test_a_projection_without_room_goes_on_in_memory(tmp_path: Path) -> None:
    with Library.open(tmp_path / "home") as library:
        library.marks.add("note", ARTICLES[0], anchor(0), note="first")
        pages = library.marks.projection.read(lambda c: c.execute("PRAGMA page_count").fetchone()[0])
        library.marks.projection.read(lambda c: c.execute(f"PRAGMA max_page_count={pages}"))
        for number in range(200):
            library.marks.add("note", ARTICLES[number % 5], anchor(number), note=f"note {number}")
        assert library.marks.count() == 201
        assert library.marks.issues == []
    with Library.open(tmp_path / "home") as library:
        assert library.marks.count() == 201


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the child takes another user's rights")
def test_a_folder_that_cannot_be_written_can_be_read(report: Path) -> None:
    with new_home() as home:
        with Library.open(home) as library:
            index(library, [report])
            reading = read_path(report)
            known = reference(reading.article, reading.path)
            mark = library.marks.add("note", known, anchor_at(reading.article, 0, 9), note="mine")
            library.marks.set_position(known, anchor_at(reading.article, 40, 50), 0.5)
        for folder in (home.parent, home, home / "marks"):
            for path in folder.iterdir():
                path.chmod(0o555 if path.is_dir() else 0o444)
        home.parent.chmod(0o555)
        child = os.fork()
        if not child:
            status = 1
            try:
                if os.geteuid() == 0:
                    os.setgroups([])
                    os.setgid(65534)
                    os.setuid(65534)
                status = _read_only(home, mark.id, known)
            finally:
                os._exit(status)
        _, status = os.waitpid(child, 0)
        for folder in (home.parent, home, home / "marks"):
            folder.chmod(0o755)
        assert os.waitstatus_to_exitcode(status) == 0


_IN_THE_MIDST = """
import os, sys
from pathlib import Path
from reader.errors import StorageError
from reader.library import ArticleQuery, Library
from reader.pipeline import index
from tests.reliability.homes import ARTICLES, anchor
folder, report = Path(sys.argv[1]), Path(sys.argv[2])
home = folder / "home"

def let_write(may):
    for path in (home, *home.rglob("*")):
        path.chmod((0o700 if path.is_dir() else 0o600) if may else (0o500 if path.is_dir() else 0o400))

with Library.open(home) as library:
    index(library, [report])
    library.marks.add("note", ARTICLES[0], anchor(1), note="undone")
    library.marks.undo()
    assert library.search("lighthouse")
if os.geteuid() == 0:
    # Nobody may not read where Python is, so all that is needed has been loaded above.
    for path in (folder, *folder.rglob("*")):
        os.chown(path, 65534, 65534)
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
with Library.open(home) as library:
    library.marks.add("note", ARTICLES[0], anchor(1), note="before")
    let_write(False)
    for act in (lambda: library.marks.add("note", ARTICLES[0], anchor(2)), library.marks.undo,
                lambda: library.marks.set_position(ARTICLES[0], anchor(2), 0.5)):
        try:
            act()
        except StorageError as error:
            assert "could not be kept" in error.message
        else:
            raise AssertionError("it was not kept")
    assert [mark.note for mark in library.marks.all()] == ["before"]
    assert library.search("lighthouse") and library.articles.count(ArticleQuery()) == 1
    let_write(True)
    library.marks.add("note", ARTICLES[0], anchor(3), note="after")
    assert sorted(mark.note for mark in library.marks.all()) == ["after", "before"]
with Library.open(home) as library:
    assert sorted(mark.note for mark in library.marks.all()) == ["after", "before"]
    assert library.marks.issues == [] and library.issues == ()
"""


def test_a_folder_may_become_read_only_in_the_midst_of_work(report: Path) -> None:
    with new_home() as home:
        folder = home.parent
        # Who owns everything may write everywhere, so the child takes the rights of nobody.
        command = [sys.executable, "-c", _IN_THE_MIDST, str(folder), str(report)]
        result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
        assert result.returncode == 0, result.stderr


def _read_only(home: Path, mark: str, known: object) -> int:
    """Return 0 if everything can be read and nothing written, else what went wrong."""
    with Library.open(home) as library:
        if [found.id for found in library.marks.all()] != [mark]:
            return 2
        if library.articles.count(ArticleQuery()) != 1 or not library.search("lighthouse"):
            return 3
        row = library.articles.rows(0, 1, ArticleQuery())[0]
        if row.state != "reading" or row.marks != 1 or library.articles.get(row.id) is None:
            return 4
        if [issue.code for issue in library.issues] != ["read-only-library"]:
            return 5
        try:
            library.marks.delete(mark)
        except StorageError as error:
            if "could not be kept" not in error.message:
                return 6
        else:
            return 7
        return 0 if library.marks.count() == 1 else 8
