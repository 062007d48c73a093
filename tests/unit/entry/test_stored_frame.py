from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from reader.config.paths import find_paths
from reader.config.state import keep_library_view, remember
from reader.entry import stored_frame


def test_a_frame_is_kept_for_its_size(home: Path) -> None:
    stored_frame.keep("article 1", 80, 24, "a page…")
    assert stored_frame.read("article 1", 80, 24) == "a page…"
    assert stored_frame.read("article 1", 81, 24) is None
    assert stored_frame.read("article 2", 80, 24) is None


def test_a_change_of_looks_makes_frames_old(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored_frame.keep("article 1", 80, 24, "page")
    remember(find_paths(), {"theme": "paper"})
    assert stored_frame.read("article 1", 80, 24) is None
    stored_frame.keep("article 1", 80, 24, "page")
    monkeypatch.setenv("NO_COLOR", "1")
    assert stored_frame.read("article 1", 80, 24) is None


def test_how_the_library_is_left_makes_no_article_look_old(home: Path) -> None:
    for subject in ("article 1", stored_frame.LIBRARY):
        stored_frame.keep(subject, 80, 24, "page")
    keep_library_view(find_paths(), {"tab": "unread"})
    assert stored_frame.read("article 1", 80, 24) == "page"
    assert stored_frame.read(stored_frame.LIBRARY, 80, 24) is None


def test_a_changed_file_makes_its_frame_old(home: Path, report: Path) -> None:
    subject = stored_frame.path_subject(str(report))
    stored_frame.keep(subject, 80, 24, "page")
    assert stored_frame.read(subject, 80, 24) == "page"
    report.write_text("other words", encoding="utf-8")
    assert stored_frame.read(subject, 80, 24) is None


def test_a_damaged_frame_is_none(home: Path) -> None:
    stored_frame.keep("article 1", 80, 24, "page")
    (file,) = (find_paths().state / "frames").iterdir()
    for damage in (b"", b"\n", b"quoth frame 1", b"\xff" * 100):
        file.write_bytes(damage)
        assert stored_frame.read("article 1", 80, 24) is None


@pytest.mark.parametrize(
    ("name", "is_opened"), [("list", False), ("voices", False), ("listed", True), ("list.txt", True)]
)
def test_a_file_that_is_called_like_a_command_is_not_opened_by_its_bare_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, is_opened: bool
) -> None:
    path = tmp_path / name
    path.write_text("words", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert stored_frame.asked_for([name]) == ((None, str(path.resolve())) if is_opened else None)
    assert stored_frame.asked_for([f"./{name}"]) == (None, str(path.resolve()))


def test_old_frames_go(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored_frame, "MAX_FRAMES", 3)
    for number in range(6):
        stored_frame.keep(f"article {number}", 80, 24, "page")
    assert len(list((find_paths().state / "frames").iterdir())) == 3


def test_it_loads_next_to_nothing() -> None:
    program = (
        "import sys; before = set(sys.modules); import reader.entry.stored_frame; "
        "print(*sorted(set(sys.modules) - before))"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(result.stdout.split())
    assert loaded <= {
        "__future__", "binascii", "reader", "reader.config", "reader.config.folders", "reader.entry", "reader.entry.curtain", "reader.entry.stamps", "reader.entry.stored_frame",
        "termios",
    }  # fmt: skip
