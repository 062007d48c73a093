"""Walking from quotation to quotation and from voice to voice."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from reader.document import QuotationKind
from reader.tui.citation import cite, told_name
from reader.tui.reading.frame import DIGEST, ReadingPart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.document import Quotation
    from reader.tui.screens.evidence import Verdict


class Quoting(ReadingPart):
    """The actions on quotations."""

    @property
    def current_quotation(self) -> Quotation | None:
        """The quotation that the reader walked to, while it is on the screen; else the first one there."""
        if self.current >= 0 and self.page.shows(self.manuscript.quotations[self.current].start):
            return self.manuscript.quotations[self.current]
        quotations, shown = self.manuscript.quotations, self.manuscript.shown
        place = bisect_left(shown, self.page.top, key=quotations.starts.__getitem__)
        if place < len(shown) and self.page.shows(quotations.starts[shown[place]]):
            return quotations[shown[place]]
        return None

    def _walk(self, step: int, numbers: Sequence[int], of_whom: str = "") -> None:
        if not numbers:
            self.quoth.say(self._nobody())
            return
        place = self._place_beside(step, numbers)
        if 0 <= place < len(numbers):
            self.current, self.mark_walked = numbers[place], -1
            self.page.reveal(self.manuscript.quotations.starts[self.current])
            self.show_state()
        elif len(numbers) == 1 and self.current == numbers[0]:
            self.quoth.say(f"That is the only quotation{of_whom}.")
        else:
            self.quoth.say(f"That was the {'last' if step > 0 else 'first'} quotation{of_whom}.")

    def _place_beside(self, step: int, numbers: Sequence[int]) -> int:
        """Return the place among `numbers` of the one beside the quotation walked to, or beside what is on the screen."""
        starts = self.manuscript.quotations.starts
        if self.current >= 0 and self.page.shows(starts[self.current]):
            return bisect_right(numbers, self.current) if step > 0 else bisect_left(numbers, self.current) - 1
        place = bisect_left(numbers, self.page.top, key=starts.__getitem__)
        return place if step > 0 else place - 1

    def _nobody(self) -> str:
        """Say that nobody is quoted, and whether somebody is reported."""
        kinds = self.manuscript.quotations.kinds()
        reported = 0 if self.indirect else sum(kind is QuotationKind.INDIRECT for kind in kinds)
        return "Nobody is quoted in this article" + (f"; I shows what is reported: {reported:,}" if reported else ".")

    def take_quotation(self, offset: int) -> None:
        """Take the quotation that holds `offset`, if any, as the one walked to."""
        touched = self.manuscript.overlay.touching(offset, offset + 1)
        if touched:
            self.current = touched[0][2]
            self.show_state()

    def action_next_quotation(self) -> None:
        """To the next quotation."""
        self._walk(1, self.manuscript.shown)

    def action_previous_quotation(self) -> None:
        """To the quotation before."""
        self._walk(-1, self.manuscript.shown)

    def action_next_of_speaker(self) -> None:
        """To the same speaker's next quotation."""
        self._walk_speaker(1)

    def action_previous_of_speaker(self) -> None:
        """To the same speaker's quotation before."""
        self._walk_speaker(-1)

    def _walk_speaker(self, step: int) -> None:
        """Walk what the current speaker says; where none is current yet, to the next quotation, whose speaker is then."""
        manuscript = self.manuscript
        if self.current < 0:
            self._walk(step, manuscript.shown)
            return
        voice = manuscript.voice_of[self.current]
        numbers = [number for number in manuscript.shown if manuscript.voice_of[number] == voice]
        self._walk(step, numbers, f" of {told_name(manuscript.voices[voice])}" if voice >= 0 else " without a name")

    def action_fade(self) -> None:
        """Fade all but the quotations; then quotations only; then all."""
        if not self.manuscript.shown:
            self.quoth.say(self._nobody())
            return
        self.fade = (self.fade + 1) % 3
        self.page.show_digest(self.fade == DIGEST)
        self.show_state()

    def action_toggle_indirect(self) -> None:
        """Show or hide reported speech."""
        self.indirect = not self.indirect
        before = len(self.manuscript.shown)
        self.manuscript = self.laid_over()
        reported = abs(len(self.manuscript.shown) - before)
        if self.current not in self.manuscript.shown:
            self.current = -1
        self.page.show(self.manuscript)
        self.show_state()
        if not reported:
            self.quoth.say("Nobody's speech is reported in this article.")
        else:
            self.quoth.say(f"Reported speech is {'shown' if self.indirect else 'hidden'}: {reported:,}")

    def action_explain(self) -> None:
        """Show why the current quotation has its speaker, and let the reader say who it is."""
        quotation = self.current_quotation or self._term_on_screen()
        if quotation is not None:
            self.explain(quotation)
        elif self.manuscript.shown:
            self.quoth.say("No quotation is on the screen: ] goes to the next one.")
        else:
            self.quoth.say(self._nobody())

    def _term_on_screen(self) -> Quotation | None:
        """Return the first of what stands between marks here and is no one's speech: it may be somebody's after all."""
        quotations = self.manuscript.quotations
        terms = self.manuscript.overlay.touching(self.page.top, self.page.bottom)
        return next((quotations[number] for start, _, number in terms if self.page.shows(start)), None)

    def explain(self, quotation: Quotation) -> None:
        """Show why `quotation` has its speaker, and let the reader say who it is; it may be one that was not found."""
        # Loaded when it is wanted: the page of an article that is known needs neither.
        from reader.quotations import people_of
        from reader.tui.screens.evidence import EvidenceScreen

        text, quotations = self.opened.article.text, self.opened.quotations
        people = people_of(text, quotations, quotation.start)
        alike = self._alike(quotation)
        screen = EvidenceScreen(self.quoth, self.opened.article, quotation, people, alike=len(alike))

        def take(verdict: Verdict | None) -> None:
            if verdict is None:
                return
            meant = alike if verdict.of_all else [quotation]
            if verdict.name is None:
                self.corrections.reset(meant)
            else:
                self.corrections.name_speaker(meant, verdict.name)

        self.app.push_screen(screen, take)

    def _alike(self, quotation: Quotation) -> list[Quotation]:
        """Return what has the same speaker as `quotation`, reported speech too; that one alone where it has none."""
        name = quotation.speaker_name
        if name is None:
            return [quotation]
        quotations = self.manuscript.quotations
        return [quotations[place] for place, other in enumerate(quotations.speakers()) if other == name]

    def action_copy(self) -> None:
        """Copy the current quotation, or else the article's title and address."""
        quotation = self.current_quotation
        article = self.opened.article
        words = (
            cite(article, quotation)
            if quotation
            else " — ".join(part for part in (article.title, article.url) if part)
        )
        self.quoth.copy(words)
