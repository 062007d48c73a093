"""Setting, changing, deleting and going to marks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from reader.config.themes import HIGHLIGHTS
from reader.text import sanitise_line
from reader.tui.reading.motions import Motions
from reader.tui.reading.quoting import Quoting
from reader.tui.selection import block_at

NO_WORDS = "There are no words here to be marked."

if TYPE_CHECKING:
    from reader.actions import Action
    from reader.tui.manuscript import PlacedMark


class Marking(Motions, Quoting):
    """The actions on marks, which take what is selected, or the quotation walked to, as their place."""

    highlighted: tuple[int, int] | None = None
    """What was highlighted last, as long as nothing else was done since: it is what another colour is meant for."""

    async def perform(self, action: Action, letter: str = "") -> None:
        """Carry out `action`."""
        if not action.verb.startswith("highlight"):
            self.highlighted = None
        await super().perform(action, letter)

    def action_bookmark(self) -> None:
        """Bookmark what is selected, the current quotation, or the words at the top of the screen."""
        self._mark("bookmark", *self._place())

    def action_bookmark_letter(self, letter: str) -> None:
        """Set the bookmark called `letter`."""
        self._mark("bookmark", *self._place(), letter=letter)

    def action_go_letter(self, letter: str) -> None:
        """Go to the bookmark called `letter`."""
        offset = self.marks.offset_of_letter(letter)
        if offset is not None:
            self.jump(offset, third=True)
        elif any(mark.letter == letter for mark, _ in self.marks.unplaced):
            self.quoth.say(f"The words of bookmark {letter} are not where they were: ! shows where they may be.")
        else:
            self.quoth.say(f"There is no bookmark {letter} in this article: m{letter} sets it.")

    def action_next_mark(self) -> None:
        """To the next mark."""
        self._walk_marks(1)

    def action_previous_mark(self) -> None:
        """To the mark before."""
        self._walk_marks(-1)

    def _walk_marks(self, step: int) -> None:
        starts = [mark.start for mark in self.marks.placed]
        # From the mark gone to, or the first one on the screen, to the one beside it, so that none is passed over.
        shown = next(filter(self.page.shows, starts), self.page.top)
        here = self.mark_walked if self.mark_walked in starts and self.page.shows(self.mark_walked) else shown
        place = bisect_right(starts, here) if step > 0 else bisect_left(starts, here) - 1
        if not starts:
            self.quoth.say("Nothing is marked in this article: mm marks.")
        elif not 0 <= place < len(starts):
            self.quoth.say(f"That was the {'last' if step > 0 else 'first'} mark.")
        else:
            self.jump(starts[place])
            self.mark_walked = starts[place]
            self.quoth.say(f"Mark {place + 1} of {len(starts)}")

    # Highlights

    def action_highlight(self) -> None:
        """Highlight the selection, the quotation or the paragraph; what is highlighted gets the next colour."""
        start, end = self._to_highlight()
        known = self._highlight_at(start, end)
        if known is None:
            self._mark("highlight", start, end, colour=self.quoth.settings.highlight)
            return
        colours = list(HIGHLIGHTS)
        place = colours.index(known.mark.colour) if known.mark.colour in colours else -1
        self.marks.change(known.mark, colour=colours[(place + 1) % len(colours)])
        self.show_state()

    def action_highlight_yellow(self) -> None:
        """Highlight in yellow."""
        self._highlight("yellow")

    def action_highlight_green(self) -> None:
        """Highlight in green."""
        self._highlight("green")

    def action_highlight_blue(self) -> None:
        """Highlight in blue."""
        self._highlight("blue")

    def action_highlight_pink(self) -> None:
        """Highlight in pink."""
        self._highlight("pink")

    def action_highlight_violet(self) -> None:
        """Highlight in violet."""
        self._highlight("violet")

    def _highlight(self, colour: str) -> None:
        start, end = self._to_highlight()
        known = self._highlight_at(start, end)
        if known is None:
            self._mark("highlight", start, end, colour=colour)
        elif known.mark.colour != colour:
            self.marks.change(known.mark, colour=colour)
            self.show_state()

    def _to_highlight(self) -> tuple[int, int]:
        if self.selection is not None or self.highlighted is None or not self.page.shows(self.highlighted[0]):
            self.highlighted = self._place(paragraph=True)
        return self.highlighted

    def _highlight_at(self, start: int, end: int) -> PlacedMark | None:
        marks = (mark for mark in self.marks.placed if mark.mark.kind == "highlight")
        return next((mark for mark in marks if (mark.start, mark.end) == (start, end)), None)

    # Notes and tags

    def action_note(self) -> None:
        """Write a note to the selection, the quotation or the words at the top; what is marked there gets it."""
        start, end = self._place()
        if end <= start:
            self.quoth.say(NO_WORDS)
            return
        known = self.marks.at(start, end) if self.selection is None else None
        self._leave_selection()
        if known is not None:
            self._edit(known)
            return

        def keep(words: str) -> None:
            if words:
                self._mark("note", start, end, note=words)

        self.quoth.write_note(self.opened.article.text[start:end], "", keep)

    def action_edit_mark(self) -> None:
        """Edit the note of the mark here."""
        known = self._mark_here()
        if known is not None:
            self._edit(known)

    def _edit(self, known: PlacedMark) -> None:
        def keep(words: str) -> None:
            self.marks.change(known.mark, note=words)
            self.show_state()

        self.quoth.write_note(known.mark.anchor.exact, known.mark.note, keep)

    def action_tag_mark(self) -> None:
        """Give tags to the mark here."""
        known = self._mark_here()
        if known is None:
            return

        def keep(words: str | None) -> None:
            if words is not None:
                self.marks.change(known.mark, tags=tags_in(words))
                self.show_state()

        self.quoth.ask("Tags of the mark, with commas:", ", ".join(known.mark.tags), keep)

    def action_tag_article(self) -> None:
        """Give tags to the article."""
        before = self.quoth.library.marks.tags(self.opened.reference)

        def keep(words: str | None) -> None:
            if words is not None:
                self.marks.tag_article(tags_in(words))

        self.quoth.ask("Tags of the article, with commas:", ", ".join(before), keep)

    def action_delete_mark(self) -> None:
        """Delete the mark here."""
        known = self._mark_here()
        if known is not None:
            self.marks.delete(known.mark)
            self.show_state()

    # Places

    def _mark(self, kind: str, start: int, end: int, *, letter: str = "", note: str = "", colour: str = "") -> None:
        if end <= start:
            self.quoth.say(NO_WORDS)
            return
        self.marks.add(kind, start, end, letter=letter, note=note, colour=colour)
        self._leave_selection()
        self.show_state()

    def _leave_selection(self) -> None:
        if self.selection is not None:
            self.selection = None
            self.use_scopes(*self.SCOPES)

    def _mark_here(self) -> PlacedMark | None:
        """Return the mark on what is selected or quoted, else the one walked to, or else the first one on the screen."""
        known = self.marks.at(*self._place())
        if self.selection is None and self.page.shows(self.mark_walked):
            known = next((mark for mark in self.marks.placed if mark.start == self.mark_walked), known)
        known = known or next((mark for mark in self.marks.placed if self.page.shows(mark.start)), None)
        if known is None:
            self.quoth.say("There is no mark on the screen.")
        return known

    def _place(self, *, paragraph: bool = False) -> tuple[int, int]:
        """Return what is selected, the quotation walked to, or the words at the top: their line or `paragraph`."""
        if self.selection is not None:
            return trimmed(self.opened.article.text, *self.selection.span)
        if self.current >= 0 and self.page.shows(self.manuscript.quotations[self.current].start):
            quotation = self.manuscript.quotations[self.current]
            return quotation.start, quotation.end
        start, end = self.page.top_words
        if paragraph:
            block = block_at(self.opened.article, start)
            return (block.start, block.end) if block and block.start <= start < block.end else (start, end)
        return start, end


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without the blanks at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def tags_in(words: str) -> tuple[str, ...]:
    """Return the tags that were typed, parted by commas; a sign of a tag before them is not theirs."""
    tags = (" ".join(sanitise_line(part).split()).lstrip("#").strip() for part in words.split(","))
    return tuple(dict.fromkeys(tag for tag in tags if tag))
