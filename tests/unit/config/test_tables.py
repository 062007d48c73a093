"""What TOML files say, kept as JSON for the next start."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from reader.config.tables import KeptTables, Table, read_table

LONG_AGO = 1_000_000_000


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A file that was written long ago."""
    return write(tmp_path / "ink.toml", 'name = "ink"\n[voices]\ncolours = ["#ffffff"]\n')


def write(path: Path, words: str, time: int = LONG_AGO) -> Path:
    path.write_text(words, encoding="utf-8")
    os.utime(path, (time, time))
    return path


def kept(folder: Path, *paths: Path) -> list[Table]:
    """Read `paths` as a start does, and keep what was read."""
    tables = KeptTables(folder / "tables.json")
    read = [tables.read(path) for path in paths]
    tables.keep()
    return read


def test_a_start_reads_what_the_last_one_kept(written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = kept(tmp_path, written)
    monkeypatch.setattr("reader.config.tables.read_table", lambda path: pytest.fail(f"{path} is parsed again"))
    assert kept(tmp_path, written) == first == [{"name": "ink", "voices": {"colours": ["#ffffff"]}}]


@pytest.mark.parametrize(("words", "time"), [('name = "wax"', LONG_AGO + 1), ('name = "paper"', LONG_AGO)])
def test_a_file_that_was_changed_is_read_again(written: Path, tmp_path: Path, words: str, time: int) -> None:
    kept(tmp_path, written)
    write(written, words, time)
    assert kept(tmp_path, written) == [read_table(written)] == kept(tmp_path, written)


def test_what_was_just_written_is_not_kept(written: Path, tmp_path: Path) -> None:
    os.utime(written)
    kept(tmp_path, written)
    assert not (tmp_path / "tables.json").exists()


def test_what_json_cannot_hold_is_read_each_time(tmp_path: Path) -> None:
    dated = write(tmp_path / "dated.toml", "day = 2024-03-14")
    assert kept(tmp_path, dated) == kept(tmp_path, dated) == [{"day": date(2024, 3, 14)}]


@pytest.mark.parametrize("words", ["{", "[]", '{"PATH": 7}', '{"PATH": [[1, 2], 3]}', '{"PATH": []}'])
def test_damage_costs_nothing(written: Path, tmp_path: Path, words: str) -> None:
    (tmp_path / "tables.json").write_text(words.replace("PATH", str(written)), encoding="utf-8")
    assert kept(tmp_path, written) == [read_table(written)] == kept(tmp_path, written)


def test_a_folder_that_cannot_be_made_keeps_nothing(written: Path, tmp_path: Path) -> None:
    assert kept(written, written) == [read_table(written)]


def test_what_cannot_be_kept_leaves_nothing_behind(written: Path, tmp_path: Path) -> None:
    (tmp_path / "tables.json").mkdir()
    assert kept(tmp_path, written) == [read_table(written)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ink.toml", "tables.json"]


@pytest.mark.parametrize("words", [b"name = = 3", b"\xff"])
def test_a_bad_file_is_told_each_time(tmp_path: Path, words: bytes) -> None:
    (tmp_path / "torn.toml").write_bytes(words)
    for _ in range(2):
        with pytest.raises(ValueError, match=r"."):
            kept(tmp_path, tmp_path / "torn.toml")
