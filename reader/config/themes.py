"""Themes: files of colours, checked before any of them is used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reader.config.assets import asset_folder
from reader.config.tables import read_table
from reader.document import Issue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from reader.config.tables import Table

COLOURS = (
    "background", "surface", "panel", "text", "muted", "accent", "heading", "link", "code", "mark", "selection",
    "warning", "error",
)  # fmt: skip
"""The colours that each theme names."""

HIGHLIGHTS = {"yellow": "#e6c229", "green": "#4faf5a", "blue": "#4f8fdf", "pink": "#e0609a", "violet": "#9a6fe0"}
"""The colours of highlights, in the order of their keys; a theme mixes them into its background."""
DARK_SHARE, LIGHT_SHARE = 0.19, 0.28
"""How much of such a colour is in it: as much as leaves every voice of the themes at 3:1 or better on it (tested)."""
FEWEST_VOICES = 6
_HEX = re.compile(r"#[0-9a-fA-F]{6}\Z")


class Theme(NamedTuple):
    """A theme file: its colours by name and the colours of the voices, as `#rrggbb`."""

    name: str
    title: str
    dark: bool
    colours: dict[str, str]
    voices: tuple[str, ...]

    @property
    def highlights(self) -> dict[str, str]:
        """The grounds of highlighted words, by the name of the highlight's colour."""
        share = DARK_SHARE if self.dark else LIGHT_SHARE
        return {name: mixed(self.colours["background"], colour, share) for name, colour in HIGHLIGHTS.items()}


def read_themes(config_folder: Path) -> tuple[tuple[Theme, ...], tuple[Issue, ...]]:
    """Return the themes that come with the program and the person's own, which replace those of the same name."""
    return _read([*_files_in(asset_folder("themes")), *_files_in(config_folder / "themes")], read_table)


def read_theme(
    config_folder: Path, name: object, read: Callable[[Path], Table] = read_table
) -> tuple[Theme | None, tuple[Issue, ...]]:
    """Return the theme `name`, or the first one where there is no such theme, and what is wrong with the person's own.

    Of those that come with the program, whose files are called like them, only that one is read, with `read`: a start
    has no use for the others. None is returned where no theme at all can be used.
    """
    own = _files_in(config_folder / "themes")
    shipped = [path for path in _files_in(asset_folder("themes")) if path.stem == name]
    themes, issues = _read([*shipped, *own], read)
    found = next((theme for theme in themes if theme.name == name), None)
    if found is None:
        themes, issues = read_themes(config_folder)
        found = next(iter(themes), None)
    return found, issues


def _files_in(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))


def _read(paths: Iterable[Path], read: Callable[[Path], Table]) -> tuple[tuple[Theme, ...], tuple[Issue, ...]]:
    themes: dict[str, Theme] = {}
    issues = []
    for path in paths:
        try:
            theme = parse_theme(read(path))
        except (OSError, ValueError) as error:
            issues.append(Issue("bad-theme", f"The theme cannot be used: {error}.", str(path)))
            continue
        themes[theme.name] = theme
    return tuple(themes.values()), tuple(issues)


def parse_theme(values: Table) -> Theme:
    """Return the theme that `values` describe; raises ValueError with what is wrong."""
    colours, voices = values.get("colours"), values.get("voices")
    if not isinstance(colours, dict) or not isinstance(voices, dict):
        raise ValueError("it wants the tables [colours] and [voices]")
    named: dict[str, str] = {}
    for key in COLOURS:
        colour = colours.get(key)
        if not isinstance(colour, str) or not _HEX.match(colour):
            raise ValueError(f"colours.{key} wants a colour like #1a2b3c")
        named[key] = colour.lower()
    spoken = voices.get("colours")
    if not isinstance(spoken, list) or len(spoken) < FEWEST_VOICES:
        raise ValueError(f"voices.colours wants a list of {FEWEST_VOICES} colours or more")
    if not all(isinstance(colour, str) and _HEX.match(colour) for colour in spoken):
        raise ValueError("each of voices.colours wants to be a colour like #1a2b3c")
    name, title, dark = values.get("name"), values.get("title"), values.get("dark")
    if not isinstance(name, str) or not re.fullmatch(r"[a-z0-9-]+", name):
        raise ValueError("name wants small letters, digits and dashes")
    return Theme(
        name,
        title if isinstance(title, str) else name,
        dark is True,
        named,
        tuple(colour.lower() for colour in spoken),
    )


def mixed(ground: str, colour: str, share: float) -> str:
    """Return `ground` with `share` (0 to 1) of `colour` in it, all as `#rrggbb`."""
    pairs = ((int(ground[at : at + 2], 16), int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(under + (over - under) * share):02x}" for under, over in pairs)


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb`, 0 to 1, as WCAG 2.2 defines it."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21, as WCAG 2.2 defines it."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
