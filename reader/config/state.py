"""What was changed on the screen and is remembered: the theme, the measure. Losing it loses nothing of value."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.config.atomic_files import write_atomically
from reader.text import sanitise_line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from reader.config.paths import Paths
    from reader.config.settings import Settings

SHOWN = ("theme", "measure", "justify", "hyphenate")
"""The settings that keys change; what they were changed to is remembered."""


def read_state(folders: Paths) -> dict[str, object]:
    """Return what is remembered; nothing if the file is missing or damaged."""
    return _read(folders.state / "state.json")


def _read(path: Path) -> dict[str, object]:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def read_library_view(folders: Paths) -> dict[str, object]:
    """Return how the library was left, nothing if that is not known."""
    return _read(folders.state / "library.json")


def keep_library_view(folders: Paths, view: Mapping[str, object]) -> None:
    """Keep how the library is left; may raise OSError.

    It has a file of its own: an article looks the same whatever stands in the library.
    """
    write_atomically(folders.state / "library.json", json.dumps(view, indent=1) + "\n")


def read_uncleaned_paths(folders: Paths) -> list[str]:
    """Return the files whose articles the person wants to see as they came."""
    paths = read_state(folders).get("as_it_came")
    return [path for path in paths if isinstance(path, str)] if isinstance(paths, list) else []


def read_pace(folders: Paths) -> tuple[float, int] | None:
    """Return the words a minute that were learned of this reader and from how many screens, or None."""
    try:
        value = json.loads((folders.state / "pace.json").read_text(encoding="utf-8"))
        return float(value["words_per_minute"]), int(value["screens"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep_pace(folders: Paths, words_per_minute: float, screens: int) -> None:
    """Keep what was learned of this reader's pace; may raise OSError.

    It has a file of its own: what looks at the other one to see whether the screen has changed is not misled.
    """
    value = {"words_per_minute": round(words_per_minute, 1), "screens": screens}
    write_atomically(folders.state / "pace.json", json.dumps(value) + "\n")


def read_searched(folders: Paths) -> dict[str, list[str]]:
    """Return what was searched for in each place, the latest first; what in the file is no search is passed over."""
    kept = _read(folders.state / "searched.json").items()
    lists = ((place, found) for place, found in kept if isinstance(found, list))
    return {place: [sanitise_line(words) for words in found if isinstance(words, str)] for place, found in lists}


def keep_searched(folders: Paths, searched: Mapping[str, list[str]]) -> None:
    """Keep what was searched for in each place; may raise OSError."""
    write_atomically(folders.state / "searched.json", json.dumps(searched, indent=1) + "\n")


def last_shown(folders: Paths, settings: Settings) -> dict[str, object]:
    """Return each of the settings called `SHOWN` as it was last on the screen, unless the person has set it since."""
    state = read_state(folders)
    instead_of = state.get("instead_of")
    before = instead_of if isinstance(instead_of, dict) else {}
    found: dict[str, object] = {}
    for name in SHOWN:
        setting, value = getattr(settings, name), state.get(name)
        is_shown = type(value) is type(setting) and before.get(name, setting) == setting
        found[name] = value if is_shown else setting
    return found


def remember(folders: Paths, values: Mapping[str, object], settings: Settings | None = None) -> None:
    """Remember `values` beside what is remembered already, and what `settings` say in their place; may raise OSError."""
    state = {**read_state(folders), **values}
    if settings is not None and values.keys() & set(SHOWN):
        before = state.get("instead_of")
        said = {name: getattr(settings, name) for name in values if name in SHOWN}
        state["instead_of"] = {**before, **said} if isinstance(before, dict) else said
    write_atomically(folders.state / "state.json", json.dumps(state, indent=1) + "\n")
