"""A question at the foot of the screen: one line to type, enter to give it, escape to leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reader.tui.foreign import foreign

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType


class Question(ModalScreen[str | None]):
    """Ask for one line over the screen below, which stays in sight and may follow the typing."""

    DEFAULT_CSS = """
    Question { background: transparent; align: left bottom; }
    Question > Horizontal { height: 1; background: $panel; dock: bottom; }
    Question Static { width: auto; padding: 0 1; color: $accent; background: $panel; }
    Question Input { width: 1fr; height: 1; border: none; padding: 0; background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, label: str, value: str, on_change: Callable[[str], None] | None = None) -> None:
        super().__init__()
        self._label = label
        self._value = value
        self._on_change = on_change

    def compose(self) -> ComposeResult:
        """The label and the line."""
        with Horizontal():
            yield Static(foreign(self._label))
            yield Input(self._value, compact=True)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Let the screen below follow the typing."""
        if self._on_change is not None and (event.value or self._value):
            self._on_change(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the line."""
        self.dismiss(event.value)

    def action_leave(self) -> None:
        """Give nothing."""
        self.dismiss(None)
