"""Interviews of other languages than English whose turns a word, a letter or a name with a dash opens.

`P. ¿Se arrepiente? R. De nada.`, `Claire Bonnard. – Parce que …`, and in later turns but the initials: `C. B. – Non.`
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reader.document import Mention, Quotation, QuotationKind, Span
from reader.quotations.words import listed

if TYPE_CHECKING:
    from reader.quotations.people import People

LEAST_TURNS, LEAST_SHARE = 3, 0.4
"""Turns, and their share of all paragraphs, from which a text is an interview, by our own judgement."""
LEAST_ASKED = 0.5
"""Share of what is asked that must end in a question mark."""
LABELLED, ANSWERED = 0.97, 0.9
"""Confidences that a label names who speaks, and that whoever alone is named before answers, by our own judgement."""
MOST_VOICES = 4
"""Voices that dashes may tell apart."""
_NAMED = re.compile(
    r"^(?P<label>[A-ZÀ-ÞА-ЯЁ][^\n:?!«»“”\"]{1,40}?)(?:\.? ?[–—]| -) (?P<said>\S[^\n]*)$", re.MULTILINE
)
_INITIALS = re.compile(r"(?:[A-ZÀ-ÞА-ЯЁ](?:\.-?| |\Z) ?){2,4}\Z")


def find_asked(text: str, people: People, language: str) -> list[Quotation]:
    """Return the turns of an interview in `language`, a two-letter code, in order; none of a text that is none."""
    return _lettered(text, people, language) or _dashed(text)


@cache
def _labels_of(language: str) -> tuple[tuple[str, ...], tuple[str, ...], re.Pattern[str]] | None:
    """Return what asks and what answers in a language, the whole word first, and a pattern for a turn of either."""
    asks, answers = (listed("labels.txt", f"{language}-{kind}") for kind in ("asks", "answers"))
    if not asks:
        return None
    words = "|".join(sorted((*asks, *answers), key=len, reverse=True))
    return asks, answers, re.compile(rf"^(?P<label>{words})[.:][ \u00a0]+(?P<said>\S[^\n]*)$", re.MULTILINE)


def _lettered(text: str, people: People, language: str) -> list[Quotation]:
    known = _labels_of(language)
    if known is None or "?" not in text:
        return []
    asks, answers, pattern = known
    turns = list(pattern.finditer(text))
    asked = [turn["said"].rstrip().endswith("?") for turn in turns if turn["label"] in asks]
    if not _is_interview(text, len(turns)) or not asked or len(asked) == len(turns):
        return []
    if sum(asked) < LEAST_ASKED * len(asked):
        return []
    named = {item.name for item in people.between(0, turns[0].start()) if item.is_person and item.is_full}
    guest, sure = (named.pop(), ANSWERED) if len(named) == 1 else (answers[0], LABELLED)
    voices = [(asks[0], LABELLED) if turn["label"] in asks else (guest, sure) for turn in turns]
    return [_turn(turn, *voice) for turn, voice in zip(turns, voices, strict=True)]


def _dashed(text: str) -> list[Quotation]:
    if sum(map(text.count, ("–", "—", " -"))) < LEAST_TURNS:
        return []
    turns = list(_NAMED.finditer(text))
    # Somebody asks in a talk, as nobody does in opening hours or a list of what a dish needs.
    if not _is_interview(text, len(turns)) or not any(turn["said"].rstrip().endswith("?") for turn in turns):
        return []
    full = [turn["label"] for turn in turns if not _INITIALS.match(turn["label"])]
    by_initials = {"".join(word[0] for word in label.split() if word[0].isupper()): label for label in reversed(full)}
    names = [by_initials.get(re.sub(r"[^\w]", "", turn["label"]), turn["label"]) for turn in turns]
    if not 1 < len(set(names)) <= min(MOST_VOICES, len(turns) - 1):
        return []
    return [_turn(turn, name, LABELLED) for turn, name in zip(turns, names, strict=True)]


def _is_interview(text: str, turns: int) -> bool:
    if turns < LEAST_TURNS:
        return False
    paragraphs = sum(1 for line in text.splitlines() if line.strip())
    return turns >= LEAST_SHARE * paragraphs


def _turn(turn: re.Match[str], name: str, sure: float) -> Quotation:
    mention = Mention(*turn.span("label"), turn["label"])
    cue = Span(turn.end("label"), turn.end("label") + 1)
    said = turn.start("said"), turn.end("said")
    return Quotation(*said, QuotationKind.DIRECT, mention, name, "", cue, sure, "transcript")
