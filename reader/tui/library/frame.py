"""What every part of the library screen stands on: the list with its heading, tabs and preview, and the row at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal

from reader.library import ArticleQuery, ArticleRow
from reader.text import cell_width, fit, sanitise_line
from reader.tui.library.rows import article_lines
from reader.tui.library.shown import Shown
from reader.tui.list_screen import ListScreen
from reader.tui.widgets.preview import Preview
from reader.tui.widgets.row_list import Row
from reader.tui.widgets.tabs import Tabs

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.geometry import Size

    from reader.tui.host import Host
    from reader.tui.widgets.bar import Bar

PREVIEW_FROM = 100
TITLES_ALONE_BELOW = 60


class LibraryFrame(ListScreen):
    """The list of articles."""

    SCOPES: ClassVar[tuple[str, ...]] = ("everywhere", "list", "library")
    HINTS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("⏎", "open"), ("/", "search"), ("?", "help"), ("V", "voices"), ("'", "marks"), ("s", "sort"),
    )  # fmt: skip
    SELECTED: ClassVar[tuple[tuple[str, str], ...]] = (
        ("t", "tag"), ("r", "read"), ("D", "remove"), ("X", "select to here"), ("esc", "let go"),
    )  # fmt: skip
    """The keys for what is selected, while something is."""
    ROW_HEIGHT: ClassVar[int] = 2

    def __init__(self, app: Host) -> None:
        super().__init__(app)
        self.query_now = ArticleQuery()
        self.shown = Shown(app.library.articles)
        self.chosen: dict[int, bool] = {}
        """The articles that are selected, by their numbers in the order in which they were, and whether each had been
        removed from the library by then."""
        self.tabs = Tabs(app.palette)
        self.preview = Preview(app.palette)
        self.preview_wanted = True
        # What is known already is not laid out twice.
        self.preview.display = app.size.width >= PREVIEW_FROM
        self.total, self.unread = 0, 0
        self._read_now: int | None = None

    def compose(self) -> ComposeResult:
        """Heading and tabs over the list with its preview, the bar under them."""
        yield self.heading
        yield self.tabs
        with Horizontal():
            yield self.rows
            yield self.preview
        yield self.bar

    @property
    def bar_to_tell(self) -> Bar:
        """The bar, in which acts are acknowledged."""
        return self.bar

    def fit_size(self, size: Size) -> None:
        """Show as much of each row, and as many parts, as have room."""
        self.preview.display = self.preview_wanted and size.width >= PREVIEW_FROM
        self.fit_rows()

    def on_resize(self, event: events.Resize) -> None:
        """Have the preview where it has room now."""
        super().on_resize(event)
        self.show_preview()

    def fit_rows(self) -> None:
        """Give each row the lines that the window has room for: a search has one more, for what was found."""
        lines = (1 if self.app.size.width < TITLES_ALONE_BELOW else 2) + bool(self.shown.asked.wanted)
        self.rows.set_row_height(lines)

    # Filling

    def refill(self, stays_on: int | None = None) -> None:
        """Ask for the articles of this tab, order and search, the cursor where it was or on article `stays_on`."""
        self.query_now = self.query_now._replace(text=self.query_words)
        self.shown.ask(self.query_now)
        self.fill_tabs()
        self.show_list(None if stays_on is None else self.shown.place_of(stays_on, self.rows.cursor))

    def fill_tabs(self) -> None:
        """Show the tabs with the numbers of their articles."""

    def show_list(self, cursor: int | None = None) -> None:
        """Show as many rows as there are, the cursor where it was or on row `cursor`."""
        self.fit_rows()
        self.rows.empty = self._nothing()
        self.rows.set_count(self.shown.count, cursor)
        self.show_heading()
        self.show_bar()
        self.show_preview()

    def show_heading(self) -> None:
        """Show how many articles there are, what is being read, and at the right how the list is narrowed and sorted."""
        progress = self.quoth.progress
        facts = [f"{self.total:,} article{'' if self.total == 1 else 's'}"]
        if self.query_words:
            facts.append(self.shown.told())
        else:
            facts[0] += f" · {self.unread:,} unread"
        if self.chosen:
            facts.append(f"{len(self.chosen):,} selected")
        if progress is not None:
            taken = f", {progress.taken:,} articles in it" if progress.taken else ""
            facts.append(f"reading {progress.done + 1:,} of {progress.total:,} files{taken}")
        self.heading.show("Quoth", *facts, right=self.order_told())

    def order_told(self) -> str:
        """Return what is searched for and how the list is sorted."""
        asked = self.shown.asked
        if asked.sort:
            order = f"{asked.sort} {'↑' if asked.is_reversed else '↓'}"
        else:
            order = f"{self.query_now.order} {'↓' if self.query_now.descending else '↑'}"
        if not self.query_words:
            return order
        query = sanitise_line(self.query_words)
        room = max(8, self.app.size.width // 3)
        return f"/{query if cell_width(query) <= room else fit(query, room)}  {order}"

    def _nothing(self) -> str:
        if not self.shown.is_whole:
            return "Looking through the older articles …"
        if self.query_words:
            return f"Nothing is found for “{sanitise_line(self.query_words)}”. Escape shows all again."
        if self.total:
            return "No article is here. 1 shows all."
        if self.quoth.library.articles.removed():
            return "Every article has been removed. A search for is:removed shows them; D puts one back."
        return "The library is empty. Start quoth with a folder of articles: quoth ~/articles"

    def library_changed(self) -> None:
        """Show what was added, the cursor on the article that it was on; from the top one sees what comes."""
        self._show_changes(stays=self.rows.cursor > 0)

    def catch_up(self) -> None:
        """Show what was added since the list was asked for, if anything, before places in it are acted on."""
        if self.shown.is_old:
            self._show_changes(stays=True)

    def _show_changes(self, *, stays: bool) -> None:
        here = self.row_at_hand() if stays else None
        self.refill(here.id if here is not None and not self._is_gone(here) else None)

    def _is_gone(self, row: ArticleRow) -> bool:
        """Tell whether `row` has been removed, or put back: a long list is not gone through for it."""
        now = next(iter(self.quoth.library.articles.rows_of([row.id])), None)
        return now is None or (now.state == "removed") != (row.state == "removed")

    def on_screen_resume(self) -> None:
        """Show what was read and marked meanwhile."""
        if self.is_mounted and self.shown.is_old:
            self.library_changed()
        if self._read_now is not None:
            place = self.shown.place_of(self._read_now, self.rows.cursor)
            self._read_now = None
            if place is not None:
                self._move_to(place)

    def follow_reader(self, number: int) -> None:
        """Have the cursor on article `number` when the reader comes back."""
        self._read_now = number

    # Rows

    def row_at_hand(self) -> ArticleRow | None:
        """Return the article under the cursor, None in an empty list."""
        return self.shown.row(self.rows.cursor) if self.rows.count else None

    def paint_row(self, place: int, width: int) -> Row:
        """Return the lines of the article at `place`."""
        row = self.shown.row(place)
        if row is None:
            return [[("", "text")]]
        snippet = self.shown.snippet(place)
        hits = self.shown.hits(sanitise_line(row.title)) if snippet is not None else ()
        lines = article_lines(row, width, is_chosen=row.id in self.chosen, hits=hits, snippet=snippet)
        # Where there is no room for where and when, what was found is more wanted.
        return lines if self.rows.row_height != 2 or snippet is None else [lines[0], lines[2]]

    def open_row(self, place: int) -> None:
        """Read the article, at the first of what was searched for."""
        row = self.shown.row(place)
        if row is not None:
            self.quoth.open_article(row.id, siblings=self.shown.numbers, find=self.shown.found_by)

    def repaint(self) -> None:
        """Take the application's colours anew."""
        super().repaint()
        self.tabs.palette = self.quoth.palette
        self.tabs.refresh()
        self.preview.palette = self.quoth.palette
        self.preview.refresh()

    def show_preview(self) -> None:
        """Show the beginning of the article under the cursor."""


if TYPE_CHECKING:
    LibraryPart = LibraryFrame
else:

    class LibraryPart:
        """What a part of the library's screen is made of: the frame, for whoever checks types, and nothing more at work.

        As a screen of its own, which nobody ever shows, each part would cost every start a third of a millisecond.
        """
