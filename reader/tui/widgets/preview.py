"""The beginning of the article under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from reader.text import sanitise_part

if TYPE_CHECKING:
    from reader.document import Article
    from reader.tui.palette import Palette

MEASURE = 76
"""Cells of a line at most: longer ones are hard to read."""
PREVIEW_BLOCKS = 30
"""Blocks that are set for a preview: more than the tallest terminal shows of any article."""


class Preview(Widget):
    """Title, byline and first words."""

    can_focus = False
    DEFAULT_CSS = "Preview { width: 45%; height: 1fr; }"

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.palette = palette
        self._article: Article | None = None
        self._lines: list[tuple[str, str]] = []

    def show(self, article: Article | None) -> None:
        """Show the beginning of `article`, or nothing."""
        self._article = article
        self._set_lines()

    def on_resize(self) -> None:
        """Set the lines for the new width."""
        if self._article is not None:
            self._set_lines()

    def _set_lines(self) -> None:
        width = max(1, min(self.size.width - 4, MEASURE))
        self._lines = []
        if self._article is not None and self.size.width > 4:
            # The list stands and answers keys before the first article is set.
            from reader.tui.manuscript import headline
            from reader.typesetting import Page, set_blocks

            article = self._article
            self._lines = list(headline(article, width))
            page = Page(article, max(1, width))
            set_blocks(page, 0, PREVIEW_BLOCKS)
            for number in range(min(len(page), self.size.height)):
                line = page.line(number)
                words = line.text if line.text is not None else article.text[line.start : line.end]
                self._lines.append(("text", (line.prefix or " " * line.indent) + words))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        palette = self.palette
        kind, words = self._lines[y] if y < len(self._lines) else ("text", "")
        segments = [Segment("│ ", palette.muted), Segment(sanitise_part(words), getattr(palette, kind))]
        return Strip(segments).adjust_cell_length(self.size.width, palette.text)
