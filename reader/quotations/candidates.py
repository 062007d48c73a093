"""Who may have spoken a quotation: the names, pronouns and noun phrases around it, and the voices before it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.document import Mention
from reader.quotations.attached import is_owned
from reader.quotations.tokens import (
    CAPITAL,
    CUE,
    DETERMINER,
    NAMED,
    NOT_IN_PHRASE,
    POSSESSIVE,
    PRONOUN,
    SIGN,
)
from reader.quotations.words import listed, role_of

if TYPE_CHECKING:
    from reader.quotations.people import Named
    from reader.quotations.tokens import Tokens

NAME, PERSONAL, OTHER_PRONOUN, PHRASE, BARE, OTHER = range(6)
"""What a candidate is: a name, "he" or "she", another pronoun, a phrase with a determiner, a bare noun at a cue, or other
words that only a rule has found."""
BEFORE, AFTER, EARLIER, CARRIED, PROPOSED = range(5)
"""Where it stands: in the quotation's sentence before or behind it, in sentences before, with an earlier quotation."""
LONGEST_PHRASE = 6
"""Tokens of the longest phrase that is a candidate: `the new chief engineer there`."""
MOST_BEFORE, MOST_AFTER, MOST_EARLIER = 6, 4, 3
"""Candidates looked at in each place, the nearest ones; subjects of earlier sentences come on top."""
BEFORE_TOKENS, AFTER_TOKENS, EARLIER_TOKENS = 70, 45, 60
"""Words around a quotation in which its speaker is looked for: more than 98 % of annotated ones stand nearer."""
_ENDS_PHRASE = NOT_IN_PHRASE | NAMED
_VERBS = frozenset(listed("noun_phrases.txt", "verb"))
"""Common verbs, none of them a cue, that end the noun phrase before them."""
_NOUNS = frozenset(listed("noun_phrases.txt", "noun"))
"""Cues that are nouns behind a determiner."""
SPOKEN_NOUNS = _NOUNS | frozenset(listed("noun_phrases.txt", "spoken"))
"""What is said, as its speaker's own: `Holt’s account`."""
_OBJECTS = frozenset(listed("noun_phrases.txt", "object"))
"""Whom a verb of saying is said to, never who says it."""
_ELIDES = ("’", "'")
"""What stands behind the article of a phrase of one word: `l’avocat`."""
_PERSONAL = frozenset(listed("pronouns.txt", "someone"))


@dataclass(slots=True)
class Candidate:
    """Words that may name a speaker: tokens `first` up to `last`, what they are and, to a quotation, where they stand."""

    first: int
    last: int
    start: int
    end: int
    form: int
    named: Named | None = None
    place: int = BEFORE
    carried: int = -1
    rules: int = 0

    def at(self, place: int) -> Candidate:
        """Return a candidate for one quotation, to which these words stand at `place`."""
        return Candidate(self.first, self.last, self.start, self.end, self.form, self.named, place)

    def mention(self, text: str) -> Mention:
        """Return the words as a mention."""
        return Mention(self.start, self.end, text[self.start : self.end])


class Everyone:
    """Whoever may have spoken something in a text, in order: found once, since most stand near several quotations."""

    __slots__ = ("_candidates", "_firsts")

    def __init__(self, candidates: list[Candidate]) -> None:
        """Take the candidates of a text, in order."""
        self._candidates = candidates
        self._firsts = [item.first for item in self._candidates]

    def between(self, first: int, last: int) -> list[Candidate]:
        """Return those who stand between token `first` and token `last`."""
        firsts = self._firsts
        found = self._candidates[bisect_left(firsts, first) : bisect_left(firsts, last)]
        while found and found[-1].last > last:
            found.pop()
        return found


def candidates_in(tokens: Tokens, names: dict[int, Named]) -> list[Candidate]:
    """Return the candidates of a text in order; quoted words are passed over. `names` has its names by where they start."""
    starts, words, kinds, end = tokens.starts, tokens.words, tokens.kinds, tokens.end
    found: list[Candidate] = []
    behind, introduced, last = 0, -1, len(kinds)
    for at in tokens.beginnings:
        if at < behind:
            continue
        kind = kinds[at]
        if kind & NAMED:
            named = names[starts[at]]
            stop = at + 1
            while stop < last and starts[stop] < named.end:
                stop += 1
            owned = _owned_end(tokens, stop, last) if stop < last and kinds[stop] & POSSESSIVE else stop
            begin = _title_start(tokens, named, at) if named.role else at
            while found and found[-1].last > begin:
                found.pop()
            if introduced >= 0:
                begin, introduced = introduced, -1
            if owned > stop and _is_apposed(tokens, names, owned, last):
                introduced = begin
                owned += 1
            elif owned > stop:
                found.append(Candidate(begin, owned, named.start, end(owned - 1), PHRASE, named))
            else:
                found.append(Candidate(begin, stop, named.start, named.end, NAME, named))
            behind = max(stop, owned)
        elif kind & PRONOUN and not (kind & DETERMINER and at + 1 < last and not kinds[at + 1] & NOT_IN_PHRASE):
            form = PERSONAL if words[at] in _PERSONAL else OTHER_PRONOUN
            found.append(Candidate(at, at + 1, starts[at], starts[at] + len(words[at]), form))
        elif kind & DETERMINER:
            stop = _phrase_end(tokens, at + 1 + (words[at + 1 : at + 2] == ["other"]), last)
            if stop == at + 1 and stop < last and words[stop] in _NOUNS and not kinds[stop] & NAMED:
                stop += 1
            if stop > at + 1 and stop < last and kinds[stop] & POSSESSIVE:
                stop = _owned_end(tokens, stop, last)
            if stop > at + 1 or words[at][1:2] in _ELIDES:
                found.append(Candidate(at, stop, starts[at], end(stop - 1), PHRASE))
                behind = stop
        elif kind & CUE and not kind & CAPITAL:
            bare = _bare_before(tokens, at, found)
            if bare is not None:
                found.append(bare)
            elif at + 1 < last and not kinds[at + 1] & _ENDS_PHRASE and words[at + 1] not in _OBJECTS:
                stop = _phrase_end(tokens, at + 1, last)
                found.append(Candidate(at + 1, stop, starts[at + 1], end(stop - 1), BARE))
                behind = stop
    return found


def _title_start(tokens: Tokens, named: Named, at: int) -> int:
    """Return the token at which the titles before a name begin, of those that stand directly before it."""
    wanted = [word.strip(".").lower() for word in named.role.split()]
    begin = at
    while wanted and begin:
        place = begin - 1
        if place and tokens.words[place] == ".":
            place -= 1
        if tokens.words[place] != wanted[-1]:
            break
        wanted.pop()
        begin = place
    return begin


def _phrase_end(tokens: Tokens, at: int, last: int) -> int:
    """Return where the noun phrase that goes on at token `at` ends."""
    limit = min(last, at + LONGEST_PHRASE)
    kinds, words = tokens.kinds, tokens.words
    stop = at
    while stop < limit and not kinds[stop] & _ENDS_PHRASE:
        word = words[stop]
        if stop > at and (word in _VERBS or (word.endswith("ed") and not words[stop - 1].endswith("ly"))):
            break
        stop += 1
    return stop


def _owned_end(tokens: Tokens, at: int, last: int) -> int:
    """Return where "spokesman" or "campaign" behind the possessive at token `at` ends, `at` if no such speaker follows."""
    stop = _phrase_end(tokens, at + 1, last)
    return stop if any(map(is_owned, tokens.words[stop - 1 : at : -1])) else at


def _is_apposed(tokens: Tokens, names: dict[int, Named], at: int, last: int) -> bool:
    """Tell whether the post that ends before token `at` only introduces who holds it: `Halden’s President, Eva Roth`."""
    if at + 1 >= last or tokens.words[at] != "," or not role_of(tokens.words[at - 1]):
        return False
    holder = names.get(tokens.starts[at + 1])
    return holder is not None and holder.is_person


def _bare_before(tokens: Tokens, cue: int, found: list[Candidate]) -> Candidate | None:
    """Return the nouns that stand directly before the cue at token `cue`, if no other candidate does."""
    kinds, words = tokens.kinds, tokens.words
    floor = found[-1].last if found else 0
    last = cue
    while last > floor and words[last - 1].endswith("ly"):
        last -= 1
    begin = last
    while begin > floor and last - begin < 4 and not kinds[begin - 1] & _ENDS_PHRASE:
        begin -= 1
    if begin == last or (found and found[-1].last == begin) or (begin and kinds[begin - 1] & (POSSESSIVE | PRONOUN)):
        return None
    return Candidate(begin, last, tokens.starts[begin], tokens.end(last - 1), BARE)


def windows(tokens: Tokens, first: int, last: int) -> list[tuple[int, int, int]]:
    """Return the stretches (first token, last token, place) around the quotation at tokens `first` to `last`."""
    sentence = tokens.sentence_of(first)
    begin = tokens.sentences[sentence]
    stretches = [(max(begin, first - BEFORE_TOKENS), first, BEFORE)]
    back, floor = sentence, max(0, begin - EARLIER_TOKENS)
    while back > 0 and tokens.sentences[back] > floor and sentence - back < 3:
        back -= 1
    if begin > floor:
        stretches.insert(0, (max(floor, tokens.sentences[back]), begin, EARLIER))
    stretches.append((last, min(tokens.paragraph_end(last), last + AFTER_TOKENS), AFTER))
    return stretches


def thinned(found: list[Candidate], place: int, tokens: Tokens) -> list[Candidate]:
    """Leave out candidates that stand too far off to win: of annotated speakers they are 0.3 %."""
    count = len(found)
    if place == AFTER:
        return found[:MOST_AFTER]
    if place == BEFORE:
        return found if count <= MOST_BEFORE else [found[0], *found[1 - MOST_BEFORE :]]
    if count <= MOST_EARLIER:
        return found
    kinds = tokens.kinds
    return [
        item
        for number, item in enumerate(found)
        if number >= count - MOST_EARLIER
        or kinds[item.last] & CUE
        or (item.form == NAME and item.first > 1 and (kinds[item.first - 1] & SIGN or kinds[item.first - 2] & SIGN))
    ]
