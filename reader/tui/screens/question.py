"""A question at the foot of a screen: one line to type, enter to give it, escape to leave it.

It is a part of the screen that it is asked on, so that what is asked about stays in sight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Input, Static

from reader.text import sanitise_line
from reader.tui.foreign import foreign
from reader.tui.widgets.bar import Bar

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult


class Question(Widget):
    """A label and one line; `then` gets the line, or None after escape, and `on_change` follows the typing.

    The few words that it may return stand at the right of the line.
    """

    DEFAULT_CSS = """
    Question { layout: horizontal; height: 1; dock: bottom; width: 100%; background: $panel; }
    Question Static { width: auto; max-width: 60%; padding: 0 1; color: $accent; background: $panel; }
    Question Input { width: 1fr; height: 1; border: none; padding: 0; background: $panel; }
    """

    def __init__(
        self,
        label: str,
        value: str,
        then: Callable[[str | None], None],
        on_change: Callable[[str], str | None] | None = None,
    ) -> None:
        super().__init__()
        self._note = Static(foreign(""))
        self._label = label
        self._followed = sanitise_line(value)
        self._then = then
        self._on_change = on_change
        self._is_ready = False
        self._bars: list[Bar] = []
        self._input = Input(self._followed, compact=True, select_on_focus=False)

    def compose(self) -> ComposeResult:
        """The label and the line."""
        yield Static(foreign(self._label))
        yield self._input
        yield self._note

    def on_mount(self) -> None:
        """Let the person type at once; what came before the line was there is in it already."""
        self._input.focus()
        self._is_ready = True
        self._bars = [bar for bar in self.screen.query(Bar) if bar.display]
        for bar in self._bars:
            bar.display = False

    def takes(self, event: events.Key) -> bool:
        """Take a key that came before the line could have it, and tell whether it was such a one."""
        if self._is_ready:
            return False
        if event.character is not None and event.is_printable:
            self._input.insert_text_at_cursor(event.character)
        return True

    def on_input_changed(self, event: Input.Changed) -> None:
        """Let the screen follow the typing."""
        event.stop()
        if self._on_change is not None and event.value != self._followed:
            self._followed = event.value
            note = self._on_change(event.value)
            self._note.update(foreign(note or ""))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the line."""
        event.stop()
        self._end(event.value)

    def on_key(self, event: events.Key) -> None:
        """Leave at escape."""
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            self._end(None)

    def _end(self, answer: str | None) -> None:
        self.screen.set_focus(None)
        self.remove()
        for bar in self._bars:
            bar.display = True
        self._then(answer)
