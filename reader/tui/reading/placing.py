"""Marks whose words are not where they were: shown with the words they had, and placed or dismissed by the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.voices.corrections import CORRECTION
from reader.text import sanitise_line
from reader.tui.reading.marking import Marking

if TYPE_CHECKING:
    from reader.document import Mark, Span
    from reader.document.placing import Placement

AROUND = 30
"""Characters shown on either side of a candidate."""


class Placing(Marking):
    """The actions on marks without a place."""

    def action_place_marks(self) -> None:
        """List the marks whose words are uncertain or lost."""
        from reader.tui.screens.choice import Choice

        unplaced = self.marks.unplaced
        if not unplaced:
            self.quoth.say("All marks of this article are at their words.")
            return

        def go_on(number: int | None) -> None:
            if number is not None:
                self._offer(*unplaced[number])

        rows = [f"{placement.state:<10} {_words(mark)}" for mark, placement in unplaced]
        self.app.push_screen(Choice(self.quoth, "Marks whose words are not where they were", rows), go_on)

    def _offer(self, mark: Mark, placement: Placement) -> None:
        """Offer the places where the words of `mark` may stand, the place shown, and to dismiss it."""
        from reader.tui.screens.choice import Choice

        places = [*placement.candidates]
        shown = self._place()
        rows = [
            *(f"There:     …{self._around(span)}…" for span in places),
            f"Here:      {sanitise_line(self.opened.article.text[shown[0] : shown[1]])[:80]}",
            "Leave it   as it is, in this list",
            "Dismiss    it: the mark is deleted, U brings it back",
        ]

        def act(number: int | None) -> None:
            if number is None or number == len(places) + 1:
                return
            if number == len(places) + 2:
                self.marks.delete(mark)
            else:
                span = places[number] if number < len(places) else None
                start, end = (span.start, span.end) if span else shown
                self.marks.put_at(mark, start, end)
                self.jump(start, third=True)
            self.refresh_marks()

        self.app.push_screen(Choice(self.quoth, f"Where is {_words(mark)}?", rows), act)

    def _around(self, span: Span) -> str:
        text = self.opened.article.text
        before, words = text[max(0, span.start - AROUND) : span.start], text[span.start : span.end]
        return sanitise_line(f"{before}[{words[:60]}]{text[span.end : span.end + AROUND]}")


def _words(mark: Mark) -> str:
    words = sanitise_line(mark.anchor.exact)[:60]
    note = f" — {sanitise_line(mark.note)[:40]}" if mark.note else ""
    if mark.kind == CORRECTION:
        note = f" — said by {sanitise_line(mark.note)[:40]}" if mark.note else " — no one's speech"
    return f"“{words}”{note}"
