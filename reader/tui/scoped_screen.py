"""A screen whose keys come from the table of actions.

A subclass names its `SCOPES` (the last wins) and has a method `action_<verb>` for each action of them. Keys reach it
when no input has the focus; widgets of these screens are not focusable, so that nothing swallows a key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.screen import Screen
from textual.widget import Widget

from reader.actions import Action, actions_of
from reader.errors import ReaderError
from reader.tui.host import Host
from reader.tui.keys import KeySequences, key_token

if TYPE_CHECKING:
    from collections.abc import Collection

    from textual.geometry import Size

    from reader.tui.screens.question import Question
    from reader.tui.widgets.bar import Bar


class ScopedScreen(Screen[Any]):
    """A screen that looks up each key press in the actions of its scopes."""

    SCOPES: ClassVar[tuple[str, ...]] = ("everywhere",)
    AUTO_FOCUS = ""
    ALLOW_SELECT = False
    question: Question | None = None
    """What was asked last on this screen."""

    def __init__(self) -> None:
        super().__init__()
        self._scopes = self.SCOPES
        self._keys = KeySequences.of(self.actions)

    @property
    def quoth(self) -> Host:
        """The running application, with its library, palette and settings."""
        assert isinstance(self.app, Host)
        return self.app

    @property
    def scopes(self) -> tuple[str, ...]:
        """The scopes whose actions have the keys now."""
        return self._scopes

    @property
    def actions(self) -> tuple[Action, ...]:
        """Everything that can be done on this screen; a later scope's action takes a key from an earlier one's."""
        return tuple(action for scope in self._scopes for action in actions_of(scope))

    @property
    def followed_file(self) -> str:
        """The file that this screen goes on showing as it is written, "" if there is none or it is not to move now."""
        return ""

    def use_scopes(self, *scopes: str) -> None:
        """Have the actions of `scopes` from now on, for as long as something else has the keys."""
        self._scopes = scopes
        self._keys = KeySequences.of(self.actions, self.quoth.rebound_keys)

    def take_key(self, token: str) -> bool:
        """Take a key before the actions get it; tell whether that was done."""
        return False

    @property
    def bar_to_tell(self) -> Bar | None:
        """The bar in which something can be said in passing, if there is one and it is shown."""
        return None

    def show_typed(self) -> None:
        """Show the keys of an unfinished sequence, if there is a place for them."""

    def fit_size(self, size: Size) -> None:
        """Show the parts that have room in a window of `size` cells; called before the screen is laid out for it."""

    def on_resize(self, event: events.Resize) -> None:
        """Fit the parts before Textual lays them out, in the same turn: what would be painted between is of neither size."""
        self.fit_size(event.size)

    def settings_changed(self, names: Collection[str]) -> None:
        """Take the settings called `names` anew, which the person has changed."""
        if "keys" in names:
            self._keys = KeySequences.of(self.actions, self.quoth.rebound_keys)

    def frame_subjects(self) -> tuple[str, ...]:
        """Return what a start that would show this screen again, as it is, opens; see `stored_frame`."""
        return ()

    def on_mount(self) -> None:
        """Take the person's own keys, which only the application knows."""
        self._keys = KeySequences.of(self.actions, self.quoth.rebound_keys)
        # Textual's timer of updates lets a frame's time pass when it first runs; the answer to the first key would wait
        # for that. It passes while the screen is laid out, by which the timer is stopped again.
        self._update_timer.resume()

    async def on_key(self, event: events.Key) -> None:
        """Carry out the action that the key stands for."""
        if not self.is_current:
            # Another key has closed this screen, or opened one: what was typed behind it is meant for that one.
            event.stop()
            if self.quoth.screen_in_front is not None:
                self.quoth.screen_in_front.post_message(events.Key(event.key, event.character))
            return
        token = key_token(event.key, event.character)
        if await self._is_taken_by_question(event):
            event.stop()
            event.prevent_default()
            return
        if isinstance(self.focused, Widget):
            await self.press_while_typing(token, event)
            return
        if self.take_key(token):
            event.stop()
            event.prevent_default()
            return
        typed = self._keys.typed
        match = self._keys.press(token)
        if match.pending or match.action is not None:
            event.stop()
            event.prevent_default()
        if self._keys.typed != typed:
            self.show_typed()
        if match.action is not None:
            await self.perform(match.action, match.letter)
        elif not match.pending and event.is_printable:
            if self.bar_to_tell is not None:
                self.bar_to_tell.tell(f"{f'{typed} {token}'.strip()} does nothing here: ? shows all keys")

    async def _is_taken_by_question(self, event: events.Key) -> bool:
        """Let the line that is asked for take the key; what stands in the way of following it is told, as in `perform`."""
        try:
            return self.question is not None and await self.question.takes(event)
        except ReaderError as error:
            self.quoth.report(error)
            return True

    async def press_while_typing(self, token: str, event: events.Key) -> None:
        """Take a key that the line in which one types has no use for."""

    async def perform(self, action: Action, letter: str = "") -> None:
        """Carry out `action`, here if the screen can, else in the application; what stands in its way is told."""
        bar = self.bar_to_tell
        if bar is not None:
            bar.go_on()
        method = getattr(self, f"action_{action.verb}", None) or getattr(self.quoth, f"action_{action.verb}")
        try:
            result = method(letter) if letter else method()
            if hasattr(result, "__await__"):
                await result
        except ReaderError as error:
            self.quoth.report(error)
        if bar is not None:
            bar.be_done()
