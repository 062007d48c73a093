"""What services kept that articles were saved with: highlights, what was read, tags and dates come along."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.cli import main
from reader.document import ArticleReference
from reader.export.incoming import read_marks
from reader.export.saved import highlights_in
from reader.library import Library


def test_omnivore_s_archive_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.md"
    words = "The tide was out.\n\nNobody came for the boat, and the boat did not mind.\n\nThe tide came in again."
    page.write_text(f"---\ntitle: Tide\nurl: https://tide.example/out\n---\n\n{words}\n", encoding="utf-8")
    main(["add", str(page)])
    archive = tmp_path / "omnivore.zip"
    known = [{"slug": "tide-1", "title": "Tide", "url": "https://tide.example/out?utm_source=x"}, 5]
    notes = (
        "> Nobody came for the boat, and the boat\ndid not mind. \n\n#boats #sea\n\nso be it\n\n"
        "> The tide came in again.\n\n> words of nobody"
    )
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.writestr("metadata_0_to_20.json", json.dumps(known))
        zipped.writestr("highlights/tide-1.md", notes)
        zipped.writestr("content/tide-1.html", "<p>")
    assert main(["import", str(archive)]) == 0
    capsys.readouterr()
    main(["marks", "--format", "json"])
    found = {record["exact"]: record for record in map(json.loads, capsys.readouterr().out.splitlines())}
    boat = found["Nobody came for the boat, and the boat did not mind."]
    assert (boat["note"], boat["tags"], boat["state"], boat["kind"]) == (
        "so be it",
        ["boats", "sea"],
        "exact",
        "note",
    )
    assert found["The tide came in again."]["state"] == "exact"
    assert found["words of nobody"]["state"] == "lost"


SAVED = "https://tide.example/out"


@pytest.mark.parametrize(
    ("record", "state", "tags"),
    [
        ({"is_archived": 1, "is_starred": 1, "tags": ["sea", "old towns"]}, "read", ("old towns", "sea", "starred")),
        ({"is_archived": 0, "is_starred": 0, "tags": []}, "unread", ()),
        ({"is_archived": False, "tags": [{"label": "sea", "slug": "sea"}]}, "unread", ("sea",)),
        ({"is_read": "1", "is_fav": "1", "tags": "sea, boats"}, "read", ("boats", "sea", "starred")),
        ({"state": "Archived", "readingProgress": 20, "labels": ["sea"], "savedAt": "2024-01-02"}, "read", ("sea",)),
        ({"state": "Active", "readingProgress": 100, "labels": [{"name": "sea"}]}, "read", ("sea",)),
        ({"state": "Active", "readingProgress": 30, "labels": []}, "unread", ()),
        ({"is_archived": [], "tags": {"a": 1}, "labels": 5, "title": 7}, "unread", ()),
    ],
)  # fmt: skip
def test_what_was_done_with_saved_articles_comes_along(
    tmp_path: Path, home: Path, record: dict[str, object], state: str, tags: tuple[str, ...]
) -> None:
    path = tmp_path / "saved.json"
    path.write_text(json.dumps([{"url": f"{SAVED}?utm_source=x", "title": "Tide", **record}]), encoding="utf-8")
    assert main(["import", str(path)]) == 0
    assert main(["import", str(path)]) == 0
    with Library.open(home / "data") as library:
        article = ArticleReference(SAVED, title="Tide")
        assert (library.marks.state(article), library.marks.tags(article)) == (state, tags)
        assert library.marks.all() == []


def test_dates_of_highlights_come_along(tmp_path: Path, home: Path) -> None:
    annotation = {"quote": "the boat", "text": "so be it", "created_at": "2023-04-05T06:07:08+0200"}
    path = tmp_path / "wallabag.json"
    path.write_text(json.dumps([{"url": SAVED, "is_archived": 1, "annotations": [annotation]}]), encoding="utf-8")
    archive = tmp_path / "omnivore.zip"
    known = [
        {
            "slug": "tide-1",
            "url": SAVED,
            "savedAt": "2024-01-02T03:04:05.000Z",
            "updatedAt": "2024-02-03T04:05:06.000Z",
        }
    ]
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.writestr("metadata_0_to_20.json", json.dumps(known))
        zipped.writestr("highlights/tide-1.md", "> the gulls")
    assert main(["import", str(path), str(archive)]) == 0
    with Library.open(home / "data") as library:
        made = {mark.anchor.exact: mark.created.isoformat() for mark in library.marks.all()}
    assert made == {"the boat": "2023-04-05T04:07:08+00:00", "the gulls": "2024-02-03T04:05:06+00:00"}


def test_a_broken_archive_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "broken.zip"
    path.write_bytes(b"PK\x03\x04 and nothing else")
    assert main(["import", str(path)]) == 1
    assert "cannot be read" in capsys.readouterr().err


@given(st.text(max_size=200))
@settings(max_examples=50, deadline=None)
def test_no_markdown_of_highlights_raises(text: str) -> None:
    assert all(record["quote"].strip() for record in highlights_in(text))


def test_saved_pages_without_highlights_are_no_mistake() -> None:
    page = {"url": "https://e.example/a", "title": "A", "content": "<p>"}
    assert read_marks(json.dumps([page, {**page, "annotations": []}])) == ([], [])
