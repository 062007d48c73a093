"""The words that name a speaker beside a cue: a name, a pronoun, or a noun phrase such as "the two leaders"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from reader.document import Mention, Span
from reader.quotations.attached import HANDLE, are_posts, describes, is_apposed, is_region, owned_end
from reader.quotations.inversions import verb_at
from reader.quotations.left_out import goes_on, named_last
from reader.quotations.noun_phrases import ends_in_article, phrase_at, phrases
from reader.quotations.people import People
from reader.quotations.remembering import remembered
from reader.quotations.words import cues, dropping_cues, gender_of_noun, listed, role_of

if TYPE_CHECKING:
    from reader.document import Quotation
    from reader.quotations.noun_phrases import Beginnings
    from reader.quotations.people import Named

_PREPOSITIONS = (
    r"\b(?:of|for|at|in|with|on|from|to|by|about|against|giving|than|near|under|over|into|after|before|via)"
)
_PREPOSITION = re.compile(rf"{_PREPOSITIONS}\s+(?:the\s+|an?\s+|his\s+|her\s+|their\s+)?(?:[\w’'.-]+\s+){{0,2}}?\Z")
"""In small letters, in which it is asked: a search that ignores case takes twice as long."""
NAMES_IN_POST = 3
"""Names, its own the last, up to which a post may go on before its holder: `la alcaldesa de | Morvilla, | Elena Marcos`."""
LONGEST_POST = 4
"""Words of a post, its article included, between a place and its holder."""
PREPOSITION_REACH = 4
"""Words that `_PREPOSITION` spans at most."""
_ENDS_IN_PREPOSITION = re.compile(rf"{_PREPOSITIONS}\Z")
_WORD = re.compile(r"[A-Za-zÀ-ɏА-яЁё’'-]+")
_TITLES_BEFORE = re.compile(r"(?:\b[A-Z][\w-]{0,20}\.?\s+(?:of\s+)?){1,6}\Z")
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
_ADJACENT = re.compile(rf"{_BRACKET}(?:,[^,]{{1,140}},(?:[^,]{{1,80}},)?)?{_HELPERS}\s*\Z")
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
_ARTICLE_BEFORE = re.compile(
    r"(?:the|an?|l[eao]s?|une?|el|una|il|gli|os?|as|uma?|het|een|de[rmn]?|die|das|eine[rmns]?|ein) |l[’']"
)
_NO_TITLE = re.compile(r"[,;.]|\b(?:of|for|at|in|with|on|who|from|and|that|to|about)\b")
"""What stands before a name that is no title of its bearer."""
_DAYS = "|".join(listed("between.txt", "day"))
_BLANK = re.compile(rf"\s+(?:(?:also|then|later|again|once|(?:(?:este|el|ce|na|nesta|am|op) )?(?:{_DAYS}))\s+)?")
"""The blank between a cue and its subject, with an adverb or the day that stand there in other languages."""
_AGENT = re.compile(r"\s+by\s+")
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
        subject = _subject_at(text, people, _skip(text, first.end(), stop), stop)
        if subject is None and first.group() in dropping_cues():
            subject = named_last(text, people, at)
        return Found(subject[0], cue, role=subject[1]) if subject else None
    subject = _subject_at(text, people, at, stop)
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
            if _ADJACENT.fullmatch(gap) or gap.count(",") in (0, 2):
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
        found = _subject_at(text, people, begin, stop)
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


def _subject_at(text: str, people: People, at: int, stop: int) -> tuple[Mention, str] | None:
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
        agent = _subject_at(text, people, by.end(), cue_end + 120) if by else None
        return Found(agent[0], cue, role=agent[1]) if agent else None
    participle = text[cue_start:cue_end].endswith("ing") and not _PROGRESSIVE.search(lead)
    if participle:
        main = _accompanying(lead, found, start) or _main_subject(lead, found, start)
        return Found(main.mention, cue, role=main.role) if main else None
    for item in sorted(found, key=lambda item: (-item.weight, -item.start)):
        gap = lead[item.end - start :]
        if len(gap) < 260 and _ADJACENT.fullmatch(gap) and not _is_held(lead, item, start):
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
