"""The gate at paint: a string from outside becomes `Content`, which no widget parses as markup.

Whoever gives a title, a name or a path to a widget or to `notify` does it through `foreign`.
"""

from __future__ import annotations

from textual.content import Content

from reader.text import sanitise_line


def foreign(text: str, style: str = "") -> Content:
    """Return `text` as one sanitised line in `style` (a Textual style, `$` variables allowed)."""
    return Content.styled(sanitise_line(text), style) if style else Content(sanitise_line(text))
