"""Whether two names over the archive may be one person's: cautious, so that two people never become one.

The same full name is one person, an initial more or less is none other, accents and titles do not count. A short form
of the given name, a missing suffix or a bare surname count only where both were called by the same post. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.quotations.capitals import PARTICLES, POSTNOMINALS, is_post
from reader.quotations.name_words import name_words
from reader.quotations.words import (
    common_institutions,
    fold_name,
    given_names,
    nickname_of,
    openers,
    organisations,
    qualifiers,
    role_of,
    titles,
    trades,
)

if TYPE_CHECKING:
    from collections.abc import Container

_NOBODY = frozenset(
    "i he she they we it you who ich je one two three another other others some many most all each every any several few both "
    "this that these those my your his her its our their no neither either here there what such".split()
)
"""Words with which no name of a voice begins: they only describe, or mean somebody in their own article."""
_SMALL_WORDS = PARTICLES | frozenset("of the and for in on at to with by".split())
"""Words in small letters that names and institutions have; any other shows a description."""
_PARTS = re.compile(r"[^\W\d_]+")
_HYPHENATED = re.compile(r"[A-ZÀ-Þ]\w*-[a-zà-ÿ]+")
LONGEST_IN_CAPITALS = 3
"""Words of the longest name that is written in capitals throughout; longer ones are headings."""
_FORMS_OF_ADDRESS = frozenset("mr mrs ms miss dr prof".split())


@dataclass(frozen=True, slots=True)
class VoiceName:
    """A speaker's name taken apart: folded words, initials and other middle names apart, without titles."""

    name: str
    given: str
    middle: tuple[str, ...]
    surname: str
    suffix: str

    @property
    def is_full(self) -> bool:
        """Whether the name has a given name, so that it tells one person from another."""
        return bool(self.given)

    @property
    def key(self) -> str:
        """The form under which the same full name is the same person."""
        return " ".join((self.given, *self.middle, self.surname, self.suffix.lower())).strip()


@lru_cache(maxsize=4096)
def parse_voice(name: str) -> VoiceName:
    """Take `name` apart, its titles and articles left off."""
    words = name.split()
    leaves = titles() - qualifiers() if name_words(name).holds_thing else titles()
    while len(words) > 1 and (words[0].rstrip(".") in leaves or words[0] in ("The", "the", "A", "An")):
        words.pop(0)
    while len(words) > 2 and words[-1] in POSTNOMINALS:
        words.pop()
    shown = " ".join(words)
    parts, suffix = name_words(shown)[:2]
    if len(parts) < 2:
        return VoiceName(shown, "", (), parts[0] if parts else "", suffix)
    return VoiceName(shown, parts[0], parts[1:-1], parts[-1], suffix)


def is_someone(name: str) -> bool:
    """Tell whether `name` names somebody beyond its article.

    "The officials", "One tester", "the Department", "Lindt’s campaign manager", "Halden MP" and a heading in capitals
    do not.
    """
    words = name.split()
    if not name[:1].isupper() or len(name) < 2 or fold_name(words[0]) in _NOBODY:
        return False
    if len(words) == 1:
        is_word = name.isupper() and (name.capitalize() in openers() or role_of(name.lower()))
        is_word = is_word or name in common_institutions() or name in qualifiers()
        return not is_word and _HYPHENATED.fullmatch(name) is None
    if is_post(name):
        return False
    is_heading = len(words) > LONGEST_IN_CAPITALS and name.isupper()
    return not is_heading and all(word in _SMALL_WORDS for word in words[1:] if word.islower())


def is_marked(name: str) -> bool:
    """Tell whether a word of `name` shows by itself that it names a person or an institution."""
    words = name.split()
    return words[0] in given_names() or any(word.rstrip(".") in organisations() for word in words)


def is_made_of(name: str, words: Container[str]) -> bool:
    """Tell whether each word of `name`, in small letters, is among `words`."""
    return all(word.lower() in words for word in _PARTS.findall(name))


def is_known_alone(name: VoiceName) -> bool:
    """Tell whether a name of one word means the same everywhere: a place, an institution, an abbreviation."""
    return name.name.rstrip(".") in organisations() or (name.name.isupper() and len(name.name) > 1)


def posts_of(role: str) -> frozenset[str]:
    """Return the posts in `role` by their first form, those left out that many hold at once.

    Only its head counts: a candidate for president is none, nor is the mayor’s brother a mayor.
    """
    head = re.split(r" (?:of|for|to|at|in|with|under|and|who) ", re.split(r"[’']s ", role)[-1])[0]
    return frozenset({role_of(word.strip(".,").lower()) for word in head.split()} - {""} - trades())


def is_same_person(one: VoiceName, other: VoiceName, *, share_post: bool) -> bool:
    """Tell whether two full names are one person's; `share_post` where both were called by one post."""
    if one.surname != other.surname or not (one.is_full and other.is_full):
        return False
    if one.given == other.given and one.suffix == other.suffix and _middles_agree(one.middle, other.middle):
        return True
    if not share_post:
        return False
    given = nickname_of(one.given) == nickname_of(other.given) or (
        min(len(one.given), len(other.given)) == 1 and one.given[0] == other.given[0]
    )
    suffix = one.suffix == other.suffix or not (one.suffix and other.suffix)
    return given and suffix and (_middles_agree(one.middle, other.middle) or not (one.middle and other.middle))


def _middles_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether middle names agree: the same, initials of each other, or only initials on one side."""
    if one == other:
        return True
    if not one or not other:
        return all(len(word) == 1 for word in one or other)
    return len(one) == len(other) and all(
        a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) for a, b in zip(one, other, strict=True)
    )


def is_title_word(word: str) -> bool:
    """Tell whether `word` is a form of address, so that it is no part of what is typed to find a voice."""
    return fold_name(word).rstrip(".") in _FORMS_OF_ADDRESS
