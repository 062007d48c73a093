"""Which capitalised words of a text are names: runs of them, without the titles, posts and sentence openers before.

Knows nothing of who is meant; `people` joins the names that belong to one person.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from reader.quotations.words import (
    PRONOUNS,
    cues,
    given_names,
    headline_verbs,
    openers,
    organisations,
    role_of,
    titles,
)

_WORD = r"[A-ZÀ-ÖØ-ÞŁŠŽČ](?:(?<=[A-Z])\.(?:[A-Z]\.){1,2}|[\w’'-]*(?<!['’-]))"
"""Initials or a capitalised word. Its capital comes first, so that the search passes quickly over small letters."""
PARTICLES = frozenset(
    "de da di do dos du del della der den van von la le al el bin ibn ben ter ten zu zur af y".split()
)
NAME = re.compile(rf"{_WORD}\.?(?:[ \u00a0](?:(?:{'|'.join(sorted(PARTICLES))})\b[ ])*{_WORD}\.?){{0,6}}")
_NICKNAME = re.compile(r" (?:[“\"'‘(][A-Z][\w.]{0,14}[”\"'’)]) (?=[A-Z])")
_INK = re.compile(r"\S+")
_POSSESSIVE = re.compile(r"[’']s?$")
_SUFFIX = re.compile(r",? (?:Jr\.?|Sr\.?|II|III|IV)(?!\w)")
SUFFIXES = frozenset("Jr Sr II III IV".split())
_ADVERB = re.compile(r"\w{3,}(?:ing|ly|ed)")
_OPENS = re.compile(r"(?:^|[.!?:]|\n)[”\"’')\]*]*\s*[“\"‘'(]*\Z")
_ROLE_BEFORE = re.compile(r"((?:\b[a-z][\w-]+ ){0,2}?\b([a-z][\w-]+)),? \Z")
_SURNAMES_TOO = frozenset("King Judge Bishop Pope Chief Prince Farmer Baker Singer Major Justice Speaker".split())
_OFFICE_BEFORE = re.compile(r"((?:\b(?:[A-Z][\w.]*|former|then) ){0,3}\b([A-Z][a-z]+) (?:of|for) (?:the )?)\Z")
TITLE_CASE = 0.75
"""Share of capitalised longer words from which a line is a headline, whose capitals say nothing about names."""


LONGEST_HEADLINE = 200


class WrittenName(NamedTuple):
    """A name as it is written from `start` to `end`, without the titles (`role`) before it.

    `name` leaves out a nickname in quotation marks; `opens` tells whether a sentence begins with the name, titles
    passed over, so that its capital says little.
    """

    start: int
    end: int
    name: str
    role: str = ""
    in_headline: bool = False
    opens: bool = False


def find_names(text: str) -> list[WrittenName]:
    """Return the names of `text` in order, whether of persons or not, quoted words included."""
    headlines = _headlines(text)
    found: list[WrittenName] = []
    small = openers()
    for match in NAME.finditer(text):
        start, end = match.span()
        first = match.group()
        if first in small:
            continue
        in_headline = _within(headlines, start)
        parts = _parts(text, start, end, in_headline=in_headline) if " " in first else [(start, end)]
        for start, end in parts:
            written = _trim(text, start, end, in_headline=in_headline)
            if written is not None:
                found.append(written)
    return _without_openers(text, _with_nicknames(text, found))


def _headlines(text: str) -> list[tuple[int, int]]:
    """Return the spans of lines in which nearly every word is capitalised."""
    spans, start = [], 0
    for line in text.split("\n"):
        if len(line) < LONGEST_HEADLINE and not line.rstrip().endswith("."):
            words = re.findall(r"[^\W\d_]{4,}", line)
            if len(words) > 3 and sum(1 for word in words if word[0].isupper()) >= TITLE_CASE * len(words):
                spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def _within(spans: list[tuple[int, int]], offset: int) -> bool:
    place = bisect_right(spans, (offset, 1 << 60)) - 1
    return place >= 0 and spans[place][0] <= offset < spans[place][1]


def _parts(text: str, start: int, end: int, *, in_headline: bool) -> list[tuple[int, int]]:
    """Cut a run of capitalised words at full stops that end a sentence, and at verbs and small words of a headline."""
    parts, begin = [], start
    for word in _INK.finditer(text[start:end]):
        bare = word.group().rstrip(".")
        ends = word.group().endswith(".") and len(bare) > 3 and bare not in titles() and word.end() < end - start
        verb = bare.lower() in cues() and bare not in titles() and (in_headline or bare not in organisations())
        if word.start() > 0 and (verb or bare in headline_verbs()):
            if start + word.start() - 1 > begin:
                parts.append((begin, start + word.start() - 1))
            begin = start + word.end() + 1
        elif ends:
            parts.append((begin, start + word.end() - 1))
            begin = start + word.end() + 1
    if begin < end:
        parts.append((begin, end))
    return parts


def _trim(text: str, start: int, end: int, *, in_headline: bool) -> WrittenName | None:
    """Leave titles, posts and sentence openers off a name, or return None if nothing is left."""
    first = start
    role: list[str] = []
    while start < end:
        word = _INK.match(text, start, end)
        if word is None:
            break
        bare = word.group().rstrip(".")
        rest = word.end() + 1 < end
        if bare in openers() and not (bare in titles() and rest):
            role.clear()
        elif bare in titles() or (role_of(bare.lower()) and rest) or (word.group() in ("of", "and") and role):
            role.append(word.group())
        else:
            break
        start = word.end() + 1
        while start < end and text[start].isspace():
            start += 1
    words = text[start:end].split() if start < end else []
    if not words or words[0].rstrip(".").lower() in PRONOUNS:
        return None
    if len(words) > 2:
        start, held = _after_post(text, start, end)
        role += held
        words = text[start:end].split()
    while len(words) > 1 and words[-1].rstrip(".") in openers():
        end -= len(text[start:end]) - len(text[start:end].rstrip()[: -len(words[-1])].rstrip())
        words.pop()
    suffix = _SUFFIX.match(text, end) if len(words) > 1 else None
    if suffix:
        end = suffix.end()
    elif text[end - 1] == "." and len(words[-1]) > 3 and words[-1].rstrip(".") not in SUFFIXES:
        end -= 1
    if not role:
        role += _role_before(text, first if start == first else start)
    elif text.endswith(("of ", "for ", " the "), max(0, first - 60), first):
        office = _OFFICE_BEFORE.search(text, max(0, first - 60), first)
        if office and role_of(office.group(2).lower()):
            role.insert(0, office.group(1).strip())
    name = text[start:end]
    if "’" in name or "'" in name:
        name = _POSSESSIVE.sub("", name)
    if len(name) < 2:
        return None
    return WrittenName(start, start + len(name), name, " ".join(role), in_headline, _opens_sentence(text, first))


def _opens_sentence(text: str, at: int) -> bool:
    """Tell whether a sentence begins at `at`, opening marks passed over."""
    if at > 1 and text[at - 1] == " " and (text[at - 2].isalnum() or text[at - 2] == ","):
        return False
    return at == 0 or _OPENS.search(text, max(0, at - 8), at) is not None


def _after_post(text: str, start: int, end: int) -> tuple[int, list[str]]:
    """Cut a run of capitals behind the last post in it: `Charlotte Mayor | Jennifer Roberts`."""
    words = list(_INK.finditer(text[start:end]))
    for place in range(len(words) - 2, 0, -1):
        bare = words[place].group().rstrip(".")
        if not role_of(bare.lower()):
            continue
        rest = [word.group().rstrip(".") for word in words[place + 1 :]]
        if rest[0] in SUFFIXES or rest[-1] in organisations() or any(word in titles() for word in rest):
            continue
        if rest[0].lower() in PARTICLES | {"of"}:
            continue
        if place == 1 and bare in _SURNAMES_TOO and words[0].group() in given_names():
            continue
        return start + words[place + 1].start(), [text[start : start + words[place].end()]]
    return start, []


def _role_before(text: str, start: int) -> list[str]:
    """Return the post in small letters that stands directly before a name: `campaign manager Robby Mook`."""
    before = text[max(0, start - 40) : start]
    word = before[:-1].removesuffix(",").rpartition(" ")[2]
    if before[-1:] != " " or not word[-1:].isalnum() or (word.isalpha() and not role_of(word)):
        return []
    match = _ROLE_BEFORE.search(text, max(0, start - 40), start)
    return [match.group(1).strip()] if match and role_of(match.group(2)) else []


def _with_nicknames(text: str, found: list[WrittenName]) -> list[WrittenName]:
    """Join the halves of a name that a nickname in marks parts: `Marcia "Cia" Price`."""
    joined: list[WrittenName] = []
    for item in found:
        last = joined[-1] if joined else None
        if last is not None and last.end < item.start < last.end + 24:
            gap = _NICKNAME.match(text, last.end)
            if gap is not None and gap.end() == item.start and " " not in item.name:
                joined[-1] = last._replace(end=item.end, name=f"{last.name} {item.name}")
                continue
            if gap is not None and gap.start() < item.start < gap.end():
                continue
        if last is not None and item.start < last.end:
            continue
        joined.append(item)
    return joined


def _without_openers(text: str, found: list[WrittenName]) -> list[WrittenName]:
    """Cut words off a name that only a sentence or a headline capitalises: `Injecting Clinton`, `Ada Lindt Goes`.

    They are cut where what is left is a name elsewhere, and the word is no given name but a participle, an adverb, or a
    word that the text also has in small letters.
    """
    known = {item.name for item in found if not item.opens}
    small = _SmallWords(text)
    kept = []
    for item in found:
        first, _, rest = item.name.partition(" ")
        if item.opens and rest in known and not item.role and first not in given_names():
            if _ADVERB.fullmatch(first) or first.lower() in small:
                item = item._replace(start=item.start + len(first) + 1, name=rest)
        words = item.name.split(" ")
        if len(words) > 2 and " ".join(words[:2]) in known and not any(word in organisations() for word in words):
            if words[2].lower() in small:
                name = " ".join(words[:2])
                item = item._replace(name=name, end=item.start + len(name))
        kept.append(item)
    return kept


class _SmallWords:
    """The words of a text in small letters, gathered when first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words: set[str] | None = None

    def __contains__(self, word: str) -> bool:
        if self._words is None:
            self._words = set(re.findall(r"\b[a-zà-ÿ]{3,}\b", self._text))
        return word in self._words
