"""What screens may ask of the application they run in: its library, palette and settings, and to be led elsewhere.

The host knows no screen. The application behind it does, and is the only one that does, so that a screen never has to
know another one.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from textual import events
from textual.app import App

from reader.config.state import keep_pace, read_pace, remember
from reader.config.themes import read_theme
from reader.tui.foreign import foreign
from reader.tui.palette import palette_of, textual_theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from textual.driver import Driver
    from textual.screen import Screen

    from reader.config.paths import Paths
    from reader.config.settings import Settings
    from reader.config.themes import Theme
    from reader.document import Anchor, Issue
    from reader.errors import ReaderError
    from reader.library import Library
    from reader.library.queries.tree import Words
    from reader.pipeline import Progress, Reading
    from reader.tui.open_article import OpenArticle
    from reader.tui.pace import Pace
    from reader.tui.past_searches import Earlier, PastSearches
    from reader.tui.screens.question import Question
    from reader.tui.widgets.bar import Bar


COPY_TOLD = 120
"""Characters of what was copied that the bar tells."""


class Beginning(NamedTuple):
    """What the program was started with: where things are kept, what to open, what to index.

    `opened` is the article to begin with, `reading` the same one where it is still to be kept in the library,
    `number` the same one where it was asked for by its number: leaving it leads to the library then. `anchor` is where
    to begin in it. `is_painted` tells that the terminal shows it already.
    """

    folders: Paths
    settings: Settings
    theme: Theme
    measure: int
    justify: bool = False
    hyphenate: bool = False
    opened: OpenArticle | None = None
    reading: Reading | None = None
    number: int | None = None
    anchor: Anchor | None = None
    to_index: tuple[Path, ...] = ()
    is_painted: bool = False
    issues: tuple[Issue, ...] = ()


class Host(App[None]):
    """The application as its screens know it."""

    def __init__(self, library: Library, beginning: Beginning, *, driver_class: type[Driver] | None = None) -> None:
        super().__init__(driver_class=driver_class)
        self.library = library
        self.settings = beginning.settings
        self.rebound_keys = beginning.settings.keys
        self.measure = beginning.measure
        self.justify = beginning.justify
        self.hyphenate = beginning.hyphenate
        self.beginning = beginning
        self.pressed_at = 0.0
        """When the person last touched a key or the mouse, by the monotonic clock."""
        self.question: Question | None = None
        """What was asked last."""
        self._begin_with(beginning.theme)

    async def on_event(self, event: events.Event) -> None:
        """Remember when a key came, for the work behind the screens to make way; what is typed goes through the screen."""
        if isinstance(event, events.InputEvent):
            self.pressed_at = time.monotonic()
        is_asked = self.question is not None and self.question.is_in_front
        if is_asked and isinstance(event, events.Key) and not event.is_forwarded:
            if not await self._check_bindings(event.key, priority=True):
                self.screen._forward_event(event)
            return
        if isinstance(event, events.Key) and not event.is_forwarded and not self._dom_ready:
            # Nothing is painted yet, and the answer would be painted over all of the first frame: that is held back.
            self._begin_batch()
            await super().on_event(event)
            self.screen.call_later(self._end_batch)
            return
        await super().on_event(event)

    def on_app_blur(self) -> None:
        """Learn no pace from a screen from which the reader has turned to another window."""
        forget = getattr(self.screen_in_front, "forget_time", None)
        if forget is not None:
            forget()

    # What the application behind it does

    @property
    def progress(self) -> Progress | None:
        """How far indexing has come, None when nothing is being indexed."""
        raise NotImplementedError

    def open_article(
        self,
        article_id: int,
        *,
        anchor: Anchor | None = None,
        siblings: Sequence[int] = (),
        find: Sequence[Words] = (),
        told: str = "",
    ) -> None:
        """Show an article of the library, at `anchor`, at the first hit of `find`, or where the reader left off.

        `siblings` are the articles that its list has, `told` is said in its bar with its first frame.
        """
        raise NotImplementedError

    def show_marks(self) -> None:
        """Show all marks of the archive."""
        raise NotImplementedError

    def show_voices(self) -> None:
        """Show all voices of the archive."""
        raise NotImplementedError

    def ask(
        self,
        label: str,
        value: str,
        then: Callable[[str | None], None],
        *,
        on_change: Callable[[str], str | None] | None = None,
        is_proposed: bool = False,
        earlier: Earlier | None = None,
    ) -> None:
        """Ask for a line of words; `then` gets them, or None after escape; `on_change` follows the typing.

        A `value` that `is_proposed` is typed over, as the last search is; keys bring `earlier` lines back.
        """
        raise NotImplementedError

    def write_note(self, words: str, note: str, keep: Callable[[str], None]) -> None:
        """Let the person write a note to the marked `words`; `keep` gets it if it is saved."""
        raise NotImplementedError

    # Screens

    @property
    def is_last_screen(self) -> bool:
        """Whether leaving the screen in front ends the program."""
        return len(self.screen_stack) == 1

    def leave_screen(self) -> None:
        """Go back to the screen before; from the last one, out of the program."""
        if len(self.screen_stack) > 1:
            self.pop_screen()
        else:
            self.exit()

    def library_changed(self) -> None:
        """Tell every screen that shows the library that it has other articles or marks."""
        for screen in self.screen_stack:
            changed = getattr(screen, "library_changed", None)
            if changed is not None:
                changed()

    def went_on_to(self, article_id: int) -> None:
        """Tell every screen that shows the library which article of its list is being read now."""
        for screen in self.screen_stack:
            follow = getattr(screen, "follow_reader", None)
            if follow is not None:
                follow(article_id)

    def marks_changed(self) -> None:
        """Tell every screen that marks are no longer as they were."""
        for screen in self.screen_stack:
            refresh = getattr(screen, "refresh_marks", None)
            if refresh is not None:
                refresh()
        self.library_changed()

    def show_quotations(self, reading: Reading) -> None:
        """Lay the quotations that were found meanwhile over the article that is open."""
        for screen in self.screen_stack:
            show = getattr(screen, "show_quotations", None)
            if show is not None:
                show(reading)

    @property
    def screen_in_front(self) -> Screen[Any] | None:
        """The screen that is seen; None while the program closes, when timers may still go off but no screen is left."""
        screens = self.screen_stack
        return screens[-1] if screens else None

    # Saying and asking

    def say(self, words: str) -> None:
        """Say something in passing: in the bar, where that has room for it, so that nothing is hidden by it."""
        self.clear_notifications()
        bar: Bar | None = getattr(self.screen_in_front, "bar_to_tell", None)
        if bar is not None and bar.has_room_for(words):
            bar.tell(words)
            return
        self.notify(foreign(words).plain, markup=False, timeout=4)

    def acknowledge(self, words: str) -> None:
        """Say that something is safe on the disk: in the bar, which shows it in the next frame, if there is one."""
        bar: Bar | None = getattr(self.screen_in_front, "bar_to_tell", None)
        if bar is None:
            self.say(words)
        else:
            bar.tell(words)

    def copy(self, words: str) -> None:
        """Copy `words` by the terminal's sequence and, where the system has a clipboard tool, with that too; tell it."""
        from reader.tui.clipboard import copy_with, find_tool

        self.copy_to_clipboard(words)
        command = find_tool(os.environ)
        if command:
            self.run_worker(partial(copy_with, command, words), thread=True, exit_on_error=False, group="clipboard")
        self.acknowledge(f"Copied: {words if len(words) <= COPY_TOLD else words[:COPY_TOLD].rstrip() + '…'}")

    def warn(self, words: str, hint: str = "") -> None:
        """Say what went wrong and what to do."""
        message = foreign(f"{words} {hint}".strip()).plain
        self.notify(message, markup=False, severity="warning", timeout=8)

    def report(self, error: ReaderError) -> None:
        """Show an error that a person can do something about."""
        self.warn(error.message, error.hint)

    def open_original(self, url: str) -> None:
        """Open an article's address in the browser, and say so."""
        if url.startswith(("http://", "https://")):
            self.say(f"Opening {url}")
            self.open_url(url)
        else:
            self.say("This article has no address.")

    # Settings

    def use_theme(self, theme: Theme) -> None:
        """Show everything in the colours of `theme`."""
        self.theme = self._take_theme(theme)
        for screen in self.screen_stack:
            repaint = getattr(screen, "repaint", None)
            if repaint is not None:
                repaint()

    def use_settings(self, settings: Settings) -> None:
        """Show everything as `settings` want it; what they leave as it was stays as it was last on the screen."""
        changed = {name for name in settings._fields if getattr(settings, name) != getattr(self.settings, name)}
        self.settings, self.rebound_keys = settings, settings.keys
        for name in changed & {"measure", "justify", "hyphenate"}:
            setattr(self, name, getattr(settings, name))
        if "theme" in changed:
            theme, issues = read_theme(self.beginning.folders.config, settings.theme)
            for issue in issues:
                self.warn(issue.message, issue.where)
            self.use_theme(theme or self.theme_file)
        for screen in self.screen_stack:
            change = getattr(screen, "settings_changed", None)
            if change is not None:
                change(changed)

    def _begin_with(self, theme: Theme) -> None:
        """Have the colours of `theme` before anything is shown: to change to them later reads every style sheet twice."""
        self.set_reactive(App.theme, self._take_theme(theme))
        self.set_class(theme.dark, "-dark-mode", update=False)
        self.set_class(not theme.dark, "-light-mode", update=False)
        self.stylesheet.set_variables(self.get_css_variables())

    def _take_theme(self, theme: Theme) -> str:
        """Take the styles of `theme`, and return under which name Textual has it now."""
        self.theme_file = theme
        self.palette = palette_of(theme, has_colour=not os.environ.get("NO_COLOR"))
        known = textual_theme(theme)
        self.register_theme(known)
        return known.name

    @cached_property
    def pace(self) -> Pace:
        """How fast this reader reads, as it was learned so far; a list of articles never asks."""
        from reader.tui.pace import Pace

        learned = read_pace(self.beginning.folders)
        return Pace(*learned) if learned is not None else Pace(self.settings.words_per_minute)

    def turned(self, words: int, seconds: float) -> None:
        """Learn the reader's pace from a screen of `words` that was turned after `seconds`."""
        self.pace = self.pace.turned(words, seconds)

    def keep_pace(self) -> None:
        """Keep the pace for the next start; losing it loses nothing of value."""
        if "pace" not in vars(self):
            # Nothing asked for it, so it is what was kept before.
            return
        with suppress(OSError):
            keep_pace(self.beginning.folders, self.pace.words_per_minute, self.pace.screens)

    @cached_property
    def past_searches(self) -> PastSearches:
        """What was searched for before; a start without a search never asks."""
        from reader.tui.past_searches import PastSearches

        return PastSearches(self.beginning.folders)

    def keep_searches(self) -> None:
        """Keep what was searched for, for the next start."""
        if "past_searches" in vars(self):
            with suppress(OSError):
                self.past_searches.keep()

    def remember(self, **values: object) -> None:
        """Keep settings that were changed on the screen for the next start."""
        try:
            remember(self.beginning.folders, values, self.settings)
        except OSError as error:
            self.warn(f"The setting could not be kept: {error.strerror}.")
