"""The folders of the program: the library and marks, the settings, what it remembers."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple


class Paths(NamedTuple):
    """`data` holds the library and the marks, `config` what the person writes, `state` what the program remembers."""

    data: Path
    config: Path
    state: Path


def find_paths() -> Paths:
    """Return the folders: all under `QUOTH_HOME` where that is set, else where the system keeps such things."""
    home = os.environ.get("QUOTH_HOME")
    if home:
        root = Path(home).expanduser()
        return Paths(root / "data", root / "config", root / "state")
    import platformdirs

    return Paths(
        Path(platformdirs.user_data_dir("quoth", appauthor=False)),
        Path(platformdirs.user_config_dir("quoth", appauthor=False)),
        Path(platformdirs.user_state_dir("quoth", appauthor=False)),
    )
