"""Verbs of saying behind marks, with their subject behind them, in languages that say so: `« … », a aussitôt répondu la maire`.

Pronouns and helping verbs stand before the verb, adverbs, days, places and whom it is told may stand between it and its
subject, and a French or Italian participle may agree with that.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reader.document import Span
from reader.quotations.words import cues, listed

if TYPE_CHECKING:
    from reader.quotations.noun_phrases import Beginnings

_CLITICS = "|".join(listed("between.txt", "clitic"))
_HELPERS = "|".join(listed("between.txt", "helper"))
_BEGINS = "|".join(listed("between.txt", "beginning"))
"""What stands before an infinitive or a gerund of saying: `finit par | lâcher`, `acabó | diciendo`."""
_ADVERB = rf"(?:(?:{'|'.join(listed('between.txt', 'adverb'))}|[a-zà-ÿ]{{3,}}mente?)\b)"
_PRONOUN = r"(?P<who>ils?|elles?|on)\b"
_VERB = r"(?P<cue>[a-zà-ÿа-яё]+)(?:-(?:me|te|lhes?|nos|vos|se|o|a))?\b"
_WITHIN = re.compile(
    rf"(?:(?:ne |n[’']|s[’']|m[’']|se |me |lui |leur |y )*(?:a|ont|est|sont|avait|était)-(?:t-)?{_PRONOUN} "
    rf"{_VERB}"
    rf"|(?:s[’']|m[’']|se |me |lui |leur )?(?P<verb>[a-zà-ÿ]+)-(?:t-)?(?P<subject>ils?|elles?|on)\b)"
)
"""A French verb with its pronoun: `s’est-il emporté`, `s’inquiète-t-elle`."""
_VERB_FIRST = re.compile(
    rf"(?:{_ADVERB} )?(?:(?:(?:{_CLITICS})[ ]|[lsnm][’'])*(?:(?:{_HELPERS}) )+|(?:(?:{_CLITICS})[ ]|[ls][’'])*)"
    rf"(?:, [^,\n]{{3,40}}, )?(?:(?:{_BEGINS}) ){{0,3}}(?:{_ADVERB} )?{_VERB}"
)
_SKIPPED = re.compile(rf", [^,\n]{{3,40}},|[ \u00a0](?:{_ADVERB}|(?:{'|'.join(listed('between.txt', 'day'))})\b)")
_PLACED = re.compile(r"[ \u00a0](?P<before>[a-zà-ÿа-яё]+) (?:[a-zà-ÿ]{1,4} |[ld][’'])?[\w-]{3,}(?: [A-ZÀ-Þ][\w-]+)*")
"""Where or to whom it is said, between a verb and its subject: `aux journalistes`, `au micro de | Radio Littoral`."""
_WORD = re.compile(r"[^\W\d_]+")
PARTICIPLE_REACH = 30
"""Characters behind a helping verb with its pronoun in which the participle follows: `a-t-elle d’emblée | assuré`."""
MOST_SKIPPED = 4
"""Adverbs and phrases between a verb and its subject that are passed over."""


class Verb(NamedTuple):
    """A verb of saying, with the pronoun that it carries, and where its subject may begin, the nearest place first."""

    cue: Span
    pronoun: Span | None
    places: tuple[int, ...]


def is_cue(word: str) -> bool:
    """Tell whether `word`, in small letters, is a verb of saying, or a participle of one that agrees: `emportée`."""
    return word in cues() or word.endswith(("ée", "és", "ées")) and word.rstrip("es") in cues()


def verb_at(text: str, known: Beginnings, at: int, stop: int) -> Verb | None:
    """Return the verb of saying that opens the clause at `at`, None where none does."""
    within = _WITHIN.match(text, at, stop)
    if within is not None:
        verb, who = ("cue", "who") if within["cue"] else ("verb", "subject")
        words = _WORD.finditer(text, within.start(verb), min(stop, within.end(verb) + PARTICIPLE_REACH))
        said = next((word for word, _ in zip(words, range(3), strict=False) if is_cue(word.group())), None)
        if said is not None and (verb == "cue" or said.start() == within.start(verb)):
            return Verb(Span(*said.span()), Span(*within.span(who)), ())
    match = next((found for pattern in (_VERB_FIRST, _VERB_ALONE) if (found := _verb(pattern, text, at, stop))), None)
    if match is None:
        return None
    places = [match.end()]
    for _ in range(MOST_SKIPPED):
        passed = _SKIPPED.match(text, places[-1], stop) or _PLACED.match(text, places[-1], stop)
        is_placed = passed is not None and passed.re is _PLACED
        if passed is None or is_placed and passed["before"] not in known.prepositions:
            break
        places.append(passed.end())
    return Verb(Span(*match.span("cue")), None, tuple(place + 1 for place in places))


_VERB_ALONE = re.compile(_VERB)


def _verb(pattern: re.Pattern[str], text: str, at: int, stop: int) -> re.Match[str] | None:
    match = pattern.match(text, at, stop)
    return match if match is not None and is_cue(match["cue"]) else None
