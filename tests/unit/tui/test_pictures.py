from __future__ import annotations

from pathlib import Path

import pytest

from reader.tui.pictures import kept_picture


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    folder = tmp_path / "saved"
    (folder / "lamp_files").mkdir(parents=True)
    for name in ("lamp_files/tower one.png", "pier.jpg", "notes.txt"):
        (folder / name).write_bytes(b"x")
    (tmp_path / "outside.png").write_bytes(b"x")
    return folder / "lamp.html"


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("lamp_files/tower%20one.png", "lamp_files/tower one.png"),
        ("./pier.jpg?width=600", "pier.jpg"),
        ("https://example.org/2024/lamp_files/tower%20one.png", "lamp_files/tower one.png"),
        ("file:///home/ada/saved/pier.jpg", "pier.jpg"),
        ("https://example.org/images/pier.jpg", "pier.jpg"),
        ("https://example.org/images/harbour.jpg", None),
        ("../outside.png", None),
        ("notes.txt", None),
        ("data:image/png;base64,AAAA", None),
        ("https://[broken/pier.jpg", None),
        ("pier\x00.jpg", None),
        ("", None),
    ],
)
def test_a_picture_is_found_beside_the_page_and_nowhere_else(saved: Path, target: str, found: str | None) -> None:
    assert kept_picture(str(saved), target) == (saved.parent / found if found else None)


def test_an_article_without_a_file_has_no_pictures() -> None:
    assert kept_picture("", "pier.jpg") is None
