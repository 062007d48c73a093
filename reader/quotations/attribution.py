"""Attribution: whose words stand between marks, or that they are nobody's.

Rules and plain search propose candidates for each marked span; a learned ranker weighs what is known of each, a second
model tells speech from terms, and a third how often such an attribution is right: the confidence that is stated.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from reader.document import Quotation, QuotationKind, Span
from reader.quotations.according import according_to
from reader.quotations.asked import find_asked
from reader.quotations.candidates import AFTER, BARE, CARRIED, EARLIER, PHRASE, Candidate
from reader.quotations.dashes import find_dashed_turns
from reader.quotations.features import AT, SpanView
from reader.quotations.indirect import ADDRESSED, LEARNED, MERGED, SHORT_TEXT, find_reports, merge_fragments
from reader.quotations.labelled import find_labelled
from reader.quotations.marks import find_marked_spans
from reader.quotations.report_sites import head_noun
from reader.quotations.resolving import resolve, with_posts
from reader.quotations.rules import CERTAIN, RULES, after_colon, after_quotation, transcript
from reader.quotations.scene import Scene
from reader.quotations.signed import headline, is_heading, is_headlined, is_told
from reader.quotations.speech import (
    NO_SPEECH,
    is_name,
    is_title,
    speech_row,
    sure_row,
    with_rows,
    without_fragments,
)
from reader.quotations.tokens import BREAK, CUE, QUOTED
from reader.quotations.trees import Model, load_model, logistic
from reader.quotations.turns import name_openings, take_turn
from reader.quotations.utterances import is_utterance, is_whole
from reader.quotations.words import guess_language, may_speak

SPEECH_FROM = 0.5
"""Probability of being speech from which a marked span is no term; in articles not seen 0.45 and 0.55 are as good."""
SPEECH_FROM_ELSEWHERE = 0.25
"""The same in languages that the model has not learned from, where it doubts too much."""
LONG_SPEECH = 20
"""Tokens, marks included, from which marked words are speech whatever else is known: 99 % of annotated ones are."""
SPOKEN = 3.0
"""Log odds of being speech where the model is not asked, about what it says of such words."""
SETTLED = 3.0
"""The score of a candidate without rivals, about that of a clear leader."""
NAMED_FROM = 0.4
"""Confidence below which no speaker is given in English: an honest blank beats a wrong name."""
THING_NAMED_FROM = 0.6
"""Confidence below which "a new law" or "the outcome" is left out, which speak seldom: of 67 such in 924 annotated articles
34 did."""
NAMED_FROM_ELSEWHERE = 0.3
"""The same in other languages, which the models have learned little of or nothing: there it is stated too low."""
DROPPED_SURE = 0.7
"""Confidence where a verb of saying has no subject, as in Spanish, by our own judgement: no annotated texts were at hand."""
_PROMOTES = re.compile(
    r"(?:Follow|Find|Like) [^\n.!?]{1,60} on (?:Twitter|X|Facebook|Instagram|Threads|Bluesky|Mastodon)\b"
)
LABELLED = sum(1 << rank for rank, rule in enumerate(RULES) if rule.find in (transcript, headline, after_colon))
"""The rules by which a name before a colon, where a line begins, is a voice and no label of a list, as bits by rank."""
SOURCES = sum(1 << rank for rank, rule in enumerate(RULES) if rule.find is according_to)
"""The rule by which somebody is a source, as a bit."""
SPLIT_SURE = 0.9
"""Confidence that the second half of a split quotation is the first one's speaker's, where the models doubt it: 90 % of 77
in annotated news and novels are."""
SAME_PARAGRAPH = 2
"""What tells of a quotation that the one before stands in its paragraph, in a sentence before."""
TURNS_BELOW = 0.99
"""Confidence from which words outside a quotation's paragraph overrule whose turn it is: the models learn from news, where
nobody takes turns, and are too sure of it in talk."""


class Models(NamedTuple):
    """What ranks candidates, what tells speech from terms, and what tells how sure an attribution is."""

    speaker: Model
    speech: Model
    sure: Model

    @classmethod
    def load(cls) -> Models:
        """Read the three models from the room's data."""
        speaker = load_model("speaker_model.json", ranks=True)
        return cls(speaker, load_model("speech_model.json"), load_model("sure_model.json"))


class Verdict(NamedTuple):
    """What the models say of a span: its best candidate by number (-1 for none), and two probabilities."""

    best: int
    speech: float
    sure: float


def find_quotations(text: str, *, language: str = "en") -> list[Quotation]:
    """Return the quotations of `text`, sorted by where they start; see `reader.document.Quotation`.

    `language` is a two-letter code, guessed for a text that may not be English after all; marks are found in every
    language, speakers by the cue words that are known.
    """
    language = language if language != "en" else guess_language(text)
    spans = find_marked_spans(text, language)
    if language in ("zh", "ja"):
        # Loaded when such a text is met: its patterns take as long as a page of reading to compile.
        from reader.quotations.ideographic import attribute_ideographic

        return attribute_ideographic(text, spans, language)
    dashed = find_dashed_turns(text, language, spans)
    if dashed:
        spans = sorted([*spans, *dashed], key=lambda span: span.start)
    scene = Scene.of(text, spans, language)
    models = Models.load()
    for span in spans:
        view = SpanView(scene, span)
        scene.add(quotation_of(view, judge(view, models)))
    found = name_openings(text, scene.people, with_rows(text, scene.found))
    if language == "en" and len(scene.tokens.kinds) >= SHORT_TEXT:
        found = without_fragments(text, found)
    labelled = find_labelled(text, scene.people, spans)
    if language != "en" and not labelled:
        labelled = find_asked(text, scene.people, language)
    found = _merged(_outside(found, labelled), labelled)
    reports = find_reports(scene)
    found = merge_fragments(found, reports) if language in MERGED else _merged(found, reports)
    return with_posts(scene.people, found)


def _merged(found: list[Quotation], more: list[Quotation]) -> list[Quotation]:
    """Return `found` with those of `more` that overlap none of it, in order."""
    if not more:
        return found
    ends = [quotation.end for quotation in found]
    free = [
        quotation
        for quotation in more
        if (place := bisect_right(ends, quotation.start)) == len(found) or found[place].start >= quotation.end
    ]
    return sorted([*found, *free], key=lambda quotation: quotation.start)


def _outside(found: list[Quotation], turns: list[Quotation]) -> list[Quotation]:
    """Return those of `found` that lie in none of `turns`, whose speaker quotes them."""
    if not turns:
        return found
    ends = [turn.end for turn in turns]
    return [
        quotation
        for quotation in found
        if (place := bisect_left(ends, quotation.end)) == len(turns) or turns[place].start > quotation.start
    ]


def judge(view: SpanView, models: Models) -> Verdict:
    """Ask the models about one span; where a rule settles who speaks, at most whether somebody does."""
    if view.is_settled:
        speech = SPOKEN if is_spoken(view) else models.speech.score(speech_row(view, view.rows(), [SETTLED]))
        return settled(view, speech)
    rows = view.rows()
    scores = models.speaker.scores(rows)
    best = max(range(len(scores)), key=scores.__getitem__, default=-1)
    speech = SPOKEN if is_spoken(view) else models.speech.score(speech_row(view, rows, scores))
    sure = logistic(models.sure.score(sure_row(rows, scores, best, speech))) if best >= 0 else 0.0
    return certain(view, Verdict(best, logistic(speech), sure))


def settled(view: SpanView, speech: float) -> Verdict:
    """Return the verdict where a rule settles who speaks: it is right in the share that it states, words that are carried
    on halfway between that and how sure those are from which they are."""
    stated, carried = RULES[view.found[0][0]].confidence, view.candidates[0].carried
    before = min(stated, view.scene.spoken[-1 - carried].confidence) if carried >= 0 else stated
    return Verdict(0, logistic(speech), (stated + before) / 2)


def is_spoken(view: SpanView) -> bool:
    """Tell whether marked words are said for certain: long ones, turns, before a verb of saying, behind a headline's name."""
    is_named_behind = view.is_settled and view.candidates[0].carried < 0
    if is_named_behind or view.span.dashed or view.last - view.first >= LONG_SPEECH:
        return True
    return is_headlined(view.scene, view.span)


def certain(view: SpanView, verdict: Verdict) -> Verdict:
    """Return what a rule says that needs no weighing, if one speaks: a label, a signature, an opening participle."""
    for rank, found in view.found:
        is_learned = view.scene.language in LEARNED
        is_dropped = RULES[rank].find is after_quotation and found.mention.end <= view.span.start
        if is_dropped and not is_learned and verdict.sure < DROPPED_SURE:
            return Verdict(_proposed_by(view, rank), max(verdict.speech, DROPPED_SURE), DROPPED_SURE)
        if rank in CERTAIN or RULES[rank].find is according_to and not is_learned:
            best, stated = _proposed_by(view, rank), RULES[rank].confidence
            return Verdict(
                best, max(verdict.speech, stated), max(verdict.sure if best == verdict.best else 0.0, stated)
            )
    if verdict.sure < SPLIT_SURE and (best := _second_half(view)) >= 0:
        if best == verdict.best or verdict.sure < NAMED_FROM:
            return Verdict(best, max(verdict.speech, SPLIT_SURE), SPLIT_SURE)
    return verdict


def _proposed_by(view: SpanView, rank: int) -> int:
    """Return the number of the first candidate whom the rule of that rank proposes."""
    return next(number for number, item in enumerate(view.candidates) if item.rules >> rank & 1)


def _second_half(view: SpanView) -> int:
    """Return the number of the candidate who named the first half of a split quotation, -1 where `view` is no second one.

    That is a whole utterance behind `“…,” said X.`, with nothing else between and nobody behind it.
    """
    scene = view.scene
    if not scene.spoken or not view.opens_sentence or view.row[AT["previous_relation"]] != SAME_PARAGRAPH:
        return -1
    before, tokens = scene.spoken[-1], scene.tokens
    behind = tokens.kinds[view.last] if view.last < len(tokens.kinds) else BREAK
    if before.speaker is None or before.speaker.start < before.end or not behind & (BREAK | QUOTED):
        return -1
    if (
        view.words[-1:] not in ".!?…"
        or tokens.sentence_of(view.first) - tokens.sentence_of(tokens.at(before.end)) > 1
    ):
        return -1
    return next((number for number, item in enumerate(view.candidates) if item.carried == 0), -1)


def quotation_of(view: SpanView, verdict: Verdict) -> Quotation:
    """Make the quotation that a verdict amounts to; in a dialogue whoever's turn it is speaks where nobody is sure."""
    quotation = _by_models(view, verdict)
    if view.is_settled or quotation.confidence >= TURNS_BELOW:
        return quotation
    return take_turn(view.scene.text, view.scene.people, view.scene.found, quotation)


def _by_models(view: SpanView, verdict: Verdict) -> Quotation:
    span, scene = view.span, view.scene
    if not _is_speech(view, verdict.speech):
        return Quotation(span.start, span.end, QuotationKind.TERM, evidence=NO_SPEECH)
    kind = QuotationKind.DIRECT if is_whole(view) else QuotationKind.MIXED
    if verdict.best < 0 or verdict.sure < (NAMED_FROM if scene.language == "en" else NAMED_FROM_ELSEWHERE):
        return Quotation(span.start, span.end, kind, evidence="no words name a speaker")
    item = view.candidates[verdict.best]
    if _is_nobody(view, item, verdict.sure):
        return Quotation(span.start, span.end, kind, evidence="no words name a speaker")
    name, role, cue, evidence = _account(view, item)
    mention = item.mention(scene.text)
    certainty = 1.0
    if name is None:
        name, certainty = resolve(scene.people, scene.spoken, mention, scene.text)
    elif item.carried >= 0 and verdict.sure:
        before = scene.spoken[-1 - item.carried].confidence
        certainty = min(1.0, (verdict.sure + before) / 2 / verdict.sure)
    return Quotation(
        span.start, span.end, kind, mention, name, role, cue, round(verdict.sure * certainty, 2), evidence
    )


def _is_speech(view: SpanView, speech: float) -> bool:
    """Tell whether marked words are said with the probability `speech`, and are no direction, title or name."""
    least = SPEECH_FROM if view.scene.language in LEARNED else SPEECH_FROM_ELSEWHERE
    if (speech < least and not is_utterance(view)) or _is_direction(view.words):
        return False
    if is_title(view) and not is_headlined(view.scene, view.span):
        return False
    return not (is_name(view) or _is_nickname(view))


def _is_nobody(view: SpanView, item: Candidate, sure: float) -> bool:
    """Tell whether `item` is nobody who speaks.

    That is whoever is asked for (`Who said “…”?`), the reader, a label, whoever is told something (`Holt was asked, “…?”`),
    whoever spoke before the dash of a new turn or before a heading or, where that is not `sure` enough, a phrase whose noun
    is no word for people or for what speaks for them.
    """
    if view.span.dashed and item.carried == 0 and view.scene.text[view.span.start - 1 : view.span.start] in "\n":
        return True
    if view.scene.language != "en":
        return False
    text = view.scene.text
    is_label = text.startswith(": ", item.end) and text[item.start - 1 : item.start] in "\n"
    if is_label and item.carried < 0 and not item.rules & LABELLED:
        return True
    if item.end <= view.span.start and not item.rules & SOURCES and is_told(text, item.end, view.span.start):
        return True
    if item.carried >= 0 and is_heading(text, view.span, view.scene.spoken[-1].start):
        return True
    if text.startswith("Who", item.start) and view.scene.tokens.words[item.first] == "who":
        return True
    if view.scene.tokens.words[item.first] in ADDRESSED and item.last == item.first + 1:
        return not view.scene.people.is_dialogue
    if sure >= THING_NAMED_FROM:
        return False
    return item.form in (PHRASE, BARE) and item.named is None and not may_speak(head_noun(view.scene.tokens, item))


def _is_direction(words: str) -> bool:
    """Tell whether marked words are nothing but a stage direction, `(Applause)`, or tell where somebody posts."""
    if _PROMOTES.match(words):
        return True
    return words[:1] in ("(", "[") and words[1:].rstrip(".!)]")[:-1].replace(" ", "").isalpha()


def _is_nickname(view: SpanView) -> bool:
    """Tell whether marked words stand within somebody's name: `Marcia “Cia” Price`."""
    names = view.scene.people.before(view.span.start, 1)
    return bool(names) and names[0].end > view.span.end


def _account(view: SpanView, item: Candidate) -> tuple[str | None, str, Span | None, str]:
    """Return name (None if still to be resolved), role, cue and evidence of an attribution to `item`."""
    scene = view.scene
    for rank, found in view.found:
        if item.rules >> rank & 1:
            same = found.mention.start == item.start
            return found.name, found.role if same else "", found.cue, RULES[rank].name
    role = item.named.role if item.named else ""
    if item.carried >= 0:
        before = scene.spoken[-1 - item.carried]
        if before.speaker is not None and before.speaker.start == item.start:
            return before.speaker_name, before.speaker_role, before.cue, "the voice of the quotation before"
    cue = _cue_beside(view, item)
    if item.place == CARRIED:
        evidence = "the voice of the quotation before"
    elif item.place == EARLIER:
        evidence = "named in the sentences before"
    elif item.place == AFTER:
        evidence = "named behind the quotation"
    else:
        evidence = "named before the quotation in its sentence"
    return None, role, cue, evidence


def _cue_beside(view: SpanView, item: Candidate) -> Span | None:
    """Return the cue nearest to the words of `item`, behind them or before them."""
    tokens = view.scene.tokens
    kinds = tokens.kinds
    for at in (
        *range(item.last, min(len(kinds), item.last + 12)),
        *range(item.first - 1, max(-1, item.first - 4), -1),
    ):
        if kinds[at] & (BREAK | QUOTED):
            continue
        if kinds[at] & CUE:
            return Span(tokens.starts[at], tokens.end(at))
    return None
