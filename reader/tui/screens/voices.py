"""The voices of the archive: who is quoted how often, and everything that one of them said, in order of date."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from reader.document import Anchor
from reader.text import cell_width, fit, fold, sanitise_line
from reader.tui.list_screen import ListScreen
from reader.tui.widgets.row_list import Row

if TYPE_CHECKING:
    from reader.library.articles import Voice, VoiceQuotation
    from reader.tui.host import Host


class VoicesScreen(ListScreen):
    """Every speaker, those who say most first."""

    SCOPES: ClassVar[tuple[str, ...]] = ("everywhere", "list", "voices")
    EMPTY: ClassVar[str] = "Nobody is quoted in this library, or nobody of that name."
    ORDERS: ClassVar[tuple[str, ...]] = ("count", "name", "date")

    def __init__(self, app: Host) -> None:
        super().__init__(app)
        self._voices: list[Voice] = []
        self._order = "count"

    def refill(self) -> None:
        """Show the voices whose names hold what was typed."""
        wanted = fold(self.query_words).strip()
        self._voices = [voice for voice in self.quoth.library.voices() if wanted in fold(voice.name)]
        if self._order == "name":
            self._voices.sort(key=lambda voice: fold(voice.name))
        elif self._order == "date":
            self._voices.sort(key=lambda voice: voice.last or date.min, reverse=True)
        self.heading.show(
            "Voices", f"{len(self._voices):,}", f"/{self.query_words}" if self.query_words else self._order
        )
        self.rows.set_count(len(self._voices))
        self.show_bar()

    def paint_row(self, place: int, width: int) -> Row:
        """Return a name, how often it speaks in how many articles, and between which years."""
        voice = self._voices[place]
        first, last = (str(day.year) if day else "" for day in (voice.first, voice.last))
        years = first if first == last else f"{first}–{last}"
        facts = f"{voice.count:>5}  in {voice.articles:<4} {years:>9}"
        name = fit(sanitise_line(voice.name), max(1, width - cell_width(facts) - 1))
        return [[(name, "text"), (facts, "muted")]]

    def open_row(self, place: int) -> None:
        """Show all that the voice said."""
        self.app.push_screen(VoiceScreen(self.quoth, self._voices[place].name))

    def action_sort(self) -> None:
        """Sort by number, name or date."""
        self._order = self.ORDERS[(self.ORDERS.index(self._order) + 1) % len(self.ORDERS)]
        self.refill()


class VoiceScreen(ListScreen):
    """All that one voice said, in order of date."""

    ROW_HEIGHT: ClassVar[int] = 2

    def __init__(self, app: Host, name: str) -> None:
        super().__init__(app)
        self._voice = name
        self._said: list[VoiceQuotation] = []

    def refill(self) -> None:
        """Show the quotations that hold what was typed."""
        wanted = fold(self.query_words).strip()
        everything = self.quoth.library.voice_quotations(self._voice)
        self._said = [said for said in everything if wanted in fold(f"{said.words} {said.title}")]
        self.heading.show(self._voice, f"{len(self._said):,}", f"/{self.query_words}" if self.query_words else "")
        self.rows.set_count(len(self._said))
        self.show_bar()

    def paint_row(self, place: int, width: int) -> Row:
        """Return the words, and under them the day and the article."""
        said = self._said[place]
        day = f"{said.published.day} {said.published:%b %Y}" if said.published else ""
        facts = " · ".join(part for part in (day, sanitise_line(said.title), sanitise_line(said.site)) if part)
        return [
            [(fit(sanitise_line(said.words), width).rstrip(), "text")],
            [(fit(f"  {facts}", width).rstrip(), "muted")],
        ]

    def open_row(self, place: int) -> None:
        """Go to the quotation in its article."""
        said = self._said[place]
        self.quoth.open_article(said.article, anchor=Anchor(exact=said.words, start=said.start))
