"""config.toml: every setting has a good default, and a mistake in the file is told, never fatal."""

from __future__ import annotations

import difflib
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from reader.actions import ACTIONS
from reader.config.tables import read_table
from reader.config.themes import HIGHLIGHTS
from reader.document import Issue
from reader.text import sanitise_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from reader.config.tables import Table

UNREADABLE_SETTINGS = "unreadable-settings"
"""The code of the issue that none of the settings could be read."""
SMALLEST_MEASURE, LARGEST_MEASURE = 24, 140
SLOWEST_READER, FASTEST_READER = 50, 2000


class Settings(NamedTuple):
    """What the person can set.

    `theme` names the first theme, `measure` is the column in cells, `justify` whether lines are filled to it and
    `hyphenate` whether words are broken at their ends, `direction` the way in which paragraphs run ("auto": as the
    first letter of each does), `bidi` who turns Hebrew and Arabic words round ("auto": the terminal where it is known
    to do so and cannot be told not to, else this program), `panel` whether voices and marks stand beside the text,
    `words_per_minute` the pace for the time left, `highlight` the first colour of highlights, `editor` the command
    that notes are edited with ("": what $VISUAL or $EDITOR names), `keys` the keys of actions by their ids.
    """

    theme: str = "ink"
    measure: int = 72
    justify: bool = False
    hyphenate: bool = False
    direction: str = "auto"
    bidi: str = "auto"
    panel: bool = True
    words_per_minute: int = 230
    highlight: str = "yellow"
    editor: str = ""
    keys: Mapping[str, tuple[str, ...]] = MappingProxyType({})


MEANINGS = {
    "theme": "the first theme; `quoth themes` lists them",
    "measure": "the column in cells, 24 to 140",
    "justify": "lines filled to the measure",
    "hyphenate": "words broken at the ends of lines",
    "direction": "`auto`: a paragraph runs as its first letter does; `ltr`, `rtl`: all run one way",
    "bidi": "who turns Hebrew and Arabic round: `reader`, `terminal`, or `auto`, by what the terminal is",
    "panel": "voices and marks beside the text",
    "words_per_minute": "your pace at first, 50 to 2000; it is learned then",
    "highlight": "the first colour of highlights: `yellow`, `green`, `blue`, `pink`, `violet`",
    "editor": "the command that notes are edited with; empty: what `$VISUAL` or `$EDITOR` names",
    "keys": "a table: the keys of actions by their ids, as `quoth keys --format json` lists them",
}
"""What each setting means, in the words in which people are told."""
CHOICES = {
    "highlight": HIGHLIGHTS,
    "direction": ("auto", "ltr", "rtl"),
    "bidi": ("auto", "reader", "terminal"),
}
"""What a setting may be that is one of few words."""
_LIMITS = {"measure": (SMALLEST_MEASURE, LARGEST_MEASURE), "words_per_minute": (SLOWEST_READER, FASTEST_READER)}


def read_settings(folder: Path, read: Callable[[Path], Table] = read_table) -> tuple[Settings, tuple[Issue, ...]]:
    """Return the settings of `config.toml` in `folder`, which `read` reads, and what in it could not be used."""
    path = folder / "config.toml"
    try:
        values = read(path)
    except FileNotFoundError:
        return Settings(), ()
    except (OSError, ValueError) as error:
        return Settings(), (Issue(UNREADABLE_SETTINGS, f"The settings cannot be read: {error}.", str(path)),)
    return parse_settings(values, str(path))


def parse_settings(values: Table, where: str = "") -> tuple[Settings, tuple[Issue, ...]]:
    """Return the settings that `values` hold, and what in them could not be used."""
    settings, issues = Settings(), []
    known = set(Settings._fields)
    for name, value in values.items():
        if name not in known:
            issues.append(
                Issue("unknown-setting", f"There is no setting {name!r}.{_did_you_mean(name, known)}", where)
            )
        elif name == "keys":
            keys, bad = _parse_keys(value, where)
            settings, issues = settings._replace(keys=keys), issues + bad
        elif type(value) is not type(getattr(settings, name)):
            wanted = type(getattr(settings, name)).__name__
            issues.append(Issue("bad-setting", f"The setting {name} wants a value of type {wanted}.", where))
        elif name in _LIMITS and isinstance(value, int) and not _LIMITS[name][0] <= value <= _LIMITS[name][1]:
            low, high = _LIMITS[name]
            issues.append(Issue("bad-setting", f"The setting {name} wants a number from {low} to {high}.", where))
        elif name in CHOICES and value not in CHOICES[name]:
            issues.append(Issue("bad-setting", f"The setting {name} wants one of {', '.join(CHOICES[name])}.", where))
        else:
            settings = settings._replace(**{name: value})  # type: ignore[arg-type]
    return settings, tuple(issues)


def _parse_keys(value: object, where: str) -> tuple[dict[str, tuple[str, ...]], list[Issue]]:
    known = {action.id for action in ACTIONS}
    keys: dict[str, tuple[str, ...]] = {}
    issues = []
    if not isinstance(value, dict):
        return {}, [
            Issue("bad-setting", 'The keys want a table: [keys] with lines like "reading.fade" = "F".', where)
        ]
    for action, given in value.items():
        wanted = [given] if isinstance(given, str) else given
        if action not in known:
            issues.append(
                Issue("unknown-action", f"There is no action {action!r}.{_did_you_mean(action, known)}", where)
            )
        elif not isinstance(wanted, list) or not all(isinstance(key, str) and key.strip() for key in wanted):
            issues.append(Issue("bad-keys", f"The keys of {action} want a string or a list of strings.", where))
        else:
            keys[action] = tuple(wanted)
    return keys, issues


def _did_you_mean(name: str, known: set[str]) -> str:
    near = difflib.get_close_matches(sanitise_line(name), known, n=1)
    return f" Did you mean {near[0]}?" if near else ""
