"""Verbs of saying behind marks, with their subject behind them, in languages that say so: `« … », a aussitôt répondu la maire`.

Pronouns and helping verbs stand before the verb, adverbs, days, places and whom it is told may stand between it and its
subject, and a French or Italian participle may agree with that.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reader.document import Span
from reader.quotations.words import cues, listed

if TYPE_CHECKING:
    from reader.quotations.noun_phrases import Beginnings

_VERB = r"(?P<cue>[a-zà-ÿа-яё]+)(?:-(?:me|te|lhes?|nos|vos|se|o|a))?\b"
_WORD = re.compile(r"[^\W\d_]+")
PARTICIPLE_REACH = 30
"""Characters behind a helping verb with its pronoun in which the participle follows: `a-t-elle d’emblée | assuré`."""
MOST_SKIPPED = 4
"""Adverbs and phrases between a verb and its subject that are passed over."""


class _Patterns(NamedTuple):
    """A French verb `within` which its pronoun stands (`s’est-il emporté`, `s’inquiète-t-elle`), a verb that comes `first` in
    its clause, alone or not, what is `skipped` behind it, and where or to whom it is `placed` (`aux journalistes`)."""

    within: re.Pattern[str]
    first: tuple[re.Pattern[str], re.Pattern[str]]
    skipped: re.Pattern[str]
    placed: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    """Return the patterns, which take some ms to compile, so that English texts do without."""
    clitics, helpers, begins, adverbs, days = (
        "|".join(listed("between.txt", kind)) for kind in ("clitic", "helper", "beginning", "adverb", "day")
    )
    adverb = rf"(?:(?:{adverbs}|[a-zà-ÿ]{{3,}}mente?)\b)"
    within = re.compile(
        r"(?:(?:ne |n[’']|s[’']|m[’']|se |me |lui |leur |y )*(?:a|ont|est|sont|avait|était)-(?:t-)?"
        rf"(?P<who>ils?|elles?|on)\b {_VERB}"
        r"|(?:s[’']|m[’']|se |me |lui |leur )?(?P<verb>[a-zà-ÿ]+)-(?:t-)?(?P<subject>ils?|elles?|on)\b)"
    )
    first = re.compile(
        rf"(?:{adverb} )?(?:(?:(?:{clitics})[ ]|[lsnm][’'])*(?:(?:{helpers}) )+|(?:(?:{clitics})[ ]|[ls][’'])*)"
        rf"(?:, [^,\n]{{3,40}}, )?(?:(?:{begins}) ){{0,3}}(?:{adverb} )?{_VERB}"
    )
    skipped = re.compile(rf", [^,\n]{{3,40}},|[ \u00a0](?:{adverb}|(?:{days})\b)")
    placed = re.compile(
        r"[ \u00a0](?P<before>[a-zà-ÿа-яё]+) (?:[a-zà-ÿ]{1,4} |[ld][’'])?[\w-]{3,}(?: [A-ZÀ-Þ][\w-]+)*"
    )
    return _Patterns(within, (first, re.compile(_VERB)), skipped, placed)


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
    patterns = _patterns()
    within = patterns.within.match(text, at, stop)
    if within is not None:
        verb, who = ("cue", "who") if within["cue"] else ("verb", "subject")
        words = _WORD.finditer(text, within.start(verb), min(stop, within.end(verb) + PARTICIPLE_REACH))
        said = next((word for word, _ in zip(words, range(3), strict=False) if is_cue(word.group())), None)
        if said is not None and (verb == "cue" or said.start() == within.start(verb)):
            return Verb(Span(*said.span()), Span(*within.span(who)), ())
    late, early = patterns.first
    match = _verb(late, text, at, stop) or _verb(early, text, at, stop)
    if match is None:
        return None
    places = [match.end()]
    for _ in range(MOST_SKIPPED):
        passed = patterns.skipped.match(text, places[-1], stop) or patterns.placed.match(text, places[-1], stop)
        is_placed = passed is not None and passed.re is patterns.placed
        if passed is None or is_placed and passed["before"] not in known.prepositions:
            break
        places.append(passed.end())
    return Verb(Span(*match.span("cue")), None, tuple(place + 1 for place in places))


def _verb(pattern: re.Pattern[str], text: str, at: int, stop: int) -> re.Match[str] | None:
    match = pattern.match(text, at, stop)
    return match if match is not None and is_cue(match["cue"]) else None
