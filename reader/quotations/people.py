"""Who is named in a text: full names, the surnames that stand for them, their posts, and whom a pronoun means.

A surname stands for the full name read before it; two people who share one are told apart by the nearer mention.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.quotations.words import (
    FEMALE,
    MALE,
    PRONOUNS,
    cues,
    given_names,
    organisations,
    role_of,
    titles,
    weak_cues,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.quotations.marks import MarkedSpan

_WORD = r"(?:(?:[A-Z]\.){2,3}|[A-ZÀ-ÖØ-ÞŁŠŽČ][\w’'-]*(?<!['’-]))"
NAME = re.compile(
    rf"{_WORD}\.?(?:[ \u00a0](?:(?:de|da|di|del|der|den|van|von|la|le|al|el|bin|ter|ten)\b[ ])*{_WORD}\.?){{0,6}}"
)
_NOT_NAMES = frozenset(
    "The A An In On At But And Or If When While As After Before Since For From By With To Of It Its He She They We You I "
    "His Her Their Our My This That These Those There Here What Who How Why Where Which Not No Yes Also Then Now So Yet "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December According Calling Asked Speaking Meanwhile However Still Just Even Some Many "
    "Most All Both Each Every Other Another One Two Three Last Next First Second Earlier Later Today Yesterday Der Die "
    "Das Ein Eine Und Aber Ob Le La Les Un Une Il Elle Ils During Under Over Among Between Until Because Though Although "
    "Despite Instead Asked Once Only Well Like Perhaps Maybe Never Nobody Nothing Everyone Everybody Anyone Someone Rival "
    "Reporting Let Mr Mrs Ms Dr Messrs Watch Read Photo Image Getty Chef".split()
)
_APPOSITION = re.compile(r",\s+(?:an?\s+|the\s+|who\s+(?:is|was)\s+(?:the\s+|an?\s+)?)?([^,.;“”\"]{3,90})")
_ROLE_WORD = re.compile(r"[A-Za-z]+")
_INSIDE_SENTENCE = re.compile(r"(?:\w|[,;][”\"'’]{0,2}) \Z")
_PLACED = re.compile(r"\b(?:in|at|from|near|to|across|outside|of)\s(?:the\s)?\Z")
TITLE_CASE = 0.75
"""Share of capitalised longer words from which a line is a headline, whose capitals say nothing about names."""
MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Named:
    """A name as it stands in the text, without titles before it, and the full name that it stands for."""

    start: int
    end: int
    name: str
    role: str = ""
    is_person: bool = True


@dataclass(slots=True)
class People:
    """The names of a text in order, those inside quotation marks left out: whoever is named there is not speaking."""

    names: list[Named] = field(default_factory=list)
    gender: dict[str, str] = field(default_factory=dict)
    roles: dict[str, set[str]] = field(default_factory=dict)
    persons: set[str] = field(default_factory=set)
    _starts: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, text: str, spans: Sequence[MarkedSpan]) -> People:
        """Find the names of `text` outside its marked `spans`; full names are learned inside them too."""
        people = cls()
        headlines = _headlines(text)
        found: list[tuple[int, int, str]] = []
        full: dict[str, str] = {}
        gender: dict[str, str] = {}
        for match in NAME.finditer(text):
            for start, end in _parts(text, match.start(), match.end()):
                trimmed = _trim(text, start, end)
                if trimmed is None:
                    continue
                start, end, role = trimmed
                name = re.sub(r"[’']s?$", "", text[start:end])
                found.append((start, start + len(name), role))
                _learn(name, role, full, gender, headline=_within(headlines, start))
        placed = _placed(text, found, full)
        seen = _seen_inside_sentences(text, found)
        speaking = _speaking(text, found, full)
        for start, end, role in found:
            name = text[start:end]
            if name not in full and name.count(" ") > 1 and _within(headlines, start):
                name = _known_beginning(name, full)
                end = start + len(name)
            whole = full.get(name, name)
            if whole == name and " " not in name and not role and name not in seen and name not in given_names():
                continue
            if whole not in people.gender:
                people.gender[whole] = gender.get(whole) or gender.get(name) or gender_of(whole)
            person = _is_person(whole, role, people.gender[whole], whole in speaking) and (
                whole not in placed or bool(people.gender[whole])
            )
            people.names.append(Named(start, end, whole, role, person))
            if person:
                people.persons.add(whole)
                people._learn_role(text, whole, role, end)
        ends = [span.end for span in spans]
        people.names = [
            item
            for item in people.names
            if (place := bisect_right(ends, item.start)) == len(spans) or item.start < spans[place].start
        ]
        people._starts = [item.start for item in people.names]
        return people

    def _learn_role(self, text: str, name: str, role: str, end: int) -> None:
        words = [word.lower() for word in _ROLE_WORD.findall(role)]
        apposition = _APPOSITION.match(text, end, end + 110)
        if apposition:
            words += [word.lower() for word in _ROLE_WORD.findall(apposition.group(1).split(" of ")[0])]
        known = {role_of(word) for word in words} - {""}
        if known:
            self.roles.setdefault(name, set()).update(known)

    def between(self, start: int, end: int) -> list[Named]:
        """Return the names that lie in `start` to `end`."""
        found = []
        for place in range(bisect_left(self._starts, start), len(self.names)):
            item = self.names[place]
            if item.end > end:
                break
            found.append(item)
        return found

    def before(self, end: int, most: int) -> list[Named]:
        """Return at most `most` names that begin before `end`, the nearest first."""
        place = bisect_left(self._starts, end)
        return self.names[max(0, place - most) : place][::-1]

    def fits(self, pronoun: str, name: str) -> bool:
        """Tell whether `pronoun` may mean the person called `name`."""
        gender = self.gender.get(name) or gender_of(name)
        if pronoun in FEMALE:
            return gender != "m"
        if pronoun in MALE:
            return gender != "f"
        return True

    def with_role(self, words: str, at: int) -> str | None:
        """Return the person last named before `at` who holds a post that `words` name, or None."""
        wanted = {role_of(word.lower()) for word in _ROLE_WORD.findall(words.split(" of ")[0].split(" for ")[0])} - {
            ""
        }
        if not wanted:
            return None
        near = [item for item in self.before(at, 80) if item.is_person]
        for item in near:
            if wanted & {role_of(word.lower()) for word in _ROLE_WORD.findall(item.role)} - {""}:
                return item.name
        return next((item.name for item in near if wanted & self.roles.get(item.name, set())), None)


def _known_beginning(name: str, full: dict[str, str]) -> str:
    """Return the longest beginning of a headline's run of capitals that is a name in the text, else its first word."""
    words = name.split(" ")
    for count in range(len(words) - 1, 0, -1):
        if " ".join(words[:count]) in full:
            return " ".join(words[:count])
    return words[0]


def _placed(text: str, found: Sequence[tuple[int, int, str]], full: dict[str, str]) -> set[str]:
    """Return the names that mostly stand behind "in", "at" or "from": they are places."""
    counts: dict[str, list[int]] = {}
    for start, end, role in found:
        name = full.get(text[start:end], text[start:end])
        count = counts.setdefault(name, [0, 0])
        count[0] += 1
        count[1] += not role and bool(_PLACED.search(text, max(0, start - 12), start))
    return {name for name, (total, placed) in counts.items() if total > 1 and placed * 2 > total}


def _seen_inside_sentences(text: str, found: Sequence[tuple[int, int, str]]) -> set[str]:
    """Return the single words that are capitalised where no sentence begins, so that they are names indeed."""
    seen = set()
    for start, end, _ in found:
        following = _ROLE_WORD.match(text, end + 1)
        if _INSIDE_SENTENCE.search(text, max(0, start - 5), start) or (
            following and following.group().lower() in cues()
        ):
            seen.add(text[start:end])
    return seen


def _speaking(text: str, found: Sequence[tuple[int, int, str]], full: dict[str, str]) -> set[str]:
    """Return the names that a verb of saying follows or precedes at least once."""
    speaking = set()
    for start, end, _ in found:
        following = _ROLE_WORD.match(text, end + 1)
        before = re.search(r"([a-z]+) \Z", text[max(0, start - 16) : start])
        words = (following.group() if following else "", before.group(1) if before else "")
        if any(word in cues() and word not in weak_cues() for word in words):
            speaking.add(full.get(text[start:end], text[start:end]))
    return speaking


def _headlines(text: str) -> list[tuple[int, int]]:
    """Return the spans of lines in which nearly every word is capitalised."""
    spans, start = [], 0
    for line in text.split("\n"):
        words = re.findall(r"[^\W\d_]{4,}", line[:300])
        if len(words) > 3 and len(line) < 200 and sum(1 for w in words if w[0].isupper()) >= TITLE_CASE * len(words):
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def _within(spans: list[tuple[int, int]], offset: int) -> bool:
    place = bisect_right(spans, (offset, 1 << 60)) - 1
    return place >= 0 and spans[place][0] <= offset < spans[place][1]


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a run of capitalised words at full stops that end a sentence and at verbs of a headline."""
    parts, begin = [], start
    for word in re.finditer(r"\S+", text[start:end]):
        bare = word.group().rstrip(".")
        ends = word.group().endswith(".") and len(bare) > 3 and bare not in titles() and word.end() < end - start
        if bare.lower() in cues() and bare not in titles() and word.start() > 0:
            if start + word.start() - 1 > begin:
                parts.append((begin, start + word.start() - 1))
            begin = start + word.end() + 1
        elif ends:
            parts.append((begin, start + word.end() - 1))
            begin = start + word.end() + 1
    if begin < end:
        parts.append((begin, end))
    return parts


def _learn(name: str, role: str, full: dict[str, str], gender: dict[str, str], *, headline: bool) -> None:
    """Remember that a surname stands for `name`, and what its title or given name tells of its gender."""
    words = name.split()
    sign = {"Mr.": "m", "Mr": "m", "Mrs.": "f", "Ms.": "f", "Mrs": "f", "Ms": "f", "Miss": "f"}.get(
        role.split()[-1] if role else ""
    )
    if sign:
        gender[name] = sign
        if name in full:
            gender.setdefault(full[name], sign)
    if not 1 < len(words) <= MOST_WORDS or headline or any(word in organisations() for word in words):
        return
    told = given_names().get(words[0]) or sign or gender.get(words[-1], "")
    if told:
        gender.setdefault(name, told)
    keys = [words[-1]] if words[0] in given_names() or len(words[0].rstrip(".")) == 1 else [words[-1], words[0]]
    if words[-1].rstrip(".") in ("Jr", "Sr", "II", "III") and len(words) > 2:
        keys.append(words[-2].rstrip(","))
    for key in keys:
        known = full.get(key)
        if known is None or known.split()[-1] == key or key == words[-1]:
            full[key] = name
    full[name] = name


def _trim(text: str, start: int, end: int) -> tuple[int, int, str] | None:
    """Leave titles and sentence openers off a name; return its span and the titles, or None if nothing is left."""
    name = text[start:end]
    role: list[str] = []
    while name:
        word = name.split()[0]
        bare = word.rstrip(".")
        rest = name[len(word) :].lstrip()
        if bare in _NOT_NAMES and not (bare in titles() and rest):
            role.clear()
        elif bare in titles() or (word in ("of", "and") and role):
            role.append(word)
        else:
            break
        start += len(name) - len(rest)
        name = rest
    if not name or name.split()[0].rstrip(".").lower() in PRONOUNS:
        return None
    while name.split()[-1].rstrip(".") in _NOT_NAMES and " " in name:
        cut = len(name) - len(name.rsplit(None, 1)[0])
        name, end = name[:-cut], end - cut
    if name.endswith(".") and len(name.split()[-1]) > 3:
        end -= 1
    before = text[max(0, start - 40) : start]
    if not role:
        titled = re.search(
            r"((?:[a-z]+ )?(?:president|senator|governor|mayor|secretary|minister|spokes\w+|director|lawyer|chairman|strategist|professor|economist|analyst)) \Z",
            before,
        )
        if titled:
            role.append(titled.group(1))
    return (start, end, " ".join(role)) if end - start > 1 else None


def _is_person(name: str, role: str, gender: str, speaks: bool) -> bool:
    words = name.split()
    if any(word.rstrip(".") in organisations() for word in words) or re.fullmatch(r"(?:[A-Z]\.?){1,5}", name):
        return False
    if gender or role or speaks:
        return True
    return 2 <= len(words) <= MOST_WORDS


def gender_of(name: str) -> str:
    """Return "f" or "m" by the given name, "" where it does not tell."""
    words = name.split()
    return given_names().get(words[0], "") if len(words) > 1 else ""
