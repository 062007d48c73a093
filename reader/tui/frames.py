"""What stands on the screen, taken as the terminal got it and kept for the next start; see `stored_frame`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.config.state import last_shown
from reader.entry import stored_frame
from reader.tui.scoped_screen import ScopedScreen
from reader.tui.uncleaned import wanted_paths
from reader.typesetting import Direction

if TYPE_CHECKING:
    from textual.screen import Screen

    from reader.tui.host import Host


class Frames:
    """The frames of this run; they are written soon after its beginning and at its end."""

    def __init__(self) -> None:
        self._taken: dict[str, tuple[int, int, str]] = {}

    def take(self, screen: Screen[object]) -> None:
        """Take what `screen` shows, if it is one that a start can begin with; messages in passing are no part of it."""
        if not isinstance(screen, ScopedScreen) or not screen.is_mounted or not screen.size.area:
            return
        subjects = screen.frame_subjects()
        bar = getattr(screen, "bar", None)
        if subjects and not screen.app._notifications and not (bar and bar.is_telling):
            update = screen._compositor.render_full_update()
            width, height = screen.size
            page = update.render_segments(screen.app.console)
            self._taken.update((subject, (width, height, page)) for subject in subjects)

    def keep(self) -> None:
        """Write the frames."""
        for subject, (width, height, page) in self._taken.items():
            stored_frame.keep(subject, width, height, page)
        self._taken.clear()


def begins_so(host: Host) -> bool:
    """Tell whether a start will show things as `host` does: another window may have changed what is remembered."""
    now = {
        "theme": host.theme_file.name, "measure": host.measure, "justify": host.justify, "hyphenate": host.hyphenate,
    }  # fmt: skip
    return last_shown(host.beginning.folders, host.settings) == now


def keep_look(host: Host) -> None:
    """Write how pages look now, for a start that sets one itself; it knows ragged lines alone."""
    from reader.entry import looks

    is_ragged = not (host.justify or host.hyphenate or host.settings.direction == Direction.RTL)
    colours, uncleaned = host.theme_file.colours, wanted_paths(host)
    look = looks.Look(host.measure, colours, panel=host.settings.panel, uncleaned=uncleaned)
    looks.keep(look if is_ragged else None)
