"""Whom a pronoun or a noun phrase means: a small linear model over the people named before it.

Each person named within reach is described by some thirty features (how near, in what place of the sentence, who spoke
last, how often named); the weights were fitted by `tests/quality/fit_antecedents.py` on annotated news and fiction.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from functools import cache
from math import exp, log1p
from operator import mul
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.quotations.leads import KIN, lead_before
from reader.quotations.people import Named
from reader.quotations.words import PRONOUNS, cues, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.document import Mention, Quotation
    from reader.quotations.people import Beside, People

ANTECEDENT_REACH = 2000
"""Characters before a pronoun in which whom it means is looked for: some six paragraphs."""
DIALOGUE_REACH = 5000
"""The same in a dialogue, where many paragraphs are short and name nobody."""
NAMES_LOOKED_AT, QUOTED_LOOKED_AT = 60, 30
"""Names before a pronoun, and names in quotations, at most: lists have hundreds in that reach."""
DIALOGUE_SHARE = 0.8
"""What is left of the model's certainty in dialogue, where it is right in 75 of 100 when it says 95; in news it is as
sure as it says."""
ALONE_SHARE = 0.95
"""The share of right ones where nobody else is named who fits."""
SPEAKERS_REMEMBERED = 60
"""Quotations back to which someone counts as having spoken before."""
FEATURES = (
    "same sentence", "sentence before", "sentences", "same paragraph", "paragraphs", "nearest", "second nearest",
    "further", "first in its sentence", "opens its sentence", "held by a preposition", "owns", "before a verb",
    "before a cue", "gender known", "spoke last", "spoke last, same paragraph", "spoke last, paragraph before",
    "spoke last, nobody since", "spoke before last", "said so by a pronoun", "named often", "share of names",
    "named first", "named in full", "spoke before", "a title", "opens: spoke last", "opens: first in sentence before",
    "quoted: same sentence", "since: opens", "since: before a verb", "since: opens in full",
    "dialogue: spoke last", "dialogue: spoke last, same paragraph", "dialogue: spoke before last", "dialogue: nearest",
    "dialogue: same sentence", "dialogue: opens its sentence", "dialogue: spoke before", "only in marks",
    "called in the turn before", "called in its own turn",
)  # fmt: skip
"""A person "since" is named behind the last quotation, which was another's. Those that tell something in a dialogue only
come last: the row of another text ends before them."""
_SENTENCE = re.compile(r"[.!?\n](?:(?<!\n)[”\"’')\]]*\s+(?=[“\"‘'(A-ZÀ-Þ])|(?<=\n)\n*)")
_HELD = re.compile(
    r"\b(?:of|for|at|in|with|on|from|to|by|about|against|than|near|under|over|into|after|before|like|and|told|asked)"
    r"\s+(?:the\s+|his\s+|her\s+)?(?:[A-Z][\w.]*\s+){0,3}\Z"
)
_HOLDING = frozenset(listed("beside_names.txt", "holding"))
"""Words in small letters that may stand before a name where `_HELD` or `_OPENS` finds it."""
_OPENS = re.compile(
    r"(?:^|[.!?:][”\"’')]*\s+|\n\s*)(?:(?:But|And|Then|Later|Still)\s+)?(?:[A-Z][\w.]*\s+(?:of\s+)?){0,4}"
    r"(?:(?:His|Her|Their|My|Our)\s+(?:[a-z]+\s+)?[a-z]+,?\s+)?\Z"
)
_NEXT = re.compile(r"(?:,[^,]{1,80},)?\s+(?:\w+ly\s+|also\s+|then\s+)?([a-z]+)")
_VERBS = frozenset(listed("beside_names.txt", "acting"))
"""Verbs behind whose subject they stand, besides those in -ed and -es."""
_PRONOUN_OPENS = re.compile(r"(?:^|[.!?:][”\"’')]*\s+|\n\s*)\Z")


@cache
def _weights() -> tuple[float, ...]:
    stored = json.loads((Path(__file__).with_name("data") / "antecedent_model.json").read_text(encoding="utf-8"))
    return tuple(stored["weights"].get(name, 0.0) for name in FEATURES)


class Antecedent(NamedTuple):
    """Whom a mention means, and the share of such guesses that are right, 0 to 1."""

    name: str
    certainty: float


def antecedent(
    people: People, found: Sequence[Quotation], mention: Mention, gender: str, text: str
) -> Antecedent | None:
    """Return the person whom a pronoun or a noun phrase of `gender` ("f", "m" or "") means, or None if nobody fits."""
    latest, counts, called, spoken = _within_reach(people, found, mention, gender)
    if not latest:
        return None
    if len(latest) == 1:
        return Antecedent(next(iter(latest)), DIALOGUE_SHARE if people.is_dialogue else ALONE_SHARE)
    weights = _weights()
    scene = _Scene(people, found, mention, text, spoken, called, latest)
    scored = {name: sum(map(mul, weights, row)) for name, row in scene.rows(latest, counts, gender).items()}
    best = max(scored, key=lambda name: scored[name])
    share = 1 / sum([exp(score - scored[best]) for score in scored.values()])
    return Antecedent(best, share * (DIALOGUE_SHARE if people.is_dialogue else 1.0))


def standings(
    people: People, found: Sequence[Quotation], mention: Mention, gender: str, text: str
) -> dict[str, list[float]]:
    """Return the features of each person within reach before `mention` whose gender does not clash, nearest first."""
    latest, counts, called, spoken = _within_reach(people, found, mention, gender)
    rows = _Scene(people, found, mention, text, spoken, called, latest).rows(latest, counts, gender)
    return {name: [*row, *[0.0] * (len(FEATURES) - len(row))] for name, row in rows.items()}


def _within_reach(
    people: People, found: Sequence[Quotation], mention: Mention, gender: str
) -> tuple[dict[str, Named], dict[str, int], dict[str, Named], list[Quotation]]:
    """Return by name whom `mention` may mean where they were last named and how often, who was called in a dialogue, and
    the last quotations with a speaker, the nearest first."""
    latest: dict[str, Named] = {}
    counts: dict[str, int] = {}
    called: dict[str, Named] = {}
    reach = mention.start - (DIALOGUE_REACH if people.is_dialogue else ANTECEDENT_REACH)
    fitting = (gender, "", None) if gender else ("f", "m", "", None)
    genders = people.gender
    for item in people.before(mention.start, NAMES_LOOKED_AT):
        if item.start < reach and latest:
            break
        name = item.name
        if name in counts:
            counts[name] += item.is_person
        elif item.is_person and genders.get(name) in fitting:
            latest[name], counts[name] = item, 1
    spoken = [
        quotation
        for quotation in reversed(found[-8:])
        if quotation.speaker_name
        and quotation.speaker is not None
        and quotation.end <= mention.start + 1
        and mention.start - quotation.end < ANTECEDENT_REACH
    ]
    for quotation in spoken[:3]:
        speaker = quotation.speaker_name
        if (
            speaker in people.persons
            and speaker is not None
            and genders.get(speaker) in fitting
            and speaker not in latest
        ):
            latest[speaker], counts[speaker] = _stand_in(speaker, quotation), 1
    if people.is_dialogue:
        for item in people.quoted_before(mention.start, QUOTED_LOOKED_AT):
            if item.start > reach and item.is_person and genders.get(item.name) in fitting:
                called.setdefault(item.name, item)
                if item.name not in latest:
                    latest[item.name], counts[item.name] = item, 0
    return latest, counts, called, spoken


def _stand_in(name: str, quotation: Quotation) -> Named:
    speaker = quotation.speaker
    assert speaker is not None
    return Named(speaker.start, speaker.end, name)


def _beside(text: str, item: Named) -> Beside:
    lead = text[max(0, item.start - 60) : item.start]
    word = lead[:-1].rpartition(" ")[2]
    by_kin = word.islower() and bool(lead_before(text, item.start) & KIN)
    is_inside = lead.endswith(" ") and word.isalpha() and word.islower() and word not in _HOLDING and not by_kin
    opens = not is_inside and _OPENS.search(lead) is not None
    held = not is_inside and _HELD.search(lead) is not None
    following = _NEXT.match(text, item.end, item.end + 120)
    cue = following is not None and following.group(1) in cues()
    verb = cue or (following is not None and _is_verb(following.group(1)))
    owns = text.startswith(("’s", "'s"), item.end)
    return opens, held, owns, verb, cue, by_kin or item.is_full


def _is_verb(word: str) -> bool:
    return word in _VERBS or word.endswith(("ed", "es"))


class _Scene:
    """What stands around one mention, looked up once for all who may be meant."""

    def __init__(
        self,
        people: People,
        found: Sequence[Quotation],
        mention: Mention,
        text: str,
        spoken: list[Quotation],
        called: dict[str, Named],
        latest: dict[str, Named],
    ) -> None:
        start = mention.start
        self.people, self.start, self.text, self.called = people, start, text, called
        self.reach = max(0, start - ANTECEDENT_REACH)
        # Sentences and lines are counted from the farthest person on.
        farthest = max(self.reach, text.rfind("\n", 0, min([item.start for item in latest.values()], default=start)))
        ends = list(_SENTENCE.finditer(text, farthest, start))
        self.bounds = [match.start() for match in ends]
        self.lines = [match.end() for match in ends if "\n" in match[0]]
        self.opens = _PRONOUN_OPENS.search(text, max(0, start - 6), start) is not None
        self.last = spoken[0] if spoken else None
        self.gap = text.count("\n", self.last.end, start) if self.last and self.last.end < start else 0
        self.earlier = next(
            (said.speaker_name for said in spoken[1:3] if said.speaker_name != spoken[0].speaker_name), None
        )
        self.by_pronoun = {
            said.speaker_name for said in spoken[:2] if said.speaker and said.speaker.text.lower() in PRONOUNS
        }
        self.paragraph = text.rfind("\n", 0, start) + 1
        self.turn_before = next((said for said in reversed(found[-4:]) if said.end < self.paragraph), None)
        self.spoken_before = {quotation.speaker_name for quotation in found[-SPEAKERS_REMEMBERED:]}
        self.first_named = people.names[0].name if people.names else ""

    def rows(self, latest: dict[str, Named], counts: dict[str, int], gender: str) -> dict[str, list[float]]:
        """Return the values of `FEATURES` for each of `latest`, who are named as often as `counts` says."""
        total = sum(counts.values()) or 1
        return {
            name: self.features(item, rank, counts[name], counts[name] / total, gender)
            for rank, (name, item) in enumerate(latest.items())
        }

    def features(self, item: Named, rank: int, count: int, share: float, gender: str) -> list[float]:
        """Return the values of `FEATURES` for the person last named at `item`."""
        people, bounds, last, name = self.people, self.bounds, self.last, item.name
        sentences = len(bounds) - bisect_left(bounds, item.end)
        paragraphs = len(self.lines) - bisect_left(self.lines, item.end)
        place = bisect_left(bounds, item.start)
        before_it = people.between(bounds[place - 1] if place else self.reach, item.end)
        first = next((other.start for other in before_it if other.is_person), -1) == item.start
        beside = people.beside.get(item.start)
        if beside is None:
            beside = people.beside[item.start] = _beside(self.text, item)
        opens, held, owns, verb, cue, is_introduced = beside
        spoke_last = last is not None and last.speaker_name == name
        nobody = spoke_last and last is not None and self._is_nobody_since(last.end, name, gender)
        gap = self.gap
        spoke_earlier = self.earlier == name
        spoke_before = name in self.spoken_before
        since = last is not None and item.start > last.end and not spoke_last
        row = [
            not sentences, sentences == 1, min(log1p(sentences), 2.5), not paragraphs,
            min(paragraphs, 5.0) / 2, rank == 0, rank == 1, min(rank, 6) / 2, first, opens,
            held, owns, verb, cue, bool(people.gender.get(name)),
            spoke_last, spoke_last and not gap, spoke_last and 0 < gap <= 2, nobody,
            spoke_earlier, name in self.by_pronoun, log1p(count), share, name == self.first_named,
            is_introduced, spoke_before, bool(item.role), self.opens and spoke_last,
            self.opens and first and sentences <= 1, self.opens and not sentences,
            since and opens, since and verb, since and opens and is_introduced,
        ]  # fmt: skip
        if not people.is_dialogue:
            return row
        called, before = self.called.get(name), self.turn_before
        called_before = called is not None and before is not None and before.start <= called.start < before.end
        return [
            *row, spoke_last, spoke_last and not gap, spoke_earlier, rank == 0, not sentences, opens, spoke_before,
            not count, called_before, called is not None and called.start >= self.paragraph,
        ]  # fmt: skip

    def _is_nobody_since(self, end: int, name: str, gender: str) -> bool:
        """Tell whether nobody else who may be meant is named between `end`, where the last speaker's words do, and here."""
        pronoun = "she" if gender == "f" else "he"
        return not any(
            other.is_person and other.name != name and (not gender or self.people.fits(pronoun, other.name))
            for other in self.people.between(end, self.start)
        )
