"""All marks of the archive: searched as you type, filtered, opened, edited, tagged, deleted."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any, ClassVar

from reader.config.themes import HIGHLIGHTS
from reader.errors import ReaderError
from reader.text import fit, sanitise_line
from reader.tui.list_screen import ListScreen
from reader.tui.manuscript import SIGNS
from reader.tui.marks_list import TABS, TO_PLACE, Entry, Haystacks, chosen, grouped, wanted_in
from reader.tui.reading.marking import tags_in
from reader.tui.widgets.row_list import HIGHLIGHT, Row
from reader.tui.widgets.tabs import Tabs

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

    from reader.document import Mark
    from reader.tui.host import Host

AT_ONCE = 400
"""Marks whose states are told together while they are worked out."""

LOWEST_WITH_TABS = 9
"""Lines of the lowest window that has room for tabs."""


class MarksScreen(ListScreen):
    """Every bookmark, highlight and note under its article, the article that was marked last first."""

    SCOPES: ClassVar[tuple[str, ...]] = ("everywhere", "list", "marks")
    HINTS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("⏎", "go there"), ("e", "edit"), ("t", "tags"), ("D", "delete"), ("U", "undo"), ("/", "search"), ("q", "back"),
    )  # fmt: skip
    ROW_HEIGHT: ClassVar[int] = 2
    EMPTY: ClassVar[str] = "There are no marks yet. In an article, mm sets a bookmark, H highlights, a writes a note."

    def __init__(self, app: Host) -> None:
        super().__init__(app)
        self.tab = 0
        self.tabs = Tabs(app.palette)
        self._everything: list[Mark] = []
        self._entries: list[Entry] = []
        self._numbers: list[int] = []
        self._states: dict[str, str] = {}
        self._haystacks = Haystacks()

    def compose(self) -> ComposeResult:
        """The heading, the tabs, the list, the bar."""
        yield self.heading
        yield self.tabs
        yield self.rows
        yield self.bar

    def on_mount(self) -> None:
        """Fill the list, and work out behind it where the words of each mark stand."""
        super().on_mount()
        self._look_where_they_stand()

    def on_resize(self, event: events.Resize) -> None:
        """Leave the tabs out where they would take the room of the marks."""
        self.tabs.display = event.size.height >= LOWEST_WITH_TABS

    def repaint(self) -> None:
        """Take the application's colours anew."""
        super().repaint()
        self.tabs.palette = self.quoth.palette
        self.tabs.refresh()

    # The list

    def refill(self) -> None:
        """Show the marks of the tab that hold what was typed; the cursor stays on its mark."""
        before = self._entry()
        self._everything = [mark for mark in self.quoth.library.marks.all() if mark.kind in SIGNS]
        self._show(before)

    def refresh_marks(self) -> None:
        """Show the marks as they now are."""
        self.refill()
        self._look_where_they_stand()

    def _show(self, before: Entry | None) -> None:
        marks = chosen(self._everything, self.tab, wanted_in(self.query_words), self._haystacks, self._states)
        self._entries = grouped(marks)
        self._numbers = list(accumulate(entry.mark is not None for entry in self._entries))
        self.heading.show(
            "Marks", f"{len(self._everything):,}", right=f"/{self.query_words}" if self.query_words else ""
        )
        self._show_tabs()
        self.rows.empty = self.EMPTY if not self._everything else "No mark is like that."
        self.rows.set_count(len(self._entries), self._place_of(before))
        if self.rows.cursor <= 1:
            # The heading of the first article stands over its first mark.
            self.rows.scroll_to(y=0, animate=False, force=True)
        self.show_bar()

    def show_bar(self) -> None:
        """Show the keys, and which of the marks is under the cursor; the articles over them are not counted."""
        entry = self._entry()
        place = ""
        if entry is not None:
            total = self._numbers[-1]
            place = f"{self._numbers[self.rows.cursor]:,}/{total:,}" if entry.mark is not None else f"–/{total:,}"
        self.bar.show(self._keys.typed, self.HINTS, place)

    def _show_tabs(self) -> None:
        unplaced = sum(state in ("uncertain", "lost") for state in self._states.values())
        titles = [title for title, _ in TABS]
        self.tabs.show([*titles, f"To place {unplaced}" if unplaced else "To place"], self.tab)

    def _place_of(self, before: Entry | None) -> int | None:
        """Return the row of what the cursor was on; where it is gone, the first mark's or the cursor's own."""
        if before is not None:
            for place, entry in enumerate(self._entries):
                if before.mark is None:
                    if entry.mark is None and entry.article == before.article:
                        return place
                elif entry.mark is not None and entry.mark.id == before.mark.id:
                    return place
        first = 1 if len(self._entries) > 1 else 0
        return max(first, min(self.rows.cursor, len(self._entries) - 1))

    def _entry(self) -> Entry | None:
        return self._entries[self.rows.cursor] if self.rows.cursor < len(self._entries) else None

    def _mark(self) -> Mark | None:
        entry = self._entry()
        if entry is not None and entry.mark is None:
            self.quoth.say("This is the article; its marks are under it.")
        return entry.mark if entry is not None else None

    def on_tabs_chosen(self, event: Tabs.Chosen) -> None:
        """Show the clicked tab."""
        self._show_tab(event.place)

    def _show_tab(self, tab: int) -> None:
        self.tab = tab
        self.rows.cursor = 0
        self._show(None)

    def action_show_all(self) -> None:
        """Show marks of every kind."""
        self._show_tab(0)

    def action_show_bookmarks(self) -> None:
        """Show bookmarks alone."""
        self._show_tab(1)

    def action_show_highlights(self) -> None:
        """Show highlights alone."""
        self._show_tab(2)

    def action_show_notes(self) -> None:
        """Show notes alone."""
        self._show_tab(3)

    def action_show_unplaced(self) -> None:
        """Show the marks whose words are not where they were."""
        self._show_tab(TO_PLACE)

    # Where the words stand

    def _look_where_they_stand(self) -> None:
        folder, marks = self.quoth.library.folder, tuple(self._everything)
        self.run_worker(lambda: self._look(folder, marks), thread=True, exclusive=True, group="states")

    def _look(self, folder: Any, marks: tuple[Mark, ...]) -> None:
        """Work out the states in a thread with its own connection, and tell them by and by."""
        from textual.worker import get_current_worker

        from reader.library import Library
        from reader.library.marks.whereabouts import whereabouts

        worker = get_current_worker()
        states: dict[str, str] = {}
        try:
            with Library.open(folder) as library:
                for number, found in enumerate(whereabouts(library.articles, marks), 1):
                    if worker.is_cancelled:
                        return
                    states[found.mark.id] = found.state
                    if number % AT_ONCE == 0:
                        self.app.call_from_thread(self._tell_states, dict(states))
        except ReaderError as error:
            self.app.call_from_thread(self.quoth.report, error)
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._tell_states, states)

    def _tell_states(self, states: dict[str, str]) -> None:
        self._states = {**self._states, **states}
        if self.tab == TO_PLACE or "state:" in self.query_words:
            self._show(self._entry())
        else:
            self._show_tabs()
            self.rows.refresh()

    # Painting

    def paint_row(self, place: int, width: int) -> Row:
        """Return an article's title and what is known of it, or the marked words and what belongs to them."""
        entry = self._entries[place]
        if entry.mark is None:
            title = sanitise_line(entry.article.title) or "Untitled"
            source = sanitise_line(entry.article.url or entry.article.path)
            count = f"  {entry.count}"
            title = fit(title, max(1, width - len(count))).rstrip()
            return [[(title, "heading"), (count, "muted")], [(fit(source, max(1, width)).rstrip(), "muted")]]
        mark = entry.mark
        sign = SIGNS[mark.kind] + (f" {fit(mark.letter, 1)}" if mark.letter else "")
        state = self._states.get(mark.id, "")
        told = f"  {state}" if state in ("uncertain", "lost") else ""
        words = fit(sanitise_line(mark.anchor.exact), max(1, width - 5 - len(sign) - len(told))).rstrip()
        tags = " ".join(f"#{sanitise_line(tag)}" for tag in mark.tags)
        facts = " · ".join(
            part for part in (sanitise_line(mark.note), tags, mark.colour, f"{mark.created:%d %b %Y}") if part
        )
        return [
            [
                (f"  {sign} ", "mark"),
                (words, f"{HIGHLIGHT}{mark.colour}" if mark.colour else "text"),
                (told, "warning"),
            ],
            [("    ", "text"), (fit(facts, max(1, width - 4)).rstrip(), "muted")],
        ]

    # Acts

    def open_row(self, place: int) -> None:
        """Go to the marked words, or to the article."""
        entry = self._entries[place]
        number = self.quoth.library.articles.find(reference=entry.article)
        if number is None:
            self.quoth.warn("The article of this mark is not in the library.", "Add its file again: quoth add FILE.")
        elif entry.mark is None:
            self.quoth.open_article(number)
        else:
            self.quoth.open_article(number, anchor=entry.mark.anchor)

    def action_edit(self) -> None:
        """Edit the note."""
        mark = self._mark()
        if mark is None:
            return

        def keep(words: str) -> None:
            self._change(mark, note=words)

        self.quoth.write_note(mark.anchor.exact, mark.note, keep)

    def action_tag(self) -> None:
        """Give tags to the mark, or on an article's row to the article."""
        entry = self._entry()
        if entry is None:
            return
        marks = self.quoth.library.marks
        before = entry.mark.tags if entry.mark is not None else marks.tags(entry.article)

        def keep(words: str | None) -> None:
            if words is None:
                return
            tags = tags_in(words)
            if entry.mark is not None:
                self._change(entry.mark, tags=tags)
            else:
                gone = [tag for tag in before if tag not in tags]
                self._do(lambda: marks.tag_all([entry.article], tags, untag=gone), "The article's tags are changed.")

        about = "the mark" if entry.mark is not None else "the article"
        self.quoth.ask(f"Tags of {about}, with commas:", ", ".join(before), keep)

    def action_colour(self) -> None:
        """Give the mark the next colour."""
        mark = self._mark()
        if mark is not None:
            colours = list(HIGHLIGHTS)
            place = colours.index(mark.colour) if mark.colour in colours else -1
            self._change(mark, colour=colours[(place + 1) % len(colours)])

    def action_delete(self) -> None:
        """Delete the mark."""
        mark = self._mark()
        if mark is not None:
            marks = self.quoth.library.marks
            self._do(lambda: marks.delete(mark.id), f"Deleted {mark.id}. U brings it back.")

    def _change(self, mark: Mark, **fields: Any) -> None:
        marks = self.quoth.library.marks
        self._do(lambda: marks.change(mark.id, **fields), f"Marked {mark.id}")

    def _do(self, act: Callable[[], object], done: str) -> None:
        try:
            act()
        except ReaderError as error:
            self.quoth.report(error)
            return
        self.refill()
        self.quoth.say(done)
