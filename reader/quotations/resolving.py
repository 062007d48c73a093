"""From the words that name a speaker to a full name: surnames, pronouns, posts and pairs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.quotations.words import FEMALE, MALE, PLURAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.document import Mention, Quotation
    from reader.quotations.people import Named, People

ANTECEDENT_REACH = 1600
"""Characters before a pronoun in which whom it means is looked for: some five paragraphs."""
NAMES_LOOKED_AT = 40
_TWO = re.compile(
    r"\b(?:two|both)\b.*\b(?:leaders|men|women|presidents|ministers|authors|candidates|senators|brothers|sisters)\b",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[\"“A-Z])|\n+")


def resolve_name(people: People, found: Sequence[Quotation], mention: Mention, text: str) -> str | None:
    """Return the full name that `mention` stands for: of a name itself, of a pronoun the nearest fitting one."""
    lower = mention.text.lower()
    if lower in FEMALE | MALE or lower == "who":
        return _antecedent(people, found, mention, lower, text)
    if lower in PLURAL or lower in ("i", "we", "it"):
        return _last_of_kind(people, found, mention, lower)
    names = people.between(mention.start, mention.end)
    if names and names[0].start == mention.start:
        return names[0].name
    if _TWO.search(mention.text):
        pair = list(dict.fromkeys(item.name for item in people.between(0, mention.start) if item.is_person))[-2:]
        if len(pair) == 2:
            return " and ".join(pair)
    return people.with_role(mention.text, mention.start) or re.sub(r"^(?:the|an?)\s+", "", mention.text, flags=re.I)


def _last_of_kind(people: People, found: Sequence[Quotation], mention: Mention, pronoun: str) -> str | None:
    """Return whom "it", "they", "we" or "I" mean: the last speaker, and for "it" one that is no person."""
    for quotation in reversed(found[-4:]):
        if quotation.speaker_name and mention.start - quotation.end < ANTECEDENT_REACH:
            return quotation.speaker_name
    if pronoun in ("it", "they"):
        return next((item.name for item in people.before(mention.start, 6) if not item.is_person), None)
    return None


def _antecedent(people: People, found: Sequence[Quotation], mention: Mention, pronoun: str, text: str) -> str | None:
    """Return whom a pronoun means.

    "who" means the name before it. Else the speaker of the quotation just before, if nobody else who fits was named
    since; else the subject-like name of the nearest sentence that names someone fitting.
    """
    names = [item for item in people.before(mention.start, NAMES_LOOKED_AT) if item.is_person]
    if pronoun == "who":
        return names[0].name if names and mention.start - names[0].end < 120 else None
    fitting = [
        item for item in names if people.fits(pronoun, item.name) and mention.start - item.start < ANTECEDENT_REACH
    ]
    last = next(
        (q for q in reversed(found[-3:]) if q.speaker_name and mention.start - q.end < ANTECEDENT_REACH), None
    )
    if last is not None and last.speaker is not None and last.speaker_name:
        since = [item for item in fitting if item.start > max(last.speaker.end, last.start)]
        is_fit = last.speaker_name in people.persons and people.fits(pronoun, last.speaker_name)
        if is_fit and (
            not since
            or text.count("\n\n", last.speaker.end, mention.start) == 0
            and _all_same(since, last.speaker_name)
        ):
            return last.speaker_name
        if is_fit and not _starts_sentence(text, since):
            return last.speaker_name
    if not fitting:
        return None
    return _subject_like(people, fitting, mention, text)


def _all_same(items: Sequence[Named], name: str) -> bool:
    return all(item.name == name for item in items)


def _starts_sentence(text: str, items: Sequence[Named]) -> list[Named]:
    """Return those of `items` that stand where a sentence begins, titles before them passed over."""
    return [
        item
        for item in items
        if re.search(
            r"(?:^|[.!?”\"]\s+|\n)(?:(?:But|And|Then|Later|Still)\s+)?(?:[A-Z][\w.]*\s+(?:of\s+)?){0,4}\Z",
            text[max(0, item.start - 60) : item.start],
        )
    ]


def _subject_like(people: People, fitting: Sequence[Named], mention: Mention, text: str) -> str:
    """Return the first fitting name of the nearest sentence that has one."""
    nearest = fitting[0]
    bounds = [match.end() for match in _SENTENCE.finditer(text, max(0, nearest.start - 500), nearest.start)]
    start = bounds[-1] if bounds else max(0, nearest.start - 500)
    same = [item for item in fitting if start <= item.start <= nearest.start]
    first = same[-1]
    sure = [item for item in reversed(same) if people.gender.get(item.name)]
    return (sure[0] if sure and not people.gender.get(first.name) else first).name
