"""How the article is looked at: measure, panel, zen, contents, what was removed, and its neighbours in the list."""

from __future__ import annotations

from bisect import bisect_right
from pathlib import Path
from typing import TYPE_CHECKING

from reader.document import BlockKind
from reader.errors import ReaderError
from reader.text import sanitise_line
from reader.tui.reading.motions import Motions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.cleaning import Removed

MEASURE_STEP = 4
SHIFT_STEP = 16
NARROWEST_MEASURE = 24
WIDEST_MEASURE = 140


class Viewing(Motions):
    """The actions that change the view or leave it."""

    def action_toggle_panel(self) -> None:
        """Show or hide the panel."""
        self.panel_wanted = not self.panel_wanted
        self.fit_panel(self.app.size.width)
        if self.panel_wanted and not self.panel.display:
            self.quoth.say("The panel wants a window of 100 columns or more.")

    def action_shift_right(self) -> None:
        """Show more of the right side of a wide table."""
        if not self.page.shift(SHIFT_STEP):
            self.quoth.say("Nothing here is wider than the page.")

    def action_shift_left(self) -> None:
        """Show more of the left side of a wide table."""
        if not self.page.shift(-SHIFT_STEP):
            self.quoth.say("Nothing here is wider than the page.")

    def action_toggle_ruler(self) -> None:
        """Let only the lines around a ruler stand out, or all of them again; j and k move it."""
        self.page.toggle_ruler()

    def action_one_word(self) -> None:
        """Show one word at a time from the top of the screen on, and come back at the word it came to."""
        from reader.tui.screens.one_word import OneWordScreen

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

    def action_wider(self) -> None:
        """A wider column."""
        self._set_measure(self.quoth.measure + MEASURE_STEP)

    def action_narrower(self) -> None:
        """A narrower column."""
        self._set_measure(self.quoth.measure - MEASURE_STEP)

    def action_reset_measure(self) -> None:
        """The column as the settings have it."""
        self._set_measure(self.quoth.settings.measure)

    def _set_measure(self, measure: int) -> None:
        measure = max(NARROWEST_MEASURE, min(WIDEST_MEASURE, measure))
        self.quoth.measure = measure
        self.page.set_measure(measure)
        self.quoth.remember(measure=measure)
        self.quoth.say(f"{measure} columns")

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
        headings = [block for block in article.blocks if block.kind is BlockKind.HEADING]
        if not headings:
            self.quoth.say("This article has no headings.")
            return

        def go(number: int | None) -> None:
            if number is not None:
                self.jump(headings[number].start)

        rows = ["  " * max(0, block.level - 2) + sanitise_line(article.text_of(block)) for block in headings]
        here = bisect_right([block.start for block in headings], self.page.top) - 1
        self.app.push_screen(Choice(self.quoth, "Contents", rows, at=max(0, here)), go)

    def action_show_removed(self) -> None:
        """Show what cleaning took out, and why."""
        from reader.tui.screens.choice import Choice

        removed = self._removed()
        if not removed:
            self.quoth.say("Nothing was taken out of this article.")
            return
        rows = [f"{item.reason}: {sanitise_line(item.text)}" for item in removed]
        self.app.push_screen(Choice(self.quoth, "Taken out of this article", rows))

    def _removed(self) -> Sequence[Removed]:
        """Return what was taken out; a library does not keep it, so its file is cleaned again."""
        from reader.pipeline import clean_path

        opened = self.opened.cleaned or self.opened
        if opened.removed or not opened.reference.path:
            return opened.removed
        try:
            return clean_path(Path(opened.reference.path)).removed
        except ReaderError as error:
            self.quoth.warn(error.message, error.hint)
            return ()

    def action_toggle_cleaning(self) -> None:
        """Show the article as it came, or cleaned again; which of them is remembered for this article."""
        from reader.tui.uncleaned import as_it_came, remember_wanted

        path = self.opened.reference.path
        if not path:
            self.quoth.say("This article came from no file that could be shown as it came.")
            return
        cleaned = self.opened.cleaned
        self.save_position()
        try:
            shown = cleaned or as_it_came(self.opened)
        except ReaderError as error:
            self.quoth.warn(error.message, error.hint)
            return
        remember_wanted(self.quoth, path, is_wanted=cleaned is None)
        self.show_other(shown)
        self.quoth.say(
            "Cleaned." if cleaned is not None else "As it came, with nothing taken out. O cleans it again."
        )

    def action_open_original(self) -> None:
        """Open the article's address in the browser."""
        url = self.opened.article.url
        if url.startswith(("http://", "https://")):
            self.quoth.say(f"Opening {url}")
            self.app.open_url(url)
        else:
            self.quoth.say("This article has no address.")

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
        self.quoth.open_article(siblings[place], siblings=siblings, find=self.sought)
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
