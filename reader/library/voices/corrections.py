"""Corrections: what the reader said about who speaks, laid over what was found.

A correction is a mark of its own kind: its anchor holds on to the quotation's words, its note is the speaker's name,
or empty where it is no one's speech. So it outlives every re-cleaning and can be undone like any mark. Pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.document import Quotation, QuotationKind, Quotations, Span
from reader.document.identity import resolve
from reader.library.marks.acts import CORRECTION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.document import Mark

__all__ = ["CORRECTION", "EVIDENCE", "correct", "corrections_of", "is_corrected", "quotation_at"]

EVIDENCE = "you said so"


def correct(text: str, quotations: Sequence[Quotation], marks: Iterable[Mark]) -> Quotations:
    """Return `quotations` as the corrections among `marks` want them, sorted by where they start.

    A correction whose words are no quotation any more makes them one again; one whose words cannot be found for
    certain is left out. Of two for the same words the later one counts.
    """
    placed = _placed(text, marks)
    if not placed:
        return Quotations.of(quotations)
    corrected = list(quotations)
    places = {quotation.span: place for place, quotation in enumerate(corrected)}
    for start, end, mark in placed:
        # A correction nearly always stands at a quotation's own words; others are looked for among all.
        place = places.get(Span(start, end))
        place = quotation_at(corrected, start, end) if place is None else place
        if place is None:
            if mark.note:
                places[Span(start, end)] = len(corrected)
                corrected.append(_said_by(Quotation(start, end, QuotationKind.DIRECT), mark.note))
        elif mark.note:
            corrected[place] = _said_by(corrected[place], mark.note)
        else:
            corrected[place] = Quotation(
                corrected[place].start, corrected[place].end, QuotationKind.TERM, confidence=1.0, evidence=EVIDENCE
            )
    return Quotations.of(sorted(corrected, key=lambda quotation: (quotation.start, -quotation.end)))


def corrections_of(text: str, quotations: Quotations, marks: Iterable[Mark]) -> dict[Span, list[Mark]]:
    """Return the corrections among `marks` of each of `quotations` by where that stands, the one that counts last."""
    corrections: dict[Span, list[Mark]] = {}
    spans = [*map(Span, quotations.starts, quotations.ends)]
    known = frozenset(spans)
    for start, end, mark in _placed(text, marks):
        span = Span(start, end)
        if span not in known:
            place = quotation_at(quotations, start, end)
            if place is None:
                continue
            span = spans[place]
        corrections.setdefault(span, []).append(mark)
    return corrections


def _placed(text: str, marks: Iterable[Mark]) -> list[tuple[int, int, Mark]]:
    """Return the corrections among `marks` whose words are found for certain, with where they are, the oldest first."""
    corrections = (mark for mark in marks if mark.kind == CORRECTION)
    found = []
    for mark in sorted(corrections, key=lambda mark: (mark.created, mark.id)):
        start, end, state = resolve(text, mark.anchor)
        if state in ("exact", "certain"):
            found.append((start, end, mark))
    return found


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
