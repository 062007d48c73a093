"""The first page, painted with plain escape sequences while the application is still being loaded.

Loading Textual takes several times as long as reading an article, so the words are on the screen before it. The
application then takes over the same alternate screen; see `driver.TakingOver`. Nothing here loads Textual.
"""

from __future__ import annotations

import os
import sys
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.entry.curtain import Curtain
from reader.text import fit
from reader.text.sanitise import is_clean, sanitise_line
from reader.tui.columns import PANEL_FROM, PANEL_WIDTH, columns_for
from reader.tui.manuscript import headline
from reader.typesetting import set_article

if TYPE_CHECKING:
    from reader.config.themes import Theme
    from reader.document import Article


MOST_BLOCKS = 300
"""More paragraphs than the highest window has rows."""


@contextmanager
def painted(
    article: Article, theme: Theme, *, measure: int, panel: bool, offset: int, justify: bool = False,
    hyphenate: bool = False,
) -> Iterator[Curtain]:  # fmt: skip
    """Show the page of `article` with the words at `offset` at its top until the application takes over."""
    with Curtain() as curtain:
        size = os.get_terminal_size(sys.__stderr__.fileno() if sys.__stderr__ else 2)
        curtain.lower(
            compose(
                article,
                theme,
                size,
                measure=measure,
                panel=panel,
                offset=offset,
                justify=justify,
                hyphenate=hyphenate,
            )
        )
        yield curtain


def compose(
    article: Article, theme: Theme, size: os.terminal_size, *, measure: int, panel: bool, offset: int,
    justify: bool = False, hyphenate: bool = False,
) -> str:  # fmt: skip
    """Return the page as one string for a terminal of `size`."""
    width, height = max(1, size.columns), max(1, size.lines)
    beside = PANEL_WIDTH if panel and width >= PANEL_FROM else 0
    columns = columns_for(max(1, width - beside), measure)
    page = set_article(_around(article, offset), columns.measure, justify=justify, hyphenate=hyphenate, sideways=True)
    lines = [(kind, words) for kind, words in headline(article, columns.measure)]
    first = len(lines) + page.line_at(offset) if offset else 0
    shown = lines[first:]
    number = max(0, first - len(lines))
    while len(shown) < height - 1 and number < len(page):
        line = page.line(number)
        words = line.text if line.text is not None else article.text[line.start : line.end]
        left = fit(line.prefix, line.indent) if line.indent else ""
        shown.append(("heading" if line.kind == "heading" else "text", left + words))
        number += 1
    colours = theme.colours if has_colours() else None
    ground = _colour(48, colours["background"]) if colours else ""
    rows = []
    for kind, words in shown[: height - 1]:
        ink = _colour(38, colours[kind]) if colours else ""
        weight = "\x1b[1m" if kind == "heading" else ""
        words = words if is_clean(words) else sanitise_line(words)
        rows.append(
            f"{ground}{ink}{weight}{' ' * columns.left}{fit(words, columns.measure).rstrip()}\x1b[0m{ground}\x1b[K"
        )
    rows += [f"{ground}\x1b[K"] * (height - len(rows))
    return "\x1b[H" + "\r\n".join(rows[:height]) + "\x1b[0m"


def _around(article: Article, offset: int) -> Article:
    """Return `article` with no more blocks than a window from `offset` on can show; nothing else is set in lines."""
    first = max(0, bisect_right(article.blocks, offset, key=lambda block: block.start) - 1)
    return replace(article, blocks=article.blocks[first : first + MOST_BLOCKS])


def has_colours() -> bool:
    """Tell whether the terminal says that it shows all colours and the person has not asked for none."""
    return os.environ.get("COLORTERM", "") in ("truecolor", "24bit") and not os.environ.get("NO_COLOR")


def _colour(layer: int, colour: str) -> str:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"\x1b[{layer};2;{red};{green};{blue}m"
