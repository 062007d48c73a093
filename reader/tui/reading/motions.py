"""Moving through an article by lines, screens, paragraphs and jumps."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from time import monotonic

from reader.text.unspaced import count_words
from reader.tui.reading.frame import ReadingPart


class Motions(ReadingPart):
    """The actions that move."""

    def action_line_down(self) -> None:
        """A line on."""
        if not self.page.move_ruler(1):
            self.page.scroll_lines(1)

    def action_line_up(self) -> None:
        """A line back."""
        if not self.page.move_ruler(-1):
            self.page.scroll_lines(-1)

    def action_half_page_down(self) -> None:
        """Half a screen on."""
        self.page.scroll_lines(self.page.lines_shown // 2)

    def action_half_page_up(self) -> None:
        """Half a screen back."""
        self.page.scroll_lines(-(self.page.lines_shown // 2))

    def action_page_down(self) -> None:
        """A screen on, with one line of the last one kept."""
        since, top = self.screen_since
        if top == self.page.top:
            words = count_words(self.opened.article.text[top : self.page.bottom])
            self.quoth.turned(words, monotonic() - since)
        self.page.scroll_lines(max(1, self.page.lines_shown - 1))
        self.screen_since = (monotonic(), self.page.top)

    def action_page_up(self) -> None:
        """A screen back."""
        self.page.scroll_lines(-max(1, self.page.lines_shown - 1))

    def action_go_top(self) -> None:
        """To the beginning."""
        self.jump(0)

    def action_go_end(self) -> None:
        """To the end."""
        self.jumps.leave(self.page.top)
        self.page.go_end()

    def action_next_paragraph(self) -> None:
        """To the next paragraph."""
        here = self.page.top
        starts = self.opened.article.blocks.starts
        # Below a blank line at the top stands a paragraph that is still to come.
        place = bisect_left(starts, here) if self.page.is_at_gap else bisect_right(starts, here)
        self.page.go_to(starts[place] if place < len(starts) else here)

    def action_previous_paragraph(self) -> None:
        """To the paragraph before, or the beginning of this one."""
        here = self.page.top
        starts = self.opened.article.blocks.starts
        self.page.go_to(starts[bisect_left(starts, here) - 1] if here else 0)

    def action_jump_back(self) -> None:
        """Back in the list of jumps."""
        self._go_in_jumps(self.jumps.back(self.page.top), "No jump lies further back.")

    def action_go_back_mark(self) -> None:
        """To where the reader was before the jump; again: back to where it led."""
        if self.jumps.last is not None:
            self.jump(self.jumps.last)
        else:
            self.quoth.say("Nothing was jumped to yet.")

    def action_jump_forward(self) -> None:
        """Forward in the list of jumps."""
        self._go_in_jumps(self.jumps.forward(), "No jump lies further on.")

    def _go_in_jumps(self, offset: int | None, nothing: str) -> None:
        if offset is None:
            self.quoth.say(nothing)
            return
        self.have_in_view(offset)
        self.page.go_to(offset)

    def jump(self, offset: int, *, third: bool = False) -> None:
        """Go to `offset` and remember where the reader was."""
        self.jumps.leave(self.page.top)
        self.mark_walked = -1
        self.have_in_view(offset)
        self.page.go_to(offset, third=third)
