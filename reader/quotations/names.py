"""Which capitalised words of a text are names: runs of them, without the titles, posts and sentence openers before.

Knows nothing of who is meant; `people` joins the names that belong to one person.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING

from reader.quotations.capitals import (
    CYRILLIC,
    HELD,
    OPENING_GIVEN_NAMES,
    OWNING,
    PARTICLES,
    Cut,
    cuts_alone,
    cuts_in_headline,
    cuts_of,
    is_full_name,
    is_post,
    parts_of,
)
from reader.quotations.headlines import headlines_of, is_within
from reader.quotations.leads import INSIDE, POST, lead_before
from reader.quotations.words import cues, given_names, listed, organisations, role_of, strong_cues

if TYPE_CHECKING:
    from collections.abc import Iterable

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽȘȚА-ЯЁ"
_WORD = rf"[{_CAPITAL}](?:\.(?:[{_CAPITAL}]\.){{1,2}}|[\w’'-]*(?<!['’-]))"
"""Initials or a capitalised word. Its capital comes first, so that the search passes quickly over small letters."""
_JOINING = "|".join(sorted(PARTICLES - {"den"}))
NAME = re.compile(rf"{_WORD}\.?(?:[ \u00a0](?:(?:{_JOINING}|(?<=v[ao]n )den)\b[ ])*(?:[ae]l-)?{_WORD}\.?){{0,6}}")
"""`den` is part of a name behind `van`; elsewhere it is a German article: `leitet Holt | den Hafen`."""
_NICKNAME = re.compile(r" (?:[“\"'‘(][A-Z][\w.]{0,14}[”\"'’)]) (?=[A-Z])")
_AROUND_NICKNAME = " “”\"'‘’()"
_KNOWN_AS = re.compile(r"known (?:[a-z]+ ){0,4}as [“\"'‘]?")
_BEFORE_KNOWN = frozenset(f", {adverb}" for adverb in ("", "also ", "best ", "better ", "widely "))
_PREFIXES = tuple(f"{prefix}-" for prefix in listed("name_words.txt", "prefix"))
"""What makes a name an adjective: `anti-Lindt signs`."""
_SUFFIX = re.compile(r",? (?:Jr\.?|Sr\.?|II|III|IV)(?!\w)")
_ADVERB = re.compile(r"\w{3,}(?:ing|ly|ed)")
_OPENS = re.compile(r"(?:^|[.!?:]|\n)[”\"’')\]*]*\s*[“\"‘'(]*\Z")
_ROLE_BEFORE = re.compile(r"((?:(?<![\w-])(?:[A-Z]\w*-)?[a-z][\w-]+ ){0,2}?(?<![\w-])[a-z][\w-]+),? \Z")
_VERB_BEHIND = re.compile(r" ([a-z]+)")
_SENTENCE_STOP = re.compile(r"[.!?](?=\s|\Z)|\n")
_HELPERS = frozenset("is was has had will would does did".split())
_BEFORE_MONTHS = frozenset(listed("beside_names.txt", "before-month"))
_SMALL = re.compile(r"\b[a-zà-ÿ]{3,}\b")
_GOES_ON = re.compile(r"\w")
_NO_ROLE_BEGINS = frozenset(listed("beside_names.txt", "before-post"))
_OFFICE_BEFORE = re.compile(r"((?:\b(?:[A-Z][\w.]*|former|then) ){0,3}\b([A-Z][a-z]+) (?:of|for) (?:the )?)\Z")
_PLACING = frozenset(listed("between.txt", "before-place"))
LONGEST_HOLDING = 20
"""Characters before a name in which a preposition, or a Russian post, before a place is looked for."""
GATHERED_AFTER = 16
"""Questions for words in small letters after which all are gathered, so that many names in a long text stay linear."""
ROLE_REACH = 40
"""Characters before a name in which a post in small letters begins that is its bearer's."""
POSTS_REACH = 40
"""Characters from one post in capitals to the name that it goes with, past another post."""


@dataclass(slots=True)
class WrittenName:
    """A name as it is written from `start` to `end`, without the titles (`role`) before it.

    `name` leaves out a nickname in quotation marks; `opens` tells whether a sentence begins with the name, titles
    passed over, so that its capital says little; `lead` is what `leads` knows of the word before it.
    """

    start: int
    end: int
    name: str
    role: str = ""
    in_headline: bool = False
    opens: bool = False
    lead: int = 0


def find_names(text: str) -> list[WrittenName]:
    """Return the names of `text` in order, whether of persons or not, quoted words included."""
    headlines = headlines_of(text)
    found: list[WrittenName] = []
    held: list[tuple[int, int]] = []
    for match in NAME.finditer(text):
        run, start = match.group(), match.start()
        if text[start - 1] == "-" and text.endswith(_PREFIXES, 0, start):
            continue
        in_headline = bool(headlines) and is_within(headlines, start)
        cuts = cuts_in_headline(run) if in_headline else cuts_alone(run)
        if cuts is None:
            cuts = cuts_of(run, [(at - start, end - start) for at, end in parts_of(text, *match.span(), in_headline)])
        for first, end, cut in cuts:
            if cut is None:
                held.append((start + first, start + end))
            elif (written := _as_written(text, start + first, cut, in_headline)) is not None:
                found.append(written)
    if held:
        found = _with_surnames(text, found, held)
    called = _known_as(text, found)
    found = _without_openers(text, _with_posts(text, _with_nicknames(text, found, called)))
    return [replace(item, name=called.get(item.name, item.name)) for item in found] if called else found


def _with_surnames(text: str, found: list[WrittenName], held: list[tuple[int, int]]) -> list[WrittenName]:
    """Return `found` with those words among `held` that open sentences, too, where they are the surname of somebody named."""
    full = [item.name.removesuffix(".").removesuffix(" Jr") for item in found if " " in item.name]
    surnames = {name.rpartition(" ")[2] for name in full} & HELD
    more = []
    for start, end in held if surnames else ():
        name = text[start:end].rstrip(".")
        end = start + len(name)
        if name in surnames and is_beside_verb(text, start, end):
            more.append(WrittenName(start, end, name, lead=lead_before(text, start)))
    return sorted([*found, *more], key=attrgetter("start", "end")) if more else found


def is_beside_verb(text: str, start: int, end: int) -> bool:
    """Tell whether a verb of saying or a helping one follows a name, or a verb of saying stands before it, or it owns; and
    no article stands before it, as before a thing or a title."""
    if text[max(0, start - 5) : start].lower().endswith(("the ", " a ")):
        return False
    if text.startswith(OWNING, end):
        return True
    behind = _VERB_BEHIND.match(text, end)
    if behind is not None and (behind.group(1) in cues() or behind.group(1) in _HELPERS):
        return True
    before = text[max(0, start - 18) : start - 1].rpartition(" ")[2]
    return before in strong_cues() and text[start - 1 : start] == " "


def _given_before(text: str, start: int) -> int:
    """Return where a surname at `start` begins with a given name that is an opener, too: `Will | Holt`, `April | Roth`."""
    given = text[max(0, start - 7) : start - 1].rpartition(" ")[2].rpartition("\n")[2]
    if given not in OPENING_GIVEN_NAMES or text[start - 1] != " ":
        return start
    first = start - 1 - len(given)
    before = text[max(0, first - 12) : first].rstrip(" ").rpartition(" ")[2].lower()
    if given != "Will":
        return start if before in _BEFORE_MONTHS or before[-1:].isdigit() else first
    stop = _SENTENCE_STOP.search(text, start)
    asks = stop is not None and stop.group() == "?" and _opens_sentence(text, first)
    return start if asks else first


def _as_written(text: str, first: int, cut: Cut, in_headline: bool) -> WrittenName | None:
    """Return the name that is cut out of the capitals from `first` on, with the title or post before it."""
    begin, behind, role, is_long, name = cut
    start = first + begin
    if is_long and (place := _place_before(text, start, name)):
        start, name, begin = start + place, name[place:], begin + place
    if is_long and (suffix := _SUFFIX.match(text, first + behind)):
        name = text[start : suffix.end()]
    if len(name) < 2:
        return None
    lead = lead_before(text, start)
    if role:
        role = _whole_office(text, first, role)
    elif lead & POST:
        role = _role_before(text, start)
    if begin and not role and not in_headline and (" " not in name or name.partition(" ")[0] in PARTICLES):
        given = _given_before(text, start)
        if given < start:
            start, name = given, text[given : start + len(name)]
            lead = lead_before(text, start)
    opens = not (lead if first == start else lead_before(text, first)) & INSIDE and _opens_sentence(text, first)
    return WrittenName(start, start + len(name), name, role, in_headline, opens, lead)


def _place_before(text: str, start: int, name: str) -> int:
    """Return how many letters of a name are those of a place behind a preposition, of other languages than English, where
    somebody's full name follows: `ha detto a | Morvilla Paolo Gandolfi`."""
    words = name.split(" ", 2)
    if len(words) < 3 or words[1] not in given_names() or words[0] in given_names():
        return 0
    before = text[max(0, start - LONGEST_HOLDING) : start].rstrip().rpartition(" ")[2]
    is_of_post = words[0][0] in CYRILLIC and bool(role_of(before.lower()))
    return len(words[0]) + 1 if before in _PLACING or is_of_post else 0


def _opens_sentence(text: str, at: int) -> bool:
    """Tell whether a sentence begins at `at`, opening marks passed over."""
    return at == 0 or text[at - 1] == "\n" or _OPENS.search(text, max(0, at - 8), at) is not None


def _whole_office(text: str, first: int, role: str) -> str:
    """Return the titles `role` that begin at `first` with the office before them: `Minister of | State Ada Lindt`."""
    if not text.endswith(("of ", "for ", " the "), max(0, first - 60), first):
        return role
    office = _OFFICE_BEFORE.search(text, max(0, first - 60), first)
    return f"{office.group(1).strip()} {role}" if office and role_of(office.group(2).lower()) else role


def _role_before(text: str, start: int) -> str:
    """Return the post in small letters that stands directly before a name: `campaign manager Robby Mook`."""
    match = _ROLE_BEFORE.search(text, max(0, start - ROLE_REACH), start)
    if match is None:
        return ""
    words = match.group(1).split()
    while any(word in _NO_ROLE_BEGINS or word in cues() for word in words[:-1]):
        words.pop(0)
    return " ".join(words)


def _with_posts(text: str, found: list[WrittenName]) -> list[WrittenName]:
    """Give posts in capitals to the name behind them: `Tide Office Founder and Warden Ada Lindt`."""
    kept = found[:1]
    for item in found[1:]:
        last = kept[-1]
        if " " in item.name and last.end < item.start < last.end + POSTS_REACH:
            gap = text[last.end : item.start].removesuffix(f"{item.role} ")
            if gap.strip() in ("and", "&", ",") and is_post(last.name):
                kept[-1] = replace(item, role=text[last.start : item.start].rstrip(" ,"))
                continue
        kept.append(item)
    return kept


def _known_as(text: str, found: list[WrittenName]) -> dict[str, str]:
    """Return full names by what else the text says their bearers are known as: `Ada Lindt, known to all as Tide`."""
    called: dict[str, str] = {}
    for known in _KNOWN_AS.finditer(text):
        place = bisect_right(found, known.start(), key=attrgetter("end"))
        if 0 < place < len(found) and found[place].start == known.end() and " " not in found[place].name:
            whole = found[place - 1]
            if " " in whole.name and text[whole.end : known.start()] in _BEFORE_KNOWN:
                called[found[place].name] = whole.name
    return called


def _with_nicknames(text: str, found: list[WrittenName], called: dict[str, str]) -> list[WrittenName]:
    """Join the halves of a name that a nickname in marks parts, `Marcia "Cia" Price`, of which `called` learns whose it is."""
    joined = found[:1]
    for item in found[1:]:
        last = joined[-1]
        start, end = item.start, last.end
        if start < end:
            continue
        if start == end + 3 and text.startswith(" & ", end) and _is_firm(last.name, item.name):
            joined[-1] = replace(last, end=item.end, name=f"{last.name} & {item.name}")
            continue
        if start < end + 24 and start > end and (gap := _NICKNAME.match(text, end)):
            if gap.end() == start and " " not in item.name:
                joined[-1] = replace(last, end=item.end, name=f"{last.name} {item.name}")
                called[gap.group().strip(_AROUND_NICKNAME)] = joined[-1].name
                continue
            if start < gap.end():
                continue
        joined.append(item)
    return joined


def _is_firm(one: str, other: str) -> bool:
    """Tell whether two names beside `&` are a firm's, as surnames are: `Harrow & Finch`; `Ada & Brian` are two people."""
    return " " not in one and " " not in other and one not in given_names() and other not in given_names()


def _without_openers(text: str, found: list[WrittenName]) -> list[WrittenName]:
    """Cut words off a name that are none of it: `Injecting Clinton`, `Ada Lindt Goes`, `Ellery's Lindt`.

    They are cut where what is left is a name elsewhere, and the word is no given name but a participle, an adverb, or a
    word that the text also has in small letters.
    """
    known = {item.name for item in found if not item.opens}
    surnames: set[str] | None = None
    pairs: set[str] | None = None
    small = _SmallWords(text)
    kept = []
    for item in found:
        if " " not in item.name:
            kept.append(item)
            continue
        first, _, rest = item.name.partition(" ")
        if item.opens and (rest in known or is_full_name(rest)) and not item.role and first not in given_names():
            if (_ADVERB.fullmatch(first) and rest in known) or first.lower() in small:
                item = replace(item, start=item.start + len(first) + 1, name=rest, lead=INSIDE)
        elif first.endswith(OWNING):
            surnames = _surnames(found) if surnames is None else surnames
            if rest in surnames:
                item = replace(item, start=item.start + len(first) + 1, name=rest, lead=INSIDE)
        elif " " in rest and _is_behind_paper(text, item):
            pairs = {other.name.partition(" ")[2] for other in found} if pairs is None else pairs
            surname = rest.rpartition(" ")[2]
            if surname in pairs:
                item = replace(item, start=item.start + len(item.name) - len(surname), name=surname, lead=INSIDE)
        if " " in rest and item.name.count(" ") > 1:
            words = item.name.split(" ")
            name = " ".join(words[:2])
            if name in known and organisations().isdisjoint(words) and words[2].lower() in small:
                item = replace(item, name=name, end=item.start + len(name))
        kept.append(item)
    return kept


def _surnames(found: Iterable[WrittenName]) -> set[str]:
    """Return the last words of names of two words and more that begin with no owner."""
    halves = [item.name.partition(" ") for item in found]
    return {rest.rpartition(" ")[2] for first, _, rest in halves if rest and not first.endswith(OWNING)}


def _is_behind_paper(text: str, item: WrittenName) -> bool:
    """Tell whether only the last word of a name that speaks may be its bearer's: `told the Tide Mail | Lindt said`."""
    paper, _, surname = item.name.rpartition(" ")
    if paper.rpartition(" ")[2] not in organisations() or surname in organisations():
        return False
    return text[item.end + 1 : item.end + 20].partition(" ")[0].rstrip(":,") in cues()


class _SmallWords:
    """The words of a text in small letters, of three letters and more; all are gathered when many are asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words: set[str] | None = None
        self._asked = 0

    def __contains__(self, word: str) -> bool:
        if self._words is not None:
            return word in self._words
        self._asked += 1
        if self._asked < GATHERED_AFTER:
            return _SMALL.fullmatch(word) is not None and _stands_alone(self._text, word)
        self._words = set(_SMALL.findall(self._text))
        return word in self._words


def _stands_alone(text: str, word: str) -> bool:
    """Tell whether `word` stands anywhere in `text` with no letter, figure or underscore on either side."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not _GOES_ON.match(text, end) and not (at and _GOES_ON.match(text, at - 1)):
            return True
        at = text.find(word, end)
    return False
