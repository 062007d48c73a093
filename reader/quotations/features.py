"""What is asked about a marked span and about each candidate for its speaker, as numbers for the models."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from reader.quotations.candidates import NAME, SPOKEN_NOUNS, Candidate
from reader.quotations.remembering import Remembered
from reader.quotations.rivals import rivals_of
from reader.quotations.tokens import (
    BREAK,
    CAPITAL,
    COMMA,
    CONJUNCTION,
    CUE,
    DETERMINER,
    HELPER,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTED,
    RELATIVE,
    STOP,
    WEAK,
)
from reader.quotations.words import cue_weights, listed, speaking_nouns

if TYPE_CHECKING:
    from reader.quotations.marks import MarkedSpan
    from reader.quotations.scene import Beside, Scene
    from reader.quotations.tokens import Tokens

CUE_REACH = 25
"""Tokens behind a candidate in which its verb is looked for."""
LONGEST_LEAD = 12
"""Words before a candidate in its clause that are counted."""
FAR = 99
"""What stands for "none" where a distance is asked."""
SHORT = 300
"""Words added to a text when the density of its quotations is asked, so that short texts do not look like talk."""
SPAN_FEATURES = (
    "words lower_start ends_with before_kind opens_sentence opens_paragraph closes_paragraph whole_paragraph "
    "previous_gap previous_relation previous_words cue_before cue_after behind_kind dense german candidates "
    "capital_behind single following_quote dialogue previous_side"
).split()
CANDIDATE_FEATURES = (
    "place form distance between order person role times spoken inside_quotation "
    "right_cue right_strength right_commas right_others right_helpers behind_right_cue left_cue left_strength "
    "previous_kind next_kind cue_to_span cues_between strongest_between joins_between breaks_between stops_between "
    "first_rule rules by_best_rule best_rule carried same_name capital length by_or_to in_clause full head lead owns"
).split()
_LEADS = {
    word: number
    for number, words in enumerate(
        (
            "what was",
            "as wie",
            "that dass",
            "when while after before because if though although where als während weil",
        ),
        1,
    )
    for word in words.split()
}
"""Words directly before a candidate that tell what its clause is to the sentence."""
_OWNERS = frozenset(listed("noun_phrases.txt", "owner"))
_TELLING = CUE | CONJUNCTION | RELATIVE | BREAK | STOP
"""What is counted between a candidate and the quotation."""
_ENDS_REACH = QUOTED | BREAK | STOP
"""What no verb behind a candidate stands beyond."""
_PLAIN_CUE = CUE | WEAK | QUOTED
"""By which a cue is neither weak nor inside quotation marks if it has nothing else of it."""
_TOLD_BEHIND = _ENDS_REACH | CUE | COMMA | HELPER
_ENDS_CLAUSE = _ENDS_REACH | COMMA
NAMES = SPAN_FEATURES + CANDIDATE_FEATURES
AT = {name: place for place, name in enumerate(NAMES)}
"""Where each feature stands in a candidate's row."""


def _code_of(token: tuple[int, str]) -> int:
    """Return what a neighbouring token is, by kind and word, as one number; -1 for none."""
    kind, word = token
    if kind & QUOTED:
        return 1
    if kind & BREAK:
        return 0
    if kind & STOP:
        return 2
    if kind & COMMA:
        return 4 if word == ":" else 3
    if kind & CUE:
        return 5 if not kind & WEAK else 6
    if word == "by":
        return 7
    if kind & POSSESSIVE:
        return 8
    if kind & PREPOSITION:
        return 9
    if kind & RELATIVE:
        return 10
    if kind & CONJUNCTION:
        return 11
    if kind & HELPER:
        return 12
    if kind & DETERMINER:
        return 13
    if kind & PRONOUN:
        return 14
    if kind & CAPITAL:
        return 15
    return 17 if word.endswith("ly") else 18 if word.endswith("ing") else 19 if word.endswith("ed") else 16


CODES = Remembered(_code_of, 16384)
"""What tokens are as one number, by kind and word."""


_MARKS = "“”\"'‘’«»„‟‹›‚「」『』`<> \u00a0\u202f"
"""Marks and the blanks within them, which are none of the marked words."""


class SpanView:
    """One marked span in its scene: its tokens, its candidates, what the rules propose, and its features.

    For what `rivals_of` tells of it see there.
    """

    __slots__ = (
        "_row",
        "candidates",
        "first",
        "found",
        "is_settled",
        "last",
        "opens_sentence",
        "scene",
        "span",
        "standing",
        "words",
    )

    def __init__(self, scene: Scene, span: MarkedSpan, *, settles: bool = True) -> None:
        """Look at `span` while everything before it has been attributed; a rule may settle who speaks where it `settles`."""
        self.scene, self.span = scene, span
        self.first, self.last = scene.tokens.at(span.start), scene.tokens.at(span.end)
        self.words = scene.text[span.start : span.end].strip(_MARKS).removeprefix(",,")
        tokens = scene.tokens
        self.opens_sentence = tokens.sentences[tokens.sentence_of(self.first)] == self.first
        rivals = rivals_of(scene, span, self.first, self.last, self.opens_sentence, settles)
        self.found, self.standing, self.candidates, self.is_settled = rivals
        self._row: list[float] | None = None

    @property
    def row(self) -> list[float]:
        """The features of the span itself, looked up when a model asks for them."""
        if self._row is None:
            self._row = self._span_row()
        return self._row

    def _span_row(self) -> list[float]:
        scene, tokens = self.scene, self.scene.tokens
        kinds, words = tokens.kinds, tokens.words
        first, last = self.first, self.last
        inner = self.words[-1:]
        ends_with = 0 if inner == "," else 1 if inner == "." else 2 if inner in "?!" else 3 if inner in "—–-…" else 4
        opens = 0 if first and not kinds[first - 1] & BREAK else 1
        closes = 1 if last >= len(kinds) or kinds[last] & BREAK else 0
        begin = tokens.sentences[tokens.sentence_of(first)]
        text = scene.text
        cue_after, behind_kind, follows = self._behind()
        return [
            min(FAR, last - first), int(self.words[:1].islower()), ends_with,
            CODES[kinds[first - 1], words[first - 1]] if first else 0, int(self.opens_sentence), opens, closes,
            opens * closes, *self._previous(begin), self._cue_before(begin), cue_after, behind_kind,
            min(20, 1000 * len(scene.spans) // (len(kinds) + SHORT)), int(scene.language == "de"), len(self.standing),
            int(text[self.span.end + 1 : self.span.end + 2].isupper()), int(text[self.span.start] in "‘'‚"),
            follows, int(scene.people.is_dialogue), self._previous_side(),
        ]  # fmt: skip

    def _previous(self, begin: int) -> tuple[int, int, int]:
        """Return how far the quotation before is, how it is related by sentence and paragraph, and its length."""
        spoken, tokens = self.scene.spoken, self.scene.tokens
        if not spoken:
            return FAR, 0, 0
        previous = spoken[-1]
        place = tokens.at(previous.end)
        gap = min(FAR, self.first - place)
        length = min(FAR, place - tokens.at(previous.start))
        if gap == FAR:
            return gap, 5, length
        breaks = tokens.count(BREAK, place, self.first)
        return gap, 1 if begin < place else 2 + min(breaks, 3), length

    def _previous_side(self) -> int:
        """Return on which side of the quotation before its speaker stood: 1 before, 2 behind, 0 unknown."""
        spoken = self.scene.spoken
        if not spoken or spoken[-1].speaker is None:
            return 0
        return 1 if spoken[-1].speaker.start < spoken[-1].start else 2

    def _cue_before(self, begin: int) -> int:
        kinds = self.scene.tokens.kinds
        before = kinds[max(begin, self.first - CUE_REACH) : self.first]
        return next((back for back, kind in enumerate(reversed(before), 1) if kind & _PLAIN_CUE == CUE), FAR)

    def _behind(self) -> tuple[int, int, int]:
        """Return the distance of the strong cue behind the quotation, what stands directly behind it, and whether another
        quotation follows in its paragraph."""
        kinds, words = self.scene.tokens.kinds, self.scene.tokens.words
        last, cue = self.last, FAR
        behind = CODES[kinds[last], words[last]] if last < len(kinds) else 0
        for distance, kind in enumerate(kinds[last : last + CUE_REACH]):
            if kind & (BREAK | QUOTED):
                return cue, behind, 1 if kind & QUOTED else 0
            if kind & _PLAIN_CUE == CUE and cue == FAR:
                cue = distance
        return cue, behind, 0

    def rows(self) -> list[list[float]]:
        """Return the features of each candidate, those of the span first."""
        spoken = self.scene.spoken
        before = spoken[-1].speaker_name if spoken else None
        best = self.found[0][0] if self.found else FAR
        row = self.row
        return [[*row, *self._candidate_row(item, before, best)] for item in self.candidates]

    def _candidate_row(self, item: Candidate, before: str | None, best: int) -> list[float]:
        scene, standing, first, last, named = self.scene, self.standing, item.first, item.last, item.named
        beside = scene.beside.get((first, last))
        if beside is None:
            beside = scene.beside[first, last] = _beside(scene.tokens, item)
        (right, strength, commas, helpers, behind), (left, left_strength), codes, word, owns = beside
        capital, by_or_to, in_clause, head, lead = word
        cue_at = last + right
        cue_to_span = FAR
        if strength or left_strength:
            verb = cue_at if strength and (not left_strength or right <= left) else first - left
            cue_to_span = min(FAR, self.first - verb if verb < self.first else verb - self.last)
        low, high = (last, self.first) if first < self.first else (self.last, first)
        order = bisect_left(standing, first)
        name, rules = named.name if named else "", item.rules
        return [
            item.place, item.form, min(FAR, high - low), bisect_left(standing, high) - bisect_left(standing, low), order,
            1 if named and named.is_person else 0, 1 if named and named.role else 0, scene.times.get(name, 0),
            scene.times_spoken.get(name, 0), 1 if name and name.rsplit(None, 1)[-1] in self.words else 0,
            right, strength, commas, bisect_left(standing, cue_at) - order - 1 if strength else 0, helpers, behind,
            left, left_strength, *codes, cue_to_span, *_between(scene.tokens, low, high),
            (rules & -rules).bit_length() - 1, rules.bit_count(), rules >> best & 1 if best < FAR else 0, best,
            item.carried, 1 if name and name == before else 0,
            capital, last - first, by_or_to, in_clause, 1 if named and named.is_full else 0,
            0 if item.form == NAME else head, lead, owns,
        ]  # fmt: skip


def _beside(tokens: Tokens, item: Candidate) -> Beside:
    kinds, words = tokens.kinds, tokens.words
    first, last, count = item.first, item.last, len(tokens.kinds)
    lead = words[first - 1] if first else ""
    return (
        _right_cue(kinds, words, last),
        _left_cue(kinds, words, first),
        (
            CODES[kinds[first - 1], lead] if first else 0,
            CODES[kinds[last], words[last]] if last < count else 0,
        ),
        (
            1 if first < count and kinds[first] & CAPITAL else 0,
            1 if lead == "by" else 2 if lead in ("to", "told", "of") else 0,
            _in_clause(kinds, first),
            speaking_nouns().get(words[last - 1], 0),
            _LEADS.get(lead, 0),
        ),
        1 if _owns_words(kinds, words, item) else 0,
    )


def _right_cue(kinds: list[int], words: list[str], at: int) -> tuple[int, int, int, int, int]:
    """Return the distance and weight of the cue behind a candidate, commas and helpers before it, what follows it."""
    commas = helpers = 0
    for place, kind in enumerate(kinds[at : at + CUE_REACH], at):
        if not kind & _TOLD_BEHIND:
            continue
        if kind & CUE and not kind & (QUOTED | BREAK):
            behind = CODES[kinds[place + 1], words[place + 1]] if place + 1 < len(kinds) else 0
            return place - at, cue_weights()[words[place]], commas, helpers, behind
        if kind & _ENDS_REACH:
            break
        if kind & COMMA:
            commas += 1
        else:
            helpers += 1
    return FAR, 0, commas, helpers, -1


def _left_cue(kinds: list[int], words: list[str], first: int) -> tuple[int, int]:
    """Return the distance and weight of the cue directly before a candidate."""
    for back in (1, 2, 3):
        at = first - back
        if at < 0 or kinds[at] & (QUOTED | BREAK | STOP | COMMA):
            break
        if kinds[at] & CUE:
            return back, cue_weights()[words[at]]
    return FAR, 0


def _between(tokens: Tokens, low: int, high: int) -> tuple[int, int, int, int, int]:
    """Return what stands between a candidate and the quotation: strong cues, the weight of the strongest, words that
    join clauses, breaks of paragraphs, full stops."""
    cues = strongest = joins = breaks = stops = 0
    if high - low >= FAR:
        return 0, 0, 0, 9, 9
    telling, kinds = tokens.places(_TELLING), tokens.kinds
    for at in telling[bisect_left(telling, low) : bisect_left(telling, high)]:
        kind = kinds[at]
        if kind & QUOTED:
            continue
        if kind & CUE:
            cues += not kind & WEAK
            strongest = max(strongest, cue_weights()[tokens.words[at]])
        elif kind & (CONJUNCTION | RELATIVE):
            joins += 1
        elif kind & BREAK:
            breaks += 1
        else:
            stops += 1
    return cues, strongest, joins, breaks, stops


def _owns_words(kinds: list[int], words: list[str], item: Candidate) -> bool:
    """Tell whether a candidate is the owner of words: `Holt’s claim`, `her repeated call`."""
    if words[item.first] in _OWNERS:
        begin = item.first + 1
    elif item.last < len(kinds) and kinds[item.last] & POSSESSIVE:
        begin = item.last + 1
    else:
        return False
    return any(kinds[at] & CUE or words[at] in SPOKEN_NOUNS for at in range(begin, min(begin + 3, len(kinds))))


def _in_clause(kinds: list[int], first: int) -> int:
    """Return how many words stand before a candidate in its clause, at most `LONGEST_LEAD`."""
    count = 0
    for kind in reversed(kinds[max(0, first - LONGEST_LEAD) : first]):
        if kind & _ENDS_CLAUSE:
            break
        count += 1
    return count
