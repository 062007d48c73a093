"""A question at the foot of a screen: one line to type, enter to give it, escape to leave it.

It is a part of the screen that it is asked on, so that what is asked about stays in sight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import events
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input, Static
from textual.widgets.input import Selection

from reader.text import sanitise_line
from reader.tui.foreign import foreign
from reader.tui.widgets.bar import Bar

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.screen import Screen

    from reader.tui.past_searches import Earlier


EDITING = {
    key: binding.action
    for binding in Input.BINDINGS
    if isinstance(binding, Binding) and binding.action.startswith(("cursor", "delete", "home", "end", "select"))
    for key in binding.key.split(",")
}
"""What keys do in the line, as Textual has it."""
ENDING = ("enter", "escape")


class TypedLine(Input):
    """The line in which one types; what is pasted over several lines becomes one of them."""

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        words = " ".join(sanitise_line(line).strip() for line in event.text.splitlines())
        self.replace(words, *self.selection)


class Question(Widget):
    """A label and one line; `then` gets the line, or None after escape, and `on_change` follows the typing.

    The few words that it may return stand at the right of the line. Typing takes the place of a `value` that `is_proposed`,
    as the words of the last search are, and an arrow key keeps it.
    """

    DEFAULT_CSS = """
    Question { layout: horizontal; height: 1; dock: bottom; width: 100%; background: $panel; }
    Question Static { width: auto; max-width: 60%; padding: 0 1; color: $accent; background: $panel; }
    Question TypedLine { width: 1fr; height: 1; border: none; padding: 0; background: $panel; }
    """

    def __init__(
        self,
        asked_on: Screen[Any],
        label: str,
        value: str,
        then: Callable[[str | None], None],
        on_change: Callable[[str], str | None] | None = None,
        *,
        is_proposed: bool = False,
        earlier: Earlier | None = None,
    ) -> None:
        super().__init__()
        self._earlier = earlier
        self._recalled: list[str] | None = None
        """What can be had again instead of what was typed, which is the first of them; None until a key asks for it."""
        self._place = 0
        self._asked_on = asked_on
        self._note = Static(foreign(""))
        self._label = label
        self._followed = sanitise_line(value)
        self._then = then
        self._on_change = on_change
        self._is_proposed = is_proposed
        self.note = ""
        """The words at the right of the line."""
        self._is_ready, self._has_ended = False, False
        self._early: list[events.Key] = []
        self._bars: list[Bar] = []
        self._input = TypedLine(self._followed, compact=True, select_on_focus=False)

    def compose(self) -> ComposeResult:
        """The label and the line."""
        yield Static(foreign(self._label))
        yield self._input
        yield self._note

    async def on_mount(self) -> None:
        """Let the person type at once, beginning with what was typed before the line was there."""
        self._asked_on.set_focus(self._input)
        self._bars = [bar for bar in self._asked_on.query(Bar) if bar.display]
        for bar in self._bars:
            bar.display = False
        if self._is_proposed:
            self._input.selection = Selection(0, len(self._followed))
        while self._early:
            await self._press(self._early.pop(0))
        self._is_ready = True

    @property
    def words(self) -> str:
        """What stands in the line."""
        return self._input.value

    def write(self, words: str) -> None:
        """Have `words` in the line, to go on behind them."""
        self._input.value = words
        self._input.cursor_position = len(words)
        self._follow()

    @property
    def is_in_front(self) -> bool:
        """Whether the person types in this line now."""
        return not self._has_ended and self._asked_on.is_current

    async def takes(self, event: events.Key) -> bool:
        """Take a key, and tell whether it was one for the line.

        The screen gives all keys to it, in their order: those that Textual would give to the input itself come to it by
        another way than what was typed before it was there, and a key behind enter would get into the line.
        """
        is_wanted = event.is_printable or event.key in EDITING or event.key in ENDING or self._step(event.key)
        if self._has_ended or not is_wanted:
            return False
        if self._is_ready:
            await self._press(event)
        else:
            self._early.append(event)
        return True

    async def _press(self, event: events.Key) -> None:
        if self._has_ended:
            self._asked_on.post_message(events.Key(event.key, event.character))
        elif event.key in ENDING:
            self._end(self._input.value if event.key == "enter" else None)
        elif step := self._step(event.key):
            self._recall(step)
        elif event.character is not None and event.is_printable:
            self._recalled = None
            self._input.replace(event.character, *self._input.selection)
            self._follow()
        else:
            self._recalled = None
            await self.app.run_action(EDITING[event.key], self._input)
            self._follow()

    def _step(self, key: str) -> int:
        return self._earlier.step(key) if self._earlier is not None else 0

    def _recall(self, step: int) -> None:
        """Have an earlier line that begins as this one does, or by steps forward what was typed before that."""
        if self._recalled is None:
            assert self._earlier is not None
            # What is only proposed was not typed, and would give way to whatever is.
            is_typed_over = self._input.selection == Selection(0, len(self.words))
            begun = "" if is_typed_over else self.words
            self._recalled, self._place = [self.words, *self._earlier.of(begun, but=self.words)], 0
        self._place = max(0, min(len(self._recalled) - 1, self._place + step))
        if self._recalled[self._place] != self.words:
            self.write(self._recalled[self._place])

    def on_input_changed(self, event: Input.Changed) -> None:
        """Let the screen follow what was pasted."""
        event.stop()
        self._follow()

    def _follow(self) -> None:
        words = self._input.value
        if self._on_change is not None and words != self._followed and not self._has_ended:
            self._followed = words
            self.note = self._on_change(words) or ""
            self._note.update(foreign(self.note))

    def _end(self, answer: str | None) -> None:
        self._has_ended = True
        self._asked_on.set_focus(None)
        self.remove()
        for bar in self._bars:
            bar.display = True
        self._then(answer)
