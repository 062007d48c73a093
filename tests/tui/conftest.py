"""The library and the application that tests of screens begin with, unless they make their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.config.paths import find_paths
from reader.library import Library
from reader.pipeline import index, keep, read_path
from reader.tui.app import QuothApp
from tests.tui import idling
from tests.tui.showing import beginning

LAMP = "There was a lamp in the harbour, and nobody asked who had lit it in the long night before the storm came. "


@pytest.fixture(autouse=True)
def wait_for_idle(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the pilot go on as soon as the program has done what a key asked for."""
    for module in ("app", "pilot"):
        monkeypatch.setattr(f"textual.{module}.wait_for_idle", idling.wait_for_idle)


@pytest.fixture
def library() -> Library:
    return Library.open(find_paths().data)


@pytest.fixture
def app(library: Library) -> QuothApp:
    """The program, begun with the library."""
    return QuothApp(library, beginning())


@pytest.fixture
def reading_app(library: Library, report: Path) -> QuothApp:
    reading = read_path(report)
    keep(library, reading)
    return QuothApp(library, beginning(reading=reading))


@pytest.fixture(scope="session")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a library of sixty stories and an article in two versions, which each test gets a copy of."""
    folder = tmp_path_factory.mktemp("articles")
    for number in range(60):
        body = f"The {number}th story tells of a zeppelin{' and a heron' if number % 10 == 0 else ''}, café included."
        (folder / f"{number:02}.txt").write_text(f"Story number {number:02}\n\n{body}\n", encoding="utf-8")
    long = "\n\n".join(f"{LAMP * 3}Paragraph {number} has its own end." for number in range(12))
    (folder / "a.txt").write_text(f"The lamp of the harbour\n\n{long}\n", encoding="utf-8")
    (folder / "b.txt").write_text(f"Another title for it\n\n{long}\n\nShared from elsewhere.\n", encoding="utf-8")
    data = tmp_path_factory.mktemp("stories") / "data"
    with Library.open(data) as library:
        index(library, [folder])
    return data
