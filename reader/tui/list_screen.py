"""What all screens with a list share: moving, filtering as you type, going back."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from reader.errors import ReaderError
from reader.text import cell_width, fit, sanitise_line
from reader.tui.scoped_screen import ScopedScreen
from reader.tui.widgets.bar import Bar
from reader.tui.widgets.row_list import Row, RowList

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

    from reader.tui.host import Host
    from reader.tui.palette import Palette
    from reader.tui.past_searches import Earlier

BETWEEN = " · "
"""What stands between two facts of a heading."""


class Heading(Widget):
    """The line over a list: its title at the left, what narrows it at the right."""

    can_focus = False
    DEFAULT_CSS = "Heading { height: 1; width: 100%; dock: top; }"

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.palette = palette
        self._title, self._right = "", ""
        self._facts: tuple[str, ...] = ()

    def show(self, title: str, *facts: str, right: str = "") -> None:
        """Show `title`, `facts` behind it, and `right` at the end of the line; where room is short, the last facts."""
        self._title, self._right = sanitise_line(title), sanitise_line(right)
        self._facts = tuple(map(sanitise_line, facts))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint the line."""
        room = max(0, self.size.width - cell_width(self._title) - cell_width(self._right) - 5)
        shown = [BETWEEN.join(self._facts[first:]) for first in range(len(self._facts))] or [""]
        facts = next((words for words in shown if cell_width(words) < room), shown[-1])
        segments = [
            Segment(f" {self._title}   ", self.palette.heading),
            Segment(fit(fit(facts, max(0, room - 1)), room), self.palette.muted),
            Segment(f"{self._right} ", self.palette.accent),
        ]
        return Strip(segments).adjust_cell_length(self.size.width, self.palette.text)


class ListScreen(ScopedScreen):
    """A screen with a heading, a list and a bar."""

    SCOPES: ClassVar[tuple[str, ...]] = ("everywhere", "list")
    HINTS: ClassVar[tuple[tuple[str, str], ...]] = (("⏎", "open"), ("/", "search"), ("q", "back"), ("?", "help"))
    ROW_HEIGHT: ClassVar[int] = 1
    EMPTY: ClassVar[str] = "There is nothing here yet."

    def __init__(self, app: Host) -> None:
        super().__init__()
        self.query_words = ""
        self.heading = Heading(app.palette)
        self.rows = RowList(app.palette, self.paint_row, height=self.ROW_HEIGHT, empty=self.EMPTY)
        self.bar = Bar(app.palette)

    @property
    def bar_to_tell(self) -> Bar | None:
        """The bar, unless a question stands in its place."""
        return self.bar if self.bar.is_mounted and self.bar.display else None

    def compose(self) -> ComposeResult:
        """The heading, the list, the bar."""
        yield self.heading
        yield self.rows
        yield self.bar

    def on_mount(self) -> None:
        """Fill the list; what a class above does at this event, the event brings about by itself."""
        try:
            self.refill()
        except ReaderError as error:
            self.quoth.report(error)
        self.begin()

    def begin(self) -> None:
        """Do what is to be done once, when the list is filled for the first time."""

    def refill(self) -> None:
        """Ask for the rows anew and show how many there are."""
        raise NotImplementedError

    def paint_row(self, place: int, width: int) -> Row:
        """Return the lines of the row at `place` in `width` cells."""
        raise NotImplementedError

    def open_row(self, place: int) -> None:
        """Open the row at `place`."""

    def repaint(self) -> None:
        """Take the application's colours anew."""
        for widget in (self.heading, self.rows, self.bar):
            widget.palette = self.quoth.palette
            widget.refresh()

    def show_typed(self) -> None:
        """Show the keys of an unfinished sequence in the bar."""
        self.show_bar()

    def show_bar(self) -> None:
        """Show the keys and the place in the list."""
        place = f"{self.rows.cursor + 1:,}/{self.rows.count:,}" if self.rows.count else ""
        self.bar.show(self._keys.typed, self.hints(), place)

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Return the keys that are wanted most now, with what they do."""
        return self.HINTS

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Show the new place."""
        self.show_bar()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Open the clicked row."""
        self.open_row(event.place)

    def _move_to(self, place: int) -> None:
        """Move the cursor, and tell its place at once, so that both are one frame."""
        self.rows.move_to(place)
        self.show_bar()

    def action_move_down(self) -> None:
        """To the next row."""
        self._move_to(self.rows.cursor + 1)

    def action_move_up(self) -> None:
        """To the row before."""
        self._move_to(self.rows.cursor - 1)

    def action_half_page_down(self) -> None:
        """Half a screen on."""
        self._move_to(self.rows.cursor + max(1, self.rows.rows_shown // 2))

    def action_half_page_up(self) -> None:
        """Half a screen back."""
        self._move_to(self.rows.cursor - max(1, self.rows.rows_shown // 2))

    def action_page_down(self) -> None:
        """A screen on."""
        self._move_to(self.rows.cursor + self.rows.rows_shown)

    def action_page_up(self) -> None:
        """A screen back."""
        self._move_to(self.rows.cursor - self.rows.rows_shown)

    def action_go_first(self) -> None:
        """To the first row."""
        self._move_to(0)

    def action_go_last(self) -> None:
        """To the last row."""
        self._move_to(self.rows.count - 1)

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self.rows.count:
            self.open_row(self.rows.cursor)

    def action_filter(self) -> None:
        """Narrow the list as you type; escape shows what was there before."""
        before = self.query_words
        self.type_line("/", before, typed=self.narrow, left=lambda: self.narrow(before), is_proposed=True)

    def type_line(
        self,
        label: str,
        value: str,
        *,
        typed: Callable[[str], str | None] | None = None,
        given: Callable[[str], None] | None = None,
        left: Callable[[], None] | None = None,
        is_proposed: bool = False,
        earlier: Earlier | None = None,
    ) -> None:
        """Let the person type a line at the foot: `typed` follows, `given` gets it at enter, `left` is for escape.

        A `value` that `is_proposed` is typed over, as the last search is; keys bring `earlier` lines back.
        """

        def end(words: str | None) -> None:
            if words is None and left is not None:
                left()
            elif words is not None and given is not None:
                given(words)

        self.quoth.ask(label, value, end, on_change=typed, is_proposed=is_proposed, earlier=earlier)

    async def press_while_typing(self, token: str, event: events.Key) -> None:
        """The arrows move in the list meanwhile."""
        if token in ("up", "down", "pageup", "pagedown"):
            event.stop()
            step = 1 if token in ("up", "down") else self.rows.rows_shown
            self.rows.move(step if token in ("down", "pagedown") else -step)

    def narrow(self, words: str) -> None:
        """Show only rows that hold `words`."""
        if words != self.query_words:
            self.query_words = words
            self.rows.cursor = 0
            self.refill()

    def action_back(self) -> None:
        """Show all rows again, or go back."""
        if self.query_words:
            self.narrow("")
        else:
            self.quoth.leave_screen()
