"""Who said what, from the command line: in files and over the library."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.cli import main
from reader.config.paths import find_paths
from reader.document.identity import anchor_at, reference
from reader.library import Library
from reader.pipeline import read_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str]]:
    status = main(list(arguments))
    return status, capsys.readouterr().out.splitlines()


def test_quotes_of_one_speaker(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, lines = run(capsys, "quotes", str(report), "--speaker", "sarr", "--format", "json")
    assert status == 0
    assert {json.loads(line)["speaker_name"] for line in lines} == {"Edwin Sarr"}


def test_quotes_of_a_file_make_no_library(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "quotes", str(report))
    assert not find_paths().data.exists()


def test_quotes_without_file_want_a_speaker(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quotes"]) != 0
    assert "--speaker NAME" in capsys.readouterr().err


def test_quotes_of_the_archive(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "add", str(report))
    status, lines = run(capsys, "quotes", "--speaker", "quill", "--format", "json")
    records = [json.loads(line) for line in lines]
    assert status == 0
    assert {record["speaker"] for record in records} == {"Marta Quill"}
    assert all(record["title"] and record["words"] and record["published"] == "2024-03-14" for record in records)


def test_a_voice_by_name(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "add", str(report))
    status, lines = run(capsys, "voices", "marta quill")
    assert status == 0
    assert all(line.startswith("2024-03-14\t") for line in lines)
    assert run(capsys, "voices", "nobody at all") == (1, [])


def test_a_correction_shows_in_every_output(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "add", str(report))
    reading = read_path(report.resolve())
    said = reading.quotations[0]
    with Library.open(find_paths().data) as library:
        anchor = anchor_at(reading.article, said.start, said.end)
        library.marks.add("speaker", reference(reading.article, reading.path), anchor, note="Peter Voss")
    assert run(capsys, "quotes", str(report))[1][0].startswith("Peter Voss: ")
    assert run(capsys, "voices", "peter voss")[1]
