"""Walking from quotation to quotation and from voice to voice."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from reader.library.voices.corrections import is_corrected
from reader.tui.citation import cite
from reader.tui.manuscript import make_manuscript
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

    def _walk(self, step: int, numbers: Sequence[int], nothing: str, of_whom: str = "") -> None:
        if not numbers:
            self.quoth.say(nothing)
            return
        if self.current >= 0 and self.page.shows(self.manuscript.quotations[self.current].start):
            here, inclusive = self.manuscript.quotations[self.current].start, 0
        else:
            here, inclusive = self.page.top, 1
        starts = self.manuscript.quotations.starts
        if step > 0:
            place = bisect_right(numbers, here - inclusive, key=starts.__getitem__)
        else:
            place = bisect_left(numbers, here, key=starts.__getitem__) - 1
        if not 0 <= place < len(numbers):
            self.quoth.say(f"That was the {'last' if step > 0 else 'first'} quotation{of_whom}.")
            return
        self.current, self.mark_walked = numbers[place], -1
        self.page.reveal(starts[self.current])
        self.show_state()

    def take_quotation(self, offset: int) -> None:
        """Take the quotation that holds `offset`, if any, as the one walked to."""
        touched = self.manuscript.overlay.touching(offset, offset + 1)
        if touched:
            self.current = touched[0][2]
            self.show_state()

    def action_next_quotation(self) -> None:
        """To the next quotation."""
        self._walk(1, self.manuscript.shown, "Nobody is quoted in this article.")

    def action_previous_quotation(self) -> None:
        """To the quotation before."""
        self._walk(-1, self.manuscript.shown, "Nobody is quoted in this article.")

    def action_next_of_speaker(self) -> None:
        """To the same speaker's next quotation."""
        self._walk_speaker(1)

    def action_previous_of_speaker(self) -> None:
        """To the same speaker's quotation before."""
        self._walk_speaker(-1)

    def _walk_speaker(self, step: int) -> None:
        name = self.manuscript.quotations[self.current].speaker_name if self.current >= 0 else None
        nothing = "Go to a quotation first: ] is the next one."
        self._walk(step, self._of_speaker(), nothing, f" of {name}" if name else " without a name")

    def _of_speaker(self) -> list[int]:
        if self.current < 0:
            return []
        voice = self.manuscript.voice_of[self.current]
        return [number for number in self.manuscript.shown if self.manuscript.voice_of[number] == voice]

    def action_fade(self) -> None:
        """Fade all but the quotations; then quotations only; then all."""
        if not self.manuscript.shown:
            self.quoth.say("Nobody is quoted in this article.")
            return
        self.fade = (self.fade + 1) % 3
        self.page.show_digest(self.fade == DIGEST)
        self.show_state()

    def action_toggle_indirect(self) -> None:
        """Show or hide reported speech."""
        self.indirect = not self.indirect
        before = len(self.manuscript.shown)
        self.manuscript = make_manuscript(self.opened.article, self.opened.quotations, indirect=self.indirect)
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
        quotation = self.current_quotation
        if quotation is None:
            self.quoth.say("No quotation is on the screen: ] goes to the next one.")
            return
        # Loaded when it is wanted: the page of an article that is known needs neither.
        from reader.quotations import people_of
        from reader.tui.screens.evidence import EvidenceScreen

        screen = EvidenceScreen(
            self.quoth,
            self.opened.article,
            quotation,
            people_of(self.opened.article.text, self.opened.quotations, quotation.start),
            corrected=is_corrected(quotation),
        )

        def take(verdict: Verdict | None) -> None:
            if verdict is None:
                return
            if verdict.name is None:
                self.corrections.reset(quotation)
            else:
                self.corrections.name_speaker(quotation, verdict.name)

        self.app.push_screen(screen, take)

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
