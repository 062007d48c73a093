"""How the article is looked at: the panel, the column, its lines, a ruler, word by word, pictures, and nothing but text."""

from __future__ import annotations

import os
from bisect import bisect_right
from typing import TYPE_CHECKING

from reader.document import BlockKind
from reader.errors import ReaderError
from reader.plain.columns import PANEL_FROM, panel_for
from reader.text import sanitise_line
from reader.tui.reading.motions import Motions
from reader.tui.turning import turns_words
from reader.typesetting import Direction

if TYPE_CHECKING:
    from collections.abc import Collection

MEASURE_STEP = 4
SHIFT_STEP = 16
NARROWEST_MEASURE = 24
WIDEST_MEASURE = 140
_SET_ANEW = frozenset({"measure", "justify", "hyphenate", "direction", "bidi"})
"""The settings by which lines are set."""


class Viewing(Motions):
    """The actions that change the view."""

    def settings_changed(self, names: Collection[str]) -> None:
        """Take the settings called `names` anew; the words at the top stay there."""
        super().settings_changed(names)
        app, page = self.quoth, self.page
        if "panel" in names:
            self.panel_wanted = app.settings.panel
            self.fit_panel(app.size.width)
        page.direction = Direction(app.settings.direction)
        page.is_turned = self.panel.is_turned = turns_words(app.settings.bidi, os.environ)
        if not _SET_ANEW.isdisjoint(names):
            page.measure = app.measure
            page.set_lines_as(justify=app.justify, hyphenate=app.hyphenate)
        self.show_state()

    def action_toggle_panel(self) -> None:
        """Show or hide the panel."""
        if not panel_for(self.app.size.width):
            self.quoth.say(f"The panel wants a window of {PANEL_FROM} columns or more.")
            return
        self.panel_wanted = not self.panel.display
        self.zen = False
        self.fit_panel(self.app.size.width)
        self.show_state()

    def action_shift_right(self) -> None:
        """Show more of the right side of what is wider than the page."""
        if not self.page.shift(SHIFT_STEP):
            self.quoth.say("Nothing here is wider than the page.")

    def action_shift_left(self) -> None:
        """Show more of the left side of what is wider than the page."""
        if not self.page.shift(-SHIFT_STEP):
            self.quoth.say("Nothing here is wider than the page.")

    def action_toggle_ruler(self) -> None:
        """Let only the lines around a ruler stand out, or all of them again; j and k move it."""
        self.page.toggle_ruler()

    def action_one_word(self) -> None:
        """Show one word at a time from the top of the screen on, and come back at the word it came to."""
        from reader.tui.screens.one_word import OneWordScreen

        if not self.opened.article.text:
            self.quoth.say("There are no words here to be shown.")
            return

        def come_back(offset: int | None) -> None:
            if offset is not None:
                self.jump(offset)

        text, pace = self.opened.article.text, self.quoth.pace.words_per_minute
        screen = OneWordScreen(self.quoth, text, self.page.top, pace, is_turned=self.page.is_turned)
        self.app.push_screen(screen, come_back)

    def action_show_picture(self) -> None:
        """Show the first picture on the screen, if it is kept on this computer."""
        from reader.tui.pictures import kept_picture

        blocks = self.opened.article.blocks
        figures = [blocks[number] for number in self.page.blocks_shown() if blocks.kinds[number] is BlockKind.FIGURE]
        if not figures:
            self.quoth.say("No picture is on the screen.")
            return
        kept = (kept_picture(self.opened.reference.path, figure.target) for figure in figures)
        found = next(((figure, path) for figure, path in zip(figures, kept, strict=True) if path is not None), None)
        if found is None:
            self.quoth.say("This picture is not kept on this computer, and nothing is fetched from the net.")
            return
        from reader.tui.screens.picture import PictureScreen, drawn

        try:
            picture = drawn(self.app, found[1])
        except ReaderError as error:
            self.quoth.warn(error.message, error.hint)
            return
        self.app.push_screen(PictureScreen(self.quoth, picture, found[0].marker))

    def action_zen(self) -> None:
        """Show only the text, or everything again."""
        self.zen = not self.zen
        self.fit_panel(self.app.size.width)
        self.show_state()

    def show_everything(self) -> bool:
        """Leave the view without bar and panel, or that of quotations alone; tell whether it was one of them."""
        if self.zen:
            self.action_zen()
        elif self.fade:
            self.fade = 0
            self.page.show_digest(False)
            self.show_state()
        else:
            return False
        return True

    def action_wider(self) -> None:
        """A wider column."""
        self._set_measure(self.quoth.measure + MEASURE_STEP)

    def action_narrower(self) -> None:
        """A narrower column than is shown."""
        self._set_measure(min(self.quoth.measure, self.page.column) - MEASURE_STEP)

    def action_reset_measure(self) -> None:
        """The column as the settings have it."""
        self._set_measure(self.quoth.settings.measure)

    def _set_measure(self, measure: int) -> None:
        measure = max(NARROWEST_MEASURE, min(WIDEST_MEASURE, measure))
        self.quoth.measure = measure
        self.page.set_measure(measure)
        self.quoth.remember(measure=measure)
        told = f"{measure} columns"
        self.quoth.say(told if self.page.column == measure else f"{told}; here is room for {self.page.column}")

    def action_next_setting(self) -> None:
        """Ragged lines, then hyphenated ones, then justified ones, then ragged ones again."""
        app = self.quoth
        if app.justify:
            app.justify, app.hyphenate = False, False
        else:
            app.justify, app.hyphenate = app.hyphenate, True
        self.page.set_lines_as(justify=app.justify, hyphenate=app.hyphenate)
        app.remember(justify=app.justify, hyphenate=app.hyphenate)
        app.say("Justified lines" if app.justify else "Hyphenated lines" if app.hyphenate else "Ragged lines")

    def action_contents(self) -> None:
        """List the headings; enter goes to one."""
        from reader.tui.screens.choice import Choice

        article = self.opened.article
        headings = article.blocks.of_kind(BlockKind.HEADING)
        if not headings:
            self.quoth.say("This article has no headings.")
            return

        def go(number: int | None) -> None:
            if number is not None:
                self.jump(headings[number].start)

        rows = ["  " * max(0, block.level - 2) + sanitise_line(article.text_of(block)) for block in headings]
        here = bisect_right([block.start for block in headings], self.page.top) - 1
        self.app.push_screen(Choice(self.quoth, "Contents", rows, at=max(0, here)), go)
