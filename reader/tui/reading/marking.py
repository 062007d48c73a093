"""Setting, deleting and going to marks."""

from __future__ import annotations

from reader.tui.reading.motions import Motions
from reader.tui.reading.quoting import Quoting


class Marking(Motions, Quoting):
    """The actions on marks, which take the quotation walked to as their place."""

    def action_bookmark(self) -> None:
        """Bookmark the words at the top of the screen, or the current quotation."""
        self.marks.bookmark(*self._place())
        self.show_state()

    def action_bookmark_letter(self, letter: str) -> None:
        """Set the bookmark called `letter`."""
        self.marks.bookmark(*self._place(), letter=letter)
        self.show_state()

    def action_go_letter(self, letter: str) -> None:
        """Go to the bookmark called `letter`."""
        offset = self.marks.offset_of_letter(letter)
        if offset is None:
            self.quoth.say(f"There is no bookmark {letter} in this article: m{letter} sets it.")
        else:
            self.jump(offset, third=True)

    def action_highlight(self) -> None:
        """Highlight the current quotation, or else the paragraph at the top."""
        quotation = self.current_quotation
        if quotation is not None:
            self.marks.highlight(quotation.start, quotation.end)
        else:
            start, end = self.page.top_words
            blocks = self.opened.article.blocks
            block = next((block for block in blocks if block.start <= start < block.end), None)
            self.marks.highlight(*((block.start, block.end) if block else (start, end)))
        self.show_state()

    def action_note(self) -> None:
        """Write a note to the current quotation or the words at the top."""
        place = self._place()

        def keep(words: str | None) -> None:
            if words:
                self.marks.note(*place, words)
                self.show_state()

        self.quoth.ask("Note", "", keep)

    def action_delete_mark(self) -> None:
        """Delete the first mark on the screen."""
        placed = next((mark for mark in self.marks.placed if self.page.shows(mark.start)), None)
        if placed is None:
            self.quoth.say("There is no mark on the screen.")
        else:
            self.marks.delete(placed)
            self.show_state()

    def _place(self) -> tuple[int, int]:
        if self.current >= 0 and self.page.shows(self.manuscript.quotations[self.current].start):
            quotation = self.manuscript.quotations[self.current]
            return quotation.start, quotation.end
        return self.page.top_words
