"""The voices of one article, made from its quotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.document import Quotation, QuotationKind, Speaker

if TYPE_CHECKING:
    from collections.abc import Sequence


def speakers_of(quotations: Sequence[Quotation]) -> tuple[Speaker, ...]:
    """Return the named speakers of `quotations`, those who say most first, then in the order of speaking."""
    said: dict[str, list[int]] = {}
    roles: dict[str, str] = {}
    for index, quotation in enumerate(quotations):
        if quotation.speaker_name and quotation.kind is not QuotationKind.TERM:
            said.setdefault(quotation.speaker_name, []).append(index)
            if quotation.speaker_role:
                roles.setdefault(quotation.speaker_name, quotation.speaker_role)
    speakers = [Speaker(name, roles.get(name, ""), tuple(indexes)) for name, indexes in said.items()]
    return tuple(sorted(speakers, key=lambda speaker: -len(speaker.quotations)))
