"""The words that may name a speaker, a name, a pronoun or a noun phrase such as "the two leaders", and who follows a cue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from reader.document import Mention, Span
from reader.quotations.attached import HANDLE, are_posts, describes, is_region, owned_end
from reader.quotations.inversions import verb_at
from reader.quotations.left_out import goes_on, named_last
from reader.quotations.noun_phrases import ends_in_article, phrase_at, phrases
from reader.quotations.people import People
from reader.quotations.words import cues, dropping_cues, gender_of_noun, listed, role_of

if TYPE_CHECKING:
    from reader.document import Quotation
    from reader.quotations.noun_phrases import Beginnings
    from reader.quotations.people import Named

NAMES_IN_POST = 3
"""Names, its own the last, up to which a post may go on before its holder: `la alcaldesa de | Morvilla, | Elena Marcos`."""
LONGEST_POST = 4
"""Words of a post, its article included, between a place and its holder."""
_WORD = re.compile(r"[A-Za-zÀ-ɏА-яЁё’'-]+")
_OPENERS = re.compile(
    r"(?:(?:and|but|as|while|then|also|later|once|first|again|quietly|recently|just|at one point|in turn)\s+)+", re.I
)
_CLITIC = re.compile(r"-(?:me|te|lhes?|nos|vos|se|o|a)\Z")
"""What a Portuguese verb carries behind it: `disse-lhe o guarda`."""
_HELPS = re.compile(
    r"(?:les?|me|nos|zo|gli|mi|ci) (?=[a-zà-ÿ]{3})|"
    r"(?:ont|ha|hanno|han|hat|haben|heeft|hebben|avait|aveva) (?=[a-zà-ÿ])|a (?=[a-zà-ÿ]+(?:é|it|u|i)\b)"
    r"|s[’'](?:est |était |)(?=[a-zà-ÿ])|se (?=[a-zà-ÿ])|si (?=[a-zà-ÿ])"
)
"""Helping verbs and reflexive pronouns between a quotation and its cue in other languages: `« … », a déclaré X`."""
_INVERTED = re.compile(
    r"(?:(?:a|ont)-(?:t-)?(?P<helped>ils?|elles?|on) (?P<done>[a-zà-ÿ]+)|(?P<cue>[a-zà-ÿ]+)-(?:t-)?(?P<who>ils?|elles?|on)\b)"
)
"""A pronoun behind its verb: `« … », a-t-il déclaré`, `« … », explique-t-elle`."""
_APPOSED = re.compile(
    r"(?:l[ea] |l[’']|el |il |lo |o |a |de |het |der |die |the |son |sa |leur |su |suo |sua |seu |zijn |haar |hun )"
    r"(?:[^,;.\n“”«»\"]|[“«\"][^“”«»\"\n]{1,30}[”»\"]){3,60}, (?:l[’']|l[ea] |el |il |lo |o |a |de |het )?\Z"
    r"|(?:its|his|her|their) (?!.* and )[^,;.\n“«\"]{3,60}, \Z"
)
"""A post with an article before the name of its holder: `le porte-parole du ministère, | Jean Morel`."""
_BRACKET = r"(?:\s*\([^()]{0,60}\))?"
_HELPERS = (
    r"(?:\s+(?:has|had|have|was|were|is|are|be|been|will|would|could|can|did|does|also|then|later|once|again|not|never|"
    r"ha|han|hanno|ont|hat|haben|heeft|hebben|himself|herself|themselves|repeatedly|reportedly|first|further|still|even|just|both|all|to|went on|goes on|"
    r"told\s+[A-Z]\w+|\w+ly|on\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|last\s+\w+|this\s+\w+)){0,5}"
)
ADJACENT = re.compile(rf"{_BRACKET}(?:,[^,]{{1,140}},(?:[^,]{{1,80}},)?)?{_HELPERS}\s*\Z")
"""What may stand between a subject and its cue: an apposition, helping verbs, adverbs."""
_ARTICLE_BEFORE = re.compile(
    r"(?:the|an?|l[eao]s?|une?|el|una|il|gli|os?|as|uma?|het|een|de[rmn]?|die|das|eine[rmns]?|ein) |l[’']"
)
_NO_TITLE = re.compile(r"[,;.]|\b(?:of|for|at|in|with|on|who|from|and|that|to|about)\b")
"""What stands before a name that is no title of its bearer."""
_DAYS = "|".join(listed("between.txt", "day"))
_BLANK = re.compile(rf"\s+(?:(?:also|then|later|again|once|(?:(?:este|el|ce|na|nesta|am|op) )?(?:{_DAYS}))\s+)?")
"""The blank between a cue and its subject, with an adverb or the day that stand there in other languages."""
_NOTHING = frozenset(listed("nobody.txt", "noun"))
_TAIL = re.compile(
    r"[ \u00a0](?:for|of|at|from|with|in) (?:the |a |his |her )?(?:[A-Z][\w.’'-]*|[a-z]+)(?: (?:of |for |and |in )?[A-Z][\w.’'-]*)*"
)


class Found(NamedTuple):
    """A speaker's mention with its cue; `name` is given where it is resolved already."""

    mention: Mention
    cue: Span | None = None
    name: str | None = None
    role: str = ""


@dataclass(slots=True)
class Candidate:
    """Words that may be a subject; `weight` is 2 for names and pronouns, 1 for noun phrases."""

    start: int
    end: int
    words: str
    role: str
    weight: int

    @property
    def mention(self) -> Mention:
        """The words as a mention."""
        return Mention(self.start, self.end, self.words)


def _candidate(text: str, start: int, end: int, role: str, weight: int) -> Candidate:
    return Candidate(start, end, text[start:end], role, weight)


def _mention(text: str, start: int, end: int) -> Mention:
    return Mention(start, end, text[start:end])


def candidates(
    text: str, masked: str, people: People, start: int, end: int, beginnings: Sequence[tuple[int, int]]
) -> list[Candidate]:
    """Return the possible subjects in `start` to `end` in order; `masked` is that stretch with quoted words blanked.

    `beginnings` has the bounds, in `masked`, of the words that may begin a mention without a name.
    """
    found: list[Candidate] = []
    known = people.beginnings
    for first, behind in beginnings:
        match = known.pronoun.search(masked, first, behind)
        if match and (match.group() != "it" or not masked[: match.start()].strip()):
            found.append(_candidate(text, start + match.start(), start + match.end(), "", 2))
    named = people.between(start, end)
    for before, item, after in zip([None, *named], named, [*named[1:], None], strict=False):
        if after is not None and describes(text, item, after) or before and is_region(text, people, before, item):
            continue
        owned = owned_end(text, item.end, end)
        found.append(_candidate(text, item.start, owned or item.end, "" if owned else item.role, 2))
    taken = {item.start for item in named}
    for begin, behind in phrases(masked, known, beginnings):
        first, last = start + begin, start + behind
        if first in taken:
            continue
        tail = _TAIL.match(text, last, end)
        last = tail.end() if tail and "\u0000" not in masked[behind : tail.end() - start] else last
        found.append(_candidate(text, first, last, "", 1))
    return sorted(found, key=lambda item: (item.start, -item.end))


def subject_after(text: str, people: People, at: int, stop: int, *, needs_cue: bool = True) -> Found | None:
    """Find a speaker from `at` on: cue then name, name then cue, or any subject where no cue is needed."""
    opener = _OPENERS.match(text, at, stop)
    at = opener.end() if opener else at
    if needs_cue and people.beginnings.ends and (found := _subject_of(text, people, at, stop)) is not None:
        return found
    inverted = _INVERTED.match(text, at, stop)
    if inverted is not None:
        verb, who = ("done", "helped") if inverted.group("helped") else ("cue", "who")
        if inverted.group(verb) in cues():
            return Found(_mention(text, *inverted.span(who)), Span(*inverted.span(verb)))
    helper = _HELPS.match(text, at, stop)
    at = helper.end() if helper else at
    first = _WORD.match(text, at, stop)
    if first is None:
        return None
    verb = first.group().lower()
    if needs_cue and (verb in cues() or "-" in verb and _CLITIC.sub("", verb) in cues()):
        cue = Span(first.start(), first.end())
        subject = subject_at(text, people, _skip(text, first.end(), stop), stop)
        if subject is None and first.group() in dropping_cues():
            subject = named_last(text, people, at)
        return Found(subject[0], cue, role=subject[1]) if subject else None
    subject = subject_at(text, people, at, stop)
    if subject is None:
        return None
    mention, role = subject
    if not needs_cue:
        return Found(mention, role=role)
    for word in _WORD.finditer(text, mention.end, stop):
        if word.group().lower() in cues():
            gap = text[mention.end : word.start()]
            if ends_in_article(gap.rstrip(), len(gap.rstrip())):
                continue
            if ADJACENT.fullmatch(gap) or gap.count(",") in (0, 2):
                return Found(mention, Span(word.start(), word.end()), role=role)
    return None


def _subject_of(text: str, people: People, at: int, stop: int) -> Found | None:
    """Return the subject behind the verb of saying at `at`, in languages that the models have not learned from."""
    verb = verb_at(text, people.beginnings, at, stop)
    if verb is None:
        return None
    if verb.pronoun is not None:
        return Found(_mention(text, *verb.pronoun), verb.cue)
    for place in verb.places:
        begin = _skip(text, place - 1, stop)
        found = subject_at(text, people, begin, stop)
        if found is not None:
            return None if _is_nothing(found[0]) else Found(found[0], verb.cue, role=found[1])
        noun = _WORD.match(text, begin, stop)
        if noun is not None and (role_of(noun.group()) or gender_of_noun(noun.group())):
            return Found(_mention(text, *noun.span()), verb.cue)
    return None


def _is_nothing(mention: Mention) -> bool:
    """Tell whether a mention is what somebody admits or thinks, and nobody who speaks: `a reconnu | les faits`."""
    return mention.text.rpartition(" ")[2] in _NOTHING


def adds_to(text: str, people: People, found: Found, before: Quotation) -> bool:
    """Tell whether `found` is a post beside a verb of adding, so that whoever spoke `before` holds it: `añadió la regidora`."""
    if found.cue is None or not goes_on(text, found.cue):
        return False
    is_near = "\n" not in text[before.end : found.cue.start] and found.mention.start > found.cue.end
    named = people.between(found.mention.start, found.mention.end)
    is_post = _ARTICLE_BEFORE.match(found.mention.text) is not None or role_of(found.mention.text)
    return is_near and not named and bool(is_post)


def _skip(text: str, at: int, stop: int) -> int:
    """Pass over the blank and over words such as "then" that stand between a cue and its subject."""
    match = _BLANK.match(text, at, stop)
    return match.end() if match else at


def subject_at(text: str, people: People, at: int, stop: int) -> tuple[Mention, str] | None:
    """Return the mention that begins at `at`, titles before a name passed over, with those titles."""
    known = people.beginnings
    whole = known.pronoun.match(text, at, stop) or HANDLE.match(text, at, stop)
    if whole is not None:
        return _mention(text, *whole.span()), ""
    names = people.between(at, stop)
    if names and names[0].start - at <= 80:
        for item in names[:NAMES_IN_POST]:
            lead = _lead(text, at, item)
            is_held = lead.partition(" ")[0].lower() in known.ends
            if lead and item.is_person and not is_held and (_APPOSED.match(lead) or are_posts(lead, item.role)):
                is_told = "," in lead and not (known.ends and item.role)
                return _mention(text, item.start, item.end), _post(lead) if is_told else item.role
        item = _past_places(text, at, names, known)
        lead = _lead(text, at, item)
        if (
            not _NO_TITLE.search(lead)
            and not _ends_held(lead, known)
            and known.openings.isdisjoint(lead.split())
            and not any(word.group().lower() in cues() for word in _WORD.finditer(lead))
        ):
            for after in names[1:3]:
                if describes(text, item, after):
                    return _mention(text, after.start, after.end), _post(text[at : after.start])
            return _mention(text, item.start, item.end), item.role or _post(lead)
    end = phrase_at(text, known, at, stop)
    if end is None:
        return None
    tail = _TAIL.match(text, end, stop)
    return _mention(text, at, tail.end() if tail else end), ""


def _past_places(text: str, at: int, names: Sequence[Named], known: Beginnings) -> Named:
    """Return the first of `names` behind `at`, but the second where the first is a place and only a post stands between:
    `a | Morvilla | il sindaco Paolo Gandolfi`."""
    item = names[0]
    if len(names) < 2 or not known.ends or not _ends_held(_lead(text, at, item), known):
        return item
    gap = text[item.end : names[1].start].lower()
    is_post = _NO_TITLE.search(gap) is None and known.ends.isdisjoint(gap.split())
    return names[1] if is_post and len(gap.split()) <= LONGEST_POST else item


def _ends_held(lead: str, known: Beginnings) -> bool:
    """Tell whether what stands before a name ends in a preposition, of other languages: `en los pasillos del | Congreso`."""
    words = lead.lower().split()
    while known.ends and words and known.may_begin(words[-1]):
        words.pop()
    return bool(words) and words[-1] in known.ends


def _post(lead: str) -> str:
    """Return the words before a name as a post: without article and comma."""
    words = lead.strip(" ,")
    article = _ARTICLE_BEFORE.match(words)
    return words[article.end() :] if article else words


def _lead(text: str, at: int, item: Named) -> str:
    """Return what stands from `at` before a name, without its title."""
    lead = text[at : item.start]
    bare = lead.rstrip()
    return bare[: -len(item.role)] if item.role and bare.endswith(item.role) else lead
