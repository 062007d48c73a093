"""Where things stand on a page, in cells."""

NAMES_WIDTH = 11
"""Cells for the speakers' names left of the text, where there is room for them."""
WIDEST_NAMES = 17
"""Cells for names in a wide window: more would part them too far from the words."""
EDGE = 2
"""Cells for marks and bars left of the text, which are always there, and kept free right of it."""
NARROWEST_WITH_NAMES = 54
"""The measure below which the names give way to the words."""
PANEL_WIDTH = 30
"""Cells: room for a name of some twenty letters and its count."""
WIDEST_PANEL = 52
"""Cells of the panel in a wide window: room for "spokesperson for the Chinese Foreign Ministry"."""
PANEL_SHARE = 4
"""The part of a wide window that the panel takes: a fourth leaves the usual measure and its names as they are."""
PANEL_FROM = 100
"""The narrowest window, in cells, in which the panel stands beside the text."""


def panel_for(width: int) -> int:
    """Return how many of the `width` cells of a window the panel takes, 0 where it has no room."""
    return max(PANEL_WIDTH, min(WIDEST_PANEL, width // PANEL_SHARE)) if width >= PANEL_FROM else 0


def share(width: int, measure: int) -> tuple[int, int, int]:
    """Share `width` cells between names, edge and text, centred where there is room.

    Returns the cells of the names, the text's first cell, and the measure that there is room for.
    """
    names = NAMES_WIDTH if width - NAMES_WIDTH - 2 * EDGE >= min(measure, NARROWEST_WITH_NAMES) else 0
    column = max(1, min(measure, width - names - 2 * EDGE))
    left = max(names + EDGE, (width - column) // 2)
    return (min(WIDEST_NAMES, left - EDGE) if names else 0), left, column
