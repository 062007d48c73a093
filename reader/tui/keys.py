"""From key presses to actions: single keys, sequences such as `g g`, and `m` followed by any letter.

Textual's own bindings know neither sequences nor when two actions claim a key, so the table of actions is walked
here. A sequence that leads nowhere is forgotten; its last key is then read as a new beginning.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from reader.actions import Action

ANY_LETTER = "*"
_NAMED = frozenset({"space", "enter", "tab", "escape", "backspace"})


def key_token(key: str, character: str | None) -> str:
    """Return a key press as the table of actions writes it: the character typed, or the key's name."""
    if key in _NAMED or key.startswith(("ctrl+", "alt+")):
        return key
    if character is not None and len(character) == 1 and character.isprintable():
        return character
    return key


class Match(NamedTuple):
    """What a key press led to: a whole action with the letter typed for `*`, or more keys to come."""

    action: Action | None = None
    letter: str = ""
    pending: bool = False


class KeySequences:
    """The keys of some scopes; later scopes win where two claim the same keys."""

    __slots__ = ("_actions", "_prefixes", "_typed")

    def __init__(self) -> None:
        self._actions: dict[tuple[str, ...], Action] = {}
        self._prefixes: set[tuple[str, ...]] = set()
        self._typed: tuple[str, ...] = ()

    @classmethod
    def of(cls, actions: Iterable[Action], rebound: Mapping[str, tuple[str, ...]] | None = None) -> KeySequences:
        """Make the sequences of `actions`, with the person's own keys from `rebound` (by action id)."""
        sequences = cls()
        for action in actions:
            for keys in (rebound or {}).get(action.id, action.keys):
                steps = tuple(keys.split(" "))
                sequences._actions[steps] = action
                sequences._prefixes.update(steps[:count] for count in range(1, len(steps)))
        return sequences

    @property
    def typed(self) -> str:
        """The keys of an unfinished sequence, for the status bar."""
        return " ".join(self._typed)

    def press(self, token: str) -> Match:
        """Take one key press; escape takes back keys that are begun, and is nothing more then."""
        if self._typed and token == "escape" and (*self._typed, token) not in self._actions:
            self._typed = ()
            return Match(pending=True)
        for typed in ((*self._typed, token), (token,)):
            action = self._actions.get(typed)
            if action is not None:
                self._typed = ()
                return Match(action)
            if typed in self._prefixes:
                self._typed = typed
                return Match(pending=True)
            if len(typed) > 1 and len(token) == 1 and token.isalnum():
                action = self._actions.get((*typed[:-1], ANY_LETTER))
                if action is not None:
                    self._typed = ()
                    return Match(action, letter=token)
        self._typed = ()
        return Match()

    def forget(self) -> None:
        """Drop an unfinished sequence."""
        self._typed = ()
