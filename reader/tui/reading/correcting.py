"""The reader's corrections of who speaks in the open article, kept as marks and laid over what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.document.identity import anchor_at, resolve
from reader.errors import StorageError
from reader.library.voices.corrections import CORRECTION, correct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.document import Mark, Quotation
    from reader.tui.host import Host
    from reader.tui.open_article import OpenArticle


class Corrections:
    """Who speaks in one article as the reader says; each act is on the disk before it is told."""

    def __init__(self, app: Host, opened: OpenArticle) -> None:
        self._app = app
        self._opened = opened
        self._applied: tuple[Sequence[Quotation], list[Mark], Sequence[Quotation]] = ((), [], ())

    def apply(self, quotations: Sequence[Quotation]) -> Sequence[Quotation]:
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

    def name_speaker(self, quotation: Quotation, name: str) -> None:
        """Keep that `name` speaks `quotation`; "" that it is no one's speech."""
        marks = self._app.library.marks
        known = self._of(quotation)
        try:
            if known:
                marks.change(known[-1].id, note=name)
            else:
                anchor = anchor_at(self._opened.article, quotation.start, quotation.end)
                marks.add(CORRECTION, self._opened.reference, anchor, note=name)
        except StorageError as error:
            self._app.report(error)
            return
        self._app.marks_changed()
        self._app.say(f"{name} speaks here. U takes it back." if name else "No one's speech. U takes it back.")

    def reset(self, quotation: Quotation) -> None:
        """Let the speaker be who was found."""
        try:
            for mark in self._of(quotation):
                self._app.library.marks.delete(mark.id)
        except StorageError as error:
            self._app.report(error)
            return
        self._app.marks_changed()
        self._app.say("The speaker is who was found. U takes it back.")

    def _marks(self) -> list[Mark]:
        found = self._app.library.marks.of(self._opened.reference)
        return [mark for mark in found if mark.kind == CORRECTION]

    def _of(self, quotation: Quotation) -> list[Mark]:
        """Return the corrections of `quotation`, the one that counts last."""
        touching = []
        for mark in self._marks():
            start, end, _ = resolve(self._opened.article.text, mark.anchor)
            if start < quotation.end and quotation.start < end:
                touching.append(mark)
        return sorted(touching, key=lambda mark: (mark.created, mark.id))
