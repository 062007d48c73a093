"""From the words that name a speaker to a full name: surnames, pronouns, posts, kin and pairs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reader.document import Mention
from reader.quotations.antecedents import antecedent
from reader.quotations.attached import describes
from reader.quotations.capitals import is_post
from reader.quotations.company import pair_before, served_before, serving, together
from reader.quotations.unnamed import SPEAKERS_LOOKED_AT, UNNAMED_SHARE, described, taken_up
from reader.quotations.words import (
    FEMALE,
    MALE,
    PERSON_NOUN,
    PLURAL,
    gender_of_noun,
    given_names,
    listed,
    may_speak,
    organisations,
    phrases_listed,
    role_of,
    titles,
    trades,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.document import Quotation
    from reader.quotations.people import Named, People

CARRIED_REACH = 1600
"""Characters over which "it" or "they" takes up the last speaker: some five paragraphs."""
WHO_REACH = 120
"""Characters behind a name in which "who" is its bearer."""
BESIDE_REACH = 90
"""Characters behind a post in which the name of its holder ends that a comma parts from it."""
_TAIL = re.compile(r" (?:of|for|at|in|with|from|to|who|that)\b")
_CALLED = re.compile(r" (?:named|called) ")
CALLED_REACH = 40
"""Characters in which such a name begins, with its titles."""
_PARTED = re.compile(
    r"(?: (?:of|for|at|in|with|de|del|dell[aeo]|dei|du|des|d[ao]s?|van|von|der) [^\n,.;:“”\"—()]{2,60})?, "
)
"""What stands between the two."""
NEAREST_SHARE, CARRIED_SHARE, POST_SHARE, GUESSED_SHARE = 0.95, 0.8, 0.9, 0.8
"""Shares of right names by way of resolving, rounded down from annotated news: "who" after a name, "they" and "it" for
the last speaker, holders of a post, and whoever fits a description that nobody was given."""
_TWO = re.compile(
    r"\b(?:two|both)\b.*\b(?:leaders|men|women|presidents|ministers|authors|candidates|senators|brothers|sisters)\b",
    re.I,
)
_LATTER = frozenset(phrases_listed("accordings.txt", "latter"))
"""What takes up whoever was named last, in other languages: `glisse | cette dernière`."""
_PAIR = re.compile(r"(?:the|these|those) (?:two|pair|duo|couple)|both", re.I)
_SINGULAR = FEMALE | MALE
_PRONOUNS = _SINGULAR | PLURAL
_PART_ENDS = re.compile(r",|—|–| who\b| of\b| at\b| for\b| with\b|\(")
_WORDS = re.compile(r"[A-Za-zÀ-ÿ-]+")
_HELD_BY = re.compile(r"\b(?:of|at|for|with|by|to|and)$")
_OF = re.compile(r" (?:of|for|in|from|with|at) ")
_KIN = re.compile(
    r"(?:his|her|their|my|our|\w+[’']s) (?:\w+ )?(?:(?:grand|step|god)?(?:mother|father|son|daughter|parents|ma|pa)|mum|mom|dad|wife|husband|brother|sister|widow(?:er)?"
    r"|aunt|uncle|niece|nephew|cousin|girlfriend|boyfriend|fianc[ée]e?|partner)\b",
    re.I,
)
_OF_WHAT, _FOR_WHAT = (
    re.compile(
        rf" {joined} (?:the )?[A-Z][\w’'-]*(?<![’'-])(?: (?:(?:and|of|the|for|&) )*[A-Z][\w’'-]*(?<![’'-]))*(?![’'-])"
    )
    for joined in ("of", "for")
)
"""What an institution is one of, or for: `University | of Carrow`, `Department | for Education`."""
_BEHIND = re.compile(r" ([a-z][\w-]*)")
_BEFORE_HOLDER = frozenset(listed("beside_names.txt", "before-holder"))
_OFFICIALS = frozenset(listed("noun_phrases.txt", "official"))
_RELATIVES = frozenset(listed("beside_names.txt", "kin"))
"""Nouns for somebody's kin: `the husband` is nobody who was named without one."""
_NO_POST = frozenset(listed("beside_names.txt", "no-post"))
_NEW = re.compile(r"\b(?:[Aa]n?|[Oo]ne|[Aa]nother|[Ss]ome) (?:[a-z-]+ )?\Z")
NEW_REACH = 24
"""Characters before the name in somebody's description in which an article tells that they are new: `a senior | Carrow official`."""
_INDEFINITE = re.compile(r"(?:an?|another|one|some) ", re.I)
"""What stands before somebody who is new to the text."""
_POINTING = re.compile(r"(?:the|this|that)\b", re.I)
"""What stands before somebody who may be whoever was named last: `his deputy` is not he."""
_DEFINITE = re.compile(r"(?:the|this|that|his|her|my|our|their)\b", re.I)


class Resolved(NamedTuple):
    """The full name that a mention stands for, None where it is unknown, and how sure that is, 0 to 1."""

    name: str | None
    certainty: float


def resolve_name(people: People, found: Sequence[Quotation], mention: Mention, text: str) -> str | None:
    """Return the full name that `mention` stands for; see `resolve`."""
    return resolve(people, found, mention, text).name


def resolve(people: People, found: Sequence[Quotation], mention: Mention, text: str) -> Resolved:
    """Return the full name that `mention` stands for: of a name itself, of a pronoun whom it means.

    `found` are the quotations before it, in order. What stands for nobody who is named keeps its own words; a pronoun
    that means nobody for certain gives None; who tells the story stays "I". The certainty leaves out whether the mention
    is the speaker's at all.
    """
    lower = mention.text.lower()
    if "-" in lower and lower.rpartition("-")[2] in _PRONOUNS:
        # A pronoun behind its verb, as in French: `a-t-il`.
        lower = lower.rpartition("-")[2]
    if lower == "who":
        names = [item for item in people.before(mention.start, 4) if item.is_person]
        said = found[-1].speaker if found else None
        if found and said and text[said.end : mention.start] == ", ":
            return Resolved(found[-1].speaker_name, NEAREST_SHARE)
        is_near = bool(names) and mention.start - names[0].end < WHO_REACH
        return Resolved(names[0].name if is_near else None, NEAREST_SHARE)
    if lower in _SINGULAR:
        gender = "f" if lower in FEMALE else "m"
        if unnamed := taken_up(people, found, mention, gender, text):
            return Resolved(unnamed, UNNAMED_SHARE)
        meant = antecedent(people, found, mention, gender, text)
        return Resolved(meant.name, meant.certainty) if meant else Resolved(None, 0.0)
    if lower in _LATTER:
        last = next((item for item in people.before(mention.start, 4) if item.is_person), None)
        return Resolved(last.name, CARRIED_SHARE) if last else Resolved(None, 0.0)
    if lower == "on":  # French: whoever it may be
        return Resolved(None, 0.0)
    if lower == "i":
        return Resolved(mention.text, NEAREST_SHARE)
    if lower in PLURAL or lower in ("we", "it", "which"):
        both = pair_before(people, mention, text) if lower == "they" else ""
        return Resolved(both or _last_of_kind(people, found, mention, lower), CARRIED_SHARE)
    named = head_name(people.between(mention.start, mention.end), mention, text)
    if named is not None:
        if named.is_full and is_post(named.name) and (holder := _holder(people, named)):
            return Resolved(holder, POST_SHARE)
        if named.is_person:
            return Resolved(_serving(people, named, text) or together(people, named, text) or named.name, 1.0)
        return _post_behind(people, found, named, text) or Resolved(_whole_institution(found, named, text), 1.0)
    if _TWO.search(mention.text) or _PAIR.fullmatch(mention.text):
        near = dict.fromkeys(item.name for item in people.before(mention.start, 40) if item.is_person)
        pair = sorted(list(near)[:2], key=lambda name: next(item.start for item in people.names if item.name == name))
        if len(pair) == 2:
            return Resolved(" and ".join(pair), POST_SHARE)
    held = _phrase(people, found, mention, text)
    if held is not None:
        return held
    words = served_before(people, mention, text) or described(found, mention, text)
    return Resolved(words, POST_SHARE) if words else Resolved(None, 0.0)


def with_posts(people: People, quotations: Sequence[Quotation]) -> list[Quotation]:
    """Return `quotations` with the title or post of each speaker, where the text gives one beside any of their names."""
    whole = []
    for quotation in quotations:
        name, held = quotation.speaker_name, quotation.speaker_role
        role = (_role(people, quotation) if held else people.posts.get(name, "")) if name else held
        whole.append(quotation if role == held else quotation._replace(speaker_role=role))
    return whole


def _role(people: People, quotation: Quotation) -> str:
    """Return the post at the mention, else the one that the text gives elsewhere; words that are no post are left out."""
    words = [word.strip(".,").lower() for word in quotation.speaker_role.split()]
    if any(role_of(word) for word in words):
        return quotation.speaker_role
    return people.posts.get(quotation.speaker_name or "", "")


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
        if lead.endswith(",") or not _HELD_BY.search(lead):
            return item
    return names[0] if names[0].start == mention.start and not _owns(text, names[0]) else None


def _owns(text: str, item: Named) -> bool:
    return text[item.end : item.end + 2] in ("’s", "'s") or text[item.end - 2 : item.end] in ("’s", "'s")


def _serving(people: People, named: Named, text: str) -> str:
    """Return who speaks for somebody whose name only tells for whom, `Lindt spokesman`; their own name where it stands behind."""
    served = serving(named, text)
    behind = people.between(named.end, named.end + BESIDE_REACH) if served else []
    return behind[0].name if behind and describes(text, named, behind[0]) else served


def _post_behind(people: People, found: Sequence[Quotation], named: Named, text: str) -> Resolved | None:
    """Return whom a place or an institution only describes: `the Vermont senator`, `White House spokesman Josh Ernst`."""
    at = named.end
    for _ in range(4):
        word = _BEHIND.match(text, at)
        if word is None or word.group(1) in _NO_POST:
            return None
        at, noun = word.end(), word.group(1)
        if role_of(noun) or gender_of_noun(noun) or noun in _OFFICIALS:
            after = people.between(at, at + 40)
            if after and after[0].is_person and after[0].start == at + 1:
                return Resolved(after[0].name, NEAREST_SHARE)
            is_new = _NEW.search(text, max(0, named.start - NEW_REACH), named.start) is not None
            whole = Mention(named.start, at, f"the {text[named.start : at]}")
            held = None if is_new else _phrase(people, found, whole, text)
            return held or Resolved(text[named.start : at], POST_SHARE)
    return None


def _holder(people: People, named: Named) -> str:
    """Return who holds the post that is all of a name, `the Norlandic President`, where the text tells whose it is."""
    holder = people.with_role(f"the {named.name}", named.start)
    whose = {word.lower() for word in named.name.split()[:-1]}
    return holder if holder and whose <= people.described.get(holder, set()) else ""


def _phrase(people: People, found: Sequence[Quotation], mention: Mention, text: str) -> Resolved | None:
    """Return the person whom a noun phrase takes up: who holds its post, else who fits its gender."""
    holder = _called(people, mention, text) or _holder_behind(people, mention, text)
    if holder:
        return Resolved(holder, NEAREST_SHARE)
    if _KIN.match(mention.text):
        return None
    if _INDEFINITE.match(mention.text):
        return None
    held = people.with_role(mention.text, mention.start)
    if held is not None:
        return Resolved(held, POST_SHARE)
    if not _DEFINITE.match(mention.text):
        return None
    words = [word.lower() for word in _WORDS.findall(_OF.split(mention.text, 1)[0])]
    gender = next((sign for word in reversed(words) if (sign := gender_of_noun(word))), "")
    is_aged = words[-1:] == ["-year-old"]
    if not gender and not is_aged and not any((post := role_of(word)) and post not in trades() for word in words):
        return None
    if not _POINTING.match(mention.text) or words[-1] in _RELATIVES and not people.is_dialogue:
        return None
    if mention.text[:4].lower() == "the " and (held := _holder_below(people, mention, words, text)):
        return Resolved(held, POST_SHARE)
    if owned := _owned_before(people, mention, words[-1], text):
        return Resolved(owned, POST_SHARE)
    meant = antecedent(people, found, mention, gender, text)
    if meant is None or _holds_another(people, meant.name, words):
        return None
    return Resolved(meant.name, meant.certainty * GUESSED_SHARE)


def _holds_another(people: People, name: str, words: list[str]) -> bool:
    """Tell whether somebody is told to hold another post than `words` name: `the general` is no colonel."""
    wanted = {role_of(word) for word in words} - trades() - {""}
    held = people.roles.get(name, set())
    return bool(wanted and held) and not wanted & held


def _holder_below(people: People, mention: Mention, words: list[str], text: str) -> str | None:
    """Return who is told only later to hold a post that one person has: `The mayor smiled. … Mayor Ada Lindt`."""
    is_one = any((post := role_of(word)) and post not in trades() for word in words)
    return people.with_role(mention.text, len(text)) if is_one else None


def _owned_before(people: People, mention: Mention, noun: str, text: str) -> str:
    """Return who was told by whose they are and is taken up by that noun alone: `Brian Holt’s spokesman came. … | the
    spokesman | said`."""
    reach = max(0, mention.start - CARRIED_REACH)
    at = max(text.rfind(f"{sign}s {noun}", reach, mention.start) for sign in "’'")
    owner = next(iter(people.before(at, 1)), None) if at > 0 else None
    return text[owner.start : at + len(noun) + 3] if owner is not None and owner.end == at else ""


def _called(people: People, mention: Mention, text: str) -> str:
    """Return the name by which whoever is described is called: `a fisherman | named Karl Weber`."""
    words = _CALLED.match(text, mention.end)
    if words is None:
        return ""
    names = people.between(words.end(), words.end() + CALLED_REACH)
    is_next = bool(names) and names[0].is_person and text[words.end() : names[0].start].strip() in ("", names[0].role)
    return names[0].name if is_next else ""


def _holder_behind(people: People, mention: Mention, text: str) -> str:
    """Return whom a comma parts from a post, and from what the post serves: `the mayor | of Carrow, Ada Lindt`."""
    noun = _TAIL.split(mention.text, maxsplit=1)[0].rpartition(" ")[2].lower()
    if not (role_of(noun) or gender_of_noun(noun) or may_speak(noun) == PERSON_NOUN):
        return ""
    for item in people.between(mention.end, mention.end + BESIDE_REACH):
        comma = _PARTED.match(text, mention.end, item.start) if item.is_person else None
        if comma and _is_post_lead(text[comma.end() : item.start], item.role):
            return item.name
    return ""


def _is_post_lead(lead: str, role: str) -> bool:
    """Tell whether nothing stands before a name but its bearer's posts: `the | former minister | Olof Roth`."""
    words = (lead.removesuffix(f"{role} ") if role else lead).split()
    return all(word in _BEFORE_HOLDER or word.rstrip(".") in titles() or role_of(word) for word in words)


def _whole_institution(found: Sequence[Quotation], named: Named, text: str) -> str:
    """Return an institution's name with what says of what it is one, behind it or where it spoke before."""
    name = named.name
    if name.rpartition(" ")[2] not in organisations():
        return name
    whole = _OF_WHAT.match(text, named.end) or (None if " " in name else _FOR_WHAT.match(text, named.end))
    if whole is not None:
        return name + whole.group()
    for quotation in reversed(found[-SPEAKERS_LOOKED_AT:]):
        before = quotation.speaker_name or ""
        if before.startswith(name) and (
            _OF_WHAT.fullmatch(before, len(name)) or _FOR_WHAT.fullmatch(before, len(name))
        ):
            return before
    return name


def _may_be_a_firm(people: People, item: Named) -> bool:
    """Tell whether nothing shows that a name is a person's: no gender, no post, no given name."""
    is_known = people.gender.get(item.name) or people.roles.get(item.name)
    return not is_known and item.is_full and item.name.partition(" ")[0] not in given_names()


def _last_of_kind(people: People, found: Sequence[Quotation], mention: Mention, pronoun: str) -> str | None:
    """Return whom "it", "they" or "we" mean: the last speaker, and for "it" a name that is no person's."""
    if pronoun in ("it", "they", "which"):
        names = people.before(mention.start, 6)
        near = [item for item in names if not item.is_person]
        near = near or [item for item in names if pronoun == "it" and _may_be_a_firm(people, item)]
        if near and (pronoun != "they" or not found) and mention.start - near[0].end < CARRIED_REACH:
            return near[0].name
    for quotation in reversed(found[-4:]):
        if quotation.speaker_name and mention.start - quotation.end < CARRIED_REACH:
            return quotation.speaker_name
    return None
