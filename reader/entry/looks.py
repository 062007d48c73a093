"""How pages look, as the application had it last, kept so that a start can set one before settings and themes are read."""

from __future__ import annotations

import os

from reader import __version__
from reader.config.folders import folders
from reader.entry.stamps import stamp, write
from reader.plain.inks import INKS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_HEAD = "quoth look 1"


class Look:
    """The measure in cells, whether there is a panel, the colours of the inks, and the files that are shown as they came."""

    __slots__ = ("colours", "measure", "panel", "uncleaned")

    def __init__(
        self, measure: int, colours: Mapping[str, str], *, panel: bool, uncleaned: Iterable[str] = ()
    ) -> None:
        self.measure = measure
        self.panel = panel
        self.colours = {ink: colours[ink] for ink in INKS}
        self.uncleaned = frozenset(uncleaned)


def keep(look: Look | None) -> None:
    """Keep `look`, if it can be kept; None tells that pages are set in a way that only the application knows."""
    name = _file()
    try:
        if look is None:
            os.unlink(name)  # noqa: PTH108
            return
        lines = [_head(), str(look.measure), str(int(look.panel)), *(look.colours[ink] for ink in INKS)]
        paths = [path for path in look.uncleaned if "\n" not in path]
        write(name, "\n".join([*lines, *paths]).encode("utf-8", "surrogateescape"))
    except OSError:
        return


def read() -> Look | None:
    """Return the look that was kept, if neither the program nor the settings have changed since."""
    try:
        with open(_file(), "rb") as file:  # noqa: PTH123
            head, measure, panel, *rest = file.read().decode("utf-8", "surrogateescape").split("\n")
        if head != _head():
            return None
        colours = dict(zip(INKS, rest, strict=False))
        return Look(int(measure), colours, panel=panel == "1", uncleaned=rest[len(INKS) :])
    except (OSError, ValueError, KeyError):
        return None


def _head() -> str:
    _, config, state = folders()
    return "\t".join((_HEAD, __version__, stamp(f"{config}/config.toml"), stamp(f"{state}/state.json")))


def _file() -> str:
    return f"{folders()[2]}/look"
