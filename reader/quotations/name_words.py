"""What the words of a name tell by themselves: whether it is a person's or an institution's, and its bearer's gender."""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.quotations.capitals import PARTICLES, SUFFIXES
from reader.quotations.remembering import remembered
from reader.quotations.words import given_names, listed, organisations
from reader.text.folding import fold

_SIGNS = {
    "Mr": "m", "Mister": "m", "Sir": "m", "Lord": "m", "King": "m", "Prince": "m", "Pope": "m", "Father": "m",
    "Brother": "m", "Uncle": "m", "Monsieur": "m", "Herr": "m", "Don": "m", "Congressman": "m", "Chairman": "m",
    "Councilman": "m", "Mrs": "f", "Ms": "f", "Miss": "f", "Lady": "f", "Dame": "f", "Queen": "f", "Princess": "f",
    "Sister": "f", "Aunt": "f", "Madame": "f", "Frau": "f", "Congresswoman": "f", "Chairwoman": "f",
    "Councilwoman": "f",
}  # fmt: skip
THING_SURNAMES = frozenset(listed("name_words.txt", "thing-surname"))
"""Surnames that name things or places as well: somebody bears them behind a given name who speaks."""
PLACE_GIVEN_NAMES = frozenset(listed("name_words.txt", "place-given"))
"""Given names that do."""
_ABBREVIATION = re.compile(r"(?:[A-Z]\.?){2,5}")
_SMALL_WORDS = frozenset(listed("beside_names.txt", "in-headings"))
"""Words that stand in a heading in capitals and in no person's name: `A KISS FOR HOLT`."""
_ARABIC_ARTICLES = ("al-", "el-")
"""What a surname is written with, once in small letters and once not: `Tariq al-Mansur`, `Al-Mansur said`."""
MOST_WORDS = 4
"""Words of a person's full name, particles left out: a longer run of capitals is a title or a heading."""


class NameWords(NamedTuple):
    """The folded `words` of a name and what they tell.

    `suffix` is "Jr", "III" or "". `is_whole` where there are as many words as in a full name of a person, particles left
    out. `holds_thing` where a word is one that no person's name has, or the name is an abbreviation, `ends_as_thing` where
    the last word is such. `doubtful` is the last word of a name that may be a thing's or a place's as well as somebody's,
    "" of any other; `gender` what the given name of a longer name tells.
    """

    words: tuple[str, ...]
    suffix: str
    is_whole: bool
    holds_thing: bool
    ends_as_thing: bool
    doubtful: str
    gender: str

    def is_organisation(self, role: str) -> bool:
        """Tell whether the name is no person's; the title `role` before it clears all of it but its end."""
        return self.ends_as_thing and not title_gender(role) if role else self.holds_thing


@remembered(8192)
def name_words(name: str) -> NameWords:
    """Return the words of `name` and what they tell."""
    written = name.split()
    words = [word.strip(".,") for word in written] if "." in name or "," in name else written.copy()
    suffix = words.pop() if len(words) > 1 and words[-1] in SUFFIXES else ""
    folded = tuple(map(fold, words))
    if "l-" in name:
        folded = tuple(word[3:] if word.startswith(_ARABIC_ARTICLES) and len(word) > 3 else word for word in folded)
    bare = [word.rstrip(".") for word in written] if "." in name else written
    things = organisations()
    # `Saracen's Head`: where somebody's name stands behind its owner, the run is cut between them.
    holds_thing = " & " in name or "’s " in name or "'s " in name or not things.isdisjoint(bare)
    is_heading = False
    holds_thing = holds_thing or any(map(str.isdigit, name))
    if name.isupper():
        holds_thing = holds_thing or _ABBREVIATION.fullmatch(name) is not None
        is_heading = not _SMALL_WORDS.isdisjoint(folded)
    is_whole = 1 < _told_words(folded) <= MOST_WORDS and not is_heading
    gender = given_names().get(written[0], "") if len(written) > 1 else ""
    ends_as_thing = bool(bare) and bare[-1] in things
    return NameWords(folded, suffix, is_whole, holds_thing, ends_as_thing, _doubtful_surname(name), gender)


def _doubtful_surname(name: str) -> str:
    first, _, last = name.rpartition(" ")
    is_thing = last in THING_SURNAMES and (not first or first in given_names())
    return last if is_thing or first in PLACE_GIVEN_NAMES else ""


def _told_words(words: tuple[str, ...]) -> int:
    """Return how many of a name's words are its bearer's own: no particles, but `Ben` where it is the given name; initials
    only of a short one, since there may be three before a given name and a surname."""
    if len(words) > MOST_WORDS:
        words = tuple(word for word in words if len(word) > 1)
    if PARTICLES.isdisjoint(words):
        return len(words)
    own = [word for word in words if word not in PARTICLES]
    return len(own) + (words[0] in PARTICLES and words[0].title() in given_names()) if words else 0


@remembered(4096)
def title_gender(role: str) -> str:
    """Return "f" or "m" where the last word of `role` is a title of one gender ("Mrs."), else ""."""
    return _SIGNS.get(role.split()[-1].rstrip("."), "") if role else ""


def gender_of(name: str) -> str:
    """Return "f" or "m" by the given name, "" where it does not tell."""
    return name_words(name).gender
