"""The voices of one article, made from its quotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.document import Quotation, QuotationKind, Speaker
from reader.quotations.marks import find_marked_spans
from reader.quotations.people import People

if TYPE_CHECKING:
    from collections.abc import Sequence


def speakers_of(quotations: Sequence[Quotation]) -> tuple[Speaker, ...]:
    """Return the named speakers of `quotations`, those who say most first, then in the order of speaking."""
    said: dict[str, list[int]] = {}
    roles: dict[str, str] = {}
    for index, quotation in enumerate(quotations):
        if quotation.speaker_name and quotation.kind in (QuotationKind.DIRECT, QuotationKind.MIXED):
            said.setdefault(quotation.speaker_name, []).append(index)
            if quotation.speaker_role:
                roles.setdefault(quotation.speaker_name, quotation.speaker_role)
    speakers = [Speaker(name, roles.get(name, ""), tuple(indexes)) for name, indexes in said.items()]
    return tuple(sorted(speakers, key=lambda speaker: -len(speaker.quotations)))


NAMED_REACH = 20_000
"""Characters before and behind a quotation in which people are looked for who may have spoken it."""


def people_of(text: str, quotations: Sequence[Quotation], at: int) -> list[str]:
    """Return who may have spoken at offset `at`: the speakers of `text`, then who is named near it, most often first."""
    piece = text[max(0, at - NAMED_REACH) : at + NAMED_REACH]
    people = People.of(piece, find_marked_spans(piece))
    counts: dict[str, int] = {}
    for named in (*people.names, *people.quoted):
        if named.is_person:
            counts[named.name] = counts.get(named.name, 0) + 1
    named_most = sorted(counts, key=lambda name: -counts[name])
    return list(dict.fromkeys([*(speaker.name for speaker in speakers_of(quotations)), *named_most]))
