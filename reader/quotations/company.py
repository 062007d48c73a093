"""Voices that are not one person's: those who speak together, and whoever speaks for somebody: `a Lindt spokesman`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.quotations.words import PERSON_NOUN, cues, listed, may_speak, role_of

if TYPE_CHECKING:
    from reader.document import Mention
    from reader.quotations.people import Named, People

_NOUN = re.compile(r" ([a-z][\w-]*)\b(?! (?:the|an?|his|her|their|its|this|that|[A-Z])\b)")
"""A noun behind a name. Where an article or a name follows, it is a verb: `Lindt chairs the council`."""
_STAFF = frozenset("campaign camp team transition administration".split())
"""Nouns for somebody's people that name no person."""
_JOINING = (", ", " and ", ", and ", " & ", ", & ")
_VERB_BEHIND = re.compile(
    r"(?:,[^,\n]{2,80},)?(?: (?:have|had|has|would|both|also|later|then|jointly|\w+ly)){0,2} ([a-z]+)"
)
_WORD_BEFORE = re.compile(r"([A-Za-z]+) (?:both )?\Z")
_HOLDING = frozenset(listed("beside_names.txt", "before-object"))
"""Prepositions, behind which nobody is the subject of the verb that follows: `letters to Lindt and Holt said`."""
TOGETHER_REACH = 160
"""Characters on either side of a name in which those are named who speak with its bearer: four names with their posts."""
ROLE_REACH = 40
"""Characters before them in which a verb of saying or a preposition ends: the longest word and "both"."""
PAIR_REACH = 200
"""Characters behind a pair in which "they" takes it up: a sentence or two."""
PAIR_NAMES = 4
"""Names among which the two are, those of places between them."""
_ENDS_SENTENCE = re.compile(r"[.!?]\s+[A-Z]|\n|[“”\"]")


def serving(named: Named, text: str) -> str:
    """Return who speaks for a person whose name only tells for whom, `Lindt spokesman`, "" where the name is the voice's."""
    noun = _NOUN.match(text, named.end)
    if noun is None or not _is_staff(noun.group(1)):
        return ""
    behind = _NOUN.match(text, noun.end())
    end = behind.end() if behind and _is_staff(behind.group(1)) else noun.end()
    return text[named.start : end]


def served_before(people: People, mention: Mention, text: str) -> str:
    """Return a bare noun with the name directly before it of whom or what its bearers serve: `Tide Office | officials`."""
    if not _is_staff(mention.text):
        return ""
    named = next(iter(people.before(mention.start, 1)), None)
    between = text[named.end : mention.start] if named else ""
    is_served = between == " " or (between[:1] == " " and between[1:-1] in _STAFF)
    return text[named.start : mention.end] if named and is_served else ""


def _is_staff(noun: str) -> bool:
    return noun in _STAFF or bool(role_of(noun)) or may_speak(noun) == PERSON_NOUN


def together(people: People, named: Named, text: str) -> str:
    """Return the names of those who speak together with `named`, its own among them, "" where it is one person alone.

    A verb of saying stands directly behind the last of them or before the first: `said Ada Lindt and Brian Holt`.
    """
    if not (text.startswith(_JOINING, named.end) or text.endswith(_JOINING, 0, _whole_start(named))):
        return ""
    near = people.between(max(0, named.start - TOGETHER_REACH), named.end + TOGETHER_REACH)
    place = next((number for number, item in enumerate(near) if item.start == named.start), -1)
    if place < 0:
        return ""
    first = last = place
    while first and _join(text, near[first - 1], near[first]):
        first -= 1
    while last + 1 < len(near) and _join(text, near[last], near[last + 1]):
        last += 1
    if first == last or _join(text, near[last - 1], near[last]) == ", " or not _speak(text, near[first], near[last]):
        return ""
    *others, end = dict.fromkeys(item.name for item in near[first : last + 1])
    return f"{', '.join(others)} and {end}" if others else end


def pair_before(people: People, mention: Mention, text: str) -> str:
    """Return the names of the two whom "they" takes up, the last ones named, where "and" stands between them, else "": `Ada
    Lindt and Brian Holt left. “It is late,” | they | said`."""
    named = [item for item in people.before(mention.start, PAIR_NAMES)[::-1] if item.is_person][-2:]
    if len(named) < 2 or mention.start - named[1].end > PAIR_REACH:
        return ""
    between = text[named[0].end : named[1].start]
    is_pair = " and " in between and not _ENDS_SENTENCE.search(between) and named[0].name != named[1].name
    return f"{named[0].name} and {named[1].name}" if is_pair else ""


def _join(text: str, one: Named, other: Named) -> str:
    """Return the comma or the "and" that alone stands between two people, a title left off, else "": `Lindt and Mr. Holt`."""
    between = text[one.end : other.start]
    between = between.removesuffix(f"{other.role} ") if other.role else between
    return between if one.is_person and other.is_person and between in _JOINING else ""


def _whole_start(named: Named) -> int:
    """Return where a name begins with its title."""
    return named.start - len(named.role) - 1 if named.role else named.start


def _speak(text: str, first: Named, last: Named) -> bool:
    """Tell whether a verb of saying stands beside those from `first` to `last`, whom no preposition holds."""
    start = _whole_start(first)
    before = _WORD_BEFORE.search(text, max(0, start - ROLE_REACH), start)
    if before is not None and before.group(1) in cues():
        return not text.startswith((" said", " says"), last.end)
    behind = _VERB_BEHIND.match(text, last.end)
    is_held = before is not None and before.group(1).lower() in _HOLDING
    return behind is not None and behind.group(1) in cues() and not is_held
