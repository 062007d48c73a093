"""The voices of the archive: who is quoted how often, and everything that one of them said, in order of date."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.worker import get_current_worker

from reader.document import Anchor
from reader.errors import ReaderError
from reader.text import cell_width, fit, fold, sanitise_line
from reader.tui.citation import cite_voice
from reader.tui.hits import found_in, hit_pieces, with_hits
from reader.tui.list_screen import ListScreen
from reader.tui.widgets.row_list import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.articles.apart import Apart
    from reader.library.voices.voices import Place, Voice, VoiceQuotation
    from reader.tui.host import Host

AT_ONCE = 64
"""Voices, or quotations of one, that are read together: a screenful or two."""
FOLDED_AT_ONCE = 1_000
"""Quotations whose words are folded when the first key of a search wants them: it takes some ten milliseconds."""
NARROWEST_ROLE = 12
"""Cells for which a role is begun beside a name."""
YEARS_FROM = 46
"""Cells from which a row has room for the years beside the name."""

WORDS_FROM = 80
"""Cells from which it says what is counted beside the years."""

SCOPES = ("everywhere", "list", "voices")


class _FollowingScreen(ListScreen):
    """A list that follows the library: at once where it is seen, else when it is seen again, so that no key waits for it."""

    _is_old = False

    def library_changed(self) -> None:
        """Show what is in the library now."""
        self._is_old = True
        if self.quoth.screen_in_front is self:
            self._catch_up()

    def on_screen_resume(self) -> None:
        """Show what was read and corrected meanwhile."""
        if self._is_old:
            self._catch_up()

    def _catch_up(self) -> None:
        self._is_old = False
        try:
            self.fill_anew()
        except ReaderError as error:
            self.quoth.report(error)

    def fill_anew(self) -> None:
        """Ask for everything anew, the cursor where it was."""
        raise NotImplementedError


class VoicesScreen(_FollowingScreen):
    """Every speaker, those who say most first."""

    SCOPES: ClassVar[tuple[str, ...]] = SCOPES
    EMPTY: ClassVar[str] = "Nobody is quoted in this library, or nobody of that name."
    ORDERS: ClassVar[dict[str, str]] = {"count": "most quoted first", "name": "by name", "date": "latest first"}

    def __init__(self, app: Host) -> None:
        super().__init__(app)
        self._ids: Sequence[int] = ()
        self._read: dict[int, Voice] = {}
        self._order = "count"

    def refill(self) -> None:
        """Show the voices whose names hold what was typed."""
        self._ids = self.quoth.library.articles.voices.ids(self.query_words, self._order)
        self._read = {}
        narrowed = f"/{self.query_words}" if self.query_words else self.ORDERS[self._order]
        self.heading.show("Voices", f"{len(self._ids):,}", right=narrowed)
        self.rows.set_count(len(self._ids))
        self.show_bar()

    def fill_anew(self) -> None:
        """Show who speaks now, the cursor on the same voice."""
        here = self._ids[self.rows.cursor] if self.rows.cursor < len(self._ids) else None
        self.refill()
        if here is not None and here in self._ids:
            self._move_to(self._ids.index(here))

    def _voice(self, place: int) -> Voice | None:
        number = self._ids[place]
        if number not in self._read:
            start = place - place % AT_ONCE
            found = self.quoth.library.articles.voices.rows(self._ids[start : start + AT_ONCE])
            self._read.update((voice.id, voice) for voice in found)
        return self._read.get(number)

    def paint_row(self, place: int, width: int) -> Row:
        """Return a name with its role, how often it speaks in how many articles, and between which years."""
        voice = self._voice(place)
        if voice is None:
            return [[("", "text")]]
        facts = f"{voice.count:>6,}"
        if width >= YEARS_FROM:
            first, last = (str(day.year) if day else "" for day in (voice.first, voice.last))
            years = first if first == last else f"{first}–{last}"
            if width >= WORDS_FROM:
                what = "article " if voice.articles == 1 else "articles"
                facts += f" in {voice.articles:>5,} {what} {years:>9}"
            else:
                facts += f" in {voice.articles:<6,} {years:>9}"
        room = max(1, width - cell_width(facts) - 2)
        name, role = sanitise_line(voice.name), sanitise_line(voice.role)
        left = room - cell_width(name) - 2
        if not role or left < NARROWEST_ROLE:
            return [[(fit(name, room), "text"), (" " + facts, "muted")]]
        return [[(name, "text"), (f"  {fit(role, left)} {facts}", "muted")]]

    def open_row(self, place: int) -> None:
        """Show all that the voice said."""
        voice = self._voice(place)
        if voice is not None:
            self.app.push_screen(VoiceScreen(self.quoth, voice))

    def action_sort(self) -> None:
        """Sort by number, name or date."""
        orders = list(self.ORDERS)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self.rows.cursor = 0
        self.refill()

    def action_copy(self) -> None:
        """Copy the voice's name."""
        voice = self._voice(self.rows.cursor) if self.rows.count else None
        if voice is not None:
            self.quoth.copy(sanitise_line(voice.name))


class VoiceScreen(_FollowingScreen):
    """All that one voice said, in order of date; reprints once."""

    SCOPES: ClassVar[tuple[str, ...]] = SCOPES
    HINTS: ClassVar[tuple[tuple[str, str], ...]] = (*ListScreen.HINTS[:2], ("y", "copy"), *ListScreen.HINTS[2:])
    ROW_HEIGHT: ClassVar[int] = 2
    EMPTY: ClassVar[str] = "Nothing that was said holds these words."

    def __init__(self, app: Host, voice: Voice) -> None:
        super().__init__(app)
        self._voice = voice
        self._everything: list[Place] | None = None
        """Where all that the voice said is kept; the words are read as they are looked at."""
        self._haystacks: list[str] = []
        """The folded words of everything, which are worked out for the first search."""
        self._places: list[Place] = []
        self._read: dict[int, VoiceQuotation] = {}
        self._latest_first = False

    def refill(self) -> None:
        """Show the quotations that hold what was typed."""
        voices = self.quoth.library.articles.voices
        if self._everything is None:
            self._everything, self._haystacks, self._read = voices.places_of(self._voice.id), [], {}
            self.call_after_refresh(self._fold_if_many, self._everything)
        self._places = self._fitting(self._everything, fold(self.query_words).split())
        if self._latest_first:
            self._places.sort(key=lambda place: place.day, reverse=True)
        others = [form for form in voices.forms(self._voice.id) if form != self._voice.name]
        also = f"  also {', '.join(others[:3])}" if others else ""
        order = "latest first" if self._latest_first else ""
        narrowed = f"/{self.query_words}" if self.query_words else order
        self.heading.show(self._voice.name, f"{len(self._places):,}{also}", right=narrowed)
        self.rows.set_count(len(self._places))
        self.show_bar()

    def _fitting(self, everything: list[Place], wanted: list[str]) -> list[Place]:
        """Return where is kept what holds all words that are `wanted`, in itself or in its article's title."""
        if not wanted:
            return [*everything]
        if not self._haystacks:
            self._haystacks = self.quoth.library.articles.voices.folded_at(everything)
        pairs = zip(everything, self._haystacks, strict=True)
        return [place for place, haystack in pairs if all(word in haystack for word in wanted)]

    def _fold_if_many(self, everything: list[Place]) -> None:
        """Have the words of much that was said folded beside the screen, before somebody searches them."""
        if len(everything) > FOLDED_AT_ONCE:
            fold_apart = partial(self._fold_apart, self.quoth.library.articles.apart(), everything)
            self.run_worker(fold_apart, thread=True, exclusive=True, group="fold", exit_on_error=False)

    def _fold_apart(self, apart: Apart, everything: list[Place]) -> None:
        folded = apart.folded_at(everything)
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._take_folded, everything, folded)

    def _take_folded(self, everything: list[Place], folded: list[str]) -> None:
        if everything is self._everything:
            self._haystacks = folded

    def _said(self, number: int) -> VoiceQuotation:
        """Return the quotation in row `number`, read with those around it."""
        row = self._places[number].row
        if row not in self._read:
            start = number - number % AT_ONCE
            some = self._places[start : start + AT_ONCE]
            read = self.quoth.library.articles.voices.quotations_at(some)
            self._read.update(zip((place.row for place in some), read, strict=True))
        return self._read[row]

    def fill_anew(self) -> None:
        """Show what the voice says now."""
        self._everything = None
        self.refill()

    def paint_row(self, place: int, width: int) -> Row:
        """Return the words, those among them that are searched for standing out, and under them the day and the article."""
        said = self._said(place)
        day = f"{said.published.day} {said.published:%b %Y}" if said.published else "undated"
        again = f"in {said.copies} articles" if said.copies > 1 else ""
        words, title = sanitise_line(" ".join(said.words.split())), sanitise_line(said.title)
        before = "  " + "".join(f"{part} · " for part in ("" if said.is_sure else "? unsure", day) if part)
        source = before + " · ".join(part for part in (title, sanitise_line(said.site), again) if part)
        wanted = fold(self.query_words).split()
        in_title = [(len(before) + first, len(before) + last) for first, last in found_in(title, wanted)]
        return [
            hit_pieces(words, found_in(words, wanted), width, "text"),
            with_hits(fit(source.removesuffix(" · "), width).rstrip(), in_title, "muted"),
        ]

    def action_sort(self) -> None:
        """Show the latest quotation first, or the earliest."""
        self._latest_first = not self._latest_first
        self.rows.cursor = 0
        self.refill()

    def action_copy(self) -> None:
        """Copy the quotation with its speaker and where it was printed."""
        if self.rows.count:
            self.quoth.copy(cite_voice(self._voice.name, self._said(self.rows.cursor)))

    def open_row(self, place: int) -> None:
        """Go to the quotation in its article."""
        said = self._said(place)
        self.quoth.open_article(said.article, anchor=Anchor(exact=said.words, start=said.start))
