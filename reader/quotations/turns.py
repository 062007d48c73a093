"""Turns of a dialogue: who speaks a quotation that nobody is said to speak, as in fiction.

Two people who talk take turns, a paragraph each; whoever acts in a quotation's own paragraph speaks it. Only texts
that are dialogue are looked at (`People.is_dialogue`), and only quotations whose own paragraph names no speaker.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.document import Mention, Quotation, QuotationKind
from reader.quotations.antecedents import antecedent
from reader.quotations.interviews import answered
from reader.quotations.resolving import resolve
from reader.quotations.words import cues

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.quotations.people import People

BEAT_CONFIDENCE, TURN_CONFIDENCE, BEFORE_CONFIDENCE = 0.8, 0.5, 0.5
"""Shares of right speakers among those so named, counted on 84 pieces of novels."""
TURNS_LOOKED_AT = 8
"""Quotations on either side among which the turns of a talk are looked for."""
BEAT_REACH = 160
"""Characters behind a quotation in which somebody acts, so that it is theirs."""
GAP = 900
"""Characters of telling between two quotations from which a new talk begins."""
_CLOSING = "”\"’'»›」』“"
"""Marks that close words."""
_BEAT = re.compile(r"[\s—–-]*(?:(?:And|But|Then|Now|So|At this)\s+)?(?=[A-Z])")
_INVERTED = re.compile(r" [a-z]+ed (?:in )?(?=[A-Z])")
_TAG = re.compile(
    r" (?:[a-z]+ )?(?:(?P<pronoun>he|she|I)\b|(?P<phrase>(?:the|his|her|my|this|our|their|an?) [a-z][a-z -]{2,40})"
    r"|(?<=[a-z] )(?P<noun>nurse|nanny|papa|mamma|mama|father|mother|uncle|aunt|grandmother|grandfather)\b)"
)
_WORD = re.compile(r"[a-z-]+")
_PRONOUN = re.compile(r"(?:He|She)\b(?! (?:is|was) (?:not )?(?:said|told))")


def take_turn(text: str, people: People, found: Sequence[Quotation], quotation: Quotation) -> Quotation:
    """Return `quotation` with the speaker whose turn it is, or as it was if its paragraph names one.

    `found` are the quotations before it, in order.
    """
    if not people.is_dialogue:
        return quotation
    paragraph = text.rfind("\n", 0, quotation.start) + 1
    speaker = quotation.speaker
    if speaker is not None and speaker.start >= paragraph:
        return quotation
    if found and found[-1].start >= paragraph and found[-1].speaker_name:
        return quotation
    goes_on = bool(found) and found[-1].start >= paragraph and found[-1].kind is not QuotationKind.TERM
    tagged = _who_is_tagged(text, people, found, quotation)
    if tagged is not None:
        return _spoken(quotation, *tagged, BEAT_CONFIDENCE, "words after the quotation")
    acting = who_acts(text, people, found, quotation, paragraph)
    if acting is not None:
        return _spoken(quotation, *acting, BEAT_CONFIDENCE, "whoever acts in the paragraph speaks")
    other = None if goes_on else who_answers(text, found, quotation)
    if other is not None and other.speaker is not None and other.speaker_name:
        return _spoken(quotation, other.speaker, other.speaker_name, TURN_CONFIDENCE, "taking turns")
    if speaker is not None:
        return quotation._replace(speaker=None, speaker_name=None, cue=None, confidence=0.0)
    return quotation


def name_openings(text: str, people: People, found: Sequence[Quotation]) -> list[Quotation]:
    """Return `found` with unnamed first turns given to who speaks two turns on, the last of them first, and the answers of an
    interview to its guest."""
    named = _named_at_end(text, found)
    if not people.is_dialogue:
        return answered(text, people, named)
    for place in range(len(named) - 3, -1, -1):
        quotation = named[place]
        if place and _runs_on(text, named[place - 1], quotation) or _runs_on(text, quotation, named[place + 1]):
            continue
        opens = quotation.start == 0 or text[quotation.start - 1] == "\n"
        if quotation.speaker_name or quotation.kind is QuotationKind.TERM and not opens:
            continue
        turns = _turns_after(text, named, place)
        if len(turns) > 1 and turns[1].speaker_name and turns[1].speaker_name != turns[0].speaker_name:
            later = turns[1]
            if quotation.speaker is not None:
                named[place] = _called(people, quotation, quotation.speaker, turns[1].speaker_name)
            elif later.speaker is not None and later.speaker_name:
                named[place] = _spoken(
                    quotation, later.speaker, later.speaker_name, BEFORE_CONFIDENCE, "taking turns with what follows"
                )
    return named


def _named_at_end(text: str, found: Sequence[Quotation]) -> list[Quotation]:
    """Return `found` with paragraphs whose marks are left open given to whom the words behind the last of them name, where
    nothing names a speaker before."""
    named = list(found)
    for place in range(len(named) - 2, -1, -1):
        one, other = named[place], named[place + 1]
        if one.speaker is not None or one.kind is QuotationKind.TERM or text[one.start] != text[other.start]:
            continue
        if not _runs_on(text, one, other):
            continue
        if other.speaker is not None and other.speaker.start > one.end and other.speaker_name:
            named[place] = other._replace(start=one.start, end=one.end, kind=QuotationKind.DIRECT)
    return named


def _runs_on(text: str, one: Quotation, other: Quotation) -> bool:
    """Tell whether a mark left open with `one` is opened again with `other`, so that nobody answers in between."""
    return text[one.end - 1] not in _CLOSING and not text[one.end : other.start].strip()


def _called(people: People, quotation: Quotation, mention: Mention, name: str) -> Quotation:
    """Return a quotation by "he" or "she" as that of whoever takes up its turn, where their gender is that of the pronoun."""
    pronoun = mention.text.lower()
    is_same = people.gender.get(name) == ("f" if pronoun == "she" else "m" if pronoun == "he" else None)
    is_known = is_same and people.gender.get(name) is not None
    return quotation._replace(speaker_name=name, confidence=BEFORE_CONFIDENCE) if is_known else quotation


def _turns_after(text: str, found: Sequence[Quotation], place: int) -> list[Quotation]:
    """Return the first quotations of the next paragraphs that hold any, while the talk goes on."""
    turns: list[Quotation] = []
    last = found[place]
    for quotation in found[place + 1 : place + 1 + TURNS_LOOKED_AT]:
        if quotation.start - last.end > GAP:
            break
        if "\n" in text[last.end : quotation.start]:
            turns.append(quotation)
        last = quotation
    return turns


def _spoken(quotation: Quotation, speaker: Mention, name: str, confidence: float, why: str) -> Quotation:
    kind = QuotationKind.DIRECT if quotation.kind is QuotationKind.TERM else quotation.kind
    return quotation._replace(
        kind=kind, speaker=speaker, speaker_name=name, cue=None, confidence=confidence, evidence=why
    )


def _who_is_tagged(
    text: str, people: People, found: Sequence[Quotation], quotation: Quotation
) -> tuple[Mention, str] | None:
    """Return whom words in small letters directly behind the quotation name, whatever their verb: `“…” she counted`."""
    match = _TAG.match(text, quotation.end)
    if match is None:
        return None
    group = "pronoun" if match.group("pronoun") else "noun" if match.group("noun") else "phrase"
    start, end = match.span(group)
    if group == "phrase":
        words = list(_WORD.finditer(text, start, end))
        verb = next((word for word in words[2:] if _is_verb(word.group())), None)
        end = verb.start() - 1 if verb else words[min(len(words), 3) - 1].end()
    mention = Mention(start, end, text[start:end])
    name = resolve(people, found, mention, text).name
    return (mention, name) if name else None


def _is_verb(word: str) -> bool:
    return word in cues() or (word.endswith("ed") and len(word) > 4) or word == "went"


def who_acts(
    text: str, people: People, found: Sequence[Quotation], quotation: Quotation, paragraph: int
) -> tuple[Mention, str] | None:
    """Return who is the subject of the sentence behind the quotation, or of the one its paragraph begins with.

    Directly behind it a verb and a name (`“…” glowed Carol`) are enough, whatever the verb.
    """
    stop = text.find("\n", quotation.end, quotation.end + BEAT_REACH)
    stop = quotation.end + BEAT_REACH if stop < 0 else stop
    inverted = _INVERTED.match(text, quotation.end, stop)
    if inverted is not None:
        names = people.between(inverted.end(), stop)
        if names and names[0].start - inverted.end() <= len(names[0].role) + 1 and names[0].is_person:
            return Mention(names[0].start, names[0].end, text[names[0].start : names[0].end]), names[0].name
    for start, end in ((quotation.end, stop), (paragraph, quotation.start)):
        beat = _BEAT.match(text, start, end)
        if beat is None:
            continue
        at = beat.end()
        pronoun = _PRONOUN.match(text, at, end)
        if pronoun is not None:
            mention = Mention(pronoun.start(), pronoun.end(), pronoun.group())
            meant = antecedent(people, found, mention, "m" if mention.text == "He" else "f", text)
            if meant is not None:
                return mention, meant.name
        names = people.between(at, end)
        if names and names[0].start - at <= len(names[0].role) + 1 and names[0].is_person:
            item = names[0]
            if text[item.end : item.end + 2] not in ("’s", "'s"):
                return Mention(item.start, item.end, text[item.start : item.end]), item.name
    return None


def who_answers(text: str, found: Sequence[Quotation], quotation: Quotation) -> Quotation | None:
    """Return the last quotation of the other of the two who talk, or None where the talk is with no one known."""
    if not found or quotation.start - found[-1].end > GAP:
        return None
    last = found[-1].speaker_name
    if last is None:
        before = [said for said in found[-3:-1] if said.speaker_name]
        return before[-1] if before and "\n" in text[before[-1].end : found[-1].start] else None
    end = found[-1].start
    for said in reversed(found[-TURNS_LOOKED_AT:-1]):
        if end - said.end > GAP:
            return None
        if said.speaker_name and said.speaker_name != last:
            return said
        end = said.start
    return None
