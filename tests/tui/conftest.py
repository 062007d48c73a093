"""The library and the application that tests of screens begin with, unless they make their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.config.paths import find_paths
from reader.library import Library
from reader.pipeline import keep, read_path
from reader.tui.app import QuothApp
from tests.tui import idling
from tests.tui.showing import beginning


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
