"""The preview follows the cursor once it rests, from another thread, so that a held key moves the cursor and no more."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from reader.tui.library.frame import PREVIEW_FROM, LibraryPart

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.document import Article
    from reader.library.articles.apart import Apart
    from reader.tui.host import Host
    from reader.tui.widgets.row_list import RowList

PREVIEW_AFTER = 0.08
"""Seconds of rest before the preview follows."""
AT_ONCE_UP_TO = 5_000
"""Words of an article that is shown without a thread: opening it takes less than a frame."""


class Previewing(LibraryPart):
    """The actions of the preview."""

    _resting: Timer | None = None
    _previewed: tuple[int, object] | None = None

    def __init__(self, app: Host) -> None:
        super().__init__(app)
        # A list that a frame of the last run stands for already has its preview at once, or it would flicker.
        self._rests = app.beginning.is_painted

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Let the preview follow once the cursor rests."""
        if self.preview.display:
            self._follow_soon()

    def _follow_soon(self) -> None:
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(PREVIEW_AFTER, self._follow)

    def _follow(self) -> None:
        self._rests = True
        self.show_preview()

    def show_preview(self) -> None:
        """Show the beginning of the article under the cursor; a list that just came answers its first keys before."""
        if not self.preview.display or not self.is_mounted:
            return
        if not self._rests:
            self._follow_soon()
            return
        row = self.row_at_hand()
        wanted = (row.id if row is not None else 0, self.quoth.library.articles.changes)
        if wanted == self._previewed:
            return
        self._previewed = wanted
        if row is None:
            self.preview.show(None)
        elif row.words <= AT_ONCE_UP_TO:
            self.preview.show(self.quoth.library.articles.article(row.id))
        else:
            fetch = partial(self._fetch, self.quoth.library.articles.apart(), row.id)
            self.run_worker(fetch, thread=True, exclusive=True, group="preview")

    def _fetch(self, apart: Apart, number: int) -> None:
        article = apart.article(number)
        if article is not None and not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._show_fetched, number, article)

    def _show_fetched(self, number: int, article: Article) -> None:
        row = self.row_at_hand()
        if row is not None and row.id == number:
            self.preview.show(article)

    def action_toggle_preview(self) -> None:
        """Show or hide the preview."""
        self.preview_wanted = not self.preview_wanted
        self.preview.display = self.preview_wanted and self.app.size.width >= PREVIEW_FROM
        self.show_preview()
