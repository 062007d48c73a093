"""The application: the host of the screens, and the only one that knows them all.

It never lays out an article or paints a line; screens do, with widgets.
"""

from __future__ import annotations

import asyncio
import gc
import signal
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding

from reader.errors import StorageError
from reader.tui.frames import Frames, begins_so, keep_look
from reader.tui.host import Host
from reader.tui.scoped_screen import ScopedScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.binding import BindingType
    from textual.driver import Driver
    from textual.screen import Screen

    from reader.document import Anchor
    from reader.library import Library
    from reader.library.queries.tree import Words
    from reader.pipeline import Progress
    from reader.tui.host import Beginning
    from reader.tui.jobs import Indexing
    from reader.tui.open_article import OpenArticle
    from reader.tui.past_searches import Earlier
    from reader.tui.watching import Watching

ENDING_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
"""Textual leaves its terminal broken at these; each ends the program in order, with 128 + its number."""


COLLECTED_AFTER = (700, 10, 1)
"""Python's own thresholds, but for the last: what is frozen costs a full collection nothing, and a MiB of what pages
leave behind in circles is let go of, measured over 180 pages of a book."""
FRAMES_AFTER = 0.4
"""Seconds after which the first frame is kept for the next start."""


class QuothApp(Host):
    """Quoth in a terminal."""

    TITLE = "Quoth"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", show=False, priority=True),
        Binding("ctrl+c", "quit", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", show=False, priority=True),
    ]
    CSS = """
    /* The scrollbar of a list of messages is made when there are too many of them, not at every start. */
    ToastRack { margin-bottom: 1; overflow-y: auto; }
    Toast { width: auto; max-width: 90%; padding: 0 1; }
    """

    def __init__(self, library: Library, beginning: Beginning, *, driver_class: type[Driver] | None = None) -> None:
        super().__init__(library, beginning, driver_class=driver_class)
        self.indexing: Indexing | None = None
        self._watching: Watching | None = None
        self.frames = Frames()
        self._first: Screen[Any] | None = None
        self._last: Screen[Any] | None = None

    @property
    def progress(self) -> Progress | None:
        """How far indexing has come, None when nothing is being indexed."""
        return self.indexing.progress if self.indexing is not None else None

    # Beginning and ending

    def on_load(self) -> None:
        """Let signals end the program in order, from before the terminal is taken over: later, one could hang it."""
        loop = asyncio.get_running_loop()
        for number in ENDING_SIGNALS:
            loop.add_signal_handler(number, self._end_by_signal, number)
        self.app_resume_signal.subscribe(self, self._paint_again)

    def on_mount(self) -> None:
        """Open what the program was started with."""
        self.call_after_refresh(self._begin_work)

    def on_resize(self, event: events.Resize) -> None:
        """Let the screens below the one that is shown decide what has room in them; that one does it by itself."""
        for screen in self.screen_stack[:-1]:
            if isinstance(screen, ScopedScreen):
                screen.fit_size(event.size)

    def _paint_again(self, _: object) -> None:
        """Draw everything after `fg`: the terminal has forgotten it, and Textual draws only what has changed."""
        self.refresh(layout=True)

    def _end_by_signal(self, number: int) -> None:
        for screen in self.screen_stack:
            save = getattr(screen, "save_position", None)
            if save is not None:
                save()
        self.exit(return_code=128 + number)

    def _begin_work(self) -> None:
        from reader.tui.jobs import Indexing
        from reader.tui.watching import Watching

        gc.enable()
        gc.freeze()
        gc.set_threshold(*COLLECTED_AFTER)
        # Soon, so that a program that is killed has them as well, but not before the first keys.
        self.set_timer(FRAMES_AFTER, self.keep_frames)
        for issue in self.beginning.issues:
            self.warn(issue.message, issue.where)
        self.indexing = Indexing(self, self.beginning.folders.data)
        if self.beginning.reading is not None:
            self.indexing.keep(self.beginning.reading)
        if self.beginning.to_index:
            self.indexing.index(self.beginning.to_index)
        self._watching = Watching(self)

    def on_unmount(self) -> None:
        """Stop work that goes on behind the screens."""
        if self.indexing is not None:
            self.indexing.cancel()
        if self._watching is not None:
            self._watching.end()

    # Screens

    def get_default_screen(self) -> Screen[Any]:
        """Begin with the file that was given, else with the library; an empty screen below would be laid out too."""
        opened = self._first_article()
        if opened is None:
            return self._library_screen()
        from reader.tui.screens.reading import ReadingScreen

        self._first = ReadingScreen(self, opened, anchor=self.beginning.anchor)
        return self._first

    def _first_article(self) -> OpenArticle | None:
        beginning = self.beginning
        if beginning.opened is None and beginning.reading is None and beginning.number is None:
            return None
        from reader.tui.open_article import OpenArticle
        from reader.tui.uncleaned import as_wanted

        if beginning.opened is not None:
            return as_wanted(self, beginning.opened)
        if beginning.reading is not None:
            return as_wanted(self, OpenArticle.of_reading(beginning.reading))
        stored = self.library.articles.get(beginning.number) if beginning.number is not None else None
        return as_wanted(self, OpenArticle.of_stored(stored)) if stored is not None else None

    def _library_screen(self) -> Screen[Any]:
        from reader.tui.screens.library import LibraryScreen

        return LibraryScreen(self)

    @property
    def is_last_screen(self) -> bool:
        """Whether leaving the screen in front ends the program; behind an article of the library that began it stands the library."""
        return self.screen is self._last or (super().is_last_screen and not self._is_before_library)

    @property
    def _is_before_library(self) -> bool:
        return len(self.screen_stack) == 1 and self.beginning.number is not None and self.screen is self._first

    def leave_screen(self) -> None:
        """Go back to the screen before; from the last one, out of the program."""
        self.frames.take(self.screen)
        if self._is_before_library:
            # Textual cannot switch away from its first screen: the library is laid over it and is the last one then.
            self._last = self._library_screen()
            self.push_screen(self._last)
        elif self.screen is self._last:
            self.exit()
        else:
            super().leave_screen()

    def exit(self, *arguments: Any, **named: Any) -> None:
        """End the program, with what stands on the screen kept for the next start."""
        for screen in self.screen_stack:
            self.frames.take(screen)
        super().exit(*arguments, **named)

    def keep_frames(self) -> None:
        """Write what stands on the screen, or stood there last, for the next start, if that will look so."""
        if not begins_so(self):
            return
        if self.screen_in_front is not None:
            self.frames.take(self.screen_in_front)
        self.frames.keep()
        keep_look(self)

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
        stored = self.library.articles.get(article_id)
        if stored is None:
            self.warn("This article is no longer in the library.", "Add its file again: quoth add FILE.")
            return
        from reader.tui.open_article import OpenArticle
        from reader.tui.screens.reading import ReadingScreen
        from reader.tui.uncleaned import as_wanted

        opened = as_wanted(self, OpenArticle.of_stored(stored))
        screen = ReadingScreen(self, opened, anchor=anchor, siblings=siblings, find=find, told=told)
        if isinstance(self.screen, ReadingScreen) and len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def show_marks(self) -> None:
        """Show all marks of the archive."""
        from reader.tui.screens.marks import MarksScreen

        self.push_screen(MarksScreen(self))

    def show_voices(self) -> None:
        """Show all voices of the archive."""
        from reader.tui.screens.voices import VoicesScreen

        self.push_screen(VoicesScreen(self))

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
        from reader.tui.screens.question import Question

        self.question = Question(self.screen, label, value, then, on_change, is_proposed=is_proposed, earlier=earlier)
        if isinstance(self.screen, ScopedScreen):
            self.screen.question = self.question
        self.screen.mount(self.question)

    def write_note(self, words: str, note: str, keep: Callable[[str], None]) -> None:
        """Let the person write a note to the marked `words`; `keep` gets it if it is saved."""
        from reader.tui.screens.note import NoteScreen

        self.push_screen(NoteScreen(self, words, note, keep))

    # Actions everywhere

    def action_show_help(self) -> None:
        """Show all keys, those of the screen in front first."""
        from reader.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(self, self.screen.scopes if isinstance(self.screen, ScopedScreen) else ()))

    def action_show_commands(self) -> None:
        """Offer every action of this screen by name."""
        from reader.tui.screens.commands import show_commands

        show_commands(self)

    def action_next_theme(self) -> None:
        """Change to the next theme and remember it."""
        from reader.config.themes import read_themes

        # A start reads only the theme that it shows, and the person's own may have been changed since.
        themes = read_themes(self.beginning.folders.config)[0] or (self.theme_file,)
        names = [theme.name for theme in themes]
        following = names.index(self.theme_file.name) + 1 if self.theme_file.name in names else 0
        theme = themes[following % len(themes)]
        self.use_theme(theme)
        self.remember(theme=theme.name)
        self.say(f"Theme {theme.name}")

    def action_undo(self) -> None:
        """Take back the last act."""
        self._turn_back(self.library.marks.undo, "There is nothing to undo.", "Undone")

    def action_redo(self) -> None:
        """Do again what was undone."""
        self._turn_back(self.library.marks.redo, "There is nothing to redo.", "Done again")

    def _turn_back(self, act: Callable[[], str | None], nothing: str, done: str) -> None:
        try:
            what = act()
        except StorageError as error:
            self.warn(error.message, error.hint)
            return
        self.marks_changed()
        self.acknowledge(f"{done}: {what}" if what else nothing)

    def action_suspend(self) -> None:
        """Go to the background, as ctrl+z does."""
        self.action_suspend_process()
