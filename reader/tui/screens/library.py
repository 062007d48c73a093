"""The library: all articles, by tab and order, narrowed as one types, with a preview where there is room."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal

from reader.library import ArticleQuery, ArticleRow
from reader.library.articles import ORDERS
from reader.text import cell_width, fit, sanitise_line
from reader.tui.list_screen import ListScreen
from reader.tui.widgets.preview import Preview
from reader.tui.widgets.row_list import Row, RowList
from reader.tui.widgets.tabs import Tabs

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from reader.tui.host import Host

PREVIEW_FROM = 100
TITLES_ALONE_BELOW = 60
TAB_NAMES = ("all", "unread", "reading", "marked")
PREVIEW_AFTER = 0.08
"""Seconds of rest before the preview follows, so that a held key moves the cursor and nothing else."""
ROWS_KEPT = 200


class LibraryScreen(ListScreen):
    """The list of articles."""

    SCOPES: ClassVar[tuple[str, ...]] = ("everywhere", "list", "library")
    HINTS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("⏎", "Open"), ("/", "Search"), ("V", "Voices"), ("'", "Marks"), ("s", "Sort"), ("?", "Help"),
    )  # fmt: skip
    ROW_HEIGHT: ClassVar[int] = 2

    def __init__(self, app: Host) -> None:
        super().__init__(app)
        self.query_now = ArticleQuery()
        self.tabs = Tabs(app.palette)
        self.preview = Preview(app.palette)
        self._preview_wanted = True
        self._slice: dict[int, ArticleRow] = {}

    def compose(self) -> ComposeResult:
        """Heading and tabs over the list with its preview, the bar under them."""
        yield self.heading
        yield self.tabs
        with Horizontal():
            yield self.rows
            yield self.preview
        yield self.bar

    def on_resize(self, event: events.Resize) -> None:
        """Show as much of each row, and as many parts, as have room."""
        self.preview.display = self._preview_wanted and event.size.width >= PREVIEW_FROM
        self.rows.set_row_height(1 if event.size.width < TITLES_ALONE_BELOW else 2)
        self._preview()

    def refill(self) -> None:
        """Ask for the articles of this tab, order and search."""
        articles = self.quoth.library.articles
        self.query_now = replace(self.query_now, text=self.query_words)
        self._slice.clear()
        count = articles.count(self.query_now)
        total = articles.count(ArticleQuery())
        counts = [total, *(len(articles.ids(ArticleQuery(tab=name))) for name in TAB_NAMES[1:])]
        self.tabs.show(counts, TAB_NAMES.index(self.query_now.tab))
        self.rows.empty = self._nothing(total)
        self.rows.set_count(count)
        progress = self.quoth.progress
        facts = f"{total:,} article{'' if total == 1 else 's'} · {counts[1]:,} unread"
        if progress is not None:
            facts += f" · reading {progress.done + 1:,} of {progress.total:,} files"
        arrow = "↓" if self.query_now.descending else "↑"
        right = f"/{self.query_words}" if self.query_words else f"{self.query_now.order} {arrow}"
        self.heading.show("Quoth", facts, right)
        self.show_bar()
        self._preview()

    def _nothing(self, total: int) -> str:
        if self.query_words:
            return f"No article holds “{sanitise_line(self.query_words)}”. Escape shows all again."
        if total:
            return "No article is here. 1 shows all."
        return "The library is empty. Start quoth with a folder of articles: quoth ~/articles"

    def library_changed(self) -> None:
        """Show what was added, the cursor on the article that it was on."""
        here = self._row(self.rows.cursor)
        self.refill()
        if here is not None:
            ids = self.quoth.library.articles.ids(self.query_now)
            if here.id in ids:
                self.rows.set_count(len(ids), ids.index(here.id))

    def on_screen_resume(self) -> None:
        """Show what was read and marked meanwhile."""
        if self.is_mounted:
            self.library_changed()

    def _row(self, place: int) -> ArticleRow | None:
        if place not in self._slice:
            if len(self._slice) > ROWS_KEPT:
                self._slice.clear()
            first = max(0, place - 20)
            rows = self.quoth.library.articles.rows(first, first + 60, self.query_now)
            self._slice.update(enumerate(rows, first))
        return self._slice.get(place)

    def paint_row(self, place: int, width: int) -> Row:
        """Return an article's title, and under it where and when, how long, who speaks, how far one is."""
        row = self._row(place)
        if row is None:
            return [[("", "text")]]
        sign = {"unread": "● ", "reading": "◐ ", "read": "  "}[row.state]
        title = fit(sanitise_line(row.title) or "Untitled", max(1, width - 3)).rstrip()
        day = f"{row.published.day} {row.published:%b %Y}" if row.published else ""
        facts = " · ".join(part for part in (sanitise_line(row.site), day, f"{row.minutes} min") if part)
        signs = (f"  ❝{row.quotes}" if row.quotes else "") + (f"  ◆{row.marks}" if row.marks else "")
        bar = (
            f"  {'▮' * round(row.progress * 4)}{'▯' * (4 - round(row.progress * 4))}"
            if row.state == "reading"
            else ""
        )
        facts = fit(facts, max(1, min(cell_width(facts), width - 3 - cell_width(signs + bar))))
        return [
            [(sign, "accent"), (title, "muted" if row.state == "read" else "text")],
            [("  ", "text"), (facts, "muted"), (signs, "muted"), (bar, "accent")],
        ]

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Let the preview follow once the cursor rests."""
        super().on_row_list_moved(event)
        self.set_timer(PREVIEW_AFTER, lambda: self._preview() if self.rows.cursor == event.place else None)

    def _preview(self) -> None:
        if not self.preview.display or not self.is_mounted:
            return
        row = self._row(self.rows.cursor) if self.rows.count else None
        stored = self.quoth.library.articles.get(row.id) if row else None
        self.preview.show(stored.article if stored else None)

    def repaint(self) -> None:
        """Take the application's colours anew."""
        super().repaint()
        self.tabs.palette = self.quoth.palette
        self.tabs.refresh()
        self.preview.palette = self.quoth.palette
        self.preview.refresh()

    def open_row(self, place: int) -> None:
        """Read the article."""
        row = self._row(place)
        if row is not None:
            self.quoth.open_article(row.id, siblings=self.quoth.library.articles.ids(self.query_now))

    def _show_tab(self, tab: str) -> None:
        self.query_now = replace(self.query_now, tab=tab)
        self.rows.cursor = 0
        self.refill()

    def action_show_all(self) -> None:
        """Every article."""
        self._show_tab("all")

    def action_show_unread(self) -> None:
        """Articles not begun."""
        self._show_tab("unread")

    def action_show_reading(self) -> None:
        """Articles begun and not finished."""
        self._show_tab("reading")

    def action_show_marked(self) -> None:
        """Articles with marks."""
        self._show_tab("marked")

    def action_sort(self) -> None:
        """Sort by the next column."""
        orders = list(ORDERS)
        order = orders[(orders.index(self.query_now.order) + 1) % len(orders)]
        self.query_now = replace(self.query_now, order=order, descending=order not in ("title", "site"))
        self.refill()
        self.quoth.say(f"Sorted by {order}")

    def action_reverse(self) -> None:
        """Turn the order round."""
        self.query_now = replace(self.query_now, descending=not self.query_now.descending)
        self.refill()

    def action_toggle_preview(self) -> None:
        """Show or hide the preview."""
        self._preview_wanted = not self._preview_wanted
        self.preview.display = self._preview_wanted and self.size.width >= PREVIEW_FROM
        self._preview()

    def action_toggle_read(self) -> None:
        """Mark the article as read or unread."""
        row = self._row(self.rows.cursor) if self.rows.count else None
        stored = self.quoth.library.articles.get(row.id) if row else None
        if row is None or stored is None:
            return
        from reader.document.identity import reference

        self.quoth.library.marks.set_read(reference(stored.article, stored.path), row.state != "read")
        self.library_changed()

    def action_show_marks(self) -> None:
        """All marks of the archive."""
        self.quoth.show_marks()

    def action_show_voices(self) -> None:
        """All voices of the archive."""
        self.quoth.show_voices()

    def action_show_failures(self) -> None:
        """List the files that could not be read."""
        from reader.tui.screens.choice import Choice

        failures = self.quoth.library.articles.failures()
        if failures:
            self.app.push_screen(
                Choice(self.quoth, "Files that could not be read", [message for _, message in failures])
            )
        else:
            self.quoth.say("Every file could be read.")
