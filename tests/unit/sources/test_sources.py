from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import SourceError
from reader.sources import read_bytes, read_file, walk


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "iso-2022-jp", "utf-32"])
def test_encodings(encoding: str) -> None:
    words = (
        "日本語の文章です。もう少し長い文章です。"
        if encoding == "iso-2022-jp"
        else "Ein schöner Tag für Übungen, sagte er. Äpfel."
    )
    assert read_bytes(words.encode(encoding), "a.txt").text == words


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"<!doctype html><p>x", "a.txt", "html"),
        (b"<html><body>x", "a", "html"),
        (b"# Title\n\nwords", "a.md", "markdown"),
        (b"---\ntitle: x\n---\nwords", "a.txt", "markdown"),
        (b"just words\n\nand more", "a.txt", "text"),
    ],
)
def test_formats_by_content_first(data: bytes, name: str, kind: str) -> None:
    assert read_bytes(data, name).format == kind


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (bytes(200), "not text"),
        (b"%PDF-1.4\n1 0 obj", "a PDF, not text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a picture, not text"),
    ],
)
def test_what_is_no_article_is_named(data: bytes, words: str) -> None:
    with pytest.raises(SourceError, match=f"a.txt is {words}"):
        read_bytes(data, "a.txt")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="does not exist"):
        read_file(tmp_path / "nowhere.txt")


def test_a_line_of_many_megabytes_is_read() -> None:
    assert len(read_bytes(b"word " * 1_000_000, "a.txt").text) == 5_000_000


def test_walking_passes_over_what_is_no_article(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", ".hidden.txt", "c.jpg", "page_files/x.html", "sub/d.html"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    assert [path.relative_to(tmp_path).as_posix() for path in walk([tmp_path])] == ["a.md", "b.txt", "sub/d.html"]
