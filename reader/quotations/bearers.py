"""The bearers of full names: which written forms are one person's, and whose a surname or a title and surname is.

Two people who share a surname are kept apart by their titles, by who was introduced first and named last; kin that is
named in passing gives way.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.quotations.capitals import PARTICLES, SUFFIXES
from reader.quotations.leads import KIN, KIN_BEFORE, PLACING
from reader.quotations.name_words import NameWords, name_words, title_gender
from reader.quotations.names import WrittenName, is_beside_verb
from reader.quotations.remembering import remembered
from reader.quotations.words import (
    fold_name,
    gender_of_noun,
    given_names,
    nickname_of,
    role_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_AT = (" in ", " at ", " near ")
"""Words that only places stand behind."""
MOST_NAMESAKES = 12
"""Bearers of one surname, and forms of one name, that are told apart; beyond it a text is a list."""
NEAR = 700
"""Characters within which the last full mention of a person draws a shared surname to them: two paragraphs."""


@dataclass(slots=True)
class Bearer:
    """A person while their mentions are gathered: `words` are the folded words of the full name, suffix left off.

    `forms` are the full names with how often each is used, `count` is how often any is, `last` where the last one was.
    """

    words: tuple[str, ...]
    suffix: str
    first: int
    gender: str = ""
    forms: dict[str, int] = field(default_factory=dict)
    posts: set[str] = field(default_factory=set)
    is_kin: bool = False
    last: int = -1
    name: str = ""
    count: int = 0

    def settle(self) -> None:
        """Call the person by the full form that is used most, the first one of those used equally often."""
        name = max(self.forms, key=self.forms.__getitem__)
        self.name = " ".join(map(_in_small, name.split(" "))) if name.isupper() and " " in name else name


class Bearers:
    """The bearers of the full names in a text, and the search for whom a shorter name means."""

    def __init__(self, text: str, written: Iterable[WrittenName]) -> None:
        self._by_word: dict[str, list[Bearer]] = {}
        self._full: dict[str, Bearer] = {}
        self._signs: dict[str, set[str]] = {}
        self._told: dict[str, tuple[str, str]] = {}
        items = list(written)
        self._written = {item.name for item in items}
        self._places = {
            item.name
            for item in items
            if item.lead & PLACING and " " not in item.name and text.endswith(_AT, 0, item.start)
        }
        self._posts = _first_posts(items)
        self._persons = _doubtful_speakers(text, items)
        self._persons |= {name.rpartition(" ")[2] for name in self._persons}
        body: set[str] | None = None
        for item in items:
            sign = title_gender(item.role) if item.role else ""
            if sign and " " not in item.name:
                self._signs.setdefault(item.name, set()).add(sign)
            told = name_words(item.name)
            if not told.is_whole:
                continue
            if item.in_headline and body is None:
                body = {other.name for other in items if not other.in_headline}
            if not item.in_headline or (body and item.name in body):
                self._learn(text, item, told, sign)
        for bearer in self._full.values():
            bearer.settle()

    def _learn(self, text: str, item: WrittenName, told: NameWords, sign: str) -> None:
        if told.is_organisation(item.role) and item.name not in self._persons:
            return
        bearer = self._full.get(item.name) or self._introduced(item, told)
        if bearer is None:
            return
        if item.name in bearer.forms or len(bearer.forms) < MOST_NAMESAKES:
            bearer.forms[item.name] = bearer.forms.get(item.name, 0) + 1
            bearer.count += 1
        if item.role:
            bearer.posts |= _posts(item.role)
        self._full[item.name] = bearer
        if bearer.gender and bearer.count > 1:
            return
        kin = KIN_BEFORE.search(text, max(0, item.start - 20), item.start) if item.lead & KIN else None
        bearer.is_kin = bearer.is_kin or bool(kin and bearer.count == 1)
        bearer.gender = bearer.gender or sign or (gender_of_noun(kin.group(1)) if kin else "") or told.gender

    def _introduced(self, item: WrittenName, told: NameWords) -> Bearer | None:
        """Return the bearer of a full name that is met for the first time; None where its words are the end of another's."""
        words, suffix = told.words, told.suffix
        bearer = self._same(words, suffix)
        if bearer is not None or " ".join(words) in self._by_word:
            return bearer
        bearer = Bearer(words, suffix, item.start)
        for word in dict.fromkeys(_keys(words)):
            namesakes = self._by_word.setdefault(word, [])
            if len(namesakes) < MOST_NAMESAKES:
                namesakes.append(bearer)
        return bearer

    def _same(self, words: tuple[str, ...], suffix: str) -> Bearer | None:
        """Return the bearer whom another form of the same full name means: an initial more, a nickname, a suffix."""
        for bearer in self._by_word.get(words[-1], ()):
            if bearer.words[-1] == words[-1] and same_first(bearer.words[0], words[0]):
                if bearer.suffix == suffix or bearer.words[0] != words[0]:
                    return bearer
        return None

    def whom(self, item: WrittenName) -> tuple[str, str]:
        """Return the full name that `item` stands for, and the gender if it tells."""
        known = self._full.get(item.name)
        if known is not None:
            known.last = item.start
            return known.name, known.gender
        told = None if item.role or item.in_headline else self._told.get(item.name)
        return told or self._whose(item)

    def _whose(self, item: WrittenName) -> tuple[str, str]:
        """Return whom a name means that is nobody's full name; what its place and its title do not change is kept."""
        sign = title_gender(item.role)
        of_words = name_words(item.name)
        if of_words.is_organisation(item.role) and item.name not in self._persons:
            return item.name, ""
        words = of_words.words
        fitting = [
            bearer
            for bearer in self._by_word.get(" ".join(words), ())
            if not (sign and bearer.gender and sign != bearer.gender)
            and not (item.name in self._places and not bearer.gender and bearer.words[0] == words[0])
        ]
        if fitting and self._is_another(item, fitting):
            return item.name, sign
        if len(fitting) > 1:
            bearer = max(fitting, key=lambda bearer: self._claim(bearer, words[-1], item.start))
            return self._called(bearer, sign)
        if fitting:
            told = self._called(fitting[0], sign)
        elif (
            sign
            and item.name not in self._posts
            and (len(self._signs.get(item.name, ())) > 1 or self._by_word.get(words[-1] if words else ""))
        ):
            return f"{item.role.split()[-1]} {item.name}", sign
        elif item.in_headline and " " in item.name:
            return self._known_beginning(item.name), ""
        else:
            told = item.name, sign or of_words.gender or given_names().get(item.name, "")
        if not item.role:
            self._told[item.name] = told
        return told

    def _called(self, bearer: Bearer, sign: str) -> tuple[str, str]:
        """Return name and gender of `bearer`, whose gender a title may tell only now."""
        if sign and not bearer.gender:
            bearer.gender = sign
            self._told.clear()
        return bearer.name, bearer.gender

    def _is_another(self, item: WrittenName, fitting: Sequence[Bearer]) -> bool:
        """Tell whether a surname was taken up with a post before any bearer's full name, who never has that post."""
        first = self._posts.get(item.name)
        if first is None:
            return False
        at, posts = first
        return all(
            bearer.first > at and not posts & bearer.posts and bearer.words[-1] == fold_name(item.name)
            for bearer in fitting
        )

    def _claim(self, bearer: Bearer, word: str, at: int) -> float:
        """Return how strong the claim of `bearer` to a name of one word is; constants tried on annotated news."""
        claim = 1.0 if word == bearer.words[-1] else 0.0
        claim += 2.0 if word == bearer.words[0] and word.title() in given_names() else 0.0
        claim += min(bearer.count, 4) * 0.3 - 2.0 * bearer.is_kin
        claim += 0.5 if 0 <= at - bearer.last < NEAR else 0.0
        rivals = [other for other in self._by_word.get(word, ()) if other.words[-1] == word]
        return claim + (0.6 if rivals and min(rivals, key=lambda other: other.first) is bearer else 0.0)

    def _known_beginning(self, name: str) -> str:
        """Return the longest beginning of a headline's run of capitals that is a name in the text, else its first."""
        words = name.split(" ")
        if len(words) == 2 and (words[0] in given_names() or words[1] in self._written):
            told = name_words(name)
            bearer = self._same(told.words, told.suffix)
            return bearer.name if bearer else name
        for count in range(len(words) - 1, 0, -1):
            beginning = " ".join(words[:count])
            bearer = self._full.get(beginning) or next(iter(self._by_word.get(fold_name(beginning), ())), None)
            if bearer is not None:
                return bearer.name
        return words[0]


def _in_small(word: str) -> str:
    """Return a word of a name in capitals as it is written otherwise."""
    return word if word.strip(".") in SUFFIXES or "." in word else word.title()


@remembered(4096)
def _posts(role: str) -> frozenset[str]:
    return frozenset(role_of(word.strip(".,").lower()) for word in role.split()) - {""}


def _first_posts(items: Iterable[WrittenName]) -> dict[str, tuple[int, frozenset[str]]]:
    """Return for single names that a post stands before ("President Obama") where it does first, and which posts."""
    found: dict[str, tuple[int, frozenset[str]]] = {}
    for item in items:
        if item.role and " " not in item.name and (posts := _posts(item.role)):
            found.setdefault(item.name, (item.start, posts))
    return found


def same_first(one: str, other: str) -> bool:
    """Tell whether two folded given names may be one: equal, an initial of the other, or its short form."""
    if one == other or (len(one) == 1 or len(other) == 1) and one[:1] == other[:1]:
        return True
    return nickname_of(one) == nickname_of(other)


def _doubtful_speakers(text: str, items: Iterable[WrittenName]) -> set[str]:
    """Return the full names that hold the name of a thing or a place, but whose bearers speak: `Anna Hill`, `Paris Roth`."""
    doubtful: dict[str, list[str]] = {}
    speaking: set[str] = set()
    for item in items:
        if last := name_words(item.name).doubtful:
            doubtful.setdefault(last, []).append(item.name)
            if is_beside_verb(text, item.start, item.start + len(item.name)):
                speaking.add(last)
    for item in items if doubtful else ():
        if item.name in doubtful and item.name not in speaking and is_beside_verb(text, item.start, item.end):
            speaking.add(item.name)
    return {name for last in speaking for name in doubtful.get(last, ()) if " " in name}


def _keys(words: tuple[str, ...]) -> list[str]:
    """Return the shorter forms by which a full name is taken up: each of its words, and its endings."""
    keys = [word for word in words if word not in PARTICLES and len(word) > 1]
    return keys + [" ".join(words[place:]) for place in range(1, len(words) - 1)]
