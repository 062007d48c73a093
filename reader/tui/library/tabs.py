"""The tabs, those of saved searches among them, and the order of the list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.errors import StorageError
from reader.library import ArticleQuery
from reader.library.articles.rows import ORDERS, TABS
from reader.library.articles.searches import MOST, SavedSearch, read_searches, write_searches
from reader.tui.library.frame import LibraryPart

if TYPE_CHECKING:
    from reader.tui.host import Host
    from reader.tui.widgets.tabs import Tabs

TITLES = ("All", "Unread", "Reading", "Marked")


class TabsAndOrder(LibraryPart):
    """The actions that choose what is listed, and in which order."""

    def __init__(self, app: Host) -> None:
        super().__init__(app)
        self._searches = list(read_searches(app.library.folder))

    def fill_tabs(self) -> None:
        """Show the tabs with the numbers of their articles."""
        articles = self.quoth.library.articles
        counts = [articles.count(ArticleQuery(tab=name)) for name in TABS]
        self.total, self.unread = counts[:2]
        titles = [f"{title} {count:,}" for title, count in zip(TITLES, counts, strict=True)]
        self.tabs.show([*titles, *(search.name for search in self._searches)], self._place())

    def _place(self) -> int:
        """Return the place of the tab that is open."""
        if self.query_now.tab == "all" and self.query_words:
            for place, search in enumerate(self._searches, len(TABS)):
                if search.text == self.query_words:
                    return place
        return TABS.index(self.query_now.tab)

    def on_tabs_chosen(self, event: Tabs.Chosen) -> None:
        """Show the clicked tab."""
        self._open(event.place)

    def _open(self, place: int) -> None:
        if place < len(TABS):
            was_saved = self._place() >= len(TABS)
            self._show(TABS[place], "" if was_saved else self.query_words)
        elif place - len(TABS) < len(self._searches):
            self._show("all", self._searches[place - len(TABS)].text)
        else:
            self.quoth.acknowledge("No search is kept in this place: w keeps the one that is shown.")

    def _show(self, tab: str, words: str) -> None:
        self.query_now = self.query_now._replace(tab=tab)
        self.query_words = words
        self.rows.cursor = 0
        self.refill()

    def action_show_all(self) -> None:
        """Every article."""
        self._open(0)

    def action_show_unread(self) -> None:
        """Articles not begun."""
        self._open(1)

    def action_show_reading(self) -> None:
        """Articles begun and not finished."""
        self._open(2)

    def action_show_marked(self) -> None:
        """Articles with marks."""
        self._open(3)

    def action_show_search(self, digit: str) -> None:
        """Show the kept search of that number."""
        self._open(len(TABS) + int(digit) - 1 if digit.isdecimal() and digit != "0" else len(TABS) + MOST)

    def action_next_tab(self) -> None:
        """Show the next tab."""
        self._open((self._place() + 1) % (len(TABS) + len(self._searches)))

    def action_previous_tab(self) -> None:
        """Show the tab before."""
        self._open((self._place() - 1) % (len(TABS) + len(self._searches)))

    # Saved searches

    def action_save_search(self) -> None:
        """Keep what is searched for as a tab, under a name; what is kept already gets another name."""
        text = self.query_words
        kept = next((search for search in self._searches if search.text == text), None)
        if not text:
            self.quoth.acknowledge("Nothing is searched for: / searches, w then keeps it.")
        elif kept is None and len(self._searches) >= MOST:
            self.quoth.acknowledge(f"{MOST} searches are kept already: W lets one go.")
        else:
            before = kept.name if kept is not None else text
            keep = partial(self._keep_named, text)
            self.type_line("Name", before, given=keep, is_proposed=kept is None)

    def _keep_named(self, text: str, name: str) -> None:
        name = name.strip() or text
        named = SavedSearch(name, text)
        searches = [named if search.text == text else search for search in self._searches]
        self._write(searches if named in searches else [*searches, named], f"Kept as “{name}”")

    def action_forget_search(self) -> None:
        """Let the kept search that is shown go; it stays shown, and w keeps it again."""
        place = self._place() - len(TABS)
        if place < 0:
            self.quoth.acknowledge("This is no kept search.")
            return
        gone = self._searches[place]
        self._write([search for search in self._searches if search is not gone], f"“{gone.name}” is no longer a tab")

    def action_move_search_left(self) -> None:
        """Move the tab of the kept search that is shown before the one at its left."""
        self._move_search(-1)

    def action_move_search_right(self) -> None:
        """Move the tab of the kept search that is shown behind the one at its right."""
        self._move_search(1)

    def _move_search(self, step: int) -> None:
        place = self._place() - len(TABS)
        if place < 0:
            self.quoth.acknowledge("This is no kept search.")
        elif 0 <= place + step < len(self._searches):
            searches = list(self._searches)
            searches.insert(place + step, searches.pop(place))
            self._write(searches)

    def _write(self, searches: list[SavedSearch], told: str = "") -> None:
        try:
            write_searches(self.quoth.library.folder, searches)
        except StorageError as error:
            self.quoth.report(error)
            return
        self._searches = searches
        self.fill_tabs()
        if told:
            self.quoth.acknowledge(told)

    # Order

    def action_sort(self) -> None:
        """Sort by the next column."""
        orders = list(ORDERS)
        order = orders[(orders.index(self.query_now.order) + 1) % len(orders)]
        self.query_now = self.query_now._replace(order=order, descending=order not in ("title", "site"))
        self.refill()
        self.quoth.acknowledge(f"Sorted by {order}")

    def action_reverse(self) -> None:
        """Turn the order round."""
        self.query_now = self.query_now._replace(descending=not self.query_now.descending)
        self.refill()
