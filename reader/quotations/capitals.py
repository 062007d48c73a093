"""What runs of capitalised words are, read by themselves: which words are a name, which are titles, posts and openers.

Most answers depend on the words alone, and articles on a subject name the same people again and again: they are kept.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reader.quotations.remembering import remembered
from reader.quotations.words import (
    PERSON_NOUN,
    PRONOUNS,
    adjectives,
    cues,
    given_names,
    headline_verbs,
    listed,
    may_speak,
    openers,
    organisations,
    qualifiers,
    role_of,
    titles,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

PARTICLES = frozenset(listed("name_words.txt", "particle"))
_INK = re.compile(r"\S+")
POSSESSIVE = re.compile(r"[’']s?$")
OWNING = ("’s", "'s")
SUFFIXES = frozenset(listed("name_words.txt", "generation"))
_CONTRACTED = re.compile(
    r"(?:\w+n[’']t|\w+[’'](?:d|ll|m|ve|re)|(?:He|She|It|That|There|Here|What|Who|Where|How|Let)[’']s)\Z", re.I
)
"""Words that only a sentence's beginning capitalises: `Didn't`, `I’ve`, `Here's`."""
POSTNOMINALS = frozenset(listed("name_words.txt", "degree"))
_INITIALS = re.compile(r"[A-Z]\. (?=[A-Z]\. )")
"""Initials before a surname, the first of which may be a word as well: `A. K. Holt`, `I. M. Roth`."""
_COUNTRIES = frozenset(("U.S.A", "U.S.S.R"))
"""What looks like initials and is no part of a name."""
_ADJECTIVAL = tuple(f"-{ending}" for ending in listed("name_words.txt", "adjectival"))
"""How words end that tell of what a name is: `the | Carrow-led | council`."""
_ELIDED = re.compile(r"[LDQ][’'][a-zà-ÿ]")
"""Articles of French and Italian before a noun, where a sentence begins: `L’assessora | Marta Conti`."""
_ABBREVIATED_POST = re.compile(r"[A-Z]{2,4}\Z")
_SURNAMES_TOO = frozenset(listed("name_words.txt", "title-surname"))
"""Titles and posts that are surnames, too: behind a given name, and most of them behind "Mr."."""
OPENING_SURNAMES = frozenset(listed("name_words.txt", "opening-surname"))
"""Surnames that are openers, too: behind a given name, behind a title and, once somebody is called so, beside a verb."""
OPENING_GIVEN_NAMES = frozenset(listed("name_words.txt", "opening-given"))
"""Given names that are."""
TITLE_SURNAMES = _SURNAMES_TOO - {"Chief", "Speaker"}
"""Those by which somebody may be called alone, without an article."""
HELD = OPENING_SURNAMES | TITLE_SURNAMES
"""Words that are nobody's name alone, unless somebody of that surname is named."""
_FORMS_OF_ADDRESS = frozenset("Mr Mrs Ms Miss Dr".split())
_TITLE, _CUE, _THING, _VERB, _OWNER, _BEGINS, _ADJECTIVE, _POST = (1 << bit for bit in range(8))
_PARTING = _CUE | _VERB | _OWNER
"""What may end a name and be none of it, besides full stops and, in German and Spanish, these:"""
_PARTING_SMALL = ("der", "y")
_VERB_ENDS = ("s", "ed", "Said", "Told", "Wrote")
"""How verbs of saying end in capitals where no headline stands; other capitals that might be one are surnames: "Brand"."""
CYRILLIC = frozenset("АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЭЮЯ")
"""Capitals of Russian, where a place stands between a post and its holder: `Мэр Морвиля | Анна Ротова`."""
_GERMAN_POST = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{2,}(?:erin|orin|istin|eurin|entin|antin|[äa]ltin|login|alin|ärin)")
"""A German noun for a woman before her name: `Rivalin | Klara Bonder`."""
OWNER_REACH = 20_000
"""Characters before and behind an owner in which it is looked for by itself: a long article's length."""


def name_alone(run: str) -> str | None:
    """Return the name that a run of capitals is whatever stands around it, "" where it is none; None where that depends.

    Nothing is cut off one word but a full stop and the sign of whoever owns, nor off two words that can be nothing else.
    """
    if _is_no_part(run):
        return ""
    words = run.split()
    if len(words) > 2 or (len(words) == 2 and ("." in run or "\u00a0" in run or any(map(_kind, words)))):
        return None
    if len(words) == 1:
        bare = run.rstrip(".")
        if _kind(bare) & (_TITLE | _BEGINS) or bare.lower() in PRONOUNS:
            return ""
        if len(bare) < len(run) and len(run) > 3 and bare not in SUFFIXES and "." not in bare:
            run = run[:-1]
    elif words[0].lower() in PRONOUNS:
        return None
    name = without_possessive(run)
    return name if len(name) > 1 else ""


def without_possessive(words: str) -> str:
    """Return `words` without the sign of whoever owns at their end."""
    return POSSESSIVE.sub("", words) if "’" in words or "'" in words else words


class Cut(NamedTuple):
    """Where in a run of capitals its words stand, which titles and posts stand before them, whether they are two or more,
    and the name: a sentence's full stop and the sign of whoever owns are left off."""

    start: int
    end: int
    role: str
    is_long: bool
    name: str


def cut_run(run: str) -> Cut | None:
    """Return which words of a run of capitals are its name, whatever stands around it; None where none is left."""
    start, end, words = 0, len(run), run.split()
    role: list[str] = []
    while words:
        bare, rest = words[0].rstrip("."), len(words) > 1
        kind = _kind(bare)
        if role and not rest and bare in OPENING_SURNAMES or len(bare) == 1 and _INITIALS.match(run, start, end):
            break
        if kind & _BEGINS and not (kind & _TITLE and rest) or rest and not role and bare in SUFFIXES:
            role.clear()
        elif kind & _ADJECTIVE and is_full_name(run[start + len(words[0]) + 1 :]):
            pass
        elif role and not rest and bare in _SURNAMES_TOO and role[-1].rstrip(".") in _FORMS_OF_ADDRESS:
            break
        elif (
            kind & _TITLE
            or (kind & _POST and rest)
            or (role and bare in ("of", "and"))
            or (bare == "M" and _is_monsieur(run, start, end))
        ):
            role.append(words[0])
        else:
            break
        start += len(words.pop(0)) + 1
    if role and words and words[-1].rstrip(".") in organisations() and _qualify(role, words):
        start = run[:start].index(role[0])
        words, role = run[start:end].split(), []
    if not words or words[0].rstrip(".").lower() in PRONOUNS and not _INITIALS.match(run, start, end):
        return None
    if len(words) > 2 and words[1] in given_names() and words[0] not in given_names():
        is_noun = may_speak(words[0].lower()) == PERSON_NOUN  # `Shopper Denise Holt`
        if is_noun or role and words[0][0] in CYRILLIC or _GERMAN_POST.fullmatch(words[0]):
            role.append(words.pop(0))
            start = end - len(run[start:end].lstrip()[len(role[-1]) :].lstrip())
    if len(words) > 2:
        start, held = _after_post(run, start, end)
        role += held
        words = run[start:end].split()
    while len(words) > 1 and _ends_otherwise(words):
        end -= len(run[start:end]) - len(run[start:end].rstrip()[: -len(words[-1])].rstrip())
        words.pop()
    last = words[-1].rstrip(".") if words else ""
    ends_sentence = run[end - 1] == "." and len(words[-1]) > 3 and last not in SUFFIXES and "." not in last
    name = without_possessive(run[start : end - ends_sentence])
    return Cut(start, end, " ".join(role), len(words) > 1, name)


def _is_monsieur(run: str, start: int, end: int) -> bool:
    """Tell whether `M.` at `start` of a run is French for Mr.: a surname alone follows, or a given name and a surname."""
    if not run.startswith("M. ", start):
        return False
    words = run[start + 3 : end].split()
    return len(words) == 1 or (len(words) == 2 and words[0] in given_names())


def _ends_otherwise(words: list[str]) -> bool:
    """Tell whether the last of a name's `words` is none of it: a word that opens a sentence, or letters behind a name."""
    last = words[-1].rstrip(".")
    if last in OPENING_SURNAMES and words[-2] in given_names():
        return False
    return last in openers() or (len(words) > 2 and words[-1] in POSTNOMINALS)


def parts_of(text: str, start: int, end: int, in_headline: bool) -> list[tuple[int, int]]:
    """Cut a run of capitalised words where one name ends and no other word goes on with it.

    That is at full stops that end a sentence, behind whoever owns ("the Tide Office's Ada Lindt"), and at verbs and
    small words of a headline.
    """
    parts, begin, behind = [], start, start - 1
    for written in text[start:end].split():
        # One blank stands between two words.
        first, behind = behind + 1, behind + 1 + len(written)
        bare = written.rstrip(".")
        kind = _kind(bare)
        if not kind & _PARTING and bare == written and written not in _PARTING_SMALL:
            continue
        ends = len(bare) < len(written) and not kind & _TITLE and behind < end
        ends = ends and (
            len(bare) > 3
            and ("." not in bare or bare in _COUNTRIES)
            or _is_no_part(text[behind + 1 : end].partition(" ")[0])
            or _is_short_surname(text[begin:first], bare)
        )
        verb = kind & _VERB or (
            kind & _CUE and not kind & _TITLE and (in_headline or (not kind & _THING and bare.endswith(_VERB_ENDS)))
        )
        if verb and first > start:
            if first - 1 > begin:
                parts.append((begin, first - 1))
            begin = behind + 1
        elif written == "der" and text[begin:first] == "Wie ":
            begin = behind + 1
        elif written == "y" and text[behind + 1 : end].partition(" ")[0] in given_names():
            parts.append((begin, first - 1))
            begin = behind + 1
        elif ends or (kind & _OWNER and _is_owned(text, first, behind, end)):
            parts.append((begin, behind - 1))
            begin = behind + 1
    if begin < end:
        parts.append((begin, end))
    return parts


def _is_short_surname(before: str, bare: str) -> bool:
    """Tell whether a short word with a full stop is the surname behind the given name `before` it and ends a sentence, where
    another would be cut short: `Ada | Vu. | Holt left`, `Tide | Co. | Chairman`."""
    is_short = len(bare) > 1 and bare[1:].islower() and not _kind(bare) and bare not in SUFFIXES
    return is_short and before.rstrip(" ").rpartition(" ")[2] in given_names()


Cuts = tuple[tuple[int, int, Cut | None], ...]
"""The parts of a run of capitals that are a name or, with None, one of `HELD`: where in the run they begin and end."""


@remembered(8192)
def cuts_alone(run: str) -> Cuts | None:
    """Return what is named in a run of capitals, None where somebody owns in it, so that other words of the text matter."""
    return _cuts_alone(run, in_headline=False)


@remembered(8192)
def cuts_in_headline(run: str) -> Cuts | None:
    """Return the same of a run in a headline."""
    return _cuts_alone(run, in_headline=True)


def _cuts_alone(run: str, *, in_headline: bool) -> Cuts | None:
    name = name_alone(run)
    if name:
        return ((0, len(run), Cut(0, len(run), "", " " in name, name)),)
    if name == "":
        return ((0, len(run), None),) if run.rstrip(".") in HELD else ()
    if " " not in run:
        return cuts_of(run, [(0, len(run))])
    bare = without_possessive(run)  # Whoever owns at its end owns no other name in it.
    return None if "’" in bare or "'" in bare else cuts_of(run, parts_of(run, 0, len(run), in_headline))


def cuts_of(run: str, parts: Iterable[tuple[int, int]]) -> Cuts:
    """Return what is named in the `parts` of a run of capitals."""
    cuts = [(first, end, _cut_part(run[first:end])) for first, end in parts]
    return tuple([(first, end, cut) for first, end, cut in cuts if cut or run[first:end].rstrip(".") in HELD])


def _cut_part(part: str) -> Cut | None:
    if " " in part or "\u00a0" in part:
        return cut_run(part)
    name = name_alone(part)
    return Cut(0, len(part), "", False, name) if name else None


def _is_owned(text: str, owner: int, owner_end: int, end: int) -> bool:
    """Tell whether the capitals behind a possessive are a name of their own, not the rest of an institution's.

    One word is where its owner, which stands from `owner` to `owner_end`, is named elsewhere: "Carrow's Holt".
    """
    words = text[owner_end:end].split()
    if any(word.rstrip(".") in organisations() for word in words):
        return False
    if len(words) != 1:
        return len(words) > 1
    near = text[max(0, owner - OWNER_REACH) : owner], text[end : end + OWNER_REACH]
    name = text[owner : owner_end - 2]
    return any(piece.count(name) > piece.count(f"{name}'s") + piece.count(f"{name}’s") for piece in near)


@cache
def _listed() -> dict[str, int]:
    """Return what the capitalised words of the lists can be."""
    lists = (
        (_TITLE, titles()),
        (_THING, organisations()),
        (_VERB, headline_verbs()),
        (_BEGINS, openers()),
        (_ADJECTIVE, adjectives()),
    )
    kinds: dict[str, int] = {}
    for flag, words in lists:
        for word in words:
            kinds[word] = kinds.get(word, 0) | flag
    return kinds


@remembered(8192)
def _kind(word: str) -> int:
    """Return what a capitalised word, a full stop behind it left off, can be besides a part of a name."""
    kind = _listed().get(word, 0)
    low = word.lower()
    if low in cues():
        kind |= _CUE
    if role_of(low):
        kind |= _POST
    if "-" in word and word.endswith(_ADJECTIVAL):
        return kind | _BEGINS
    if "’" in word or "'" in word:
        if _CONTRACTED.match(word) or _ELIDED.match(word):
            return kind | _BEGINS
        if word.endswith(OWNING) and not kind & _BEGINS:
            return kind | _OWNER
    return kind


def _is_no_part(word: str) -> bool:
    """Tell whether a capitalised word begins a sentence rather than a name."""
    return word in openers() or (("’" in word or "'" in word) and _CONTRACTED.match(word) is not None)


def _qualify(role: list[str], words: list[str]) -> bool:
    """Tell whether what stands before an institution's `words` is part of its name: `Swedish Foreign | Ministry`."""
    return words[0] not in given_names() and all(
        word in qualifiers() or word in ("State", "Justice") for word in role
    )


def _after_post(text: str, start: int, end: int) -> tuple[int, list[str]]:
    """Cut a run of capitals behind the last post in it: `Charlotte Mayor | Jennifer Roberts`."""
    words = list(_INK.finditer(text[start:end]))
    for place in range(len(words) - 2, 0, -1):
        bare = words[place].group().rstrip(".")
        abbreviates = bare.isupper() and _ABBREVIATED_POST.match(bare) and words[place + 1].group() in given_names()
        if not _kind(bare) & _POST and not (abbreviates and words[0].group() not in given_names()):
            continue
        rest = [word.group().rstrip(".") for word in words[place + 1 :]]
        if rest[0] in SUFFIXES or rest[-1] in organisations() or any(word in titles() for word in rest):
            continue
        if rest[0].lower() in PARTICLES | {"of"}:
            continue
        if place == 1 and bare in _SURNAMES_TOO and words[0].group() in given_names():
            continue
        return start + words[place + 1].start(), [text[start : start + words[place].end()]]
    return _after_words(text, start, words), []


def _after_words(text: str, start: int, words: list[re.Match[str]]) -> int:
    """Return where a full name begins at the end of a run of four words and more that begins as no name does."""
    for place in range(2, len(words) - 1):
        if words[place].group() in given_names() and words[place - 1].group() not in PARTICLES:
            others = [word.group().rstrip(".") for word in words]
            if any(other in given_names() for other in others[:place]) or others[-1] in organisations():
                break
            return start + words[place].start()
    return start


def is_full_name(words: str) -> bool:
    """Tell whether `words` are a given name with something behind it."""
    given, _, rest = words.partition(" ")
    return bool(rest) and given in given_names()


@remembered(8192)
def is_post(name: str) -> bool:
    """Tell whether a run of capitals ends as a post does, and begins as no person's name."""
    first, held = name.partition(" ")[0], name.rpartition(" ")[2]
    return bool(role_of(held.lower())) and held not in _SURNAMES_TOO and first not in given_names()
