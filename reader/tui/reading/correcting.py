"""The reader's corrections of who speaks in the open article, kept as marks and laid over what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.document import Quotations
from reader.document.identity import anchor_at
from reader.errors import ReaderError
from reader.library.voices.corrections import CORRECTION, correct, corrections_of
from reader.tui.citation import told_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.document import Mark, Quotation, Span
    from reader.tui.host import Host
    from reader.tui.open_article import OpenArticle


class Corrections:
    """Who speaks in one article as the reader says; each act is on the disk before it is told."""

    def __init__(self, app: Host, opened: OpenArticle) -> None:
        self._app = app
        self._opened = opened
        self._applied: tuple[Sequence[Quotation], list[Mark], Quotations] = ((), [], Quotations())

    def apply(self, quotations: Sequence[Quotation]) -> Quotations:
        """Return `quotations` with the corrections as they are now, the same ones as before where nothing has changed."""
        before, marks, corrected = self._applied
        if before is not quotations or marks != self._marks():
            marks = self._marks()
            corrected = correct(self._opened.article.text, quotations, marks)
            self._applied = (quotations, marks, corrected)
        return corrected

    @property
    def are_any(self) -> bool:
        """Whether any were laid over what was found."""
        return bool(self._applied[1])

    def name_speaker(self, quotations: Sequence[Quotation], name: str) -> None:
        """Keep, as one act, that `name` speaks `quotations`; "" that they are no one's speech."""
        # Loaded when it is wanted, as by the library's own marks: most starts set none.
        from reader.library.marks.setting import new_mark

        marks, opened = self._app.library.marks, self._opened
        known = self._known()
        kept = []
        for quotation in quotations:
            before = known.get(quotation.span, ())
            if before:
                kept.append(before[-1]._replace(note=name))
            else:
                anchor = anchor_at(opened.article, quotation.start, quotation.end)
                mark = new_mark(CORRECTION, opened.reference, anchor, marks.device.name)
                kept.append(mark._replace(note=name))
        many = f" all {len(quotations):,}" if len(quotations) > 1 else ""
        told = f"{told_name(name)} speaks{many or ' here'}." if name else f"No one's speech{many and ':' + many}."
        self._act(lambda: marks.put_all(kept), told)

    def reset(self, quotations: Sequence[Quotation]) -> None:
        """Let the speaker of `quotations` be who was found, as one act."""
        marks, known = self._app.library.marks, self._known()
        names = [mark.id for quotation in quotations for mark in known.get(quotation.span, ())]
        self._act(lambda: marks.delete_all(names), "The speaker is who was found.")

    def _act(self, keep: Callable[[], None], told: str) -> None:
        marks = self._app.library.marks
        before = marks.acts_version
        try:
            keep()
            if marks.acts_version == before:
                # There is nothing to take back: U would undo what was done before.
                self._app.say("That is so already.")
                return
            self._app.marks_changed()
        except ReaderError as error:
            self._app.report(error)
            return
        self._app.say(f"{told} U takes it back.")

    def _marks(self) -> list[Mark]:
        found = self._app.library.marks.of(self._opened.reference)
        return [mark for mark in found if mark.kind == CORRECTION]

    def _known(self) -> dict[Span, list[Mark]]:
        """Return the corrections of each quotation by where that stands, the one that counts last."""
        return corrections_of(self._opened.article.text, self._applied[2], self._marks())
