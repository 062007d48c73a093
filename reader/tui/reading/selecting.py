"""Selecting words, by keys and by mouse, and what is done with them: copied as one text, highlighted, noted."""

from __future__ import annotations

from reader.document import Quotation, QuotationKind
from reader.library.voices.corrections import quotation_at
from reader.tui.reading.marking import Marking, trimmed
from reader.tui.selection import (
    Selection,
    bare_word_at,
    block_at,
    innermost,
    paragraph_back,
    paragraph_on,
    sentence_back,
    sentence_on,
    word_at,
    word_back,
    word_on,
)
from reader.tui.widgets.page import PageView

SELECTING = ("everywhere", "selecting")


class Selecting(Marking):
    """The actions of the scope `selecting`, which has the keys while something is selected."""

    def action_select(self) -> None:
        """Begin at the quotation walked to, at the hit gone to, or at the first word on the screen."""
        if not self._text:
            self.quoth.say("There are no words here to be selected.")
        elif self.current >= 0 and self.page.shows(self.manuscript.quotations[self.current].start):
            quotation = self.manuscript.quotations[self.current]
            self._select(Selection(quotation.start, quotation.end))
        elif self.hits and self.page.shows(self.hits.span(self.hit)[0]):
            self._select(Selection(*self.hits.span(self.hit)))
        else:
            self._select(word_at(self._text, self.page.top_words[0]))

    def _select(self, selection: Selection | None) -> None:
        if (self.selection is None) != (selection is None):
            self.use_scopes(*(SELECTING if selection is not None else self.SCOPES))
        self.selection = selection
        if selection is not None and not self.page.shows(max(0, selection.head - 1)):
            self.page.reveal(max(0, selection.head - 1))
        self.show_state()

    @property
    def _text(self) -> str:
        return self.opened.article.text

    def _move(self, head: int) -> None:
        assert self.selection is not None
        self._select(self.selection.to(max(0, min(len(self._text), head))))

    @property
    def _head(self) -> int:
        return self.selection.head if self.selection is not None else 0

    def action_word_on(self) -> None:
        """A word more."""
        self._move(word_on(self._text, self._head))

    def action_word_back(self) -> None:
        """A word less."""
        self._move(word_back(self._text, self._head))

    def action_sentence_on(self) -> None:
        """To the end of the sentence."""
        self._move(sentence_on(self.opened.article, self._head))

    def action_sentence_back(self) -> None:
        """To the start of the sentence."""
        self._move(sentence_back(self.opened.article, self._head))

    def action_paragraph_on(self) -> None:
        """To the end of the paragraph."""
        self._move(paragraph_on(self.opened.article, self._head))

    def action_paragraph_back(self) -> None:
        """To the start of the paragraph."""
        self._move(paragraph_back(self.opened.article, self._head))

    def action_row_down(self) -> None:
        """To the end of the next line."""
        self._move(self.page.line_end(self._head, 1))

    def action_row_up(self) -> None:
        """To the end of the line before."""
        self._move(self.page.line_end(self._head, -1))

    def action_whole_quotation(self) -> None:
        """Select the quotation around or behind the end that moves."""
        quotations = self.manuscript.quotations
        starts, ends = quotations.starts, quotations.ends
        spans = [(starts[number], ends[number]) for number in self.manuscript.shown]
        found = innermost(spans, max(0, self._head - 1))
        if found is not None:
            self._select(Selection(*found))

    def action_whole_paragraph(self) -> None:
        """Select the paragraph around the end that moves."""
        block = block_at(self.opened.article, max(0, self._head - 1))
        if block is not None:
            self._select(Selection(block.start, block.end))

    def action_other_end(self) -> None:
        """Move the other end from now on."""
        if self.selection is not None:
            self._select(self.selection.turned())

    def action_copy_selection(self) -> None:
        """Copy the words as one text, without the breaks of the screen's lines."""
        start, end = self._span()
        words = self._text[start:end]
        self._select(None)
        if words.strip():
            self.quoth.copy(words)

    def action_highlight_selection(self) -> None:
        """Highlight the words."""
        self.action_highlight()

    def action_note_selection(self) -> None:
        """Write a note to the words."""
        self.action_note()

    def action_explain_selection(self) -> None:
        """Say who speaks the selected words, also where no quotation was found in them."""
        start, end = self._span()
        self._select(None)
        if start == end:
            return
        quotations = self.opened.quotations
        place = quotation_at(quotations, start, end)
        self.explain(Quotation(start, end, QuotationKind.DIRECT) if place is None else quotations[place])

    def action_end_selection(self) -> None:
        """Select nothing any more."""
        self._select(None)

    def select_around(self, offset: int, *, paragraph: bool = False) -> None:
        """Select the word at `offset`, or its paragraph."""
        self._select(bare_word_at(self._text, offset))
        if paragraph:
            self.action_whole_paragraph()

    def _span(self) -> tuple[int, int]:
        return trimmed(self._text, *self.selection.span) if self.selection is not None else (0, 0)

    def on_page_view_dragged(self, event: PageView.Dragged) -> None:
        """Select from where the mouse was pressed to where it is."""
        self.bar.go_on()
        self._select(Selection(event.start, event.end))
