"""The words that name a speaker beside a cue: a name, a pronoun, or a noun phrase such as "the two leaders"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.document import Mention, Quotation, Span
from reader.quotations.people import Named, People, fits, gender_of
from reader.quotations.words import FEMALE, MALE, PLURAL, cues

_PRONOUN = re.compile(r"\b(?:he|she|they|we|I|it|who)\b", re.I)
_PHRASE = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Oo]ne|[Aa]nother|[Ss]ome|[Tt]wo|[Oo]fficials|[Ee]xperts|[Cc]ritics|[Ss]ources)\b"
    r"(?:[ \u00a0][\w’'-]+){0,3}?(?=[ \u00a0](?:of|for|at|in|with|on|from|who|told|said|says|held|was|were|is|are|has|had)\b|[,.;:]|$)"
)
_PREPOSITION = re.compile(
    r"\b(?:of|for|at|in|with|on|from|to|by|about|against|giving|than|near|under|over|into|after|before|as)\s+"
    r"(?:[\w’'.-]+\s+){0,3}?\Z",
    re.I,
)
_WORD = re.compile(r"[A-Za-zÀ-ÿ’'-]+")
ANTECEDENT_REACH = 3000
"""Characters before a pronoun in which whom it means is looked for: some five paragraphs."""
_TWO = re.compile(r"\b(?:two|both)\b.*\b(?:leaders|men|women|presidents|ministers|authors|candidates)\b", re.I)
_TITLES_BEFORE = re.compile(r"(?:\b[A-Z][\w-]{0,20}\.?\s+(?:of\s+)?){1,6}\Z")
_OPENERS = re.compile(r"(?:and|but|as|while|then|also|later|once|first|again|quietly|recently|just)\s+", re.I)


@dataclass(frozen=True, slots=True)
class Found:
    """A speaker's mention with its cue; `name` is given where it is resolved already."""

    mention: Mention
    cue: Span | None = None
    name: str | None = None
    role: str = ""


def subject_after(text: str, people: People, at: int, stop: int, *, needs_cue: bool = True) -> Found | None:
    """Find a speaker from `at` on: cue then name, name then cue, or any subject where no cue is needed."""
    opener = _OPENERS.match(text, at, stop)
    at = opener.end() if opener else at
    first = _WORD.match(text, at, stop)
    if first is None:
        return None
    if first.group().lower() in cues() and needs_cue:
        found = _subject_at(text, people, first.end() + 1, stop)
        if found is not None:
            return Found(found[0], Span(first.start(), first.end()), role=found[1])
        return None
    found = _subject_at(text, people, at, stop)
    if found is None:
        return None
    if not needs_cue:
        return Found(found[0], role=found[1])
    for word in _WORD.finditer(text, found[0].end, stop):
        if word.group().lower() in cues():
            gap = text[found[0].end : word.start()]
            if gap.count(",") in (0, 2) or gap.rstrip().endswith(","):
                return Found(found[0], Span(word.start(), word.end()), role=found[1])
    return None


def _subject_at(text: str, people: People, at: int, stop: int) -> tuple[Mention, str] | None:
    """Return the mention that begins at `at`, titles before a name passed over, with those titles."""
    pronoun = _PRONOUN.match(text, at, stop)
    if pronoun is not None:
        return Mention(pronoun.start(), pronoun.end(), pronoun.group()), ""
    names = people.between(at, stop)
    if names and names[0].start - at <= 60:
        lead = text[at : names[0].start]
        title = names[0].role
        if title and lead.rstrip().endswith(title):
            lead = lead.rstrip()[: -len(title)]
        if not re.search(r"[,;.]|\b(?:of|for|at|in|with|on|who|from)\b", lead) and (
            not lead.strip() or names[0].role or re.match(r"(?:[Tt]he|an?|[a-z])", lead)
        ):
            if lead[:4].lower() == "the " and not names[0].role:
                return _mention(text, at, names[0].end), ""
            return _mention(text, names[0].start, names[0].end), names[0].role or lead.strip()
    phrase = _PHRASE.match(text, at, stop)
    if phrase is not None:
        end = _extend(text, phrase.end(), stop)
        return _mention(text, at, end), ""
    return None


def _extend(text: str, end: int, stop: int) -> int:
    """Take "for the Chinese Foreign Ministry" into a phrase such as "a spokesperson"."""
    match = re.compile(
        r" (?:for|of|at|from) (?:the )?(?:[A-Z][\w.’'-]*)(?: (?:of |for |and )?[A-Z][\w.’'-]*)*"
    ).match(text, end, stop)
    return match.end() if match else end


def _mention(text: str, start: int, end: int) -> Mention:
    return Mention(start, end, text[start:end])


def subject_before(text: str, masked: str, people: People, start: int, cue_start: int, cue_end: int) -> Found | None:
    """Find the subject of the cue at `cue_start`, in the sentence that begins at `start`.

    It is the last pronoun, name or phrase before the cue that no preposition holds and no comma parts from it.
    """
    lead = masked[: cue_start - start]
    candidates: list[tuple[int, Mention, str]] = []
    for match in _PRONOUN.finditer(lead):
        if match.group() != "it":
            candidates.append((match.start(), _mention(text, start + match.start(), start + match.end()), ""))
    for named in people.between(start, cue_start):
        candidates.append((named.start - start, _mention(text, named.start, named.end), named.role))
    for match in _PHRASE.finditer(lead):
        end = _extend(text, start + match.end(), cue_start)
        if (
            not any(match.start() <= place < end - start for place, _, _ in candidates if place != match.start())
            or end > start + match.end()
        ):
            candidates.append((match.start(), _mention(text, start + match.start(), end), ""))
    chosen: tuple[int, Mention, str] | None = None
    for place, mention, role in sorted(candidates, key=lambda item: (item[0], -item[1].end)):
        before = _TITLES_BEFORE.sub("", lead[:place]) if role else lead[:place]
        if _PREPOSITION.search(before) and not re.search(r"[,;]\s*(?:the )?\Z", before):
            continue
        if text[mention.end : mention.end + 2] in ("’s", "'s"):
            continue
        if chosen is not None and chosen[1].end >= mention.end:
            continue
        gap = lead[(chosen[1].end - start) : place] if chosen else ""
        if chosen is not None and any(word.group().lower() in cues() for word in _WORD.finditer(gap)):
            if re.search(r"\b(?:that|whether|why|how)\b", gap) is None:
                chosen = (place, mention, role)
            continue
        if chosen is not None and "," in gap and lead[mention.end - start :].count(",") % 2:
            continue
        chosen = (place, mention, role)
    if chosen is None:
        return None
    return Found(chosen[1], Span(cue_start, cue_end), role=chosen[2])


def resolve_name(people: People, found: list[Quotation], mention: Mention, text: str) -> str | None:
    """Return the full name that `mention` stands for: of a name itself, of a pronoun the nearest fitting one."""
    lower = mention.text.lower()
    if lower in FEMALE | MALE:
        return _antecedent(people, found, mention, lower, text)
    if lower in PLURAL or lower in ("i", "we", "it", "who"):
        return found[-1].speaker_name if found and lower != "it" else None
    names = people.between(mention.start, mention.end)
    if names and names[0].start == mention.start:
        return names[0].name
    if _TWO.search(mention.text):
        pair = list(dict.fromkeys(item.name for item in people.between(0, mention.start) if _is_person(item.name)))[
            -2:
        ]
        if len(pair) == 2:
            return " and ".join(pair)
    return re.sub(r"^(?:the|an?)\s+", "", mention.text, flags=re.I)


def _antecedent(people: People, found: list[Quotation], mention: Mention, pronoun: str, text: str) -> str | None:
    """Return whom a pronoun means: the last speaker it fits if no paragraph names another, else the nearest subject."""
    reach = max(0, mention.start - ANTECEDENT_REACH)
    paragraph = max(reach, text.rfind("\n", reach, mention.start) + 1)
    before_paragraph = max(reach, text.rfind("\n", reach, max(reach, paragraph - 2)) + 1)
    for start in (paragraph, before_paragraph):
        for quotation in reversed(found):
            if quotation.end < start:
                break
            if quotation.start < start or quotation.speaker is None or not quotation.speaker_name:
                continue
            if (
                quotation.speaker.start >= start
                and fits(pronoun, quotation.speaker_name)
                and _is_person(quotation.speaker_name)
            ):
                return quotation.speaker_name
        names = [
            item
            for item in people.between(start, mention.start)
            if _is_person(item.name) and fits(pronoun, item.name)
        ]
        if names:
            return names[0].name
    names = people.between(reach, mention.start)
    known = [item.name for item in names if _is_person(item.name) and fits(pronoun, item.name)]
    return known[-1] if known else None


def _is_person(name: str) -> bool:
    return bool(gender_of(name)) or len(name.split()) in (2, 3)


__all__ = ["Found", "Named", "resolve_name", "subject_after", "subject_before"]
