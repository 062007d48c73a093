"""The line at the foot of a screen in which one types what the screen above it is to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from reader.tui.foreign import foreign

if TYPE_CHECKING:
    from textual.app import ComposeResult


class FilterLine(Horizontal):
    """A label and one line to type; it says what is typed and when it is given."""

    DEFAULT_CSS = """
    FilterLine { height: 1; dock: bottom; width: 100%; background: $panel; }
    FilterLine Static { width: auto; padding: 0 1; color: $accent; background: $panel; }
    FilterLine Input { width: 1fr; height: 1; border: none; padding: 0; background: $panel; }
    """

    class Typed(Message):
        """The words are others."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    class Given(Message):
        """The words are as they are wanted."""

    def __init__(self, label: str, value: str) -> None:
        super().__init__()
        self._label = Static(foreign(label))
        self._input = Input(value, compact=True, select_on_focus=False)

    def compose(self) -> ComposeResult:
        """The label and the line."""
        yield self._label
        yield self._input

    @property
    def words(self) -> str:
        """What is typed."""
        return self._input.value

    def begin(self, label: str, value: str) -> None:
        """Let the person type, from `value` on."""
        self._label.update(foreign(label))
        with self.prevent(Input.Changed):
            self._input.value = value
        self._input.cursor_position = len(value)
        self.display = True
        self._input.focus()

    def on_mount(self) -> None:
        """Let the person type as soon as the line is there."""
        self._input.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what is typed."""
        event.stop()
        self.post_message(self.Typed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Say that it is given."""
        event.stop()
        self.post_message(self.Given())
