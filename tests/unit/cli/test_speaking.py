"""Who said what, from the command line: in files and over the library."""

from __future__ import annotations

import csv
import json
import sqlite3
import subprocess
import sys
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
    assert run(capsys, "voices", "marta", "quill") == (0, lines), "as a search, it needs no marks of the shell"
    assert main(["voices", "nobody", "at", "all"]) == 1
    out, err = capsys.readouterr()
    assert not out and err == "Nobody called nobody at all is quoted in the library: quoth voices lists who is.\n"


def test_whose_words_they_are_is_told_where_the_name_was_only_begun(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "add", str(report))
    assert main(["voices", "qui"]) == 0
    assert capsys.readouterr().err == "Marta Quill:\n"
    assert main(["voices", "quill", "--format", "json"]) == 0
    out, _ = capsys.readouterr()
    assert {json.loads(line)["speaker"] for line in out.splitlines()} == {"Marta Quill"}
    assert main(["voices", "MARTA QUILL"]) == 0
    assert not capsys.readouterr().err


@pytest.mark.parametrize("command", [["voices"], ["quotes", "--speaker"]], ids=["voices", "quotes"])
def test_a_name_in_bytes_that_are_no_letters_is_nobodys(
    command: list[str], report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "add", str(report))
    assert main([*command, "quill\udcff"]) == 1
    assert (
        capsys.readouterr().err == "Nobody called quill\ufffd is quoted in the library: quoth voices lists who is.\n"
    )


@pytest.mark.parametrize(
    ("closed", "written"), [("2>&-", "2024-03-14\t"), (">&-", "Marta Quill:")], ids=["errors", "output"]
)
def test_what_goes_to_a_closed_stream_goes_nowhere(
    closed: str, written: str, report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "add", str(report))
    done = subprocess.run(
        ["sh", "-c", f'"$0" -m reader voices qui {closed}', sys.executable],
        capture_output=True,
        text=True,
        check=True,
    )
    assert all(line.startswith(written) for line in (done.stdout + done.stderr).splitlines())
    assert written in done.stdout + done.stderr
    helped = subprocess.run(
        ["sh", "-c", f'"$0" -m reader voices --help {closed}', sys.executable], capture_output=True
    )
    assert helped.returncode == 0 and b"Traceback" not in helped.stderr


def test_a_correction_shows_in_every_output(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "add", str(report))
    reading = read_path(report.resolve())
    said = reading.quotations[0]
    with Library.open(find_paths().data) as library:
        anchor = anchor_at(reading.article, said.start, said.end)
        library.marks.add("speaker", reference(reading.article, reading.path), anchor, note="Ada Lindt")
    assert run(capsys, "quotes", str(report))[1][0].startswith("Ada Lindt: ")
    assert run(capsys, "voices", "ada lindt")[1]
    assert "Ada Lindt: “I was told" in "\n".join(run(capsys, "show", str(report))[1])
    (record,) = map(json.loads, run(capsys, "show", str(report), "--format", "json")[1])
    assert record["quotations"][0]["speaker_name"] == "Ada Lindt"
    with Library.open(find_paths().data) as library:
        anchor = anchor_at(reading.article, said.start + 1, said.start + 11)
        library.marks.add("highlight", reference(reading.article, reading.path), anchor)
    assert any("Ada Lindt" in line for line in run(capsys, "export", "--kind", "highlight")[1])


@pytest.mark.parametrize("format_", ["text", "json", "csv"])
def test_who_is_not_quoted_is_told_apart_from_who_says_nothing(
    report: Path, capsys: pytest.CaptureFixture[str], format_: str
) -> None:
    run(capsys, "add", str(report))
    for arguments in (["quotes", str(report)], ["quotes"]):
        assert main([*arguments, "--speaker", "Otto\x1b[31m Falk", "--format", format_]) == 1
        assert "Nobody called Otto Falk is quoted" in capsys.readouterr().err
        assert main([*arguments, "--speaker", "quill", "--format", format_]) == 0
        assert not capsys.readouterr().err


@pytest.mark.parametrize("name", ["", " ", "\t"])
def test_blanks_are_no_speaker(report: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    run(capsys, "add", str(report))
    assert main(["quotes", "--speaker", name]) == 2
    assert run(capsys, "voices", name) == run(capsys, "voices")


def test_a_table_of_quotations_tells_how_sure_each_is(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.DictReader(run(capsys, "quotes", str(report), "--format", "csv")[1]))
    assert {row["speaker"] for row in rows} >= {"Marta Quill", "Edwin Sarr"}
    assert all(0 <= float(row["confidence"]) <= 1 for row in rows)


def test_a_quotation_without_a_speaker_stands_alone_in_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "pier.txt"
    path.write_text("The pier\n\nIt tells of the so-called “lamp people” of the town, whom all know.\n", "utf-8")
    assert run(capsys, "quotes", str(path)) == (0, ["“lamp people”"])


def test_corrections_need_no_database(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "add", str(report))
    reading = read_path(report.resolve())
    with Library.open(find_paths().data) as library:
        anchor = anchor_at(reading.article, reading.quotations[0].start, reading.quotations[0].end)
        library.marks.add("speaker", reference(reading.article, reading.path), anchor, note="Ada Lindt")
    with sqlite3.connect(find_paths().data / "library.db") as connection:
        connection.execute("PRAGMA user_version=9999")
    for command in ("show", "quotes"):
        status, lines = run(capsys, command, str(report))
        assert status == 0
        assert "Ada Lindt: “I was told" in "\n".join(lines)
