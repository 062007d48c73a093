"""The subject of a verb of saying that stands before marked words, and the subject of a clause whatever its verb."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.document import Span
from reader.quotations.attached import is_apposed
from reader.quotations.mentions import ADJACENT, Found, subject_at
from reader.quotations.remembering import remembered
from reader.quotations.words import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.quotations.mentions import Candidate
    from reader.quotations.people import People

_PREPOSITIONS = (
    r"\b(?:of|for|at|in|with|on|from|to|by|about|against|giving|than|near|under|over|into|after|before|via)"
)
_PREPOSITION = re.compile(rf"{_PREPOSITIONS}\s+(?:the\s+|an?\s+|his\s+|her\s+|their\s+)?(?:[\w’'.-]+\s+){{0,2}}?\Z")
"""In small letters, in which it is asked: a search that ignores case takes twice as long."""
PREPOSITION_REACH = 4
"""Words that `_PREPOSITION` spans at most."""
_ENDS_IN_PREPOSITION = re.compile(rf"{_PREPOSITIONS}\Z")
_TITLES_BEFORE = re.compile(r"(?:\b[A-Z][\w-]{0,20}\.?\s+(?:of\s+)?){1,6}\Z")
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be|so|often|commonly)\s+(?:\w+ly\s+|also\s+|once\s+)?\Z")
_COORDINATED = re.compile(r"\b(?:and|but|or)\s+(?:\w+ly\s+|also\s+|then\s+|later\s+|even\s+)*\Z")
_SUBORDINATED = re.compile(r"\b(?:to|in|by|after|while|before|and)\s+\Z")
_LEADS = re.compile(
    r"\b(?:was|were|been|being|is|are|be|so|often|commonly|and|but|or|to|in|by|after|while|before|also|once|then|later|even)\Z"
    r"|ly\Z"
)
"""How the word before a cue ends where `_PASSIVE`, `_COORDINATED` or `_SUBORDINATED` finds something."""
_PROGRESSIVE = re.compile(r"\b(?:is|are|was|were|been|be)\s+(?:\w+\s+)?\Z")
_OPENING = re.compile(
    r"\s*(?:After|When|While|As|In|On|At|During|Before|Since|If|Although|Though|Despite|With|For)\b[^,]*,"
)
_SHOWN = frozenset(listed("noun_phrases.txt", "shown"))
"""Things that say what is written on them: `held up a | sign | saying “…”`."""
_ADVERBS = re.compile(r"(?: \w+ly| then| also| even| recently)? ")
_WITH = re.compile(r"\b[Ww]ith ?\Z")
_HELD_ELSEWHERE = frozenset(listed("between.txt", "held"))
"""Prepositions of other languages, directly behind which no subject stands: `o ministro dos | Transportes`."""
_AGENT = re.compile(r"\s+by\s+")


def subject_before(
    text: str, masked: str, people: People, start: int, cue_start: int, cue_end: int, everyone: Sequence[Candidate]
) -> Found | None:
    """Find the subject of the cue at `cue_start`, in the clause that begins at `start`, among `everyone` in it.

    It stands directly before the cue (appositions, helping verbs and adverbs between), or begins the sentence where
    the cue is a participle or coordinated with another verb; after a passive, "by" names it.
    """
    lead = masked[: cue_start - start]
    cue = Span(cue_start, cue_end)
    found = [item for item in everyone if item.end <= cue_start and not text.startswith(("’s", "'s"), item.end)]
    is_led = _may_lead((lead.rsplit(None, 1) or [""])[-1])
    if is_led and _PASSIVE.search(lead) and not text[cue_start:cue_end].endswith("ing"):
        by = _AGENT.match(text, cue_end)
        agent = subject_at(text, people, by.end(), cue_end + 120) if by else None
        return Found(agent[0], cue, role=agent[1]) if agent else None
    participle = text[cue_start:cue_end].endswith("ing") and not _PROGRESSIVE.search(lead)
    if participle:
        main = _accompanying(lead, found, start) or _main_subject(lead, found, start)
        return Found(main.mention, cue, role=main.role) if main else None
    for item in sorted(found, key=lambda item: (-item.weight, -item.start)):
        gap = lead[item.end - start :]
        if len(gap) < 260 and ADJACENT.fullmatch(gap) and not _is_held(lead, item, start):
            return Found(item.mention, cue, role=item.role)
        if gap == ", " and item.weight == 2 and is_apposed(people, lead, start, item.mention, item.role):
            return Found(item.mention, cue, role=item.role)
    if is_led and (_COORDINATED.search(lead) or _SUBORDINATED.search(lead)):
        main = _main_subject(lead, found, start)
        if main is not None:
            return Found(main.mention, cue, role=main.role)
    return None


def _accompanying(lead: str, found: list[Candidate], start: int) -> Candidate | None:
    """Return who has a participle of their own: `The vote was put off, with | Brian Holt | calling it “late.”`"""
    with_them = [item for item in found if _ADVERBS.fullmatch(lead, item.end - start)]
    if with_them and with_them[-1].words.rpartition(" ")[2] in _SHOWN:
        return with_them[-1]
    leads = (lead[: item.start - start].removesuffix(f"{item.role} ") for item in with_them)
    return next((item for item, before in zip(with_them, leads, strict=True) if _WITH.search(before)), None)


def _is_held(lead: str, item: Candidate, start: int) -> bool:
    """Tell whether a preposition holds the candidate, so that it is no subject."""
    before = lead[: item.start - start]
    if item.role:
        before = _TITLES_BEFORE.sub("", before)
    if before.endswith(("l’", "l'")):
        before = before[:-2]
    if not before[-1:].isspace():
        return False
    last_words = before.rsplit(None, PREPOSITION_REACH)[-PREPOSITION_REACH:]
    if last_words and last_words[-1].lower() in _HELD_ELSEWHERE:
        return True
    if not any(map(_may_hold, last_words)):
        return False
    return bool(_PREPOSITION.search(f"{' '.join(last_words).lower()} ")) and not before.removesuffix(
        "the "
    ).rstrip().endswith((",", ";"))


@remembered(8192)
def _may_hold(word: str) -> bool:
    """Tell whether `word`, with what stands directly before it, ends in a preposition."""
    return _ENDS_IN_PREPOSITION.search(word.lower()) is not None


@remembered(8192)
def _may_lead(word: str) -> bool:
    """Tell whether `word` may stand before the verb of a passive, of a second verb or of a clause within another."""
    return _LEADS.search(word) is not None


def _main_subject(lead: str, found: list[Candidate], start: int) -> Candidate | None:
    """Return the subject of the clause: its first name or pronoun that no preposition holds, after an opening clause."""
    opening = _OPENING.match(lead)
    behind = start + opening.end() if opening else start
    weak = strong = None
    for item in found:
        if weak and strong and item.start < behind or _is_held(lead, item, start):
            continue
        if item.weight == 2 and item.words.lower() not in ("it", "who"):
            if item.start >= behind:
                return item
            strong = strong or item
        weak = weak or item
    return strong or weak


def sentence_subject(start: int, masked: str, everyone: Sequence[Candidate]) -> Found | None:
    """Return the subject of the clause that begins at `start`, of `everyone` in it, whatever its verb."""
    found = [item for item in everyone if item.weight == 2]
    main = _main_subject(masked, found, start)
    return Found(main.mention, role=main.role) if main else None
