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

from reader.quotations.people import Named
from reader.quotations.words import PRONOUNS, cues

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.document import Mention, Quotation
    from reader.quotations.people import Beside, People

ANTECEDENT_REACH = 2000
"""Characters before a pronoun in which whom it means is looked for: some six paragraphs."""
DIALOGUE_REACH = 5000
"""The same in a dialogue, where many paragraphs are short and name nobody."""
NAMES_LOOKED_AT, QUOTED_LOOKED_AT = 60, 30
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
    "dialogue: spoke last", "dialogue: spoke last, same paragraph", "dialogue: spoke before last", "dialogue: nearest",
    "dialogue: same sentence", "dialogue: opens its sentence", "dialogue: spoke before", "quoted: same sentence",
    "only in marks", "called in the turn before", "called in its own turn",
)  # fmt: skip
_SENTENCE = re.compile(r"[.!?\n](?:(?<!\n)[”\"’')\]]*\s+(?=[“\"‘'(A-ZÀ-Þ])|(?<=\n)\n*)")
_HELD = re.compile(
    r"\b(?:of|for|at|in|with|on|from|to|by|about|against|than|near|under|over|into|after|before|like|and|told|asked)"
    r"\s+(?:the\s+|his\s+|her\s+)?(?:[A-Z][\w.]*\s+){0,3}\Z"
)
_OPENS = re.compile(
    r"(?:^|[.!?:][”\"’')]*\s+|\n\s*)(?:(?:But|And|Then|Later|Still)\s+)?(?:[A-Z][\w.]*\s+(?:of\s+)?){0,4}\Z"
)
_NEXT = re.compile(r"(?:,[^,]{1,80},)?\s+(?:\w+ly\s+|also\s+|then\s+)?([a-z]+)")
_VERB = re.compile(
    r"(?:is|was|are|were|has|had|have|does|did|would|will|could|can|may|might|should|\w+ed|went|came|took|made|gave|sat|stood|got|ran|held|began|left|met|saw|knew|felt|kept|spoke|won|lost|let|put|\w+es)"
)
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
    weights = _weights()
    scored = {
        name: sum(map(mul, weights, row)) for name, row in standings(people, found, mention, gender, text).items()
    }
    if not scored:
        return None
    best = max(scored, key=lambda name: scored[name])
    share = 1 / sum(exp(score - scored[best]) for score in scored.values())
    return Antecedent(
        best, share * (DIALOGUE_SHARE if people.is_dialogue else ALONE_SHARE if len(scored) == 1 else 1.0)
    )


def standings(
    people: People, found: Sequence[Quotation], mention: Mention, gender: str, text: str
) -> dict[str, list[float]]:
    """Return the features of each person within reach before `mention` whose gender does not clash, nearest first."""
    latest: dict[str, Named] = {}
    counts: dict[str, int] = {}
    reach = mention.start - (DIALOGUE_REACH if people.is_dialogue else ANTECEDENT_REACH)
    fitting = (gender, "", None) if gender else ("f", "m", "", None)
    for item in people.before(mention.start, NAMES_LOOKED_AT):
        if item.start < reach and latest:
            break
        if item.is_person and people.gender.get(item.name) in fitting:
            latest.setdefault(item.name, item)
            counts[item.name] = counts.get(item.name, 0) + 1
    scene = _Scene(people, found, mention, text)
    for quotation in scene.spoken[:3]:
        name = quotation.speaker_name
        if name in people.persons and name is not None and people.gender.get(name) in fitting and name not in latest:
            latest[name] = _stand_in(name, quotation)
            counts[name] = 1
    if people.is_dialogue:
        for item in people.quoted_before(mention.start, QUOTED_LOOKED_AT):
            if item.start > reach and item.is_person and people.gender.get(item.name) in fitting:
                scene.called.setdefault(item.name, item)
                if item.name not in latest:
                    latest[item.name], counts[item.name] = item, 0
    total = sum(counts.values()) or 1
    return {
        name: scene.features(item, rank, counts[name], counts[name] / total, gender)
        for rank, (name, item) in enumerate(latest.items())
    }


def _stand_in(name: str, quotation: Quotation) -> Named:
    speaker = quotation.speaker
    assert speaker is not None
    return Named(speaker.start, speaker.end, name)


def _beside(text: str, item: Named) -> Beside:
    lead = text[max(0, item.start - 60) : item.start]
    following = _NEXT.match(text, item.end, item.end + 120)
    cue = following is not None and following.group(1) in cues()
    verb = cue or (following is not None and _VERB.fullmatch(following.group(1)) is not None)
    owns = text.startswith(("’s", "'s"), item.end)
    return _OPENS.search(lead) is not None, _HELD.search(lead) is not None, owns, verb, cue


def _line_ends(text: str, start: int, end: int) -> list[int]:
    """Return where the lines from `start` to `end` end, blank ones left out."""
    ends = []
    at = text.find("\n", start, end)
    while at >= 0:
        if at == start or text[at - 1] != "\n":
            ends.append(at)
        at = text.find("\n", at + 1, end)
    return ends


class _Scene:
    """What stands around one mention, looked up once for all who may be meant."""

    def __init__(self, people: People, found: Sequence[Quotation], mention: Mention, text: str) -> None:
        self.people, self.mention, self.text = people, mention, text
        self.is_dialogue = people.is_dialogue
        self.reach = max(0, mention.start - ANTECEDENT_REACH)
        self.bounds = [match.start() for match in _SENTENCE.finditer(text, self.reach, mention.start)]
        self.lines = _line_ends(text, self.reach, mention.start)
        self.opens = bool(_PRONOUN_OPENS.search(text, max(0, mention.start - 6), mention.start))
        self.spoken = [
            quotation
            for quotation in reversed(found[-8:])
            if quotation.speaker_name
            and quotation.speaker is not None
            and quotation.end <= mention.start + 1
            and mention.start - quotation.end < ANTECEDENT_REACH
        ]
        self.called: dict[str, Named] = {}
        self.paragraph = text.rfind("\n", 0, mention.start) + 1
        self.turn_before = next((said for said in reversed(found[-4:]) if said.end < self.paragraph), None)
        self.spoken_before = {quotation.speaker_name for quotation in found[-SPEAKERS_REMEMBERED:]}
        self.first_named = people.names[0].name if people.names else ""

    def features(self, item: Named, rank: int, count: int, share: float, gender: str) -> list[float]:
        """Return the values of `FEATURES` for the person last named at `item`."""
        text, start = self.text, self.mention.start
        sentences = len(self.bounds) - bisect_left(self.bounds, item.end)
        paragraphs = len(self.lines) - bisect_left(self.lines, item.end)
        place = bisect_left(self.bounds, item.start)
        last_bound = self.bounds[place - 1] if place else self.reach
        in_sentence = [other for other in self.people.between(last_bound, item.end) if other.is_person]
        first = bool(in_sentence) and in_sentence[0].start == item.start
        beside = self.people.beside.get(item.start)
        if beside is None:
            beside = self.people.beside[item.start] = _beside(text, item)
        opens, held, owns, verb, cue = beside
        last = self.spoken[0] if self.spoken else None
        spoke_last = last is not None and last.speaker_name == item.name
        gap = text.count("\n", last.end, start) if last is not None and last.end < start else 0
        nobody = (
            spoke_last
            and last is not None
            and not any(
                other.name != item.name
                and other.is_person
                and (not gender or self.people.fits("she" if gender == "f" else "he", other.name))
                for other in self.people.between(last.end, start)
            )
        )
        earlier = next((said for said in self.spoken[:3] if last and said.speaker_name != last.speaker_name), None)
        spoke_earlier = earlier is not None and earlier.speaker_name == item.name
        by_pronoun = any(
            quotation.speaker_name == item.name
            and quotation.speaker is not None
            and quotation.speaker.text.lower() in PRONOUNS
            for quotation in self.spoken[:2]
        )
        spoke_before = item.name in self.spoken_before
        dialogue = float(self.is_dialogue)
        called = self.called.get(item.name)
        before = self.turn_before
        called_before = called is not None and before is not None and before.start <= called.start < before.end
        return [
            float(not sentences), float(sentences == 1), min(log1p(sentences), 2.5), float(not paragraphs),
            min(paragraphs, 5.0) / 2, float(rank == 0), float(rank == 1), min(rank, 6) / 2, float(first), float(opens),
            float(held), float(owns), float(verb), float(cue), float(bool(self.people.gender.get(item.name))),
            float(spoke_last), float(spoke_last and not gap), float(spoke_last and 0 < gap <= 2), float(nobody),
            float(spoke_earlier), float(by_pronoun), log1p(count), share, float(item.name == self.first_named),
            float(item.is_full), float(spoke_before), float(bool(item.role)), float(self.opens and spoke_last),
            float(self.opens and first and sentences <= 1), dialogue * spoke_last, dialogue * (spoke_last and not gap),
            dialogue * spoke_earlier, dialogue * (rank == 0), dialogue * (not sentences), dialogue * opens,
            dialogue * spoke_before, float(self.opens and not sentences),
            float(not count), float(called_before), float(called is not None and called.start >= self.paragraph),
        ]  # fmt: skip
