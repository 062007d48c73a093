"""The reading screen: moving through one article, its quotations and its hits.

It knows the page, the panel and the bar. What is kept (marks, positions) goes through `ReadingMarks`; what is typed
through the prompt.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal

from reader.document import Quotation
from reader.text import fold_with_offsets
from reader.tui.citation import cite, explain
from reader.tui.find import Hits, find
from reader.tui.jumps import Jumps
from reader.tui.manuscript import Overlay, make_manuscript
from reader.tui.reading_marks import ReadingMarks
from reader.tui.scoped_screen import ScopedScreen
from reader.tui.widgets.bar import Bar
from reader.tui.widgets.page import PageView
from reader.tui.widgets.panel import Panel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from reader.document import Anchor
    from reader.text import FoldedText
    from reader.tui.app import QuothApp
    from reader.tui.open_article import OpenArticle

PANEL_FROM = 100
"""The narrowest window, in cells, in which the panel stands beside the text."""
MEASURE_STEP = 4
NARROWEST_MEASURE = 24
WIDEST_MEASURE = 140
SAVE_EVERY = 2.0
"""Seconds between two writings of the position while reading: what a kill can cost, with the time to write."""


class ReadingScreen(ScopedScreen):
    """One article, to be read."""

    SCOPES: ClassVar[tuple[str, ...]] = ("everywhere", "reading")
    DEFAULT_CSS = """
    ReadingScreen > Horizontal { height: 1fr; }
    """

    def __init__(
        self, app: QuothApp, opened: OpenArticle, *, anchor: Anchor | None = None, siblings: Sequence[int] = ()
    ) -> None:
        super().__init__()
        self.opened = opened
        self.siblings = siblings
        self._wanted = anchor
        self._indirect = False
        self._fade = 0
        self._zen = False
        self._panel_wanted = app.settings.panel
        self._current = -1
        self._hits = Hits()
        self._hit = -1
        self._find_from: int | None = None
        self._folded: FoldedText | None = None
        self._jumps = Jumps()
        self._saved = -1
        self.marks = ReadingMarks(app, opened)
        self.manuscript = make_manuscript(opened.article, opened.quotations)
        self.page = PageView(app.palette, self.manuscript, app.measure)
        self.panel = Panel(app.palette)
        self.bar = Bar(app.palette)

    def compose(self) -> ComposeResult:
        """The page, the panel right of it, the bar under both."""
        with Horizontal():
            yield self.page
            yield self.panel
        yield self.bar

    def on_mount(self) -> None:
        """Go to where the reader left off, or where a mark or a search wants to go."""
        super().on_mount()
        self._fit_panel(self.app.size.width)
        self.call_after_refresh(self._begin)
        self.set_interval(SAVE_EVERY, self.save_position)

    def _begin(self) -> None:
        offset = self.marks.offset_of(self._wanted) if self._wanted is not None else self.marks.position()
        if offset:
            self.page.go_to(offset, third=self._wanted is not None)
        self._saved = self.page.top
        self.refresh_marks()

    def on_resize(self, event: events.Resize) -> None:
        """Show the panel where it has room."""
        self._fit_panel(event.size.width)

    def _fit_panel(self, width: int) -> None:
        self.panel.display = self._panel_wanted and not self._zen and width >= PANEL_FROM
        self.bar.display = not self._zen

    def repaint(self) -> None:
        """Take the application's colours anew."""
        self.page.repaint(self.quoth.palette)
        self.panel.palette = self.quoth.palette
        self.bar.palette = self.quoth.palette
        self._show()

    def refresh_marks(self) -> None:
        """Show the marks as they now are, after an act here or in another window."""
        self.marks.place()
        self._show()

    def save_position(self) -> None:
        """Write where the reader is, if that has changed since it was last written."""
        if self.is_mounted and self.page.top != self._saved:
            self._saved = self.page.top
            self.marks.save_position(self.page.top, self.page.bottom)

    def on_unmount(self) -> None:
        """Leave nothing unsaved."""
        self.save_position()

    # Showing

    def _show(self) -> None:
        placed = self.marks.placed
        self.page.lay(
            replace(
                self.page.laid,
                marks=Overlay([(mark.start, mark.end, number) for number, mark in enumerate(placed)]),
                hits=Overlay([(start, end, number) for number, (start, end) in enumerate(self._hits.spans)]),
                current_hit=self._hit,
                current=self._current,
                faded=self._fade == 1,
            )
        )
        voice = self.manuscript.voice_of[self._current] if self._current >= 0 else -1
        self.panel.show(self.manuscript, placed, voice)
        self._show_bar()

    def _show_bar(self) -> None:
        article = self.opened.article
        share = self.page.bottom / max(1, len(article.text))
        left = max(0, round((1 - share) * article.words / self.quoth.settings.words_per_minute))
        parts = [f"{share:4.0%}", f"{left} min left" if left else "the end" if share > 0.99 else "under a minute"]
        if self._hits.spans:
            parts.append(f"hit {self._hit + 1}/{len(self._hits.spans)}")
        elif self._current in self.manuscript.shown:
            quotation = self.manuscript.quotations[self._current]
            number = self.manuscript.shown.index(self._current) + 1
            parts.append(f"quote {number}/{len(self.manuscript.shown)} {quotation.speaker_name or '?'}")
        elif self.manuscript.shown:
            parts.append(f"❝{len(self.manuscript.shown)}")
        hints = (("]", "next"), ("[", "previous"), ("v", "panel"), ("mm", "mark"), ("y", "copy"), ("?", "help"))
        self.bar.show("  ".join(parts), hints, self._keys.typed)

    def on_page_view_scrolled(self, event: PageView.Scrolled) -> None:
        """Tell the new place in the bar."""
        self._show_bar()

    def on_page_view_clicked(self, event: PageView.Clicked) -> None:
        """Take the clicked quotation as the current one."""
        line_end = event.offset + 1
        touched = [item for item in self.manuscript.overlay.touching(event.offset, line_end)]
        if touched:
            self._current = touched[0][2]
            self._show()

    # Moving

    def action_line_down(self) -> None:
        """A line on."""
        self.page.scroll_lines(1)

    def action_line_up(self) -> None:
        """A line back."""
        self.page.scroll_lines(-1)

    def action_half_page_down(self) -> None:
        """Half a screen on."""
        self.page.scroll_lines(self.page.lines_shown // 2)

    def action_half_page_up(self) -> None:
        """Half a screen back."""
        self.page.scroll_lines(-(self.page.lines_shown // 2))

    def action_page_down(self) -> None:
        """A screen on, with one line of the last one kept."""
        self.page.scroll_lines(max(1, self.page.lines_shown - 1))

    def action_page_up(self) -> None:
        """A screen back."""
        self.page.scroll_lines(-max(1, self.page.lines_shown - 1))

    def action_go_top(self) -> None:
        """To the beginning."""
        self._jump(0)

    def action_go_end(self) -> None:
        """To the end."""
        self._jumps.leave(self.page.top)
        self.page.go_end()

    def action_next_paragraph(self) -> None:
        """To the next paragraph."""
        here = self.page.top
        following = (block.start for block in self.opened.article.blocks if block.start > here)
        self.page.go_to(next(following, here))

    def action_previous_paragraph(self) -> None:
        """To the paragraph before, or the beginning of this one."""
        here = self.page.top
        self.page.go_to(max((block.start for block in self.opened.article.blocks if block.start < here), default=0))

    def action_jump_back(self) -> None:
        """Back in the list of jumps."""
        offset = self._jumps.back(self.page.top)
        if offset is not None:
            self.page.go_to(offset)

    action_go_back_mark = action_jump_back

    def action_jump_forward(self) -> None:
        """Forward in the list of jumps."""
        offset = self._jumps.forward()
        if offset is not None:
            self.page.go_to(offset)

    def _jump(self, offset: int, *, third: bool = False) -> None:
        self._jumps.leave(self.page.top)
        self.page.go_to(offset, third=third)

    # Quotations

    @property
    def current_quotation(self) -> Quotation | None:
        """The quotation that the reader walked to, while it is on the screen; else the first one there."""
        if self._current >= 0 and self.page.shows(self.manuscript.quotations[self._current].start):
            return self.manuscript.quotations[self._current]
        for number in self.manuscript.shown:
            quotation = self.manuscript.quotations[number]
            if self.page.shows(quotation.start):
                return quotation
        return None

    def _walk(self, step: int, numbers: Sequence[int], nothing: str) -> None:
        if not numbers:
            self.quoth.say(nothing)
            return
        if self._current >= 0 and self.page.shows(self.manuscript.quotations[self._current].start):
            here, inclusive = self.manuscript.quotations[self._current].start, 0
        else:
            here, inclusive = self.page.top, 1
        starts = [(self.manuscript.quotations[number].start, number) for number in numbers]
        if step > 0:
            found = next((number for start, number in starts if start > here - inclusive), None)
        else:
            found = next((number for start, number in reversed(starts) if start < here), None)
        if found is None:
            self.quoth.say("That was the last one." if step > 0 else "That was the first one.")
            return
        self._current = found
        self.page.reveal(self.manuscript.quotations[found].start)
        self._show()

    def action_next_quotation(self) -> None:
        """To the next quotation."""
        self._walk(1, self.manuscript.shown, "Nobody is quoted in this article.")

    def action_previous_quotation(self) -> None:
        """To the quotation before."""
        self._walk(-1, self.manuscript.shown, "Nobody is quoted in this article.")

    def action_next_of_speaker(self) -> None:
        """To the same speaker's next quotation."""
        self._walk(1, self._of_speaker(), "Go to a quotation first: ] is the next one.")

    def action_previous_of_speaker(self) -> None:
        """To the same speaker's quotation before."""
        self._walk(-1, self._of_speaker(), "Go to a quotation first: ] is the next one.")

    def _of_speaker(self) -> list[int]:
        if self._current < 0:
            return []
        voice = self.manuscript.voice_of[self._current]
        return [number for number in self.manuscript.shown if self.manuscript.voice_of[number] == voice]

    def action_fade(self) -> None:
        """Fade all but the quotations; then quotations only; then all."""
        self._fade = (self._fade + 1) % 3
        self.page.show_digest(self._fade == 2)
        self._show()

    def action_toggle_indirect(self) -> None:
        """Show or hide reported speech."""
        self._indirect = not self._indirect
        self._current = -1
        self.manuscript = make_manuscript(self.opened.article, self.opened.quotations, indirect=self._indirect)
        self.page.show(self.manuscript)
        self._show()
        self.quoth.say("Reported speech is shown." if self._indirect else "Reported speech is hidden.")

    def action_explain(self) -> None:
        """Say why the current quotation has its speaker."""
        quotation = self.current_quotation
        if quotation is None:
            self.quoth.say("No quotation is on the screen: ] goes to the next one.")
        else:
            self.quoth.say(explain(self.opened.article, quotation))

    def action_copy(self) -> None:
        """Copy the current quotation, or else the article's title and address."""
        quotation = self.current_quotation
        article = self.opened.article
        words = cite(article, quotation) if quotation else " — ".join(part for part in (article.title, article.url) if part)
        self.app.copy_to_clipboard(words)
        self.quoth.say(f"Copied: {words[:120]}")

    # Marks

    def action_bookmark(self) -> None:
        """Bookmark the words at the top of the screen, or the current quotation."""
        self.marks.bookmark(*self._place())
        self._show()

    def action_bookmark_letter(self, letter: str) -> None:
        """Set the bookmark called `letter`."""
        self.marks.bookmark(*self._place(), letter=letter)
        self._show()

    def action_go_letter(self, letter: str) -> None:
        """Go to the bookmark called `letter`."""
        offset = self.marks.offset_of_letter(letter)
        if offset is None:
            self.quoth.say(f"There is no bookmark {letter} in this article: m{letter} sets it.")
        else:
            self._jump(offset, third=True)

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
        self._show()

    def action_note(self) -> None:
        """Write a note to the current quotation or the words at the top."""
        place = self._place()

        def keep(words: str | None) -> None:
            if words:
                self.marks.note(*place, words)
                self._show()

        self.quoth.ask("Note", "", keep)

    def action_delete_mark(self) -> None:
        """Delete the first mark on the screen."""
        placed = next((mark for mark in self.marks.placed if self.page.shows(mark.start)), None)
        if placed is None:
            self.quoth.say("There is no mark on the screen.")
        else:
            self.marks.delete(placed)
            self._show()

    def _place(self) -> tuple[int, int]:
        if self._current >= 0 and self.page.shows(self.manuscript.quotations[self._current].start):
            quotation = self.manuscript.quotations[self._current]
            return quotation.start, quotation.end
        return self.page.top_words

    # Find

    def action_find(self) -> None:
        """Find as you type; escape goes back to where you were."""
        self._find_from = self.page.top
        if self._folded is None:
            self._folded = fold_with_offsets(self.opened.article.text)
        self.quoth.ask("/", "", self._find_ended, on_change=self._find_typed)

    def _find_typed(self, query: str) -> None:
        assert self._folded is not None
        self._hits = find(query, self.opened.article.text, self._folded)
        self._hit = self._hits.nearest(self._find_from or 0)
        if self._hit >= 0:
            self.page.reveal(self._hits.spans[self._hit][0])
        self._show()

    def _find_ended(self, query: str | None) -> None:
        if query is None:
            self._hits, self._hit = Hits(), -1
            self.page.go_to(self._find_from or 0)
        elif self._hits.problem:
            self.quoth.warn(self._hits.problem)
        elif query and not self._hits.spans:
            self.quoth.say(f"“{query}” is not in this article.")
        if query and self._find_from is not None:
            self._jumps.leave(self._find_from)
        self._show()

    def action_next_hit(self) -> None:
        """To the next hit, round to the first."""
        self._step_hit(1)

    def action_previous_hit(self) -> None:
        """To the hit before, round to the last."""
        self._step_hit(-1)

    def _step_hit(self, step: int) -> None:
        if not self._hits.spans:
            self.quoth.say("Nothing is searched for: / finds words in this article.")
            return
        self._hit = (self._hit + step) % len(self._hits.spans)
        self.page.reveal(self._hits.spans[self._hit][0])
        self._show()
