"""Rules: each looks for the words that say whose quotation it is, and proposes whom it finds.

None decides: what a rule proposes is a candidate beside others, and which rules proposed it is weighed by the ranker.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import compress, islice
from typing import NamedTuple

from reader.document import Mention, Quotation, QuotationKind, Span
from reader.quotations.according import according_to
from reader.quotations.clauses import DROPPING, german_behind, german_subject, subject_between, subject_left_out
from reader.quotations.cue_subjects import subject_before
from reader.quotations.incises import put_in
from reader.quotations.labelled import is_no_speaker
from reader.quotations.marks import MarkedSpan
from reader.quotations.mentions import Found, subject_after
from reader.quotations.remembering import remembered
from reader.quotations.scene import BEFORE_REACH, Scene
from reader.quotations.signed import before_bracket, headline, headline_behind, signature
from reader.quotations.tokens import QUOTED
from reader.quotations.turns import who_acts, who_answers
from reader.quotations.understood import understood
from reader.quotations.words import PERSON_NOUN, cues, may_speak, role_of, strong_cues, weak_cues

_CUE = re.compile(r"[A-Za-zÀ-ÿА-Яа-яЁё]+")
_SO_IT = re.compile(
    r"(?:(?:Así|Assim|Così) )?(?:[Ll]o|[Oo]) (?:(?:ha|han|hanno) )?|(?:C’est ce qu[’']|C'est ce qu')(?:a |ont )?"
)
"""What points ahead to the words before a verb of saying: `Así lo explicó X: …`, `Lo ha spiegato X: …`."""
_TRANSCRIPT = re.compile(
    r"(?:^|\n)(?:RT )?((?:Q|A|@\w{2,30}|[A-ZÀ-ÞА-ЯЁ][\w.’'-]*(?: [A-ZÀ-ÞА-ЯЁ][\w.’'-]*){0,3})):\s+\Z"
)
_LABEL_INSIDE = re.compile(
    r"(?:[.!?…][”\"’')]*| [-–—])[ \u00a0]+((?:The )?[A-ZÀ-Þ][\w’'-]*(?: [A-ZÀ-Þ][\w’'-]*){0,2}):\s+\Z"
)
_NEW_CLAUSE = re.compile(
    r"[;\x00]|[,—–] ?(?:and|but|while|as|who|which|whom|though|although)\b|\b(?:and|but) (?:he|she|they|[A-Z])"
    r"|\b(?:to|at|upon) which\b"
)
_BESIDE = (" as ", " after ", " when ", " while ", " before ")
"""Words directly behind a verb of saying that begin a clause of its own: `Holt said | as | a man yelled: “…”`."""
_INFINITIVE = ("er", "re", "ir", "ar", "ndo")
"""How verbs end in Romance languages that go on with the subject before: `avant d’ajouter « … »`."""
_DASHES = re.compile(r"[\s,—–-]*")
_COMMA_BEHIND = re.compile(r",[”\"]?\s+")
_OPENS_ANOTHER = re.compile(r"[“(\"]|''(?!\s)")
_INSIDE = re.compile(r"[“\"]([A-Z][A-Z .’'-]{2,30}):\s")
_NAMED = re.compile(r"\b(?:is|are|was|were|been|being) (?:\w+ly |also |often )?\w+ed (?:as )?(?:an? |the )?\Z")
_NOUN = re.compile(r"[a-z]+")
_BY = re.compile(r",? by ")
MOST_CUES = 8
"""Cues before a quotation, the nearest, that are looked at."""
MOST_COMMAS = 4
"""Commas behind a fragment at which its speaker is looked for: `“late,” and shut, and old, said X`."""
NAMED_REACH = 40
"""Characters before a quotation in which a passive verb names it: `was described by some as “…”`."""
TRANSCRIPT_REACH = 60
"""Characters before a quotation in which a line's `NAME:` begins."""


Rule = Callable[[Scene, MarkedSpan], "Found | None"]


def after_quotation(scene: Scene, span: MarkedSpan) -> Found | None:
    """`“…,” said X` and `“…,” X said`; a verb without a subject, as Spanish has them, goes on with the voice before."""
    text = scene.text
    inner = text[span.start : span.end].rstrip("'\"”’»›」』> \u00a0\u202f")[-1:] or " "
    stop = scene.sentence_end(span.end)
    if inner in ".…" and not text[span.end : span.end + 3].lstrip(" —–-")[:1].islower():
        return None
    rest = text[span.end : stop]
    lead = _DASHES.match(rest)
    at = span.end + (lead.end() if lead else 0)
    if inner not in ",?!—–-…」』" and not rest.lstrip().startswith((",", "—", "–")) and inner not in ".":
        return None
    found = german_behind(scene, at, stop) if scene.language == "de" else None
    found = found or subject_after(scene.text, scene.people, at, stop)
    return understood(scene, span, at, stop, found)


def before_quotation(scene: Scene, span: MarkedSpan) -> Found | None:
    """`X said, “…”` and `X called it “…”`: the outermost cue of the clause before the quotation, and its subject.

    In `X said he would call it “…”` the words are X's: inner verbs stand inside what is reported.
    """
    start, tokens = scene.clause_start(span.start), scene.tokens
    first, last = tokens.at(start), tokens.at(span.start)
    near = [
        (tokens.starts[at] + begin, tokens.starts[at] + end)
        for at in compress(range(first, last), map(cues_in, tokens.words[first:last]))
        if not tokens.kinds[at] & QUOTED
        for begin, end in cues_in(tokens.words[at])
    ][-MOST_CUES:]
    if not near:
        return None
    if scene.language == "de" and (german := german_subject(scene, start, span.start)) is not None:
        return german
    if scene.language in DROPPING and (left_out := subject_left_out(scene, start, span.start)) is not None:
        return left_out
    masked, everyone = scene.subjects(start, span.start)
    weak = [cue for cue in near if scene.text[slice(*cue)].lower() in weak_cues()]
    chosen: Found | None = None
    for cue in near:
        is_inner = chosen and chosen.cue and not _is_parted(masked, chosen.cue.end - start, cue[0] - start)
        if not is_inner and cue not in weak:
            chosen = subject_before(scene.text, masked, scene.people, start, *cue, everyone) or chosen
    if chosen is not None:
        return chosen
    found = (subject_before(scene.text, masked, scene.people, start, *cue, everyone) for cue in reversed(weak))
    return next(filter(None, found), None)


def _is_parted(masked: str, first: int, last: int) -> bool:
    """Tell whether a verb of saying that ends at `first` reports nothing of a clause with another before `last`."""
    return masked.startswith(_BESIDE, first) or _NEW_CLAUSE.search(masked, first, last) is not None


@remembered(8192)
def cues_in(word: str) -> tuple[tuple[int, int], ...]:
    """Return where the cues in a word in small letters start and end, mostly the word itself: `voice-over` has its parts."""
    if word.isascii() and word.isalpha():
        return ((0, len(word)),) if word in cues() else ()
    return tuple(match.span() for match in _CUE.finditer(word) if match[0] in cues())


def named_inside(scene: Scene, span: MarkedSpan) -> Found | None:
    """`“NAME: …”`: a transcript whose speaker stands inside the marks."""
    match = _INSIDE.match(scene.text, span.start)
    if match is None:
        return None
    name = match.group(1)
    full, surname = [item.name for item in scene.people.names], name.split()[-1]
    person = next((known for known in full if known.split()[-1].upper() == surname), name.title())
    return Found(Mention(match.start(1), match.end(1), name), name=person)


def transcript(scene: Scene, span: MarkedSpan) -> Found | None:
    """`NAME: “…”` at the beginning of a line, or behind the sentence of somebody else, `“I slept.” Prosecutor: “Where?”`, or
    a heading: `The bridge is shut - Brian Holt: “…”`."""
    is_label = scene.text.endswith(": ", 0, span.start)
    inside = _LABEL_INSIDE.search(scene.text, max(0, span.start - TRANSCRIPT_REACH), span.start) if is_label else None
    if inside is not None and _is_somebody(scene, *inside.span(1)):
        return Found(Mention(*inside.span(1), inside.group(1)), Span(inside.end(1), inside.end(1) + 1))
    line = scene.text.rfind("\n", max(0, span.start - TRANSCRIPT_REACH), span.start)
    if line < 0 < span.start - TRANSCRIPT_REACH:
        return None
    before = scene.text[max(0, line) : span.start]
    match = _TRANSCRIPT.search(before) if before.rstrip().endswith(":") else None
    if match is None or is_no_speaker(match.group(1)):
        return None
    start = max(0, line) + match.start(1)
    end = start + len(match.group(1))
    return Found(Mention(start, end, match.group(1)), Span(end, end + 1))


def _is_somebody(scene: Scene, start: int, end: int) -> bool:
    """Tell whether a label within a paragraph is a person's name or a noun for one."""
    named = scene.names.get(start)
    if named is not None:
        return named.is_person and named.end == end and not named.role
    noun = scene.text[start:end].rpartition(" ")[2].lower()
    return bool(role_of(noun)) or may_speak(noun) == PERSON_NOUN


def joint_participle(scene: Scene, span: MarkedSpan) -> Found | None:
    """`Calling each other “…,” the two leaders met`: the subject follows the opening clause that holds the quotation."""
    start = scene.sentence_start(span.start)
    first = _CUE.match(scene.text, start)
    if first is None or not first.group().endswith("ing") or first.group().lower() not in cues():
        return None
    stop = scene.sentence_end(span.end)
    found = subject_after(scene.text, scene.people, span.end + 1, stop, needs_cue=False)
    return found._replace(cue=Span(first.start(), first.end())) if found else None


def same_sentence(scene: Scene, span: MarkedSpan) -> Found | None:
    """A second fragment in the sentence of the one before, with no other cue between them."""
    if not scene.spoken:
        return None
    last = scene.spoken[-1]
    if last.speaker is None or last.start < scene.sentence_start(span.start) or before_bracket(scene, span):
        return None
    if scene.people.beginnings.ends and scene.text[span.end : span.end + 1] == "," and according_to(scene, span):
        return None
    after = max(last.end, last.speaker.end, last.cue.end if last.cue else 0)
    between = scene.text[after : span.start]
    strong = strong_cues()
    goes_on_by = _INFINITIVE if scene.people.beginnings.ends else ()
    said = (match.group().lower() for match in _CUE.finditer(between))
    if any(word in strong and not word.endswith(goes_on_by) for word in said):
        return None
    return Found(last.speaker, last.cue, last.speaker_name, last.speaker_role)


def verb_behind(scene: Scene, span: MarkedSpan) -> Found | None:
    """A fragment whose sentence goes on to its speaker: `that it was “…,” X said`."""
    stop = scene.sentence_end(span.end)
    another = _OPENS_ANOTHER.search(scene.text, span.end, stop)
    for number, match in enumerate(islice(_COMMA_BEHIND.finditer(scene.text, span.end - 2, stop), MOST_COMMAS)):
        if number and (scene.people.is_dialogue or another is not None and another.start() < match.end()):
            break
        found = subject_after(scene.text, scene.people, match.end(), stop)
        if found is not None and (not number or _is_beside(scene.text, found)):
            return found
    return None


def _is_beside(text: str, found: Found) -> bool:
    """Tell whether a subject and its verb stand together with nothing between but a blank, `said X` or `X said`."""
    if found.cue is None or text[found.cue.start : found.cue.end] in ("told", "asked", "called"):
        return False
    first, behind = sorted((found.cue, Span(found.mention.start - len(found.role), found.mention.end)))
    return behind.start - first.end <= 2


def carried_on(scene: Scene, span: MarkedSpan) -> Found | None:
    """The speaker of the quotation before, in the same sentence or paragraph."""
    if not scene.spoken:
        return None
    last = scene.spoken[-1]
    between = scene.text[last.end : span.start]
    if last.speaker is None or "\n" in between.strip(" ") or len(between) > 2 * BEFORE_REACH:
        return None
    return Found(last.speaker, last.cue, last.speaker_name)


def inverted_before(scene: Scene, span: MarkedSpan) -> Found | None:
    """`Said X: “…”`: a clause that is a cue and then a name, directly before the quotation."""
    start = scene.clause_start(span.start)
    lead = _SO_IT.match(scene.text, start, span.start) if scene.language in ("es", "it", "fr", "pt") else None
    start = lead.end() if lead else start
    first = _CUE.match(scene.text, start, span.start)
    if first is None or first.group().lower() not in cues():
        return None
    found = subject_after(scene.text, scene.people, start, span.start)
    return found if found and scene.text[found.mention.end : span.start].strip() in (":", ",") else None


def after_colon(scene: Scene, span: MarkedSpan) -> Found | None:
    """The subject of a sentence that a colon ends just before the quotation."""
    if not scene.text[max(0, span.start - 4) : span.start].rstrip().endswith(":"):
        return None
    start = scene.clause_start(span.start)
    return subject_between(scene, start, span.start)


def whole_paragraph(scene: Scene, span: MarkedSpan) -> Found | None:
    """A paragraph that is one quotation goes on with the voice of the paragraph before."""
    text = scene.text
    if not scene.spoken or text[span.start - 1 : span.start] not in ("\n", ""):
        return None
    last = scene.spoken[-1]
    if last.speaker is None or span.dashed:
        return None
    if text[span.end : span.end + 1] not in ("\n", "") or text.count("\n\n", last.end, span.start) > 1:
        return None
    return Found(last.speaker, last.cue, last.speaker_name, last.speaker_role)


def subject_of_sentence(scene: Scene, span: MarkedSpan) -> Found | None:
    """The subject of the sentence that the quotation is a part of, whatever its verb: often right, never sure."""
    start = scene.sentence_start(span.start)
    return subject_between(scene, start, span.start)


def reopened(scene: Scene, span: MarkedSpan) -> Found | None:
    """A paragraph that opens with a mark, after one whose mark was never closed or that was quoted whole."""
    if not scene.spoken or scene.spoken[-1].speaker is None or span.dashed:
        return None
    last = scene.spoken[-1]
    between = scene.text[last.end : span.start]
    is_open = between and not between.strip()
    return Found(last.speaker, last.cue, last.speaker_name) if last.speaker and is_open else None


def runs_on(scene: Scene, span: MarkedSpan) -> Found | None:
    """A paragraph that opens with a mark behind one whose mark was left open, as printers do while one voice speaks."""
    if not scene.found or span.dashed or scene.spans[len(scene.found) - 1].closed:
        return None
    last = scene.found[-1]
    if last.speaker is None or scene.text[last.end : span.start].strip():
        return None
    if scene.text[last.start] != scene.text[span.start]:
        return None
    return Found(last.speaker, last.cue, last.speaker_name, last.speaker_role)


def named_by(scene: Scene, span: MarkedSpan) -> Found | None:
    """`was called “…” by X`: a passive verb before the quotation and its agent behind it."""
    by = _BY.match(scene.text, span.end)
    if by is None or not _NAMED.search(scene.text, max(0, span.start - NAMED_REACH), span.start):
        return None
    found = subject_after(scene.text, scene.people, by.end(), scene.sentence_end(span.end), needs_cue=False)
    bare = _NOUN.match(scene.text, by.end()) if found is None else None
    if bare is None or may_speak(bare.group()) != PERSON_NOUN:
        return found
    return Found(Mention(*bare.span(), bare.group()))


def acts_in_paragraph(scene: Scene, span: MarkedSpan) -> Found | None:
    """In a dialogue, whoever is the subject of the sentence beside the quotation, in its paragraph."""
    if not scene.people.is_dialogue:
        return None
    paragraph = scene.text.rfind("\n", 0, span.start) + 1
    said = Quotation(span.start, span.end, QuotationKind.DIRECT)
    acting = who_acts(scene.text, scene.people, scene.found, said, paragraph)
    return Found(acting[0], name=acting[1]) if acting else None


def answers(scene: Scene, span: MarkedSpan) -> Found | None:
    """In a dialogue, the other of the two who talk, whose turn it is in a new paragraph."""
    if not scene.people.is_dialogue or not scene.found or "\n" not in scene.text[scene.found[-1].end : span.start]:
        return None
    other = who_answers(scene.text, scene.found, Quotation(span.start, span.end, QuotationKind.DIRECT))
    return Found(other.speaker, name=other.speaker_name) if other is not None and other.speaker else None


class NamedRule(NamedTuple):
    """A rule with its name, which the reader sees as evidence, and the share of its attributions that were right in 500
    annotated articles."""

    name: str
    find: Rule
    confidence: float


RULES: tuple[NamedRule, ...] = (
    NamedRule("transcript", transcript, 0.99),
    NamedRule("named inside the marks", named_inside, 0.95),
    NamedRule("signed", signature, 0.98),
    NamedRule("put in between the marks", put_in, 0.95),
    NamedRule("subject after the opening clause", joint_participle, 0.8),
    NamedRule("words after the quotation", after_quotation, 0.97),
    NamedRule("carried on in the sentence", same_sentence, 0.95),
    NamedRule("according to", according_to, 0.85),
    NamedRule("cue and name before the quotation", inverted_before, 0.9),
    NamedRule("words before the quotation", before_quotation, 0.91),
    NamedRule("headline", headline, 0.85),
    NamedRule("sentence before a colon", after_colon, 0.8),
    NamedRule("carried on from the paragraph", carried_on, 0.6),
    NamedRule("words at the sentence's end", verb_behind, 0.65),
    NamedRule("carried on from the paragraph before", reopened, 0.7),
    NamedRule("a paragraph quoted whole", whole_paragraph, 0.85),
    NamedRule("subject of the sentence", subject_of_sentence, 0.5),
    NamedRule("whoever acts in the paragraph speaks", acts_in_paragraph, 0.8),
    NamedRule("taking turns", answers, 0.5),
    NamedRule("named by someone", named_by, 0.86),
    NamedRule("headline, its name behind", headline_behind, 0.85),
    NamedRule("name before the bracket", before_bracket, 0.9),
    NamedRule("a mark left open, opened again", runs_on, 0.97),
)
"""The rules in the order in which they are asked: what each proposes is a candidate, and which it was is weighed."""
CERTAIN = frozenset(
    rank
    for rank, rule in enumerate(RULES)
    if rule.find
    in (transcript, named_inside, signature, put_in, joint_participle, named_by, headline_behind, before_bracket)
)
"""Rules by number that need no weighing: each is too seldom met to be learned and right in the share that it states."""
