"""The folders of the program: the library and marks, the settings, what it remembers."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from reader.config.folders import folders


class Paths(NamedTuple):
    """`data` holds the library and the marks, `config` what the person writes, `state` what the program remembers."""

    data: Path
    config: Path
    state: Path


def find_paths() -> Paths:
    """Return the folders, as `folders` names them."""
    return Paths(*map(Path, folders()))
