"""Names that only tell of another: to whom or what a person belongs, in which region a town lies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.quotations.words import cues, given_names, role_of

if TYPE_CHECKING:
    from reader.quotations.people import Named, People

_DESCRIBES = re.compile(
    r"[’']s? |[’']s? (?:[a-z-]+ |[A-Z][a-z-]*\.? ){0,5}[A-Za-z-]+, "
    r"|(?:[’']s?)? (?!(?:and|or|of|in|at|to|for|from|that|who|is|was|on) )(?:[a-z-]+ |[A-Z][a-z]*\.? ){1,5}"
)
_WORD = re.compile(r"[A-Za-zÀ-ɏА-яЁё’'-]+")
LONGEST_POST = 5
"""Words of one of two posts before a name: `the Tide Office founder`."""
HANDLE = re.compile(r"@\w{2,30}")
"""The name of an account, under which somebody posts."""
_PLACING = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ff]rom|of|to|outside)\s\Z")


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


def is_region(text: str, people: People, town: Named, item: Named) -> bool:
    """Tell whether `item` is the region of the `town` named before it, between commas, and so no subject of a verb."""
    if text[town.end : item.start] != ", " or text[item.end : item.end + 1] != "," or item.role:
        return False
    if people.gender.get(item.name) or item.name.partition(" ")[0] in given_names():
        return False
    return _PLACING.search(text, max(0, town.start - 8), town.start) is not None
