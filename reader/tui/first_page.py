"""The first page, painted with plain escape sequences while the application is still being loaded.

Loading Textual takes several times as long as reading an article, so the words are on the screen before it. The
application then takes over the same alternate screen; see `driver.TakingOver`. Nothing here loads Textual.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reader.document import BlockKind
from reader.entry.curtain import Curtain
from reader.plain.columns import panel_for
from reader.plain.inks import has_colours
from reader.plain.inks import painted as painted_lines
from reader.text import fit
from reader.text.sanitise import is_clean, sanitise_line
from reader.tui.columns import columns_for
from reader.tui.galley import Galley, Manner, ink_of
from reader.tui.turning import EXPLICIT
from reader.typesetting import Direction

if TYPE_CHECKING:
    from reader.config.themes import Theme
    from reader.document import Article


@contextmanager
def painted(
    article: Article, theme: Theme, *, measure: int, panel: bool, offset: int, justify: bool = False,
    hyphenate: bool = False, direction: Direction = Direction.AUTO, turned: bool = False,
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
                direction=direction,
                turned=turned,
            )
        )
        yield curtain


def compose(
    article: Article, theme: Theme, size: os.terminal_size, *, measure: int, panel: bool, offset: int,
    justify: bool = False, hyphenate: bool = False, direction: Direction = Direction.AUTO, turned: bool = False,
) -> str:  # fmt: skip
    """Return the page as one string for a terminal of `size`."""
    width, height = max(1, size.columns), max(1, size.lines)
    beside = panel_for(width) if panel else 0
    columns = columns_for(max(1, width - beside), measure)
    galley = Galley(article, Manner(columns, justify, hyphenate, direction, turned), offset=offset, rows=height)
    rows = height - 1
    first = galley.line_of(offset) if offset else 0
    if not galley.has_lines(first, first + rows):
        first += galley.finish()
    first = max(0, min(first, galley.count - rows))
    lines = [_pieces(galley, number, columns.measure) for number in range(first, min(first + rows, galley.count))]
    colours = theme.colours if has_colours() else None
    return (EXPLICIT if turned else "") + painted_lines(lines, columns.left, height, colours)


def _pieces(galley: Galley, number: int, measure: int) -> Iterator[tuple[str, str]]:
    """Yield what stands on a line as (kind of ink, words)."""
    if number < len(galley.head):
        kind, words = galley.head[number]
        yield kind, _cleared(words, measure)
        return
    line = galley.line(number)
    if line is None:
        return
    if line.indent:
        yield "muted", fit(line.prefix, line.indent)
    words = line.text if line.text is not None else galley.article.text[line.start : line.end]
    goes_on = "›" if line.kind is BlockKind.TABLE or line.widest else "…"
    yield ink_of(line), _cleared(words, measure - line.indent, goes_on)
    if line.suffix:
        yield "muted", line.suffix


def _cleared(words: str, room: int, more: str = "…") -> str:
    return fit(words if is_clean(words) else sanitise_line(words), max(0, room), ellipsis=more).rstrip()
