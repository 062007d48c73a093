"""What all tests share: a home of their own, and a text with many voices that was written for them."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

SAMPLES = Path(__file__).resolve().parents[1] / "sample_articles"

# A gate has to say the same of the same commit twice; the search for new cases goes on where people work.
# How long one case takes on a shared machine says nothing: what may take long is measured where that is tested.
settings.register_profile("gate", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None)
settings.load_profile("gate" if os.environ.get("CI") else "search")

MEMORY = Path("/dev/shm")
"""A disk in memory, where syncing is free; a killed process leaves on it what it leaves on any other."""
ROOM = 1 << 30
"""Bytes that must be free there: more than all tests need at once."""


def pytest_configure() -> None:
    """Keep what tests write in memory: on a disk, syncing would take longer than all that is tested."""
    if "TMPDIR" not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ROOM:
        tempfile.tempdir = os.environ["TMPDIR"] = str(MEMORY)


REPORT = """May 2, 2024

The lamp that would not go out

The lamp that would not go out

By Ines Halloran and Peter Voss
14 March 2024

PORT ELLERY — The lighthouse keeper refused to leave on Tuesday, although the lamp had been dark for nine years.

“I was told to keep it until somebody relieved me,” said Marta Quill, a former harbour pilot. “Nobody has.”

Mayor Edwin Sarr called the refusal “a charming nuisance.” He said the town would “not send anyone with a ladder.”

“It is the best view in the county,” she said. “I would not leave either.”

About Author

Harbour Gazette

Leave a Reply

Your email address will not be published. Required fields are marked *
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a home of its own, so that none can touch the person's."""
    folder = tmp_path / "home"
    monkeypatch.setenv("QUOTH_HOME", str(folder))
    return folder


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Return the path of a text dump with a page around it."""
    path = tmp_path / "lamp.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path
