"""Widths in terminal cells, by the table that paints the screen, so that measuring and painting agree.

Rich's table is the one that Textual uses; it is imported at the first text that needs it, because most text does not.
"""

from __future__ import annotations


def cell_width(text: str) -> int:
    """Return how many terminal cells `text` takes; `text` is sanitised and holds no tabs or line breaks."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def fit(text: str, width: int, *, ellipsis: str = "…") -> str:
    """Return `text` in exactly `width` cells: padded with spaces, or cut with an ellipsis at its end."""
    if width <= 0:
        return ""
    length = cell_width(text)
    if length <= width:
        return text + " " * (width - length)
    if text.isascii():
        return text[: width - 1] + ellipsis
    from rich.cells import set_cell_size

    return set_cell_size(text, width - 1) + ellipsis
