"""Help: all keys, made from the one table of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.actions import ACTIONS, SCOPES
from reader.text import fit
from reader.tui.screens.choice import Choice
from reader.tui.widgets.row_list import Row

if TYPE_CHECKING:
    from reader.tui.host import Host

KEYS_WIDTH = 22


class HelpScreen(Choice):
    """Every action with its keys, under the heading of where it is to be had."""

    def __init__(self, app: Host) -> None:
        lines: list[str] = []
        for scope, title in SCOPES.items():
            lines += ["", title] if lines else [title]
            for action in ACTIONS:
                if action.scope == scope:
                    keys = app.rebound_keys.get(action.id, action.keys)
                    lines.append(
                        fit("   " + "  ".join(key.replace(" ", "") for key in keys), KEYS_WIDTH) + action.help
                    )
        super().__init__(app, "Help", lines)

    def paint_row(self, place: int, width: int) -> Row:
        """Return a heading, or keys and what they do."""
        line = self._lines[self._shown[place]]
        if not line.startswith(" "):
            return [[(fit(line, width), "heading")]]
        return [[(line[:KEYS_WIDTH], "accent"), (fit(line[KEYS_WIDTH:], max(1, width - KEYS_WIDTH)), "text")]]

    def open_row(self, place: int) -> None:
        """There is nothing to choose."""
