"""What every part of the reading screen stands on: the page, the panel, the bar, the place and its saving.

The parts (motions, quotations, marks, find) each add their actions to it, in files of their own; `screens.reading`
puts them together.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal

from reader.document.placing import position_at
from reader.entry import stored_frame
from reader.plain.columns import panel_for
from reader.text.alike import Repertoire
from reader.tui.find import NO_HITS, Found, Hits, find
from reader.tui.jumps import Jumps
from reader.tui.manuscript import Overlay, make_manuscript
from reader.tui.reading import telling
from reader.tui.reading.correcting import Corrections
from reader.tui.reading_marks import ReadingMarks
from reader.tui.scoped_screen import ScopedScreen
from reader.tui.turning import EXPLICIT, IMPLICIT, turns_words
from reader.tui.widgets.bar import Bar
from reader.tui.widgets.page import PageView
from reader.tui.widgets.panel import Panel
from reader.typesetting import Direction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.geometry import Size

    from reader.document import Anchor, Inline
    from reader.library.queries.tree import Words
    from reader.pipeline import Reading
    from reader.tui.host import Host
    from reader.tui.manuscript import Manuscript
    from reader.tui.open_article import OpenArticle
    from reader.tui.selection import Selection

DIGEST = 2
"""The stage of `fade` at which quotations alone are shown."""
SAVE_EVERY = 2.0
"""Seconds between two writings of the position while reading: what a kill can cost, with the time to write."""


class ReadingFrame(ScopedScreen):
    """One article with its page, panel and bar."""

    SCOPES: ClassVar[tuple[str, ...]] = ("everywhere", "reading")
    DEFAULT_CSS = """
    ReadingFrame > Horizontal { height: 1fr; }
    """

    def __init__(
        self,
        app: Host,
        opened: OpenArticle,
        *,
        anchor: Anchor | None = None,
        siblings: Sequence[int] = (),
        find: Sequence[Words] = (),
        told: str = "",
    ) -> None:
        super().__init__()
        self._told_first = told
        self.neighbours = siblings
        self.sought = find
        self.indirect = False
        self.fade = 0
        self.zen = False
        self.panel_wanted = app.settings.panel
        self.vanished = -1
        """Where the quotation starts that was walked to and then said to be none: it may become one again."""
        self.hits: Hits = NO_HITS
        self.hit = -1
        self.find_from: int | None = None
        self.found_words = ""
        self.mark_walked = -1
        self.found_before = Found()
        self.is_finding = False
        self.repertoire: Repertoire | None = None
        self.selection: Selection | None = None
        self.hints: dict[str, Inline] = {}
        self.hint_typed = ""
        self.jumps = Jumps()
        self.screen_since = (0.0, -1)
        self._saved = -1
        self.marks = ReadingMarks(app, opened)
        self.corrections = Corrections(app, opened)
        self.found = opened.quotations
        self.opened = opened._replace(quotations=self.corrections.apply(self.found))
        self.manuscript = self.laid_over()
        self.page = PageView(
            app.palette, self.manuscript, app.measure, moved=self._show_bar, is_final=self._is_page_width
        )
        self.page.justify, self.page.hyphenate = app.justify, app.hyphenate
        self.page.direction = Direction(app.settings.direction)
        self.page.is_turned = turns_words(app.settings.bidi, os.environ)
        begin = self.marks.position() if anchor is None else self.marks.offset_of(anchor)
        self.current = -1 if anchor is None else self.manuscript.starting_at(begin)
        self.page.go_to(begin, third=self.current >= 0)
        if find:
            self._find_at_once(find, stay=anchor is not None)
        self.marks.place()
        self._awaits_place = anchor is None and not find and self.marks.are_awaited
        self.left_off = 0
        self.panel = Panel(app.palette)
        self.panel.is_turned = self.page.is_turned
        self.bar = Bar(app.palette)
        self.fit_panel(app.size.width)
        self._expect(app.size)
        self._lay()

    def _is_page_width(self, width: int) -> bool:
        return width == self.quoth.size.width - self._beside()

    def _find_at_once(self, wanted: Sequence[Words], *, stay: bool) -> None:
        """Have the hits of a search ready for `n`, and go to the first one unless the reader wants to `stay`."""
        from reader.tui.sought import find_sought

        article = self.opened.article
        self.repertoire = Repertoire(article.text)
        self.hits = find_sought(wanted, article, self.opened.quotations, self.repertoire)
        if self.hits:
            self.hit = 0
            if not stay:
                self.page.go_to(self.hits.span(0)[0], third=True)

    def frame_subjects(self) -> tuple[str, ...]:
        """The article, by its number and by its file, while a start would show it like this."""
        if self.opened.cleaned is not None:
            return ()
        if self.zen or self.fade or self.indirect or self.hits or self.current >= 0 or not self.panel_wanted:
            return ()
        number, path = self.opened.id, self.opened.reference.path
        subjects = (
            stored_frame.article_subject(number) if number is not None else "",
            stored_frame.path_subject(path) if path else "",
        )
        return tuple(subject for subject in subjects if subject)

    @property
    def followed_file(self) -> str:
        """The article's file; not while words are selected or searched for, or where the article is shown as it came."""
        is_at_rest = self.opened.cleaned is None and self.selection is None and not self.is_finding
        return self.opened.reference.path if is_at_rest else ""

    @property
    def bar_to_tell(self) -> Bar | None:
        """The bar in which something can be said in passing, if it is shown."""
        return self.bar if self.bar.is_mounted and self.bar.display else None

    def compose(self) -> ComposeResult:
        """The page, the panel right of it, the bar under both."""
        with Horizontal():
            yield self.page
            yield self.panel
        yield self.bar

    def on_mount(self) -> None:
        """Go to where the reader left off, or where a mark or a search wants to go."""
        super().on_mount()
        if self._told_first:
            self.quoth.say(f"{self._told_first} · {self.hit_told}" if self.hits else self._told_first)
        self.call_after_refresh(self._begin)
        self.set_interval(SAVE_EVERY, self.save_position)

    def _begin(self) -> None:
        self._saved = self.page.place
        self._show_panel()
        elsewhere = self.marks.elsewhere()
        if elsewhere is not None and elsewhere.offset != self.page.top:
            self.quoth.say(f"Continue at {elsewhere.progress:.0%}, read on “{elsewhere.host}”? C goes there.")

    def fit_size(self, size: Size) -> None:
        """Show the panel where it has room, and have the lines of the page set for what that leaves."""
        self.fit_panel(size.width)
        self._expect(size)

    def _expect(self, size: Size) -> None:
        self.page.expect(size.width - self._beside(), size.height - (1 if self.bar.display else 0))

    def _beside(self) -> int:
        return self.panel.cells if self.panel.display else 0

    def fit_panel(self, width: int) -> None:
        """Show panel and bar where they are wanted and have room."""
        self.panel.display = self.panel_wanted and not self.zen and panel_for(width) > 0
        self.panel.widen(panel_for(width))
        self.bar.display = not self.zen

    def repaint(self) -> None:
        """Take the application's colours anew."""
        self.page.repaint(self.quoth.palette)
        self.panel.palette = self.quoth.palette
        self.bar.palette = self.quoth.palette
        self.show_state()

    def refresh_marks(self) -> None:
        """Show the marks as they now are, after an act here or in another window; speakers may be other ones, too."""
        self.marks.place()
        self._speak()
        if self._awaits_place and not self.marks.are_awaited:
            self._awaits_place = False
            self._go_where_left_off()
        self.show_state()

    def _go_where_left_off(self) -> None:
        """Go to a place that was not known when the article was opened; whoever reads already is only told of it."""
        place = self.marks.position()
        if self.page.top == self._saved:
            self.page.go_to(place)
            self._saved = self.page.top
        elif place:
            self.left_off = place
            share = place / max(1, len(self.opened.article.text))
            self.quoth.say(f"You had read as far as {share:.0%}. C goes there.")

    def show_quotations(self, reading: Reading) -> None:
        """Lay the quotations of `reading` over the text, if it is the one shown here; no word moves."""
        if reading.article is self.opened.article:
            self.found = reading.quotations
            self._speak()
            self.show_state()

    def show_other(self, opened: OpenArticle) -> None:
        """Show `opened`, another form of the same article, at the words that are at the top now where it has them."""
        top = self.page.top
        here = position_at(self.opened.article, top, min(len(self.opened.article.text), top + 80))
        had_hits = bool(self.hits)
        self.current, self.fade, self.hits, self.hit, self.repertoire = -1, 0, NO_HITS, -1, None
        self.selection, self.hints, self.jumps, self.found_before = None, {}, Jumps(), Found()
        self.marks = ReadingMarks(self.quoth, opened)
        self.corrections = Corrections(self.quoth, opened)
        self.found = opened.quotations
        self.opened = opened._replace(quotations=self.corrections.apply(self.found))
        self.manuscript = self.laid_over()
        self.page.show_article(self.manuscript, self.marks.offset_of(here) if top else 0)
        if had_hits:
            self._find_again()
        self.marks.place()
        self.show_state()

    def _find_again(self) -> None:
        """Find in this form of the article what was found in the other one; the hit nearest to the reader is at hand."""
        if self.find_from is None:
            self._find_at_once(self.sought, stay=True)
        else:
            self.find_from = self.page.top
            text = self.opened.article.text
            self.repertoire = Repertoire(text)
            self.hits = find(self.found_words, text, self.repertoire)
        self.hit = self.hits.nearest(self.page.top)

    def laid_over(self) -> Manuscript:
        """Return the article with its quotations laid over it as they are corrected and wanted now."""
        opened = self.opened
        before = self.found if self.corrections.are_any else None
        return make_manuscript(opened.article, opened.quotations, indirect=self.indirect, before=before)

    def _speak(self) -> None:
        """Lay the quotations over the text anew if they, or their speakers, are no longer those shown."""
        quotations = self.corrections.apply(self.found)
        if quotations == self.opened.quotations:
            return
        here = self.manuscript.quotations[self.current].start if self.current >= 0 else self.vanished
        self.opened = self.opened._replace(quotations=quotations)
        self.manuscript = self.laid_over()
        shown = self.manuscript.shown
        self.current = next((number for number in shown if quotations[number].start == here), -1)
        self.vanished = here if self.current < 0 else -1
        self.page.show(self.manuscript)

    def have_in_view(self, offset: int) -> None:
        """Show all lines again if the words at `offset` are in none of those that are shown."""
        if self.page.leaves_out(offset):
            self.fade = 0
            self.page.show_digest(False)
            self.show_state()

    def save_position(self) -> None:
        """Write where the reader is, if that has changed since it was last written and the place before is known."""
        if self.marks.are_awaited:
            return
        here = self.page.place
        # Whoever has seen the quotations of an article has not read it.
        reached = here if self.fade == DIGEST else self.page.bottom
        if self._saved >= 0 and here != self._saved and self.marks.save_position(here, reached):
            self._saved = here

    def on_screen_resume(self) -> None:
        """Have the terminal show what is turned round here as it is; how long this screen was read is not known."""
        self.forget_time()
        self._tell_terminal(EXPLICIT)

    def on_screen_suspend(self) -> None:
        """Leave the words of other screens to the terminal."""
        self._tell_terminal(IMPLICIT)

    def forget_time(self) -> None:
        """Learn no pace from the lines on the screen: something else was looked at meanwhile."""
        self.screen_since = (0.0, -1)

    def _tell_terminal(self, sequence: str) -> None:
        driver = self.app._driver  # Textual has no other way to a mode of the terminal
        if self.page.is_turned and driver is not None and not driver.is_headless:
            driver.write(sequence)

    def on_unmount(self) -> None:
        """Leave nothing unsaved."""
        self.save_position()
        self._tell_terminal(IMPLICIT)

    # Showing

    def show_typed(self) -> None:
        """Show the keys of an unfinished sequence in the bar."""
        self._show_bar()

    def show_state(self) -> None:
        """Show marks, hits, the current quotation, and the bar as they now are."""
        self._lay()
        self._show_panel()
        self._show_bar()

    def _lay(self) -> None:
        placed = self.marks.placed
        self.page.lay(
            self.page.laid._replace(
                marks=Overlay([mark.start for mark in placed], [mark.end for mark in placed], range(len(placed))),
                hits=self.hits,
                current_hit=self.hit,
                current=self.current,
                selected=self.selection.span if self.selection is not None else (0, 0),
                hints=tuple((inline.start, label) for label, inline in self.hints.items()),
                faded=self.fade == 1,
                is_bare=self.zen,
                placed=placed,
            )
        )

    def _show_panel(self) -> None:
        voice = self.manuscript.voice_of[self.current] if self.current >= 0 else None
        self.panel.show(self.manuscript, self.marks.placed, voice)

    @property
    def hit_told(self) -> str:
        """Which of the hits is the one gone to."""
        return f"hit {self.hit + 1:,}/{len(self.hits):,}"

    def _show_bar(self) -> None:
        text, typed = self.opened.article.text, self._keys.typed
        if self.selection is not None:
            start, end = self.selection.span
            self.bar.show(telling.how_much(text[start:end]), telling.SELECTING_HINTS, typed)
            return
        if self.hints:
            self.bar.show(telling.places_to_go(len(self.hints)), telling.FOLLOWING_HINTS, self.hint_typed)
            return
        share = self.page.bottom / len(text) if text else 1.0
        left = self.quoth.pace.minutes((1 - share) * self.opened.article.words)
        parts = [telling.DIGEST_TOLD if self.fade == DIGEST else telling.how_far(share, left)]
        if self.hits:
            parts.append(self.hit_told)
        else:
            parts.append(telling.which_quotation(self.manuscript, self.current))
        if self.marks.unplaced:
            parts.append(f"! {len(self.marks.unplaced)} to place")
        keys = telling.wanted_keys(
            finds=len(self.hits) > 0,
            lets_go=self.find_from is not None,
            quotes=len(self.manuscript.shown) > 0,
            has_panel=panel_for(self.quoth.size.width) > 0 and not self.zen,
        )
        self.bar.show(" · ".join(filter(None, parts)), keys, typed)


if TYPE_CHECKING:
    ReadingPart = ReadingFrame
else:

    class ReadingPart:
        """What a part of the reading screen is made of: the frame, for whoever checks types, and nothing more at work.

        As a screen of its own, which nobody ever shows, each part would cost every start a third of a millisecond.
        """
