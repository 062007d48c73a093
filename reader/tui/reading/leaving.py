"""Ways out of the article: to its neighbours in the list, to its address, to marks and voices, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.reading.motions import Motions

if TYPE_CHECKING:
    from collections.abc import Sequence


class Leaving(Motions):
    """The actions that lead elsewhere, or tell for another day how far the article was read."""

    def action_toggle_read(self) -> None:
        """Mark the article as read or unread."""
        self.quoth.say("Read." if self.marks.toggle_read() else "Unread.")

    def action_continue_elsewhere(self) -> None:
        """Go to where the article was read last on another device, or before its places were read again."""
        elsewhere = self.marks.elsewhere()
        if elsewhere is None and self.left_off:
            self.jump(self.left_off)
        elif elsewhere is None:
            self.quoth.say("This device has the latest place in this article.")
        else:
            self.jump(elsewhere.offset)

    def action_open_original(self) -> None:
        """Open the article's address in the browser."""
        self.quoth.open_original(self.opened.article.url)

    def action_next_article(self) -> None:
        """Open the next article of the list that this one was opened from."""
        self._go_sibling(1)

    def action_previous_article(self) -> None:
        """Open the article before it in that list."""
        self._go_sibling(-1)

    def _go_sibling(self, step: int) -> None:
        """Open the nearest article on that side in the list that is still there, with what the list was searched for."""
        siblings: Sequence[int] = self.neighbours
        here = self.opened.id
        if here is None or here not in siblings:
            self.quoth.say("This article was opened from no list.")
            return
        place = siblings.index(here) + step
        while 0 <= place < len(siblings) and not self._is_beside(siblings[place], here):
            place += step
        if not 0 <= place < len(siblings):
            self.quoth.say(f"This is the {'last' if step > 0 else 'first'} article of the list.")
            return
        self.save_position()
        told = f"{place + 1:,}/{len(siblings):,} in the list"
        self.quoth.open_article(siblings[place], siblings=siblings, find=self.sought, told=told)
        self.quoth.went_on_to(siblings[place])

    def _is_beside(self, number: int, here: int) -> bool:
        """Tell whether article `number` is still in the library, and among what was removed only if `here` is too."""
        rows = self.quoth.library.articles.rows_of([here, number])
        removed = {row.id: row.state == "removed" for row in rows}
        return number in removed and removed[number] == removed.get(here, False)

    def action_show_marks(self) -> None:
        """Show all marks of the archive."""
        self.quoth.show_marks()

    def action_show_voices(self) -> None:
        """Show all voices of the archive."""
        self.quoth.show_voices()

    def action_leave(self) -> None:
        """Back to the list, or out of the program where there is none."""
        self.save_position()
        self.quoth.leave_screen()
