"""Names that only tell of another: to whom or what a person belongs, in which region a town lies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.quotations.words import PERSON_NOUN, cues, given_names, listed, may_speak, role_of

if TYPE_CHECKING:
    from reader.document import Mention
    from reader.quotations.people import Named, People

_DESCRIBES = re.compile(
    r"[’']s? |[’']s? (?:[a-z-]+ |[A-Z][a-z-]*\.? ){0,5}[A-Za-z-]+, "
    r"|(?:[’']s?)? (?!(?:and|or|of|in|at|to|for|from|that|who|is|was|on) )(?:[a-z-]+ |[A-Z][a-z]*\.? ){1,5}"
)
_WORD = re.compile(r"[A-Za-zÀ-ɏА-яЁё’'-]+")
_OWNED = re.compile(r"[’']s(?: [a-z-]+){1,3}")
_SMALL_WORD = re.compile(r"[a-z-]+")
_SPEAKING_FOR = frozenset(listed("noun_phrases.txt", "owned"))
LONGEST_POST = 5
"""Words of one of two posts before a name: `the Tide Office founder`."""
_APPOSED_BEFORE = re.compile(r"(?:^|, |[^\w,] )(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir) [a-z][\w’' -]{2,60}, \Z")
HANDLE = re.compile(r"@\w{2,30}")
"""The name of an account, under which somebody posts."""
_PLACING = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ff]rom|of|to|outside)\s\Z")


def owned_end(text: str, owner_end: int, stop: int) -> int:
    """Return where somebody's phrase ends who is told by whose they are, behind an owner's name: `Holt | ’s new attorney`; 0
    where none follows."""
    owned = _OWNED.match(text, owner_end, stop)
    end = 0
    for word in _SMALL_WORD.finditer(text, owner_end + 2, owned.end()) if owned else ():
        if is_owned(word.group()):
            end = word.end()
        elif word.group() in cues():
            break
    return end


def is_owned(word: str) -> bool:
    """Tell whether a word, in small letters, means somebody who is told by whose they are: `the company’s | chairman`."""
    return word in _SPEAKING_FOR or bool(role_of(word)) or may_speak(word) == PERSON_NOUN


def are_posts(lead: str, role: str) -> bool:
    """Tell whether two posts stand before a name, `role` the last of them: `said | founder and | chief executive Ada Lindt`."""
    first, joined, second = lead.partition(" and ")
    return bool(joined) and _ends_in_post(first) and _ends_in_post(second or role)


def _ends_in_post(words: str) -> bool:
    *before, last = words.strip(" ,").split(" ")
    return bool(role_of(last.lower())) and len(before) < LONGEST_POST


def describes(text: str, item: Named, after: Named) -> bool:
    """Tell whether a name only says of the person named `after` it to whom or what they belong: `Carrow’s mayor Ada Lindt`."""
    if not after.is_person or _DESCRIBES.fullmatch(text, item.end, after.start) is None:
        return False
    return not any(word.group().lower() in cues() for word in _WORD.finditer(text, item.end, after.start))


def is_apposed(people: People, lead: str, start: int, mention: Mention, role: str) -> bool:
    """Tell whether a person's name tells who the noun before it is: `the mother of the missing boy, | Ada Lindt, | said`.

    `lead` is the clause up to the verb, which begins at `start` in the text; `role` the title before the name.
    """
    before = lead[: mention.start - start]
    before = before.removesuffix(f"{role} ") if role else before
    named = people.between(mention.start, mention.end)
    is_full = bool(named) and named[0].is_person and " " in mention.text
    return is_full and _APPOSED_BEFORE.search(before) is not None


def is_region(text: str, people: People, town: Named, item: Named) -> bool:
    """Tell whether `item` is the region of the `town` named before it, between commas, and so no subject of a verb."""
    if text[town.end : item.start] != ", " or text[item.end : item.end + 1] != "," or item.role:
        return False
    if people.gender.get(item.name) or item.name.partition(" ")[0] in given_names():
        return False
    return _PLACING.search(text, max(0, town.start - 8), town.start) is not None
