"""Who is named in a text: one person under one name, whichever of the names, titles and posts stands there.

A surname stands for a full name of the text, read before or after it. Two people who share one are told apart by their
titles, by who was introduced first and by who was named last; kin that is named in passing gives way.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from reader.quotations.bearers import Bearers
from reader.quotations.leads import INSIDE, MAY_PLACE, PLACED, PLACING, SAYING
from reader.quotations.marks import MarkedSpan
from reader.quotations.name_words import MOST_WORDS, gender_of, name_words
from reader.quotations.names import WrittenName, find_names
from reader.quotations.noun_phrases import Beginnings, beginnings_of
from reader.quotations.openings import without_openings
from reader.quotations.posts import NOTHING, WORDS, Told, told_beside
from reader.quotations.words import (
    FEMALE,
    MALE,
    cues,
    gender_of_noun,
    given_names,
    role_of,
    strong_cues,
)

if TYPE_CHECKING:
    from collections.abc import Sequence


Beside = tuple[bool, bool, bool, bool, bool, bool]
"""What stands beside a name, whoever is meant: whether it opens a sentence, a preposition holds it, it owns something, a
verb follows, a cue does, and whether it is a full name or one that kin introduces."""
_BEHIND_POST = re.compile(r" (?:of|for|and|with|in|from) ")
_INSIDE_SENTENCE = re.compile(r"(?:\w|[,;][”\"'’]{0,2}) \Z")
_MAY_BE_PLACED = PLACING | MAY_PLACE
_SAID_BEFORE = re.compile(r"[”\"’',?!—-] [a-z]+ \Z")
_AGE = re.compile(r", (?:aged )?\d\d[,.]")
_GENDERED = re.compile(
    r"[HhSs](?<!\w[HhSs])(?:(?<=[Ss])[Hh][Ee]"
    r"|(?<=[Hh])(?:[Ee]|[Ii][MmSs]|[Ee][Rr][Ss]?|(?:[Ii][Mm]|[Ee][Rr])[Ss][Ee][Ll][Ff]))(?!\w)"
)
"""He, she and their other forms. The first letter comes first, so that the search passes quickly over the rest."""
LONGEST_GENDERED = len("himself")
_PARAGRAPH = re.compile(r"[^\n]+")
DIALOGUE_PAIRS, DIALOGUE_SHARE = 3, 0.15
"""Pairs of paragraphs in a row that open with a mark, and their share, from which a text is dialogue: 4 % of 920 news
articles reach it and 90 % of 84 pieces of novels."""
LONGEST_INITIALS = 4
"""Letters of a name in capitals that are somebody's: longer ones are headings, unless they speak."""
FULL_NAMES_REPORTED, OF_TODAY_REPORTED = 15, 1.2
"""Full names, and words of today's newsrooms, in a thousand words from which a text is a report: so are 27 of 30 articles that
are set as dialogues are, and none of 99 pieces of novels."""
_OF_TODAY = re.compile(
    r"\b(?:spokes(?:man|woman|person)|interviewed|reporters|Twitter|[Tt]weet(?:ed|s)?|emails?|percent|website|campaign|video"
    r"|online|TV|CEO|(?:19[5-9]|20)\d\d)\b|\d%"
)
_LEADER = "leader"
VOTE_REACH = 150
"""Characters behind a name within which a "he" or "she" tells the gender of its bearer."""


@dataclass(slots=True)
class Named:
    """A name as it stands in the text, without titles before it, and the full name that it stands for."""

    start: int
    end: int
    name: str
    role: str = ""
    is_person: bool = True
    is_full: bool = False


@dataclass(slots=True)
class People:
    """The names of a text in order, those inside quotation marks left out: whoever is named there is not speaking.

    `gender` has "f" or "m" by full name where the text or the given name tells; `roles` the posts by their first
    form, `described` all words that titles and appositions say of them, `posts` the first of them in words
    ("Former Secretary of State", "a fellow with the Tide Office"). `is_dialogue` where many paragraphs in a row
    open with a mark, as in fiction, and the text is no report. `quoted` are the names inside the marks: who is talked to
    or about. `beside` keeps what was found to stand beside a name, by where it starts. `beginnings` are how mentions
    without a name begin in the text's language.
    """

    names: list[Named] = field(default_factory=list)
    gender: dict[str, str] = field(default_factory=dict)
    roles: dict[str, set[str]] = field(default_factory=dict)
    described: dict[str, set[str]] = field(default_factory=dict)
    posts: dict[str, str] = field(default_factory=dict)
    persons: set[str] = field(default_factory=set)
    is_dialogue: bool = False
    quoted: list[Named] = field(default_factory=list)
    beside: dict[int, Beside] = field(default_factory=dict)
    beginnings: Beginnings = field(default_factory=partial(beginnings_of, "en"))
    _starts: list[int] = field(default_factory=list)
    _ends: list[int] = field(default_factory=list)
    _quoted_starts: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, text: str, spans: Sequence[MarkedSpan], *, language: str = "en") -> People:
        """Find the names of `text` outside its marked `spans`; full names are learned inside them too. `language` is a
        two-letter code."""
        people = cls(beginnings=beginnings_of(language))
        written = without_openings(find_names(text), language)
        bearers = Bearers(text, written)
        resolved = [(item, *bearers.whom(item)) for item in written]
        placed = _placed(text, resolved)
        speaking, seen = _beside_cues(text, resolved)
        genders, bounds, place = people.gender, [*spans, MarkedSpan(len(text), len(text) + 1)], 0
        for item, name, gender in resolved:
            start, written_name, role = item.start, item.name, item.role
            is_full = " " in written_name
            if not is_full and name == written_name and not role and name not in seen and name not in given_names():
                continue
            if gender and not genders.get(name):
                genders[name] = gender
            person = (bool(gender) or name not in placed) and _is_person(
                text, item, name, gender, speaks=name in speaking
            )
            while bounds[place].end <= start:
                place += 1
            names = people.names if start < bounds[place].start else people.quoted
            names.append(Named(start, item.end, name, role, person, is_full))
            if person:
                people.persons.add(name)
                if role or text.startswith(",", item.end) or text.startswith(",", start - 2):
                    told = told_beside(text, item)
                    if told is not NOTHING:
                        people._learn(name, told)
        people._starts = [item.start for item in people.names]
        people._ends = [item.end for item in people.names]
        people._quoted_starts = [item.start for item in people.quoted]
        people.is_dialogue = _is_dialogue(text, spans) and not people._is_reported(text)
        people._vote(text, spans)
        return people

    def full_names_in(self, blanks: int) -> float:
        """Return how many names stand in full in a thousand words of a text with so many `blanks`."""
        full = [item for named in (self.names, self.quoted) for item in named if item.is_full]
        return 1000 * len(full) / (blanks + 1)

    def _is_reported(self, text: str) -> bool:
        """Tell whether a text is of today and names people in full, as no story does and every report: a report whose
        paragraphs open with marks lets one voice go on where in a story the other answers."""
        blanks = text.count(" ")
        if self.full_names_in(blanks) < FULL_NAMES_REPORTED:
            return False
        return 1000 * len(_OF_TODAY.findall(text)) > OF_TODAY_REPORTED * blanks

    def _learn(self, name: str, told: Told) -> None:
        """Keep what is told beside the name of a person."""
        if told.roles:
            self.roles.setdefault(name, set()).update(told.roles)
        if not told.words:
            return
        if told.post is not None:
            self.posts.setdefault(name, told.post)
        self.described.setdefault(name, set()).update(told.words)
        if not self.gender.get(name) and (sign := next(filter(None, map(gender_of_noun, told.words)), "")):
            self.gender[name] = sign

    def _vote(self, text: str, spans: Sequence[MarkedSpan]) -> None:
        """Learn genders from the first "he" or "she" behind a name, where neither title nor given name told it."""
        votes: dict[str, int] = {}
        unmarked = _outside(text, spans)
        for item, behind in zip(self.names, [*self._starts[1:], len(text)], strict=False):
            if not item.is_person or self.gender.get(item.name):
                continue
            last = min(behind, item.end + VOTE_REACH)
            match = _GENDERED.search(unmarked, item.start + 1, last + LONGEST_GENDERED + 1)
            if match and match.start() <= last and "\n" not in text[item.end : match.start()]:
                is_female = match.group()[0] in "sS" or "r" in match.group()
                votes[item.name] = votes.get(item.name, 0) + (1 if is_female else -1)
        for name, vote in votes.items():
            if vote:
                self.gender[name] = "f" if vote > 0 else "m"

    def between(self, start: int, end: int) -> list[Named]:
        """Return the names that lie in `start` to `end`."""
        return self.names[bisect_left(self._starts, start) : bisect_right(self._ends, end)]

    def before(self, end: int, most: int) -> list[Named]:
        """Return at most `most` names that begin before `end`, the nearest first."""
        place = bisect_left(self._starts, end)
        return self.names[max(0, place - most) : place][::-1]

    def quoted_before(self, end: int, most: int) -> list[Named]:
        """Return at most `most` names inside marks that begin before `end`, the nearest first."""
        place = bisect_left(self._quoted_starts, end)
        return self.quoted[max(0, place - most) : place][::-1]

    def fits(self, pronoun: str, name: str) -> bool:
        """Tell whether `pronoun` may mean the person called `name`."""
        gender = self.gender.get(name) or gender_of(name)
        if pronoun in FEMALE:
            return gender != "m"
        if pronoun in MALE:
            return gender != "f"
        return True

    def with_role(self, words: str, at: int) -> str | None:
        """Return the person last named before `at` who holds a post that `words` name, or None.

        Whoever leads a country may hold any post in it: `the Norlandic leader` is the Norlandic president.
        """
        head = _BEHIND_POST.split(words, 1)[0]
        wanted = {role_of(word.lower()) for word in WORDS.findall(head)} - {""}
        if not wanted:
            return None
        proper = {word.lower() for word in WORDS.findall(head) if word[0].isupper()}
        leads = proper if _LEADER in wanted else set()
        told = {word.lower() for word in WORDS.findall(words)}
        best: tuple[int, str] | None = None
        passed: set[str] = set()
        for item in self.before(at, 120):
            if not item.is_person or item.name in passed:
                continue
            passed.add(item.name)
            described = self.described.get(item.name, set())
            if wanted & self.roles.get(item.name, set()) or leads & described:
                shared = len(told & described) + len(proper & described)
                if best is None or shared > best[0] + 1:
                    best = (shared, item.name)
        return best[1] if best else None


def _is_dialogue(text: str, spans: Sequence[MarkedSpan]) -> bool:
    """Tell whether paragraphs that open with a mark follow one another as in fiction."""
    if len([span for span in spans if not span.start or text[span.start - 1] == "\n"]) <= DIALOGUE_PAIRS:
        return False
    paragraphs = pairs = 0
    starts = {span.start for span in spans}
    before = False
    for match in _PARAGRAPH.finditer(text):
        opens = match.start() in starts
        paragraphs += 1
        pairs += opens and before
        before = opens
    return pairs >= DIALOGUE_PAIRS and pairs >= DIALOGUE_SHARE * paragraphs


def _outside(text: str, spans: Sequence[MarkedSpan]) -> str:
    """Return `text` with its marked words blanked."""
    pieces, at = [], 0
    for span in spans:
        pieces += [text[at : span.start], " " * (span.end - max(at, span.start))]
        at = max(at, span.end)
    return "".join([*pieces, text[at:]])


Resolved = tuple[WrittenName, str, str]


def _placed(text: str, resolved: Sequence[Resolved]) -> set[str]:
    """Return the names that mostly stand behind "in", "at" or "from": they are places."""
    placed = Counter(
        [
            name
            for item, name, _ in resolved
            if item.lead & _MAY_BE_PLACED
            and not item.role
            and (item.lead & PLACING or PLACED.search(text, max(0, item.start - 12), item.start))
        ]
    )
    if not placed:
        return set()
    times = Counter([name for _, name, _ in resolved])
    return {name for name, count in placed.items() if 1 < times[name] < count * 2}


def _beside_cues(text: str, resolved: Sequence[Resolved]) -> tuple[set[str], set[str]]:
    """Return the names that a verb of saying follows, or precedes behind a quotation, at least once; and those of one word
    that are names indeed though they are nobody's surname: capitalised where no sentence begins, or before a cue."""
    speaking: set[str] = set()
    seen: set[str] = set()
    every, strong = cues(), strong_cues()
    for item, name, _ in resolved:
        start, written = item.start, item.name
        is_seen = written != name or written in seen or " " in written
        if is_seen and name in speaking:
            continue
        following = WORDS.match(text, item.end + 1)
        word = following.group() if following else ""
        is_before_cue = word in every and not written.endswith("ly")
        if not is_seen and (is_before_cue or _is_inside_sentence(text, item)):
            seen.add(written)
        if name not in speaking and (
            word in strong or (item.lead & SAYING and _SAID_BEFORE.search(text, max(0, start - 18), start))
        ):
            speaking.add(name)
    return speaking, seen


def _is_inside_sentence(text: str, item: WrittenName) -> bool:
    """Tell whether words or a comma stand before a name; most often that is a small letter."""
    if item.lead & INSIDE:
        return True
    return _INSIDE_SENTENCE.search(text, max(0, item.start - 5), item.start) is not None


def _is_person(text: str, item: WrittenName, name: str, gender: str, *, speaks: bool) -> bool:
    is_thing = name_words(item.name).is_organisation(item.role) or (
        not gender and not item.role and name_words(name).holds_thing
    )
    if is_thing and not (gender and speaks):
        return False
    if item.name.isupper() and len(item.name) > LONGEST_INITIALS and not speaks:
        return False
    if gender or item.role or speaks or _AGE.match(text, item.end):
        return True
    is_german_phrase = " der " in name and not name[: name.index(" der ")].endswith((" von", " van"))
    return 2 <= len(name.split()) - name.count(". ") // 2 <= MOST_WORDS and not is_german_phrase
