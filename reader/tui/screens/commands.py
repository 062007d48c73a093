"""The command palette: every action of the screen below, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text import fit
from reader.tui.scoped_screen import ScopedScreen
from reader.tui.screens.choice import Choice

if TYPE_CHECKING:
    from reader.tui.host import Host


def show_commands(app: Host) -> None:
    """Offer the actions of the screen on top; the chosen one is carried out there."""
    screen = app.screen
    if not isinstance(screen, ScopedScreen):
        return
    actions = [action for action in screen.actions if "*" not in " ".join(action.keys)]

    async def carry_out(number: int | None) -> None:
        if number is not None:
            await screen.perform(actions[number])

    lines = [f"{fit(action.title, 22)}{fit(action.keys[0].replace(' ', ''), 10)}{action.help}" for action in actions]
    app.push_screen(Choice(app, "Commands", lines), carry_out)
