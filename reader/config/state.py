"""What was changed on the screen and is remembered: the theme, the measure. Losing it loses nothing of value."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.config.atomic_files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.config.paths import Paths


def read_state(folders: Paths) -> dict[str, object]:
    """Return what is remembered; nothing if the file is missing or damaged."""
    try:
        value = json.loads((folders.state / "state.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def remember(folders: Paths, values: Mapping[str, object]) -> None:
    """Remember `values` beside what is remembered already; may raise OSError."""
    write_atomically(folders.state / "state.json", json.dumps({**read_state(folders), **values}, indent=1) + "\n")
