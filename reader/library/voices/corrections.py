"""Corrections: what the reader said about who speaks, laid over what was found.

A correction is a mark of its own kind: its anchor holds on to the quotation's words, its note is the speaker's name,
or empty where it is no one's speech. So it outlives every re-cleaning and can be undone like any mark. Pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.document import Quotation, QuotationKind, Quotations
from reader.document.identity import resolve
from reader.library.marks.acts import CORRECTION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.document import Mark

__all__ = ["CORRECTION", "EVIDENCE", "correct", "is_corrected", "quotation_at"]

EVIDENCE = "you said so"


def correct(text: str, quotations: Sequence[Quotation], marks: Iterable[Mark]) -> Quotations:
    """Return `quotations` as the corrections among `marks` want them, sorted by where they start.

    A correction whose words are no quotation any more makes them one again; one whose words cannot be found for
    certain is left out. Of two for the same words the later one counts.
    """
    corrections = sorted(
        (mark for mark in marks if mark.kind == CORRECTION), key=lambda mark: (mark.created, mark.id)
    )
    if not corrections:
        return Quotations.of(quotations)
    corrected = list(quotations)
    for mark in corrections:
        start, end, state = resolve(text, mark.anchor)
        if state not in ("exact", "certain"):
            continue
        place = quotation_at(corrected, start, end)
        if place is None:
            if mark.note:
                corrected.append(_said_by(Quotation(start, end, QuotationKind.DIRECT), mark.note))
        elif mark.note:
            corrected[place] = _said_by(corrected[place], mark.note)
        else:
            corrected[place] = Quotation(
                corrected[place].start, corrected[place].end, QuotationKind.TERM, confidence=1.0, evidence=EVIDENCE
            )
    return Quotations.of(sorted(corrected, key=lambda quotation: (quotation.start, -quotation.end)))


def is_corrected(quotation: Quotation) -> bool:
    """Tell whether the reader said who speaks."""
    return quotation.evidence == EVIDENCE


def quotation_at(quotations: Sequence[Quotation], start: int, end: int) -> int | None:
    """Return which quotation shares most with `start` to `end`, at least half of one of them, or None; of two the shorter."""
    best, most = None, (0, 0)
    for place, quotation in enumerate(quotations):
        length = quotation.end - quotation.start
        shared = min(end, quotation.end) - max(start, quotation.start)
        if shared > 0 and (shared, -length) > most and 2 * shared >= min(end - start, length):
            best, most = place, (shared, -length)
    return best


def _said_by(quotation: Quotation, name: str) -> Quotation:
    kind = QuotationKind.DIRECT if quotation.kind is QuotationKind.TERM else quotation.kind
    same = quotation.speaker_name == name
    return quotation._replace(
        kind=kind, speaker=quotation.speaker if same else None, speaker_name=name,
        speaker_role=quotation.speaker_role if same else "", cue=quotation.cue if same else None,
        confidence=1.0, evidence=EVIDENCE,
    )  # fmt: skip
