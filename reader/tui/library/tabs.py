"""The tabs and the order of the list."""

from __future__ import annotations

from dataclasses import replace

from reader.library import ArticleQuery
from reader.library.rows import ORDERS, TABS
from reader.tui.library.frame import LibraryFrame
from reader.tui.widgets.tabs import Tabs

TITLES = ("All", "Unread", "Reading", "Marked")


class TabsAndOrder(LibraryFrame):
    """The actions that choose what is listed, and in which order."""

    def fill_tabs(self) -> None:
        """Show the tabs with the numbers of their articles."""
        articles = self.quoth.library.articles
        counts = [articles.count(ArticleQuery(tab=name)) for name in TABS]
        self.total, self.unread = counts[:2]
        titles = [f"{title} {count:,}" for title, count in zip(TITLES, counts, strict=True)]
        self.tabs.show(titles, TABS.index(self.query_now.tab))

    def show_tab(self, tab: str) -> None:
        """Show the articles of `tab`."""
        self.query_now = replace(self.query_now, tab=tab)
        self.rows.cursor = 0
        self.refill()

    def on_tabs_chosen(self, event: Tabs.Chosen) -> None:
        """Show the clicked tab."""
        self.show_tab(TABS[event.place])

    def action_show_all(self) -> None:
        """Every article."""
        self.show_tab("all")

    def action_show_unread(self) -> None:
        """Articles not begun."""
        self.show_tab("unread")

    def action_show_reading(self) -> None:
        """Articles begun and not finished."""
        self.show_tab("reading")

    def action_show_marked(self) -> None:
        """Articles with marks."""
        self.show_tab("marked")

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
