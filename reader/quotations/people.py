"""Who is named in a text: full names, the surnames that stand for them, and whom a pronoun means.

A surname stands for the full name read before it; two people who share one are told apart by the nearer mention.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.quotations.words import FEMALE, MALE, PRONOUNS, given_names, titles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.quotations.marks import MarkedSpan

_WORD = r"[A-ZÀ-ÖØ-ÞŁŠŽČ][\w’'-]*(?<!['’-])"
NAME = re.compile(
    rf"{_WORD}\.?(?:[ \u00a0](?:(?:de|da|di|del|der|den|van|von|la|le|al|el|bin|ter|ten)\b[ ])*{_WORD}\.?){{0,5}}"
)
_NOT_NAMES = frozenset(
    "The A An In On At But And Or If When While As After Before Since For From By With To Of It Its He She They We You I "
    "His Her Their Our My This That These Those There Here What Who How Why Where Which Not No Yes Also Then Now So Yet "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December According Calling Asked Speaking Meanwhile However Still Just Even Some Many "
    "Most All Both Each Every Other Another One Two Three Last Next First Second Earlier Later Today Yesterday Der Die "
    "Das Ein Eine Und Aber Le La Les Un Une Il Elle Ils Mr Mrs Ms Dr".split()
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name as it stands in the text, without titles before it, and the full name that it stands for."""

    start: int
    end: int
    name: str
    role: str = ""


@dataclass(slots=True)
class People:
    """The names of a text in order."""

    names: list[Named] = field(default_factory=list)
    """Names outside quotation marks, in order: whoever is named inside them is not speaking."""
    _starts: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, text: str, spans: Sequence[MarkedSpan]) -> People:
        """Find the names of `text` outside its marked `spans`; full names are learned inside them too."""
        people = cls()
        full: dict[str, str] = {}
        for match in NAME.finditer(text):
            found = _trim(match)
            if found is None:
                continue
            start, end, role = found
            name = re.sub(r"[’']s?$", "", text[start:end])
            end = start + len(name)
            words = name.split()
            if len(words) > 1:
                for key in (words[-1], words[0] if words[0] not in given_names() else ""):
                    if key:
                        full[key] = name
                full[name] = name
            people.names.append(Named(start, end, name, role))
        people.names = [
            Named(item.start, item.end, full.get(item.name, item.name), item.role) for item in people.names
        ]
        ends = [span.end for span in spans]
        people.names = [
            item
            for item in people.names
            if (place := bisect_right(ends, item.start)) == len(spans) or item.start < spans[place].start
        ]
        people._starts = [item.start for item in people.names]
        return people

    def between(self, start: int, end: int) -> list[Named]:
        """Return the names that lie in `start` to `end`."""
        first = bisect_left(self._starts, start)
        found = []
        for place in range(first, len(self.names)):
            item = self.names[place]
            if item.end > end:
                break
            found.append(item)
        return found

    def full_name(self, words: str, at: int) -> str:
        """Return the full name for `words`, a name standing at offset `at`."""
        index = bisect_left(self._starts, at)
        if index < len(self.names) and self.names[index].start == at:
            return self.names[index].name
        return words


def _trim(match: re.Match[str]) -> tuple[int, int, str] | None:
    """Leave titles and sentence openers off a name; return its span and the titles, or None if nothing is left."""
    text, start, end = match.group(), match.start(), match.end()
    role: list[str] = []
    while text:
        word = text.split()[0]
        bare = word.rstrip(".")
        rest = text[len(word) :].lstrip()
        if bare in _NOT_NAMES and (bare not in titles() or rest == ""):
            if bare not in ("Mr", "Mrs", "Ms", "Dr") and role:
                break
        elif bare in titles() or (word in ("of", "and") and role):
            role.append(word)
        else:
            break
        start += len(text) - len(rest)
        text = rest
    if not text or text.split()[0].rstrip(".") in PRONOUNS:
        return None
    if text.endswith(".") and len(text.split()[-1]) > 3:
        end -= 1
    return (start, end, " ".join(role)) if end - start > 1 else None


def gender_of(name: str) -> str:
    """Return "f" or "m" by the given name, "" where it does not tell."""
    return given_names().get(name.split()[0], "") if name else ""


def fits(pronoun: str, name: str) -> bool:
    """Tell whether `pronoun` may mean the person called `name`."""
    gender = gender_of(name)
    if pronoun in FEMALE:
        return gender != "m"
    if pronoun in MALE:
        return gender != "f"
    return True
