"""Whose words a German sentence tells that has no verb of saying: `nach Angaben der Behörde`, `…, so ein Sprecher`."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from reader.quotations.candidates import BARE, OTHER_PRONOUN, PHRASE, Candidate
from reader.quotations.tokens import CAPITAL, COMMA, CUE, DETERMINER, HELPER, MARK, PREPOSITION, QUOTED
from reader.quotations.words import listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.quotations.tokens import Tokens

DOUBTFUL = frozenset(("nach", "so", "heißt", "hieß"))
"""Words that name a source only beside certain others."""
_READS = frozenset(("heißt", "hieß"))
"""Those that tell what can be read or heard, beside `es`: `heißt es in einer Erklärung`, `wie es in Carrow hieß`."""
_WHERE_READ = frozenset(listed("reporting_de.txt", "where-read"))
"""Words between `heißt es` and where it can be read."""
_ACCOUNTS = frozenset(listed("reporting_de.txt", "account"))
"""Nouns behind `nach` that make whoever they belong to the source."""
_PAPERS = frozenset(listed("reporting_de.txt", "paper"))
"""The same, which are the source themselves where they belong to nobody."""
_OWN = frozenset(listed("reporting_de.txt", "own"))
"""Words before such a noun that tell whose it is, so that the noun is the source: `nach eigenen Angaben`."""
ACCOUNT_REACH = 3
"""Tokens behind `nach` in which such a noun stands: `nach den ersten Angaben`."""
SOURCE_REACH = 3
"""Tokens behind such a noun in which the source begins."""
PHRASE_REACH = 4
"""Tokens in which a source that is no known name comes to its noun: `der örtlichen Behörden`."""
LONGEST_MARKED = 8
"""Tokens of a marked name, marks included."""
ASIDE_REACH = 16
"""Tokens of what stands behind a source between commas or in brackets."""
_DASHES = ("—", "–", "―")
_GENITIVES = frozenset(("des", "der", "eines", "einer"))
_LINKS = frozenset(("von", "vom", "aus", "in", "im", "gegenüber"))
"""Words between a source and what it belongs to: `laut einem Bericht von „…“`."""


def names_source(tokens: Tokens, at: int) -> bool:
    """Tell whether the `DOUBTFUL` word at token `at` names a source."""
    kinds, words = tokens.kinds, tokens.words
    if words[at] in _READS:
        return "es" in words[max(0, at - 1) : at + 2]
    if words[at] == "so":
        is_behind = bool(at) and bool(kinds[at - 1] & COMMA or words[at - 1] in _DASHES)
        return is_behind and at + 1 < len(kinds) and bool(kinds[at + 1] & (CAPITAL | DETERMINER))
    return account_at(tokens, at) > at


def is_called(tokens: Tokens, verb: int) -> bool:
    """Tell whether the verb at token `verb` tells a name, as `heißt` does without `es`: `„Tide“ | heißt | die Ausstellung`."""
    return tokens.words[verb] in _READS and not names_source(tokens, verb)


def read_in(tokens: Tokens, people: Mapping[int, Candidate], cue: int, stop: int) -> Candidate | None:
    """Return what `heißt es` at token `cue` names as its source behind it, `es` itself where it names none there."""
    words = tokens.words
    if words[cue] not in _READS or is_called(tokens, cue):
        return None
    it = cue + 1 if words[cue + 1 : cue + 2] == ["es"] else cue - 1
    first = it + 2 if words[it + 1 : it + 2] and words[it + 1] in ("dazu", "weiter") else it + 1
    if it > cue and first + 1 < stop and words[first] in _WHERE_READ:
        source = whole(tokens, people.get(first + 1), stop) or phrase_at(tokens, first + 1, stop)
        if source is not None:
            return source
    return Candidate(it, it + 1, tokens.starts[it], tokens.end(it), OTHER_PRONOUN)


def is_nobody(tokens: Tokens, source: Candidate) -> bool:
    """Tell whether a source is but the `es` of `heißt es`."""
    return tokens.words[source.first] == "es"


def account_at(tokens: Tokens, cue: int) -> int:
    """Return the token of the noun by which the words of a source begin, `cue` itself where it needs none."""
    if tokens.words[cue] != "nach":
        return cue
    reach = range(cue + 1, min(len(tokens.words), cue + 1 + ACCOUNT_REACH))
    return next((at for at in reach if tokens.words[at] in _ACCOUNTS or tokens.words[at] in _PAPERS), cue)


def source_at(tokens: Tokens, people: Mapping[int, Candidate], cue: int, stop: int) -> Candidate | None:
    """Return the source that the word at token `cue` names: one of `people`, by where they begin, or whatever stands there."""
    noun = account_at(tokens, cue)
    if noun > cue + 1 and tokens.words[noun - 1] in _OWN:
        return Candidate(noun - 1, noun + 1, tokens.starts[noun - 1], tokens.end(noun), PHRASE)
    marked = marked_at(tokens, noun + 1, stop)
    if marked is not None:
        return marked
    after = next((item for first, item in people.items() if first > noun), None)
    if after is not None and after.first <= noun + SOURCE_REACH:
        return whole(tokens, after, stop)
    phrase = phrase_at(tokens, noun + 1, stop)
    if phrase is not None or noun == cue:
        return phrase or (None if tokens.words[cue] in DOUBTFUL else after)
    return phrase_at(tokens, cue + 1, noun + 1) if tokens.words[noun] in _PAPERS else None


def german_candidates(tokens: Tokens, found: Sequence[Candidate]) -> list[Candidate]:
    """Return `found` without what is no noun in German, in which all nouns are capitals: `sagte | weiter`, `sagte | dazu`;
    phrases whose nouns were taken for names, as `der | künstlerische Leiter`, are made whole."""
    kept: list[Candidate] = []
    for item, following in zip_longest(found, found[1:]):
        if kept and item.first < kept[-1].last or item.form == BARE and not _is_noun(tokens, item):
            continue
        joined = item
        if item.form == PHRASE and item.named is None:
            joined = _to_its_noun(tokens, whole(tokens, item, len(tokens.kinds)) or item)
        is_lead = following is not None and following.first < joined.last
        if not (is_lead and following.named is not None and following.named.is_person):
            kept.append(joined)
    return kept


def _to_its_noun(tokens: Tokens, item: Candidate) -> Candidate:
    """Return a phrase without what follows its last noun: `der Bürgermeister | zurück`."""
    last = item.last
    while last > item.first + 1 and not tokens.kinds[last - 1] & CAPITAL:
        last -= 1
    if last in (item.last, item.first + 1):
        return item
    return Candidate(item.first, last, item.start, tokens.end(last - 1), PHRASE)


def _is_noun(tokens: Tokens, item: Candidate) -> bool:
    kinds = tokens.kinds[item.first : item.last]
    return bool(kinds[-1] & CAPITAL) and not kinds[0] & PREPOSITION


def whole(tokens: Tokens, item: Candidate | None, stop: int) -> Candidate | None:
    """Return `item` with its noun where only an article and adjectives were taken for it: `des künstlerischen Leiters`."""
    if item is None or item.form != PHRASE or item.named is not None:
        return item
    if [kind for kind in tokens.kinds[item.first + 1 : item.last] if kind & CAPITAL]:
        return item
    return phrase_at(tokens, item.first, stop) or item


def marked_at(tokens: Tokens, first: int, stop: int) -> Candidate | None:
    """Return the name between marks that begins at token `first`, or behind the article there: `laut „Tide“`, `die „Tide“`."""
    kinds = tokens.kinds
    begin = first + 1 if first + 1 < stop and kinds[first] & DETERMINER and not kinds[first] & QUOTED else first
    if begin >= len(kinds) or not kinds[begin] & QUOTED:
        return None
    last = begin
    while last < min(stop, begin + LONGEST_MARKED) and kinds[last] & QUOTED:
        last += 1
    is_whole = last - begin > 2 and kinds[begin] & MARK and kinds[last - 1] & MARK and kinds[begin + 1] & CAPITAL
    return (
        Candidate(begin + 1, last - 1, tokens.starts[begin + 1], tokens.end(last - 2), PHRASE) if is_whole else None
    )


def phrase_at(tokens: Tokens, first: int, stop: int) -> Candidate | None:
    """Return the words from token `first` that may be a source whatever they are: `der Hacker`, `von Augenzeugen`."""
    kinds = tokens.kinds
    begin = first + 1 if first < stop and tokens.words[first] == "von" else first
    low = begin + 1 if begin < stop and kinds[begin] & DETERMINER else begin
    last = next((at for at in range(low, min(stop, begin + PHRASE_REACH)) if kinds[at] & CAPITAL), -1)
    if last < 0 or [kind for kind in kinds[begin:last] if kind & (COMMA | QUOTED | CUE | HELPER)]:
        return None
    while last < stop and kinds[last] & CAPITAL and not kinds[last] & QUOTED:
        last += 1
    return Candidate(begin, last, tokens.starts[begin], tokens.end(last - 1), PHRASE) if last > begin else None


def source_end(
    tokens: Tokens, people: Mapping[int, Candidate], at: int, stop: int, *, has_article: bool = False
) -> int:
    """Return where a source ends that token `at` stands behind: a marked name, an aside and what it belongs to are its own.

    Whatever belongs to a source that `has_article` is named behind it, too: `einem Bericht des Fachmagazins`.
    """
    kinds, words = tokens.kinds, tokens.words
    while at < stop:
        is_owner = words[at] in _GENITIVES
        owns_marked = is_owner and at + 1 < stop and bool(kinds[at + 1] & QUOTED)
        begin = at + 1 if words[at] in _LINKS or owns_marked else at
        begin += words[at] == "gegenüber" and begin < stop and bool(kinds[begin] & DETERMINER)
        if begin < stop and kinds[begin] & QUOTED:
            while begin < stop and kinds[begin] & QUOTED:
                begin += 1
            at = begin
        elif begin in people and (begin > at or is_owner):
            at = (whole(tokens, people[begin], stop) or people[begin]).last
        elif is_owner and has_article and (owner := phrase_at(tokens, at + 1, stop)) is not None:
            at = owner.last
        elif words[at] == "(" and (closing := _next(words, ")", at, stop)) > 0:
            at = closing + 1
        elif kinds[at] & COMMA and (closing := _next(words, ",", at + 1, stop)) > 0:
            at = closing + 1
        else:
            break
    return at


def _next(words: Sequence[str], mark: str, first: int, stop: int) -> int:
    """Return where `mark` comes next within an aside's length, -1 if it does not."""
    return next((at for at in range(first, min(stop, first + ASIDE_REACH)) if words[at] == mark), -1)
