from __future__ import annotations

import csv
import io
import json
import os
import resource
import signal
from pathlib import Path
from typing import Any

import pytest

from reader.cli import main

Output = pytest.CaptureFixture[str]


def listed(capsys: Output, *options: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main(["marks", "--format", "json", *options]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def touch_later(path: Path, words: str) -> None:
    before = path.stat()
    path.write_text(words, encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns + 1_000_000_000))


def test_a_mark_has_all_that_was_given(report: Path, capsys: Output) -> None:
    options = ["--note", "so it is", "--tag", "light", "--tag", "towns", "--colour", "green"]
    assert main(["mark", str(report), "--at", "the BEST   view", *options]) == 0
    mark_id = capsys.readouterr().out.removeprefix("Marked ").strip()
    [record] = listed(capsys)
    assert list(record) == [
        "id", "kind", "article", "exact", "prefix", "suffix", "start", "note", "tags", "created", "state",
    ]  # fmt: skip
    assert (record["id"], record["kind"], record["exact"]) == (mark_id, "note", "the best view")
    assert (record["note"], record["tags"], record["state"]) == ("so it is", ["light", "towns"], "exact")
    assert set(record["article"]) == {"title", "url", "path"}
    assert record["article"]["path"] == str(report)


@pytest.mark.parametrize(("options", "kind"), [([], "bookmark"), (["--colour", "blue"], "highlight"),
                                               (["--note", "n"], "note"), (["--kind", "highlight"], "highlight")])  # fmt: skip
def test_the_kind_follows_from_what_was_given(report: Path, capsys: Output, options: list[str], kind: str) -> None:
    assert main(["mark", str(report), "--at", "best view", *options]) == 0
    assert [record["kind"] for record in listed(capsys)] == [kind]


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["--at", "words of nobody"], 2, "is not in"), (["--at", "  "], 2, "is not in"),
        (["--at", "she said", "--nth", "9"], 2, "stands"), (["--at", "x", "--kind", "poem"], 2, "invalid choice"),
    ],
)  # fmt: skip
def test_what_cannot_be_marked_is_told(
    report: Path, capsys: Output, arguments: list[str], status: int, words: str
) -> None:
    try:
        assert main(["mark", str(report), *arguments]) == status
    except SystemExit as left:
        assert left.code == status
    assert words in capsys.readouterr().err
    assert listed(capsys) == []


def test_words_that_stand_twice_are_counted(report: Path, capsys: Output) -> None:
    assert main(["mark", str(report), "--at", "the", "--nth", "2"]) == 0
    assert "number 2 is marked" in capsys.readouterr().err
    assert main(["mark", str(report), "--at", "the"]) == 0
    second, first = listed(capsys)
    assert first["start"] != second["start"]


def test_the_state_follows_the_file(report: Path, capsys: Output) -> None:
    words = report.read_text(encoding="utf-8")
    main(["mark", str(report), "--at", "It is the best view in the county"])
    main(["mark", str(report), "--at", "a charming nuisance"])
    touch_later(report, words.replace("a charming nuisance", "a disgrace").replace("PORT ELLERY", "PORT OF ELLERY"))
    states = {record["exact"]: (record["state"], record["start"]) for record in listed(capsys)}
    assert states["It is the best view in the county"][0] == "certain"
    assert states["a charming nuisance"][0] in ("lost", "uncertain")
    touch_later(report, words)
    assert {record["state"] for record in listed(capsys)} == {"exact"}


def test_marks_of_a_file_that_is_gone_or_moved_stay(report: Path, capsys: Output) -> None:
    main(["mark", str(report), "--at", "best view"])
    moved = report.rename(report.parent / "moved.txt")
    assert [record["state"] for record in listed(capsys)] == ["exact"]
    main(["add", str(moved)])
    assert [record["state"] for record in listed(capsys)] == ["exact"]


def test_another_article_in_that_file_does_not_get_the_marks(report: Path, capsys: Output) -> None:
    main(["mark", str(report), "--at", "best view"])
    gulls = [f"The {n}th gull sat on post number {n * 7} and had the best view north." for n in range(30)]
    touch_later(report, "Gulls of the year\n\n" + "\n\n".join(gulls))
    assert [record["state"] for record in listed(capsys)] == ["lost"]


def test_marks_are_chosen_and_shown_in_other_forms(report: Path, capsys: Output) -> None:
    main(["mark", str(report), "--at", "best view", "--tag", "Views", "--note", "=1+1\ttwo"])
    main(["mark", str(report), "--at", "charming nuisance"])
    assert [record["exact"] for record in listed(capsys, "--tag", "views")] == ["best view"]
    assert [record["exact"] for record in listed(capsys, "--kind", "bookmark")] == ["charming nuisance"]
    assert len(listed(capsys, "--article", "LAMP that")) == 2
    assert listed(capsys, "--article", "another") == []
    main(["marks", "--format", "csv"])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["note"] for row in rows] == ["", "'=1+1\ttwo"]
    main(["marks", "--format", "markdown"])
    assert "> best view" in capsys.readouterr().out
    main(["marks"])
    assert "#Views" in capsys.readouterr().out


def test_a_mark_finds_the_room_that_its_article_does_not(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["mark", str(report), "--at", "charming nuisance"])
    report.write_text(report.read_text(encoding="utf-8") + "\nOne word more.\n", encoding="utf-8")
    capsys.readouterr()
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, resource.RLIM_INFINITY))
    try:
        assert main(["mark", str(report), "--at", "best view"]) == 0
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        signal.signal(signal.SIGXFSZ, before)
    said = capsys.readouterr()
    assert "could not be kept" in said.err
    assert "Marked" in said.out + said.err
    main(["marks"])
    assert "best view" in capsys.readouterr().out
