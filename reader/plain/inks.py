"""Lines of words as a terminal wants them: each in its colour, on the ground of the page."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

INKS = ("background", "text", "muted", "heading", "code")
"""The colours of a theme that a page without anything laid over it is painted in."""
_PLAIN = "\x1b[0m"
_BOLD = "\x1b[1m"
_TO_THE_EDGE = "\x1b[K"


def painted(
    lines: Sequence[Iterable[tuple[str, str]]], left: int, height: int, colours: Mapping[str, str] | None
) -> str:
    """Return `lines`, each in pieces of (ink, words), `left` cells in, as the whole of a screen that is `height` lines high.

    `colours` are those of a theme by the names of the inks, as `#rrggbb`; without them the terminal's own are left.
    The words have to be clean, and narrower than the screen.
    """
    ground = _colour(48, colours["background"]) if colours else ""
    rows = []
    for pieces in lines:
        words = "".join(f"{_ink(kind, colours)}{piece}{_PLAIN}{ground}" for kind, piece in pieces if piece)
        rows.append(f"{ground}{' ' * left}{words}{_TO_THE_EDGE}")
    rows += [f"{ground}{_TO_THE_EDGE}"] * (height - len(rows))
    return "\x1b[H" + "\r\n".join(rows[:height]) + _PLAIN


def has_colours() -> bool:
    """Tell whether the terminal says that it shows all colours and the person has not asked for none."""
    return os.environ.get("COLORTERM", "") in ("truecolor", "24bit") and not os.environ.get("NO_COLOR")


def _ink(kind: str, colours: Mapping[str, str] | None) -> str:
    return (_colour(38, colours[kind]) if colours else "") + (_BOLD if kind == "heading" else "")


def _colour(layer: int, colour: str) -> str:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"\x1b[{layer};2;{red};{green};{blue}m"
