"""Answers of an interview that stand between marks, each below a question without any: whoever is interviewed gives them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.document import Mention, Quotation, QuotationKind

if TYPE_CHECKING:
    from reader.quotations.people import People

LEAST_ANSWERS = 2
"""Answers from which a text is an interview, by our own judgement."""
ANSWER_SURE = 0.8
"""Confidence that the only person named before them gives them, by our own judgement."""
_MARK = re.compile('[“”"«»]')
QUESTION_REACH = 400
"""Characters of the longest question that is looked for."""
_GUEST = re.compile(r"\b(?:[Ii]nterview|[Cc]onversation|Q&A|[Tt]alk) with \Z")
LEAD_REACH = 24
"""Characters before a name in which an interview is told to be with its bearer."""


def answered(text: str, people: People, found: list[Quotation]) -> list[Quotation]:
    """Return `found` with answers that nobody is said to give given to the guest, where a text is such an interview."""
    answers = [place for place, quotation in enumerate(found) if _is_answer(text, quotation)]
    if len(answers) < LEAST_ANSWERS:
        return found
    guest = _guest(text, people, found[answers[0]].start)
    if guest is None:
        return found
    whole = list(found)
    for place in answers:
        whole[place] = whole[place]._replace(
            speaker=guest[0],
            speaker_name=guest[1],
            confidence=ANSWER_SURE,
            evidence="answers of the one who is interviewed",
        )
    return whole


def _is_answer(text: str, quotation: Quotation) -> bool:
    """Tell whether a quotation without a speaker is a paragraph by itself below one that asks."""
    if quotation.speaker is not None or quotation.kind is not QuotationKind.DIRECT:
        return False
    start, end = quotation.start, quotation.end
    if text[start - 1 : start] != "\n" or text[end : end + 1] not in ("\n", ""):
        return False
    above = text[max(0, start - QUESTION_REACH) : start].rstrip()
    return above.endswith("?") and _MARK.search(above, above.rfind("\n") + 1) is None


def _guest(text: str, people: People, end: int) -> tuple[Mention, str] | None:
    """Return with whom the interview is told to be or, where it is not told, the only person named in full before `end`."""
    named = [item for item in people.between(0, end) if item.is_person]
    told = [item for item in named if _GUEST.search(text, max(0, item.start - LEAD_REACH), item.start)]
    full = told or [item for item in named if item.is_full]
    if not full or len({item.name for item in full}) > 1:
        return None
    item = full[0]
    return Mention(item.start, item.end, text[item.start : item.end]), item.name
