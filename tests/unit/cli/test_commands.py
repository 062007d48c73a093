from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli import main
from reader.config.paths import find_paths
from reader.config.state import remember
from tests.conftest import SAMPLES


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "reader", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)


def test_show_prints_the_article_and_its_voices(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(report)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "The lamp that would not go out"
    assert any(line.startswith("Marta Quill: “I was told") for line in lines)


def test_show_as_json_has_every_field(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "--format", "json", str(report)]) == 0
    record = json.loads(capsys.readouterr().out)
    assert set(record) == {
        "title", "authors", "published", "modified", "site", "url", "language", "text", "blocks", "quotations",
        "removed", "issues",
    }  # fmt: skip
    quotation = record["quotations"][0]
    assert record["text"][quotation["start"] : quotation["end"]].startswith("“I was told")


def test_show_removed_tells_what_and_why(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["show", "--removed", str(report)])
    assert "line 1\tdate\t" in capsys.readouterr().out


def test_show_removed_tells_on_what_the_title_rests(capsys: pytest.CaptureFixture[str]) -> None:
    main(["show", "--removed", str(SAMPLES / "how-moss-counts.html")])
    lines = capsys.readouterr().out.splitlines()
    assert "page\tmenu\tnavigation\tHome Plants About" in lines
    assert any(line.startswith("found\ttitle\t") and line.endswith("\tHow moss counts the years") for line in lines)


def test_show_uncleaned_takes_nothing_out(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "--uncleaned", str(report)]) == 0
    captured = capsys.readouterr()
    assert "Leave a Reply" in captured.out
    assert captured.err == ""


def test_show_follows_what_was_chosen_in_the_reading_screen(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    remember(find_paths(), {"as_it_came": [str(report.resolve())]})
    main(["show", str(report)])
    captured = capsys.readouterr()
    assert "Leave a Reply" in captured.out
    assert captured.err.strip().endswith("as you chose while reading it; --cleaned cleans it.")
    main(["show", "--cleaned", str(report)])
    captured = capsys.readouterr()
    assert "Leave a Reply" not in captured.out
    assert captured.err == ""


def test_what_was_removed_is_told_of_an_article_that_is_seen_as_it_came(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    remember(find_paths(), {"as_it_came": [str(report.resolve())]})
    main(["show", "--removed", str(report)])
    assert "Leave a Reply" in capsys.readouterr().out


def test_standard_input_is_shown_as_it_came(report: Path) -> None:
    command = [sys.executable, "-m", "reader", "show", "--uncleaned", "-"]
    done = subprocess.run(command, input=report.read_bytes(), capture_output=True, check=True)
    assert b"Leave a Reply" in done.stdout


def test_one_bad_file_does_not_stop_the_others(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "nowhere.txt", str(report)]) == 1
    captured = capsys.readouterr()
    assert "nowhere.txt does not exist" in captured.err
    assert "The lamp" in captured.out


def test_quotes_of_one_speaker(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["quotes", "--speaker", "sarr", str(report)])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert all(line.startswith("Edwin Sarr: ") for line in lines)


def test_a_mark_is_set_and_listed(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mark", str(report), "--at", "best view"]) == 0
    mark_id = capsys.readouterr().out.removeprefix("Marked ").strip()
    assert main(["marks", "--format", "json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["id"], record["exact"], record["state"]) == (mark_id, "best view", "exact")


def test_adding_listing_and_searching(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", str(report)]) == 0
    assert main(["list", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["quotes"] >= 4
    assert main(["search", "lighthouse"]) == 0
    assert "The lamp" in capsys.readouterr().out
    assert main(["list", "by:quill", "said:relieved", "words:>10"]) == 0
    assert "The lamp" in capsys.readouterr().out
    assert main(["list", "NOT", "lighthouse"]) == 0
    assert capsys.readouterr().out == ""


def test_a_mistake_in_a_search_is_told_and_the_rest_is_found(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["add", str(report)]) == 0
    capsys.readouterr()
    assert main(["search", "--format", "json", "lighthouse after:soon"]) == 1
    told = capsys.readouterr()
    record = json.loads(told.out)
    start, end = record["hits"][0]
    assert record["snippet"][start:end] == "lighthouse"
    assert "“soon” — after: does not know soon." in told.err


def test_search_explains_its_fields(capsys: pytest.CaptureFixture[str]) -> None:
    from reader.library.queries import FIELDS

    with pytest.raises(SystemExit):
        main(["search", "--help"])
    told = capsys.readouterr().out
    assert all(f"{name}:" in told and text in told for name, text in FIELDS.items())


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        ([], 2, "needs a terminal"),
        (["no/such/path"], 2, "no/such/path does not exist. Give a file"),
        (["qoutes"], 2, "qoutes does not exist. Did you mean quoth quotes?"),
        (["show", "nowhere"], 1, "does not exist"),
        (["--nonsense"], 2, "no option"),
        (["mark", "nowhere", "--at", "x"], 1, "does not exist"),
    ],
)
def test_exit_statuses(arguments: list[str], status: int, words: str) -> None:
    result = run(*arguments)
    assert result.returncode == status
    assert words in result.stderr
    assert "Traceback" not in result.stderr


def test_a_closed_pipe_is_no_error(report: Path) -> None:
    report.write_text("A title of words\n\n" + "Many words of a body. " * 50_000, encoding="utf-8")
    command = f"{sys.executable} -m reader show {report} | head -n 1"
    result = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert result.stderr == ""
    assert result.stdout.startswith("A title of words")


def test_escape_sequences_do_not_reach_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "hostile.txt"
    path.write_text("A \x1b]0;owned\x07title here\n\nBody \x1b[31mred\x9b1m words.", encoding="utf-8")
    result = run("show", path)
    assert "\x1b" not in result.stdout
    assert "\x9b" not in result.stdout


def test_removed_as_json_is_one_object_a_line(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "--removed", "--format", "json", str(report)]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {"line", "rule", "reason", "text"} <= set(records[0])


@pytest.mark.parametrize("command", ["show {report} --width 20", "--help", "keys"])
def test_a_full_disk_and_a_closed_pipe_are_told_without_a_traceback(report: Path, command: str) -> None:
    program = f"{sys.executable} -m reader {command.format(report=report)}"
    # Where nothing is buffered argparse, whose own the help is to write, passes over a disk that is full.
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    full = subprocess.run(
        ["sh", "-c", f"{program} > /dev/full"], capture_output=True, text=True, check=False, env=buffered
    )
    assert (full.returncode, full.stderr.count("\n")) == (1, 1)
    closed = subprocess.run(["sh", "-c", f"{program} | true"], capture_output=True, text=True, check=False)
    assert closed.stderr == ""


def test_letters_that_the_terminal_lacks_are_replaced(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    result = run("show", report)
    assert result.returncode == 0
    assert "?I was told" in result.stdout


def test_settings_are_shown_and_begun(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config"]) == 0
    assert "measure = 72" in capsys.readouterr().out
    assert main(["config", "--write"]) == 0
    assert main(["config", "--write"]) == 2
    path = home / "config" / "config.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("# ", "").replace("Settings", "# Settings"), encoding="utf-8")
    capsys.readouterr()
    assert main(["config", "--format", "json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["measure"], record["keys"], record["issues"]) == (72, {"reading.fade": ["F"]}, [])


def test_articles_are_removed_and_put_back(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["add", str(report)])
    capsys.readouterr()
    assert main(["remove", "1"]) == 0
    assert capsys.readouterr().out == "Removed\t1\tThe lamp that would not go out\n"
    main(["list"])
    assert capsys.readouterr().out == ""
    main(["list", "is:removed"])
    assert "The lamp that would not go out" in capsys.readouterr().out
    assert report.exists()
    assert main(["remove", "--undo", "1"]) == 0
    assert capsys.readouterr().out.startswith("Put back\t1\t")
    main(["list"])
    assert "The lamp that would not go out" in capsys.readouterr().out
    assert main(["remove", "7"]) == 2
    assert "There is no article 7" in capsys.readouterr().err
