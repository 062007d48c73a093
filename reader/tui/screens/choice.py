"""A list of lines to choose from, or only to read: contents, what was removed, why files failed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from reader.text import fit, fold, sanitise_part
from reader.tui.list_screen import ListScreen
from reader.tui.widgets.row_list import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.tui.host import Host


class Choice(ListScreen):
    """Lines; enter gives the number of the chosen one, escape none."""

    HINTS: ClassVar[tuple[tuple[str, str], ...]] = (("/", "search"), ("q", "back"))

    def __init__(self, app: Host, title: str, lines: Sequence[str], *, at: int = 0, verb: str = "choose") -> None:
        """Offer `lines`, the cursor on the one of number `at`; `verb` is what enter does."""
        super().__init__(app)
        self._verb = verb
        self._at = at
        self._caption = title
        self._lines = [sanitise_part(line) for line in lines]
        self._shown = list(range(len(self._lines)))

    def begin(self) -> None:
        """Have the cursor where it is to begin."""
        self._move_to(self._at)

    def refill(self) -> None:
        """Show the lines that hold what was typed."""
        wanted = fold(self.query_words).strip()
        self._shown = [number for number, line in enumerate(self._lines) if wanted in fold(line)]
        self.heading.show(self._caption, self.counted(), right=f"/{self.query_words}" if self.query_words else "")
        self.rows.set_count(len(self._shown))
        self.show_bar()

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Return the keys, and what enter does to the line under the cursor."""
        return (("⏎", self._verb), *self.HINTS)

    def counted(self) -> str:
        """Return how many lines there are."""
        return f"{len(self._lines):,}"

    def paint_row(self, place: int, width: int) -> Row:
        """Return the line."""
        line = self._lines[self._shown[place]]
        return [[(fit(line, width), "text")]]

    def open_row(self, place: int) -> None:
        """Give the chosen line's number."""
        self.dismiss(self._shown[place])

    def action_back(self) -> None:
        """Give none."""
        if self.query_words:
            self.narrow("")
        else:
            self.dismiss(None)
