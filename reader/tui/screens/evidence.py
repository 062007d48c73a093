"""Why a quotation has its speaker, and whom else the reader may say it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from reader.document import QuotationKind
from reader.library.voices.corrections import is_corrected
from reader.text import cell_width, fit, fold, sanitise_line
from reader.tui.citation import explain
from reader.tui.list_screen import ListScreen
from reader.tui.widgets.row_list import Row
from reader.typesetting.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.geometry import Size

    from reader.document import Article, Quotation
    from reader.tui.host import Host

LABEL_WIDTH = 10
"""Cells of the words that tell what a line is about."""
_LEFT = "  "
ROW_INDENT = 2
"""Cells left of every row, for the cursor."""
LONGEST_SHOWN = 300
"""Characters of a quotation that are shown over its evidence: a few lines, so that the names below stay in sight."""
CONFIRMS = "choose it to make it sure"
PEOPLE_SHOWN = 60
"""People of the article that are offered: who speaks here, who speaks most, then who is named most."""
NO_SPEAKER = "It has no speaker yet, so no other quotation has the same one."
VOICES_SHOWN = 12
"""Voices of other articles that are offered for what was typed, those who say most."""
VOICES_COMPARED = 500
"""Voices that hold a name that was typed in full, among which that name itself is looked for."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the reader says: a speaker's `name`, "" for no one's speech, or None for whoever was found.

    It is said `of_all` that have the same speaker as the quotation that was asked about, or of that one alone.
    """

    name: str | None
    of_all: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the screen; `verdict` is what choosing it says, `asks` whether it asks for a name first.

    `label` stands before the words, `fact` behind them.
    """

    words: str
    style: str = "text"
    verdict: Verdict | None = None
    asks: bool = False
    label: str = ""
    fact: str = ""


class EvidenceScreen(ListScreen):
    """What the attribution rests on, then who else it may be; enter says so, escape leaves all as it is."""

    SCOPES: ClassVar[tuple[str, ...]] = (*ListScreen.SCOPES, "evidence")
    HINTS: ClassVar[tuple[tuple[str, str], ...]] = (("⏎", "this one speaks"), ("/", "search"), ("q", "back"))

    def __init__(
        self, app: Host, article: Article, quotation: Quotation, people: Sequence[str], *, alike: int = 1
    ) -> None:
        """Explain `quotation`, one of `article` or words in which none was found; `people` may have spoken them.

        `alike` is how many quotations of the article have the same speaker, this one among them.
        """
        super().__init__(app)
        self._quotation = quotation
        self._alike = alike
        said = article.text[quotation.start : quotation.end].replace("\n", " ")
        self._told = [("", said if len(said) <= LONGEST_SHOWN else f"{said[:LONGEST_SHOWN]}…"), ("", "")]
        self._told += explain(article, quotation)
        # Who speaks by what was found comes first, so that enter alone says nothing that the screen does not say.
        offered = dict.fromkeys([*filter(None, [quotation.speaker_name]), *people])
        is_unsure = bool(quotation.speaker_name) and not quotation.is_sure
        self._people = [
            _Line(name, verdict=Verdict(name), fact=CONFIRMS if is_unsure and name == quotation.speaker_name else "")
            for name in [*offered][:PEOPLE_SHOWN]
        ]
        self._rest = [_Line("Another name…", "accent", asks=True)]
        is_found = bool(quotation.evidence or quotation.confidence)
        if is_found and quotation.kind is not QuotationKind.TERM:
            self._rest.append(_Line("No one's speech: a title, a term, a nickname", "accent", Verdict("")))
        if is_corrected(quotation):
            self._rest.append(_Line("As it was found, before you said who speaks", "accent", Verdict(None)))
        self._lines: list[_Line] = []
        self._first = 0
        self._width = app.size.width

    def begin(self) -> None:
        """Begin at the quotation, once the list has its height: the names below it need not all be in sight."""
        self.call_after_refresh(self.rows.show_from, 0)

    def fit_size(self, size: Size) -> None:
        """Break what is told anew; the cursor stays on its name."""
        super().fit_size(size)
        chosen, self._width = self.rows.cursor - self._first, size.width
        self.refill()
        self.rows.move_to(self._first + chosen)

    def _told_in(self, width: int) -> list[_Line]:
        """Return the quotation and its evidence in lines of at most `width` cells."""
        lines = []
        for label, told in self._told:
            words = sanitise_line(told)
            room = width - ROW_INDENT - len(_LEFT) - (LABEL_WIDTH if label else 0)
            pieces = [words[start:end] for start, end in zip(*wrap(words, 0, len(words), room, room), strict=True)]
            lines += [_Line(piece, label=" " if label and at else label) for at, piece in enumerate(pieces or [""])]
        asked = "Not so? Choose who speaks:" if self._quotation.speaker_name else "Choose who speaks:"
        return [*lines, _Line(""), _Line(asked, "muted")]

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Return the keys, with the one for all quotations of the speaker where there are others."""
        choose, *others = self.HINTS
        return (choose, ("A", f"so in all {self._alike:,}"), *others) if self._alike > 1 else self.HINTS

    def _voices(self) -> list[_Line]:
        """Return the voices of other articles whose names hold what was typed."""
        voices = self.quoth.library.articles.voices
        here = {line.words for line in self._people}
        found = voices.rows(voices.ids(self.query_words)[:VOICES_SHOWN])
        return [
            _Line(voice.name, verdict=Verdict(voice.name), fact=voice.role or "in other articles")
            for voice in found
            if voice.name not in here
        ]

    def refill(self) -> None:
        """Show the people whose names hold what was typed, and then the voices of other articles."""
        wanted = fold(self.query_words).split()
        people = [line for line in self._people if all(word in fold(line.words) for word in wanted)]
        told = [] if wanted else self._told_in(self._width)
        self._first = len(told)
        self._lines = [*told, *people, *(self._voices() if wanted else ()), *self._rest]
        nobody = "No one's speech" if self._quotation.kind is QuotationKind.TERM else "No speaker"
        self.heading.show(
            self._quotation.speaker_name or nobody,
            "" if self._quotation.is_sure or not self._quotation.speaker_name else "unsure",
            right=f"/{self.query_words}" if self.query_words else "",
        )
        self.rows.set_count(len(self._lines))
        self.rows.move_to(self._first)
        self.show_bar()

    def show_bar(self) -> None:
        """Show the keys and the place among those to choose from: what is told is none of them."""
        place = self.rows.cursor - self._first + 1
        self.bar.show(
            self._keys.typed, self.hints(), f"{place}/{len(self._lines) - self._first}" if place > 0 else ""
        )

    def paint_row(self, place: int, width: int) -> Row:
        """Return a line of evidence, a name, or what else can be said."""
        line = self._lines[place]
        sign = _LEFT if line.verdict is None and not line.asks else "› "
        lead = sign + (fit(line.label, LABEL_WIDTH) if line.label else "")
        room = max(1, width - len(lead))
        words, fact = sanitise_line(line.words), f"  {sanitise_line(line.fact)}" if line.fact else ""
        if cell_width(words) + cell_width(fact) > room:
            return [[(lead, "muted"), (fit(words, room), line.style)]]
        return [[(lead, "muted"), (words, line.style), (fit(fact, room - cell_width(words)), "muted")]]

    def open_row(self, place: int) -> None:
        """Say that this one speaks."""
        self._choose(place, of_all=False)

    def action_take_all(self) -> None:
        """Say that this one speaks wherever the quotation's speaker does."""
        if self._alike > 1:
            self._choose(self.rows.cursor, of_all=True)
        else:
            self.quoth.say(
                "No other quotation here has this speaker." if self._quotation.speaker_name else NO_SPEAKER
            )

    def _choose(self, place: int, *, of_all: bool) -> None:
        line = self._lines[place]
        if line.asks:
            asked = f"Who speaks all {self._alike:,}?" if of_all else "Who speaks?"
            self.quoth.ask(asked, self.query_words, lambda words: self._take(words, of_all=of_all))
        elif line.verdict is not None:
            self.dismiss(replace(line.verdict, of_all=of_all))

    def _take(self, words: str | None, *, of_all: bool) -> None:
        name = " ".join(sanitise_line(words or "").split())
        if name:
            # Whoever is known already is meant, however quickly the name was typed.
            known = [line.words for line in self._people]
            voices = self.quoth.library.articles.voices
            known += [voice.name for voice in voices.rows(voices.ids(name)[:VOICES_COMPARED])]
            self.dismiss(Verdict(next((other for other in known if fold(other) == fold(name)), name), of_all))

    def action_back(self) -> None:
        """Leave all as it is."""
        if self.query_words:
            self.narrow("")
        else:
            self.dismiss(None)
