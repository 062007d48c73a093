"""The marks of an empty library, and the folder that they are kept in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library import Library, Marks


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def marks(folder: Path) -> Iterator[Marks]:
    with Library.open(folder) as library:
        yield library.marks
