"""`quoth add` on exports, as a person would go on with them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.cli import main
from tests.exports import POCKET, omnivore, omnivore_members, zipped


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "export.zip"
    path.write_bytes(omnivore())
    return path


def test_an_export_is_added_found_and_quoted(export: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", str(export)]) == 0
    told = capsys.readouterr().err
    assert f"{export} (Omnivore): 2 added, 0 unchanged, 1 without a saved page" in told
    assert "2 added, 0 unchanged, 0 could not be read." in told
    assert main(["quotes", "--speaker", "holt"]) == 0
    assert "waited since the clocks changed" in capsys.readouterr().out
    assert main(["list", "tag:harbour", "is:read"]) == 0
    assert "The late ferry" in capsys.readouterr().out
    assert main(["marks"]) == 0
    assert "We have waited since the clocks changed" in capsys.readouterr().out
    assert main(["add", str(export)]) == 0
    assert "0 added, 2 unchanged, 0 could not be read." in capsys.readouterr().err


def test_importing_the_highlights_as_well_makes_none_twice(export: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["add", str(export)])
    assert main(["import", str(export)]) == 0
    assert "0 added, 1 known already" in capsys.readouterr().err


def test_an_export_is_read_without_being_kept(export: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(export)]) == 0
    words = capsys.readouterr().out
    assert words.index("The late ferry") < words.index("Forty pears")
    assert main(["quotes", f"{export}/forty-pears"]) == 0
    words = capsys.readouterr().out
    assert "Ada Brook" in words
    assert "Brian Holt" not in words


def test_addresses_without_a_page_are_told_and_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, listed = tmp_path / "pocket.zip", tmp_path / "links.txt"
    path.write_bytes(zipped({"part_000000.csv": POCKET}))
    assert main(["add", str(path)]) == 1
    assert f"{path} has 2 addresses and no saved page" in capsys.readouterr().err
    assert main(["add", str(path), "--links-to", str(listed)]) == 1
    assert listed.read_text().splitlines() == [
        "https://gazette.example/the-late-ferry",
        "https://orchard.example/forty-pears",
    ]
    assert main(["add", str(path), "--links-to", str(listed)]) == 2
    assert "is there already" in capsys.readouterr().err


def test_a_single_address_is_told_and_no_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "index.json"
    path.write_text(json.dumps({"url": "https://orchard.example/forty-pears", "title": "Forty pears"}))
    assert main(["add", str(tmp_path)]) == 0
    assert f"{path} (bookmarks): 0 added, 0 unchanged, 1 without a saved page" in capsys.readouterr().err


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(zipped(omnivore_members() | {"content/forty-pears.html": b"\x00\x01" * 90}))
    assert main(["add", str(path), "--format", "json"]) == 1
    captured = capsys.readouterr()
    assert "forty-pears is not text" in captured.err
    record = json.loads(captured.out)
    assert (record["added"], len(record["failed"])) == (1, 1)
    (collected,) = record["collections"]
    assert (collected["format"], collected["links"]) == ("Omnivore", 1)


@pytest.mark.parametrize(("name", "data"), [("a.zip", b"PK\x03\x04 no zip"), ("b.zip", b"PK\x05\x06" + bytes(18))])
def test_a_zip_that_is_named_and_gives_nothing_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert main(["add", str(path)]) == 1
    assert "zip" in capsys.readouterr().err.replace(str(path), "")
