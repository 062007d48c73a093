"""From the words that name a speaker to a full name: surnames, pronouns, posts, kin and pairs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.quotations.antecedents import antecedent, phrase_antecedent
from reader.quotations.words import FEMALE, MALE, PLURAL, gender_of_noun, role_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.document import Mention, Quotation
    from reader.quotations.people import Named, People

CARRIED_REACH = 1600
"""Characters over which "it" or "they" takes up the last speaker: some five paragraphs."""
WHO_REACH = 120
_TWO = re.compile(
    r"\b(?:two|both)\b.*\b(?:leaders|men|women|presidents|ministers|authors|candidates|senators|brothers|sisters)\b",
    re.I,
)
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.I)
_PART_ENDS = re.compile(r",|—|–| who\b| of\b| at\b| for\b| with\b|\(")
_WORDS = re.compile(r"[A-Za-zÀ-ÿ-]+")
_DEFINITE = re.compile(r"(?:the|this|that|his|her|my|our|their)\b", re.I)


def resolve_name(people: People, found: Sequence[Quotation], mention: Mention, text: str) -> str | None:
    """Return the full name that `mention` stands for: of a name itself, of a pronoun whom it means.

    `found` are the quotations before it, in order. What stands for nobody who is named keeps its own words; a pronoun
    that means nobody for certain gives None.
    """
    lower = mention.text.lower()
    if lower == "who":
        names = [item for item in people.before(mention.start, 4) if item.is_person]
        return names[0].name if names and mention.start - names[0].end < WHO_REACH else None
    if lower in FEMALE | MALE:
        return antecedent(people, found, mention, lower, text)
    if lower in PLURAL or lower in ("i", "we", "it", "which"):
        return _last_of_kind(people, found, mention, lower)
    named = head_name(people.between(mention.start, mention.end), mention, text)
    if named is not None:
        return named.name
    if _TWO.search(mention.text):
        near = dict.fromkeys(item.name for item in people.before(mention.start, 40) if item.is_person)
        pair = sorted(list(near)[:2], key=lambda name: next(item.start for item in people.names if item.name == name))
        if len(pair) == 2:
            return " and ".join(pair)
    return _phrase(people, found, mention, text) or _ARTICLE.sub("", mention.text)


def head_name(names: Sequence[Named], mention: Mention, text: str) -> Named | None:
    """Return the name that a mention is about: of `Clinton campaign manager Robby Mook` the last person's.

    A name that owns ("Apple's chief executive") or that a preposition holds gives way to an apposition that names a
    person; None where the mention's head is no name.
    """
    if not names:
        return None
    if names[0].start == mention.start and names[0].end >= mention.end:
        return names[0]
    limits = [match.start() for match in _PART_ENDS.finditer(text, mention.start, mention.end)]
    first_end = limits[0] if limits else mention.end
    head = [item for item in names if item.start < first_end and not _owns(text, item)]
    persons = [item for item in head if item.is_person]
    tail = text[head[-1].end : first_end].strip() if head else ""
    if persons and not text[persons[-1].end : first_end].strip():
        return persons[-1]
    if head and not tail and head[0].start - mention.start <= 4:
        return head[-1] if len(head) > 1 and head[-1].is_person else head[0]
    behind = [item for item in names if item.start >= first_end and item.is_person and not _owns(text, item)]
    for item in behind:
        lead = text[mention.start : item.start].rstrip()
        if item.role and lead.endswith(item.role):
            lead = lead[: -len(item.role)].rstrip()
        if lead.endswith(",") or not re.search(r"\b(?:of|at|for|with|by|to|and)$", lead):
            return item
    return names[0] if names[0].start == mention.start and not _owns(text, names[0]) else None


def _owns(text: str, item: Named) -> bool:
    return text[item.end : item.end + 2] in ("’s", "'s") or text[item.end - 2 : item.end] in ("’s", "'s")


def _phrase(people: People, found: Sequence[Quotation], mention: Mention, text: str) -> str | None:
    """Return the person whom a noun phrase takes up: who holds its post, else who fits its gender."""
    held = people.with_role(mention.text, mention.start)
    if held is not None:
        return held
    if not _DEFINITE.match(mention.text):
        return None
    words = [word.lower() for word in _WORDS.findall(re.split(r" (?:of|for|in|from|with|at) ", mention.text)[0])]
    gender = next((sign for word in reversed(words) if (sign := gender_of_noun(word))), "")
    is_post = any(role_of(word) for word in words)
    return phrase_antecedent(people, found, mention, gender, text) if gender or is_post else None


def _last_of_kind(people: People, found: Sequence[Quotation], mention: Mention, pronoun: str) -> str | None:
    """Return whom "it", "they", "we" or "I" mean: the last speaker, and for "it" a name that is no person's."""
    if pronoun in ("it", "they", "which"):
        near = [item for item in people.before(mention.start, 6) if not item.is_person]
        if near and (pronoun != "they" or not found) and mention.start - near[0].end < CARRIED_REACH:
            return near[0].name
    for quotation in reversed(found[-4:]):
        if quotation.speaker_name and mention.start - quotation.end < CARRIED_REACH:
            return quotation.speaker_name
    return None
