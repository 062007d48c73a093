"""Who turns words round that run from right to left: this program, or a terminal that does so itself.

Most terminals show characters in the order in which they come. Some turn Hebrew and Arabic round themselves; of those
some can be told not to (ECMA-48's bidirectional support mode) and are, since they know nothing of paragraphs. The
others are left to it. Nothing here loads Textual.
"""

from __future__ import annotations

from collections.abc import Mapping

EXPLICIT = "\x1b[8l"
"""Tells a terminal to show characters in the order in which they come; one that does so anyway ignores it."""
IMPLICIT = "\x1b[8h"
"""Tells a terminal to turn words round itself again."""
_TURNING_PROGRAMS = frozenset({"Apple_Terminal"})
_TURNING_VARIABLES = ("KONSOLE_VERSION", "KITTY_WINDOW_ID", "WT_SESSION")
"""What terminals set that turn words round and cannot be told not to."""


def turns_words(bidi: str, environment: Mapping[str, str]) -> bool:
    """Tell whether this program turns words round; `bidi` is the setting: "reader", "terminal" or "auto"."""
    if bidi != "auto":
        return bidi == "reader"
    if any(environment.get(name) for name in _TURNING_VARIABLES):
        return False
    if environment.get("TMUX") and environment.get("VTE_VERSION"):
        return False  # tmux keeps for itself what would be told to the terminal
    kind = environment.get("TERM", "")
    return environment.get("TERM_PROGRAM", "") not in _TURNING_PROGRAMS and not kind.startswith("mlterm")
