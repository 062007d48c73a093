"""Who is the subject of a sentence, whatever its verb.

In German the verb comes second, so that whatever else opens a sentence has the subject behind the verb
(`Über Holt | sagte | Quill: „…“`), and half of the verb may stand at its end (`brachte Quill zum Ausdruck`).
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from reader.document import Mention, Span
from reader.quotations.candidates import NAME, PERSONAL, PHRASE, Candidate
from reader.quotations.cue_subjects import sentence_subject
from reader.quotations.german_sources import (
    is_called,
    is_nobody,
    marked_at,
    names_source,
    phrase_at,
    read_in,
    source_at,
    whole,
)
from reader.quotations.left_out import named_last
from reader.quotations.mentions import Found
from reader.quotations.tokens import (
    CAPITAL,
    COMMA,
    CUE,
    DETERMINER,
    PREPOSITION,
    QUOTED,
    SIGN,
    STOP,
    WEAK,
)
from reader.quotations.words import PERSON_NOUN, SOURCES, dropping_cues, given_names, listed, may_speak

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.quotations.scene import Scene
    from reader.quotations.tokens import Tokens

SUBJECT_REACH = 5
"""Tokens behind the verb in which its subject begins: `sagte | sich dazu am Abend auch | der Bürgermeister`."""
DROPPING = ("es", "it", "pt")
"""Languages in which a verb needs no subject."""
_HELPING = frozenset(("ha", "han", "hanno", "había", "aveva"))
"""Verbs before the participle of such a one: `Ha | reconocido que …`."""
_FINITE = frozenset(listed("reporting_de.txt", "finite"))
_OPENING = frozenset(listed("reporting_de.txt", "clause"))
_CONJUNCTIONS = frozenset(listed("reporting_de.txt", "conjunction"))
_ALSO = frozenset(listed("reporting_de.txt", "also"))
_NOMINATIVE = frozenset(listed("reporting_de.txt", "nominative"))
_CITED = frozenset(listed("reporting_de.txt", "cited"))
_OBLIQUE = frozenset(listed("reporting_de.txt", "oblique"))
_BY_SOURCE = frozenset(("so", "laut", "nach"))
"""Words one of which stands before a source without a verb."""
_PAST = ("te", "ten")
"""How a German verb of the past ends: `bestätigte`, `bestätigten`."""
_PRONOUNS = frozenset(("sich", "ihm", "ihn", "ihnen", "mir", "uns"))
"""Objects between a verb and its subject: `sagte | ihm | der Bürgermeister`."""
SHORTEST_VERB = 5
"""Letters of verbs that are known by their ending alone."""
LONGEST_NAME = 7
"""Tokens of a marked name, marks included."""


def subject_between(scene: Scene, start: int, end: int) -> Found | None:
    """Return the subject of the clause from `start` to `end` in the text, in any language."""
    if scene.language == "de":
        found = german_subject(scene, start, end)
        if found is not None:
            return found
    elif scene.language in DROPPING and (left_out := subject_left_out(scene, start, end)) is not None:
        return left_out
    return sentence_subject(start, *scene.subjects(start, end))


def subject_left_out(scene: Scene, start: int, end: int) -> Found | None:
    """Return whoever was named last where the clause from `start` to `end` opens with a verb that needs no subject, in
    Spanish, Italian and Portuguese: `Reconoció que estaba “…”`."""
    tokens = scene.tokens
    first, last = tokens.at(start), tokens.at(end)
    if first + 1 < last and tokens.words[first] in _HELPING:
        first += 1
    if first + 1 >= last or tokens.words[first] not in dropping_cues():
        return None
    if any(item.first == first + 1 for item in scene.everyone.between(first + 1, last)):
        return None
    last_named = named_last(scene.text, scene.people, start)
    cue = Span(tokens.starts[first], tokens.end(first))
    return Found(last_named[0], cue, role=last_named[1]) if last_named else None


def german_subject(scene: Scene, start: int, end: int) -> Found | None:
    """Return the subject of the German clause from `start` to `end` in the text, with the verb of saying in it, if any.

    None where its verb is not known or has no subject. Before a colon a clause needs no verb: `Bürgermeister Holt: „…“`.
    Several rules ask for the same one.
    """
    known = scene.clause_subjects
    if (start, end) not in known:
        known[start, end] = _german_subject(scene, start, end)
    return known[start, end]


def _german_subject(scene: Scene, start: int, end: int) -> Found | None:
    tokens = scene.tokens
    first, last = tokens.at(start), tokens.at(end)
    people = {item.first: item for item in scene.everyone.between(first, last)}
    verb = _verb(tokens, first, last)
    if verb < 0:
        item = _opening_subject(tokens, people, first, last) if tokens.words[last - 1] == ":" else None
    else:
        item = _subject(tokens, people, first, verb, last)
    return _found_of(scene, item, first, last) if item else None


def subject_of_cue(
    tokens: Tokens, people: Mapping[int, Candidate], begin: int, cue: int, stop: int
) -> Candidate | None:
    """Return the subject of the German verb of saying at token `cue`, in the sentence from `begin` to `stop`, of its clause:
    the last one before it that is no part of another. None where it is not known."""
    kinds = tokens.kinds
    verb = _verb(tokens, begin, cue + 1)
    if cue > begin and kinds[cue - 1] & COMMA and verb < cue:
        return None
    while verb >= 0:
        comma = next((at for at in range(cue - 1, verb, -1) if kinds[at] & COMMA and not kinds[at] & QUOTED), -1)
        if comma < 0:
            last = stop if verb == cue else cue
            return _subject(tokens, people, begin, _verb(tokens, begin, last), last)
        begin = comma + 1
        verb = _verb(tokens, begin, cue + 1) if tokens.words[begin] not in _OPENING else -1
    return None


def _subject(tokens: Tokens, people: Mapping[int, Candidate], first: int, verb: int, last: int) -> Candidate | None:
    """Return the subject of the clause from token `first` to `last`: what opens it or what follows its `verb`."""
    if verb >= 0 and tokens.words[verb] in _CITED and (cited := _cited(tokens, people, verb + 1, last)):
        return cited
    opening = None if verb == first else _opening_subject(tokens, people, first, verb)
    behind = _read_there(tokens, people, first, verb, last) or _subject_behind(tokens, people, verb + 1, last)
    if opening is not None and behind is not None and _is_object(tokens, opening, behind, verb):
        opening = None
    return opening or behind


def _cited(tokens: Tokens, people: Mapping[int, Candidate], at: int, last: int) -> Candidate | None:
    """Return whose words are brought, behind a verb for that and before `Worten`: `zitiert | einen Augenzeugen | mit den
    Worten`."""
    if "worten" not in tokens.words[at:last]:
        return None
    for begin in range(at, last):
        if tokens.kinds[begin] & (COMMA | STOP | QUOTED) or tokens.words[begin] == "mit":
            return None
        item = people.get(begin) or (phrase_at(tokens, begin, last) if tokens.kinds[begin] & DETERMINER else None)
        if item is not None:
            return whole(tokens, item, last)
    return None


def german_behind(scene: Scene, at: int, stop: int) -> Found | None:
    """Return who speaks behind a quotation, from `at` up to `stop` in the text: `sagte er`, `hieß es in der Rede`."""
    tokens = scene.tokens
    first, last = tokens.at(at), tokens.at(stop)
    kinds = tokens.kinds
    while first < last and kinds[first] & COMMA:
        first += 1
    if first + 1 >= last or kinds[first] & (CAPITAL | QUOTED):
        return None
    people = {item.first: item for item in scene.everyone.between(first, last)}
    if not _is_finite(tokens, first, first) or is_called(tokens, first):
        return None
    item = _read_there(tokens, people, first, first, last) or _subject_behind(tokens, people, first + 1, last)
    return _found_of(scene, item, first, last) if item else None


def german_source(scene: Scene, start: int, first_mark: int, behind: int, end: int) -> Found | None:
    """Return whom a German sentence names as the source of a quotation within it: `…“, so Holt`, `laut Holt „…“`.

    It stands in the text from `start` to `end`, the quotation from `first_mark` to `behind`.
    """
    tokens = scene.tokens
    for low, high in ((behind, end), (start, first_mark)):
        first, last = tokens.at(low), tokens.at(high)
        if _BY_SOURCE.isdisjoint(tokens.words[first:last]):
            continue
        for at in range(first, last):
            word = tokens.words[at]
            is_so = word == "so" and low == behind and at <= first + 1
            if tokens.kinds[at] & QUOTED or not (is_so or word == "laut" or word == "nach"):
                continue
            if word == "laut" or names_source(tokens, at):
                people = {item.first: item for item in scene.everyone.between(at, last)}
                item = _subject_behind(tokens, people, at + 1, last) if is_so else source_at(tokens, people, at, last)
                if item is not None:
                    return _found_of(scene, item, at, at)._replace(cue=Span(tokens.starts[at], tokens.end(at)))
    return None


def _found_of(scene: Scene, item: Candidate, first: int, last: int) -> Found:
    """Return `item` as what was found, with the strongest verb of saying between token `first` and token `last`."""
    tokens = scene.tokens
    places = tokens.places(CUE)
    near = places[bisect_left(places, first) : bisect_left(places, last)]
    cues = [at for at in near if not tokens.kinds[at] & QUOTED]
    cue = next((at for at in cues if not tokens.kinds[at] & WEAK), cues[0] if cues else -1)
    mention = Mention(item.start, item.end, scene.text[item.start : item.end])
    role = item.named.role if item.named else ""
    return Found(mention, Span(tokens.starts[cue], tokens.end(cue)) if cue >= 0 else None, role=role)


def _read_there(
    tokens: Tokens, people: Mapping[int, Candidate], first: int, verb: int, last: int
) -> Candidate | None:
    """Return where it can be read, behind `heißt es` or before it: `hieß es in der Rede`, `Auf dem Plakat heißt es`."""
    source = read_in(tokens, people, verb, last)
    if source is None or not is_nobody(tokens, source):
        return source
    return phrase_at(tokens, first + 1, verb) if tokens.kinds[first] & PREPOSITION else None


def _is_object(tokens: Tokens, opening: Candidate, behind: Candidate, verb: int) -> bool:
    """Tell whether what opens the clause is the object of its verb: `Die Arbeit des Rates | lobte | er`."""
    if _is_someone(opening) or opening.form == PERSONAL or behind.first != verb + 1:
        return False
    if may_speak(tokens.words[opening.last - 1]) == PERSON_NOUN:
        return False
    is_person = _is_someone(behind)
    return behind.form == PERSONAL or is_person or tokens.words[behind.first] == "der"


def _is_someone(item: Candidate) -> bool:
    """Tell whether a name is a person's for certain: two German nouns in a row look like one (`Jegliche Mitverantwortung`)."""
    named = item.named
    if named is None or not named.is_person:
        return False
    return bool(named.role) or " " not in named.name or named.name.partition(" ")[0] in given_names()


def _verb(tokens: Tokens, first: int, last: int) -> int:
    """Return the token of the finite verb of the main clause, -1 where none is found: clauses within it are passed over."""
    kinds, words = tokens.kinds, tokens.words
    is_inner = False
    for at in range(_past_clause(tokens, first, last), last):
        kind = kinds[at]
        if kind & COMMA and not kind & QUOTED:
            is_inner = at + 1 < last and words[at + 1] in _OPENING
        elif not is_inner and not kind & (QUOTED | CAPITAL | SIGN) and _is_finite(tokens, first, at):
            return at
    return -1


def _past_clause(tokens: Tokens, first: int, last: int) -> int:
    """Return the token of the verb behind the clause that a conjunction opens, `first` where none does."""
    kinds = tokens.kinds
    if first < last and tokens.words[first] in _CONJUNCTIONS:
        for at in range(first + 2, last - 1):
            if kinds[at] & COMMA and not kinds[at] & QUOTED and _is_finite(tokens, first, at + 1):
                return at + 1
    return first


def _is_finite(tokens: Tokens, first: int, at: int) -> bool:
    """Tell whether the word at token `at` is a finite verb: a known one, or one by its ending that no article leads."""
    word, kinds = tokens.words[at], tokens.kinds
    if at > first and kinds[at - 1] & (DETERMINER | PREPOSITION):
        return False
    if word in _FINITE or kinds[at] & CUE and word not in SOURCES:
        return True
    return (
        at > first
        and len(word) > SHORTEST_VERB
        and word.endswith(_PAST)
        and bool(kinds[at - 1] & (CAPITAL | COMMA | QUOTED))
    )


def _opening_subject(tokens: Tokens, people: Mapping[int, Candidate], first: int, verb: int) -> Candidate | None:
    """Return the subject that opens the clause, before its verb, None where something else does."""
    begin = first
    while begin < verb and tokens.words[begin] in _ALSO:
        begin += 1
    word = tokens.words[begin]
    if word in _OBLIQUE or tokens.kinds[begin] & PREPOSITION:
        return None
    item = marked_at(tokens, begin, verb) or whole(tokens, people.get(begin), verb)
    if item is None:
        item = phrase_at(tokens, begin, verb)
        if item is not None and tokens.kinds[begin] & CAPITAL and not tokens.kinds[begin] & DETERMINER:
            inside = next((people[at] for at in range(begin, item.last) if at in people), None)
            item = inside if item.last > begin + 1 else None
    if item is None or item.last > verb:
        return None
    return _apposed(tokens, people, item, verb) or item


def _subject_behind(tokens: Tokens, people: Mapping[int, Candidate], at: int, last: int) -> Candidate | None:
    """Return the subject that begins behind the verb, from token `at` on."""
    kinds, words = tokens.kinds, tokens.words
    stop = min(last, at + SUBJECT_REACH)
    while at < stop:
        kind = kinds[at]
        marked = marked_at(tokens, at, last)
        if marked is not None or kind & (COMMA | STOP | QUOTED):
            return marked
        item = people.get(at)
        if item is not None and item.form == PERSONAL:
            return item
        if words[at] in _PRONOUNS:
            at += 1
            continue
        if words[at] in _OBLIQUE or kind & PREPOSITION:
            at = _past_phrase(tokens, people, at, last)
            stop = min(last, max(stop, at + 2))
            continue
        if item is None and (words[at] in _NOMINATIVE or kind & CAPITAL):
            item = phrase_at(tokens, at, last)
        item = whole(tokens, item, last)
        if item is not None and item.form in (NAME, PHRASE):
            return _apposed(tokens, people, item, last) or _with_marked(tokens, item, last)
        at += 1
    return None


def _with_marked(tokens: Tokens, item: Candidate, last: int) -> Candidate:
    """Return `item` with the name between marks that stands behind it: `die Zeitung „Tide“`."""
    stop = item.last
    while stop < min(last, item.last + LONGEST_NAME) and tokens.kinds[stop] & QUOTED:
        stop += 1
    return (
        Candidate(item.first, stop, item.start, tokens.end(stop - 1), item.form, item.named)
        if stop > item.last
        else item
    )


def _past_phrase(tokens: Tokens, people: Mapping[int, Candidate], at: int, last: int) -> int:
    """Return the token behind the noun of the phrase that begins at token `at`: `am Montag`, `der Zeitung`."""
    kinds = tokens.kinds
    at += 1
    while at < last and not kinds[at] & (CAPITAL | COMMA | STOP | QUOTED):
        at += 1
    if at in people:
        return people[at].last
    at += 1
    while at < last and kinds[at] & CAPITAL and at not in people:
        at += 1
    return at


def _apposed(tokens: Tokens, people: Mapping[int, Candidate], item: Candidate, stop: int) -> Candidate | None:
    """Return who holds the post that `item` is: `der Sprecher der Reederei, | Brian Holt`."""
    if item.named is not None and item.named.is_person:
        return None
    reach = range(item.last, min(stop, item.last + SUBJECT_REACH))
    comma = next((at for at in reach if tokens.kinds[at] & COMMA and not tokens.kinds[at] & QUOTED), -1)
    holder = people.get(comma + 1) if comma > 0 and tokens.words[comma] == "," else None
    return holder if holder is not None and holder.named is not None and holder.named.is_person else None
