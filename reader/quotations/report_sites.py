"""Where a text may report speech without marks: each cue with its sentence, its subject and the words it may report."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import compress, pairwise
from typing import TYPE_CHECKING

from reader.quotations.candidates import OTHER_PRONOUN, PERSONAL, Candidate
from reader.quotations.clauses import subject_of_cue
from reader.quotations.features import CODES
from reader.quotations.german_sources import (
    DOUBTFUL,
    account_at,
    is_nobody,
    names_source,
    phrase_at,
    read_in,
    source_at,
    source_end,
)
from reader.quotations.tokens import (
    BREAK,
    CAPITAL,
    COMMA,
    CONJUNCTION,
    CUE,
    DETERMINER,
    HELPER,
    MARK,
    QUOTED,
    RELATIVE,
    STOP,
)
from reader.quotations.words import PERSON_NOUN, listed, may_speak

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.quotations.scene import Scene
    from reader.quotations.tokens import Tokens

FORWARD, BACKWARD, SOURCE, FREE, TAKEN_UP = range(5)
"""Where the content stands: behind its cue, before it in the sentence, beside `according to`, or, in a language whose
mood tells report from fact, anywhere in a sentence without a cue; or it is the whole sentence before, which the next one
takes up (`Das teilte das Gezeitenamt mit`)."""
NOBODY, TEXT_SAYS, PERSON_SAYS, NAMED, PERSON, PERSONAL_PRONOUN, PRONOUN_FOR_ANYTHING = range(7)
"""What the subject of a cue is."""
ING_FORM, PAST_FORM, S_FORM, PLAIN_MOOD, HEARSAY, ANY_MOOD = range(1, 7)
"""How an English cue ends, and by what a German sentence without one tells what others say."""
LONGEST = 70
"""Tokens after which a content is cut off; 99 % of annotated ones are shorter."""
LONGEST_SENTENCE = 200
"""Tokens after which a sentence is read as if it ended."""
SHORTEST = 3
"""Tokens from which reported words are given."""
CARRIED_SENTENCES = 3
"""Sentences over which a report in the subjunctive goes on with the subject of the one before."""
COMMA_REACH, THAT_REACH = 20, 5
"""Tokens behind a cue in which a comma (in German) or "that" begins what is reported."""
SITE_FEATURES = (
    "mode weight strong ending next_kind next_next that_word to_word previous_kind previous_previous subject_gap "
    "subject_form subject_commas tokens_before tokens_behind length cues_before quotes_in_sentence opens_paragraph "
    "commas_behind subject_person candidates noun_like moods reporter"
).split()
END_FEATURES = (
    "weight that_word kind word_kind next_kind next_next so_far left commas_left is_ing cue_follows and_word "
    "subject_follows moods_before moods_behind"
).split()
_SOURCES = frozenset(listed("between.txt", "source-ahead"))
_BEHIND_LOUD = frozenset(listed("reporting_de.txt", "behind-loud"))
"""Words behind a `laut` that means but loud: `laut geworden`, `laut über Nachfolger nachgedacht`."""
_SUBJUNCTIVE = frozenset(listed("reporting_de.txt", "subjunctive"))
"""Forms that tell what others say; none of them, in small letters, is anything else but the rare `ich stehe`."""
_PLAIN = frozenset(listed("reporting_de.txt", "plain"))
"""Those of them that are nothing else."""
_OUGHT = frozenset(listed("reporting_de.txt", "ought"))
"""Those that tell hearsay, or only a plan: `die Fähre soll gesunken sein`, `die Fähre soll am Montag fahren`."""
_OPENINGS = {
    word: code
    for code, kind in enumerate(("that", "asked", "infinitive", "die", "der-das", "otherwise"), 2)
    for word in listed("reporting_de.txt", f"opening-{kind}")
}
"""German words with which clauses open, reported ones or others, by what they are to the models."""
_DASHES = ("—", "–", "―")
_TAKING_UP = frozenset(("das", "dies"))
_PERSONS = frozenset(listed("pronouns.txt", "reporting"))
_AFTER_HEAD = frozenset(listed("noun_phrases.txt", "after-head"))
_WH = frozenset(listed("reported.txt", "question"))


@dataclass(slots=True)
class Site:
    """A cue that may report: the tokens of its sentence, of the cue and of its content, and its subject.

    `candidates` are those of its sentence by the token they begin with; `reporter` is what the subject is, once asked for.
    """

    mode: int
    cue: int
    cue_end: int
    first: int
    last: int
    begin: int
    stop: int
    subject: Candidate | None
    candidates: dict[int, Candidate]
    reporter: int = NOBODY


def sites(scene: Scene, shares: dict[str, int]) -> list[Site]:
    """Return all sites of the text in order; `shares` has the words that report."""
    tokens = scene.tokens
    kinds, words = tokens.kinds, tokens.words
    is_german = scene.language == "de"
    found: list[Site] = []
    carried: Candidate | None = None
    since = 0
    before = (0, 0)
    place = 0
    reporting = [
        at
        for at in compress(range(len(words)), map(shares.__contains__, words))
        if not kinds[at] & QUOTED and _may_be_cue(tokens, at, is_german)
    ]
    for begin, stop in _sentences(tokens):
        first = place
        while place < len(reporting) and reporting[place] < stop:
            place += 1
        cues = reporting[first:place]
        since += 1
        if is_german and carried is not None and since <= CARRIED_SENTENCES:
            mood = next(
                (at for at in range(begin, stop) if words[at] in _SUBJUNCTIVE and not kinds[at] & (QUOTED | CAPITAL)),
                -1,
            )
            if mood >= 0:
                found.append(Site(FREE, mood, mood + 1, begin, stop, begin, stop, carried, {}))
                since = 0
        if cues:
            people = {item.first: item for item in scene.everyone.between(begin, stop)}
            here = [site for cue in cues for site in _sites_of(tokens, people, cue, begin, stop, is_german)]
            if is_german and words[begin] in _TAKING_UP and cues[0] == begin + 1:
                here += _taken_up(tokens, people, before, begin, stop)
            found += here
            subject = next((site.subject for site in here if site.subject), None)
            if subject is not None:
                carried, since = subject, 0
        before = (begin, stop)
    return found


def _may_be_cue(tokens: Tokens, at: int, is_german: bool) -> bool:
    """Tell whether the word at token `at`, which may report, has someone to report: `nach` and `so` must name a source.

    An English verb that opens its paragraph has nobody before it, and one behind marked words is theirs (`…,” said`).
    """
    kinds, word = tokens.kinds, tokens.words[at]
    if word in DOUBTFUL:
        return is_german and names_source(tokens, at)
    if is_german and word == "laut":
        return at + 1 < len(kinds) and tokens.words[at + 1] not in _BEHIND_LOUD
    if is_german or word in _SOURCES or at < 2:
        return True
    if kinds[at - 1] & QUOTED:
        return not kinds[at - 2] & (COMMA | STOP) or word.endswith("ing")
    return not kinds[at - 1] & BREAK


def _taken_up(
    tokens: Tokens, people: dict[int, Candidate], before: tuple[int, int], begin: int, stop: int
) -> list[Site]:
    """Return the site of the sentence `before`, which the one from token `begin` to `stop` takes up, if it says no more."""
    words = tokens.words
    subject = next((item for first, item in people.items() if begin + 2 <= first <= begin + 4), None)
    if subject is None or "dass" in words[begin:stop] or ":" in words[begin:stop]:
        return []
    return [Site(TAKEN_UP, begin + 1, begin + 2, before[0], before[1], begin, stop, subject, people)]


def _sentences(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Yield the first token and the one behind the last of each sentence, long ones in pieces."""
    kinds = tokens.kinds
    for begin, stop in pairwise([*tokens.sentences, len(kinds)]):
        while stop > begin and kinds[stop - 1] & (BREAK | STOP):
            stop -= 1
        for first in range(begin, stop, LONGEST_SENTENCE):
            yield first, min(stop, first + LONGEST_SENTENCE)


def _sites_of(
    tokens: Tokens, people: dict[int, Candidate], cue: int, begin: int, stop: int, is_german: bool
) -> list[Site]:
    kinds, words = tokens.kinds, tokens.words
    if words[cue] in _SOURCES:
        return _source_sites(tokens, people, cue, begin, stop, is_german)
    found = []
    is_first = words[cue].endswith("ing") and not kinds[cue - 1] & HELPER
    subject = None
    for item in people.values():
        if item.last > cue or is_first and subject is not None:
            break
        subject = item
    inverted = people.get(cue + 1)
    if is_german and inverted is None and cue > begin and kinds[cue - 1] & COMMA:
        inverted = phrase_at(tokens, cue + 1, stop)
    if is_german and (source := read_in(tokens, people, cue, stop)) is not None:
        is_named_before = subject is not None and words[cue - 1] != "so" and not kinds[cue - 1] & (COMMA | QUOTED)
        inverted = None if is_nobody(tokens, source) and is_named_before else source
    if words[cue] == "zufolge":
        low = subject.first if subject else cue
        low -= low > begin and bool(kinds[low - 1] & DETERMINER)
        parts = ((begin, low), (cue + 1, stop))
        return [
            Site(SOURCE, cue, cue + 1, first, last, begin, stop, subject, people)
            for first, last in parts
            if last - first >= SHORTEST
        ]
    first = _german_content(tokens, cue, stop) if is_german else _content(tokens, people, cue, stop)
    if is_german:
        subject = subject_of_cue(tokens, people, begin, cue, stop) or inverted or subject
    if stop - first >= SHORTEST and (is_german or not kinds[first] & QUOTED):
        found.append(Site(FORWARD, cue, cue + 1, first, min(stop, first + LONGEST), begin, stop, subject, people))
    low = inverted and cue or (subject.first if subject else cue)
    comma = low - 1
    while comma > begin + 2 and low - comma < 4 and not kinds[comma] & COMMA:
        comma -= 1
    if words[begin] in _DASHES:
        begin += 1
    if comma > begin + 2 and kinds[comma] & COMMA and (stop - cue <= 14 or inverted):
        found.append(Site(BACKWARD, cue, cue + 1, begin, comma, begin, stop, inverted or subject, people))
    return found


def _content(tokens: Tokens, people: dict[int, Candidate], cue: int, stop: int) -> int:
    """Return where reported words begin: behind the cue, a comma, and whoever is told (`told the council that …`)."""
    kinds, words = tokens.kinds, tokens.words
    first = cue + 1
    while first < stop and kinds[first] & COMMA:
        first += 1
    told = people.get(first)
    if told is not None and told.last < stop and (words[told.last] == "that" or words[told.last] in _WH):
        return told.last
    for at in range(first, min(stop - SHORTEST, first + THAT_REACH)):
        if words[at] == "that" and not kinds[at - 1] & DETERMINER:
            return at
        if kinds[at] & (CUE | COMMA | QUOTED):
            break
    return first


def _german_content(tokens: Tokens, cue: int, stop: int) -> int:
    """Return where the reported clause begins in German: behind the first comma after the cue."""
    for at in range(cue + 1, min(stop, cue + COMMA_REACH)):
        if tokens.kinds[at] & COMMA and not tokens.kinds[at] & QUOTED:
            return at + 1
    return cue + 1


def _source_sites(
    tokens: Tokens, people: dict[int, Candidate], cue: int, begin: int, stop: int, is_german: bool
) -> list[Site]:
    """Return the site beside `according to X`: the sentence before it or, where it opens the sentence, behind it."""
    kinds, words = tokens.kinds, tokens.words
    if is_german:
        after = source_at(tokens, people, cue, stop)
    else:
        after = next((item for first, item in people.items() if first > cue), None)
    if after is None:
        return []
    end = cue + 2 if words[cue] == "according" else account_at(tokens, cue) + 1
    is_closing = bool(cue and kinds[cue - 1] & COMMA)
    found = []
    if cue - begin > 2:
        found.append(Site(SOURCE, cue, end, begin, cue - 1 if is_closing else cue, begin, stop, after, people))
    if found and (not is_german or is_closing):
        return found
    if is_german:
        has_article = bool((kinds[after.first] | kinds[after.first - 1]) & DETERMINER)
        first = source_end(tokens, people, after.last, stop, has_article=has_article)
        if stop - first > 2:
            found.append(Site(SOURCE, cue, end, first, stop, begin, stop, after, people))
        return found
    comma = next((at for at in range(after.last, min(stop, after.last + COMMA_REACH)) if kinds[at] & COMMA), -1)
    return [Site(SOURCE, cue, end, comma + 1, stop, begin, stop, after, people)] if 0 < comma < stop - 2 else []


def site_row(scene: Scene, site: Site, shares: dict[str, int]) -> list[float]:
    """Return what tells whether a site with a subject, whose reporter has been asked for, reports.

    Flags are whole numbers, which the models compare with whole numbers faster.
    """
    tokens, cue, begin, stop, subject = scene.tokens, site.cue, site.begin, site.stop, site.subject
    assert subject is not None
    kinds, words = tokens.kinds, tokens.words
    is_inside = cue + 2 < len(words)
    word, following, after_next = words[cue : cue + 3] if is_inside else (*words[cue:], "", "")[:3]
    kind, next_kind, kind_after_next = kinds[cue : cue + 3] if is_inside else (*kinds[cue:], 0, 0)[:3]
    before = CODES[kinds[cue - 1], words[cue - 1]] if cue else 0
    before_that = CODES[kinds[cue - 2], words[cue - 2]] if cue > 1 else 0
    low, high = (subject.last, cue) if subject.last <= cue else (cue + 1, subject.first)
    commas, cues = tokens.places(COMMA), tokens.places(CUE)
    has_marks = tokens.is_quoted(begin, stop)
    marks = len([kind for kind in kinds[begin:stop] if kind & MARK and kind & QUOTED]) if has_marks else 0
    return [
        site.mode, shares.get(word, 0), kind & CUE,
        _form_of(site, word),
        CODES[next_kind, following], CODES[kind_after_next, after_next] if after_next else 0,
        (_OPENINGS.get(words[site.first], 0) if scene.language == "de" else 0) or (1 if following == "that" else 0),
        1 if following == "to" else 0, before, before_that,
        high - low, subject.form, bisect_left(commas, high) - bisect_left(commas, low),
        cue - begin, stop - cue, site.last - site.first,
        bisect_left(cues, cue) - bisect_left(cues, begin),
        marks, 1 if not begin or kinds[begin - 1] & BREAK else 0,
        bisect_left(commas, stop) - bisect_left(commas, cue), 1 if site.reporter == PERSON else 0,
        len(site.candidates), 1 if before in (8, 13) else 0, _moods(scene, site.first, site.last), site.reporter,
    ]  # fmt: skip


def _form_of(site: Site, word: str) -> int:
    """Return how a cue ends or, of a sentence without one, whether its mood is told by a form that means nothing else."""
    if site.mode == FREE:
        return PLAIN_MOOD if word in _PLAIN else HEARSAY if word in _OUGHT else ANY_MOOD
    if word.endswith("ing"):
        return ING_FORM
    return PAST_FORM if word.endswith("ed") else S_FORM if word.endswith("s") else 0


def reporter(scene: Scene, site: Site) -> int:
    """Return what the subject of a site is: a pronoun, a person, another name, or a noun for people or for texts."""
    subject, words = site.subject, scene.tokens.words
    if subject is None:
        return NOBODY
    if subject.named is not None:
        return PERSON if subject.named.is_person else NAMED
    if subject.form in (PERSONAL, OTHER_PRONOUN):
        return PERSONAL_PRONOUN if words[subject.first] in _PERSONS else PRONOUN_FOR_ANYTHING
    noun = may_speak(head_noun(scene.tokens, subject))
    return NOBODY if not noun else PERSON_SAYS if noun == PERSON_NOUN else TEXT_SAYS


def head_noun(tokens: Tokens, item: Candidate) -> str:
    """Return the noun that a phrase is about, in small letters: its last word, or the last before `of`, `for` and the like."""
    words = tokens.words
    for at in range(item.first + 1, item.last):
        if words[at] in _AFTER_HEAD:
            return words[at - 1]
    return words[item.last - 1]


def boundaries(scene: Scene, site: Site) -> list[int]:
    """Return the tokens before which the content of a site may end: commas, joining words."""
    kinds = scene.tokens.kinds
    places = scene.tokens.places(COMMA | CONJUNCTION | RELATIVE)
    return [
        at
        for at in places[bisect_left(places, site.first + 2) : bisect_left(places, site.last)]
        if not kinds[at] & QUOTED and not kinds[at - 1] & COMMA
    ]


def end_row(scene: Scene, site: Site, at: int, shares: dict[str, int]) -> list[float]:
    """Return what tells whether the content of a site ends before token `at`."""
    tokens = scene.tokens
    words, last = tokens.words, site.last
    is_inside = at + 2 < len(words)
    word, following, behind = words[at : at + 3] if is_inside else (*words[at:], "", "")[:3]
    kind, next_kind, kind_behind = tokens.kinds[at : at + 3] if is_inside else (*tokens.kinds[at:], 0, 0)[:3]
    commas, cues = tokens.places(COMMA), tokens.places(CUE)
    next_cue = bisect_left(cues, at + 1)
    return [
        shares.get(words[site.cue], 0), 1 if words[site.first] == "that" else 0,
        CODES[kind, word], _CODED.get(word, 0), CODES[next_kind, following], CODES[kind_behind, behind],
        at - site.first, last - at, bisect_left(commas, last) - bisect_left(commas, at + 1),
        1 if following.endswith("ing") else 0, 1 if next_cue < len(cues) and cues[next_cue] < min(last, at + 6) else 0,
        1 if word in ("and", "or") or following in ("and", "or", "but") else 0, 1 if at + 1 in site.candidates else 0,
        _moods(scene, site.first, at), _moods(scene, at, last),
    ]  # fmt: skip


def _moods(scene: Scene, first: int, last: int) -> int:
    """Return how many verbs from token `first` to `last` stand in the mood of what others say, where a language has one."""
    if scene.language != "de":
        return 0
    return sum(map(_SUBJUNCTIVE.__contains__, scene.tokens.words[first:last]))


_CODED = {
    word: code
    for code, word in enumerate(
        "and but or while as because if when though after before since who which that , — – ; :".split(), 1
    )
}
