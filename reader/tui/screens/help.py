"""Help: all keys, made from the one table of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from reader.actions import ACTIONS, SCOPES, actions_of
from reader.text import cell_width, fit
from reader.tui.keys import ANY_LETTER
from reader.tui.screens.choice import Choice
from reader.tui.widgets.row_list import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.tui.host import Host

INDENT = "   "
ANY_SHOWN = "‹x›"
"""What stands for a letter or number of one's choice."""
NARROW = 10
"""Cells that the keys have at least; in a narrow terminal what they do matters more than a third key for it."""


class HelpScreen(Choice):
    """Every action with its keys, under the heading of where it is to be had."""

    HINTS: ClassVar[tuple[tuple[str, str], ...]] = (("/", "search"), ("q", "back"))

    def __init__(self, app: Host, at_hand: Sequence[str] = ()) -> None:
        """Take the scopes that are at hand where help was asked for: theirs come first, the nearest of all at the top."""
        keys = {
            action.id: INDENT
            + "  ".join(
                key.replace(" ", "").replace(ANY_LETTER, ANY_SHOWN)
                for key in app.rebound_keys.get(action.id, action.keys)
            )
            for action in ACTIONS
        }
        self._keys_width = 2 + max(map(cell_width, keys.values()))
        lines: list[str] = []
        for scope in dict.fromkeys([*reversed(at_hand), *SCOPES]):
            lines += ["", SCOPES[scope]] if lines else [SCOPES[scope]]
            lines += [fit(keys[action.id], self._keys_width) + action.help for action in actions_of(scope)]
        super().__init__(app, "Help", lines)

    def counted(self) -> str:
        """Return how many keys are shown; headings and the blank lines between them count for nothing."""
        found = sum(self._lines[number].startswith(INDENT) for number in self._shown)
        return f"{found:,} action{'' if found == 1 else 's'}"

    def show_bar(self) -> None:
        """Show the keys of this screen: a place among lines of which some are headings tells nothing."""
        self.bar.show(self._keys.typed, self.HINTS)

    def paint_row(self, place: int, width: int) -> Row:
        """Return a heading, or keys and what they do."""
        line = self._lines[self._shown[place]]
        if not line.startswith(INDENT):
            return [[(fit(line, width), "heading")]]
        keys, told = line[: self._keys_width].rstrip(), line[self._keys_width :]
        column = min(self._keys_width, max(NARROW, width // 3))
        return [[(fit(keys, column - 1) + " ", "accent"), (fit(told, max(1, width - column)), "text")]]

    def open_row(self, place: int) -> None:
        """There is nothing to choose."""
