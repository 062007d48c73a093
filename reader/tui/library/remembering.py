"""The library is shown again as it was left: its tab, search and order, the cursor on the same article."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from reader.config.state import keep_library_view, read_library_view
from reader.entry import stored_frame
from reader.library.articles.rows import ORDERS, TABS
from reader.tui.library.frame import LibraryPart

if TYPE_CHECKING:
    from reader.tui.host import Host


class Remembering(LibraryPart):
    """What the next start needs to know."""

    def __init__(self, app: Host) -> None:
        super().__init__(app)
        self._kept = read_library_view(app.beginning.folders)
        tab, order, words = self._kept.get("tab"), self._kept.get("order"), self._kept.get("search")
        if isinstance(tab, str) and tab in TABS and isinstance(order, str) and order in ORDERS:
            descending = self._kept.get("descending") is not False
            self.query_now = self.query_now._replace(tab=tab, order=order, descending=descending)
        self.query_words = words if isinstance(words, str) else ""

    def begin(self) -> None:
        """Go to where the person was."""
        number, place = self._kept.get("article"), self._kept.get("place")
        if isinstance(number, int) and isinstance(place, int) and self.shown.count:
            near = max(0, min(place, self.shown.count - 1))
            row = self.shown.row(near)
            found = near if row is not None and row.id == number else None
            if found is None and self.shown.is_whole and number:
                found = self.shown.place_of(number)
            if found is not None:
                self.show_list(found)
                if isinstance(top := self._kept.get("top"), int):
                    self.rows.show_from(top)

    def frame_subjects(self) -> tuple[str, ...]:
        """The next start shows this list again, unless it is one that only this run knows of."""
        is_passing = self.query_words or self.chosen or self.shown.has_unfolded or self.focused is not None
        return () if is_passing else (stored_frame.LIBRARY,)

    def on_unmount(self) -> None:
        """Keep how the library is left."""
        row = self.row_at_hand()
        query = self.query_now
        left = {
            "tab": query.tab, "order": query.order, "descending": query.descending, "search": self.query_words,
            "article": row.id if row else 0, "place": self.rows.cursor, "top": self.rows.top,
        }  # fmt: skip
        if left != self._kept:
            with suppress(OSError):
                keep_library_view(self.quoth.beginning.folders, left)
