"""Attribution: an ordered list of named rules, each looking for the words that say whose quotation it is.

The surest rule that finds a speaker wins. What each is worth was counted on annotated news: the share of its
attributions that were right is the confidence it gives.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from reader.document import Mention, Quotation, QuotationKind, Span
from reader.quotations.marks import MarkedSpan, find_marked_spans
from reader.quotations.mentions import Found, sentence_subject, subject_after, subject_before
from reader.quotations.people import People
from reader.quotations.resolving import resolve_name
from reader.quotations.turns import name_openings, take_turn
from reader.quotations.words import PRONOUNS, cues, guess_language, weak_cues

_CUE = re.compile(r"[A-Za-zÀ-ÿ]+")
_ACCORDING = re.compile(
    r"\b(?:according to|in the words of|laut|nach (?:angaben|ansicht|meinung|aussage) (?:von|der|des)|selon|d’après|"
    r"según|secondo|volgens|segundo)\s+",
    re.I,
)
_GERMAN_SO = re.compile(r",?\s+so\s+(?=(?:(?:der|die|das|ein|eine)\s+)?[A-ZÄÖÜ])")
_SENTENCE_STOP = re.compile(r"[.!?][”\"’')\]]*\s+(?=[\"“‘'A-ZÀ-Þ])")
_ABBREVIATED = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St|Jr|Sr|Prof|Rev|vs|No|U\.S|U\.K)|\b[A-Z])\.\Z")
_TRANSCRIPT = re.compile(r"(?:^|\n)((?:Q|A|[A-ZÀ-Þ][\w.’'-]*(?: [A-ZÀ-Þ][\w.’'-]*){0,3})):\s+\Z")
_NEW_CLAUSE = re.compile(
    r"[;\x00]|[,—–] ?(?:and|but|while|as|who|which|whom|though|although)\b|\b(?:and|but) (?:he|she|they|[A-Z])"
)
_HEADLINE = re.compile(r"([A-ZÀ-Þ][\w.’'-]*(?: (?:of |the )?[A-ZÀ-Þ][\w.’'-]*){0,4}): ")
_INSIDE = re.compile(r"[“\"]([A-Z][A-Z .’'-]{2,30}):\s")
_SIGNATURE = re.compile(r"[ \u00a0]*[―—–-][ \u00a0]*([A-ZÀ-Þ][^\n,.“”\"]{1,50}?)[.]?(?=\n|\Z)")
AFTER_REACH = 240
"""Characters behind a quotation in which its speaker is looked for: 99 % of annotated ones stand nearer."""
BEFORE_REACH = 400
HEADLINE_REACH = 220
"""Characters of the longest line that is taken for a headline."""
TRANSCRIPT_REACH = 60
"""Characters before a quotation in which a line's `NAME:` begins."""


@dataclass(slots=True)
class Scene:
    """A text while its quotations are attributed: names, marked spans, and what was found so far, in order.

    `language` is a two-letter code; in German every noun is capitalised, so that capitals say nothing of titles.
    """

    text: str
    people: People
    spans: list[MarkedSpan]
    language: str = "en"
    found: list[Quotation] = field(default_factory=list)
    closed: list[tuple[int, int]] = field(default_factory=list)

    def sentence_start(self, offset: int) -> int:
        """Return where the sentence with `offset` begins, marks passed over."""
        reach = max(0, offset - BEFORE_REACH)
        start = max(self.text.rfind("\n", reach, offset) + 1, reach)
        for match in _SENTENCE_STOP.finditer(self.text, start, offset):
            if match.end() <= offset and not _ABBREVIATED.search(
                self.text, max(start, match.start() - 8), match.start() + 1
            ):
                start = match.end()
        return start

    def clause_start(self, offset: int) -> int:
        """Return where the sentence with `offset` begins, or the one before it that a colon ends."""
        before = offset - 1
        while before > 0 and self.text[before].isspace():
            before -= 1
        if before > 0 and self.text[before] == ":":
            return self.sentence_start(before)
        return self.sentence_start(offset)

    def sentence_end(self, offset: int) -> int:
        """Return where the sentence with `offset` ends, at most `AFTER_REACH` characters on."""
        reach = min(len(self.text), offset + AFTER_REACH)
        limit = self.text.find("\n", offset, reach)
        limit = reach if limit < 0 else limit
        for match in _SENTENCE_STOP.finditer(self.text, offset, limit):
            if not _ABBREVIATED.search(self.text, max(offset, match.start() - 8), match.start() + 1):
                return match.start() + 1
        return limit


Rule = Callable[[Scene, MarkedSpan], "Found | None"]


def after_quotation(scene: Scene, span: MarkedSpan) -> Found | None:
    """`“…,” said X` and `“…,” X said`, in the rest of the sentence."""
    text = scene.text
    inner = text[span.start : span.end].rstrip("'\"”’»›」』")[-1:] or " "
    stop = scene.sentence_end(span.end)
    if inner in ".…" and not text[span.end : span.end + 3].lstrip(" —–-")[:1].islower():
        return None
    rest = text[span.end : stop]
    lead = re.match(r"[\s,—–-]*", rest)
    at = span.end + (lead.end() if lead else 0)
    if inner not in ",?!—–-…」』" and not rest.lstrip().startswith((",", "—", "–")) and inner not in ".":
        return None
    return subject_after(scene.text, scene.people, at, stop)


def before_quotation(scene: Scene, span: MarkedSpan) -> Found | None:
    """`X said, “…”` and `X called it “…”`: the outermost cue of the clause before the quotation, and its subject.

    In `X said he would call it “…”` the words are X's: inner verbs stand inside what is reported.
    """
    start = scene.clause_start(span.start)
    masked = _mask(scene, start, span.start)
    words = [match for match in _CUE.finditer(masked) if match.group().lower() in cues()]
    strong = [match for match in words if match.group().lower() not in weak_cues()]
    chosen: Found | None = None
    for match in strong:
        found = subject_before(scene.text, masked, scene.people, start, start + match.start(), start + match.end())
        if found is None:
            continue
        if chosen is None or chosen.cue is None or _NEW_CLAUSE.search(masked, chosen.cue.end - start, match.start()):
            chosen = found
    if chosen is not None:
        return chosen
    for match in reversed(words):
        found = subject_before(scene.text, masked, scene.people, start, start + match.start(), start + match.end())
        if found is not None:
            return found
    return None


def _mask(scene: Scene, start: int, end: int) -> str:
    """Return the text from `start` to `end` with quoted words blanked, so that nobody is found inside them."""
    piece = scene.text[start:end]
    for quotation in reversed(scene.found):
        if quotation.end <= start:
            break
        first, last = max(quotation.start, start) - start, min(quotation.end, end) - start
        piece = piece[:first] + "\u0000" * (last - first) + piece[last:]
    return piece


def according_to(scene: Scene, span: MarkedSpan) -> Found | None:
    """`according to X`, before or after the quotation in its sentence."""
    start, stop = scene.sentence_start(span.start), scene.sentence_end(span.end)
    so = _GERMAN_SO.match(scene.text, span.end) if scene.language == "de" else None
    if so is not None:
        found = subject_after(scene.text, scene.people, so.end(), stop, needs_cue=False)
        if found is not None:
            return replace(found, cue=Span(so.start(), so.end()))
    for first, last in ((span.end, stop), (start, span.start)):
        match = _ACCORDING.search(scene.text, first, last)
        if match is not None:
            found = subject_after(scene.text, scene.people, match.end(), last, needs_cue=False)
            if found is not None:
                return replace(found, cue=Span(match.start(), match.end()))
    return None


def named_inside(scene: Scene, span: MarkedSpan) -> Found | None:
    """`“NAME: …”`: a transcript whose speaker stands inside the marks."""
    match = _INSIDE.match(scene.text, span.start)
    if match is None:
        return None
    name = match.group(1)
    person = next(
        (item.name for item in scene.people.names if item.name.split()[-1].upper() == name.split()[-1]), None
    )
    return Found(Mention(match.start(1), match.end(1), name), name=person or name.title())


def transcript(scene: Scene, span: MarkedSpan) -> Found | None:
    """`NAME: “…”` at the beginning of a line."""
    line = scene.text.rfind("\n", max(0, span.start - TRANSCRIPT_REACH), span.start)
    if line < 0 < span.start - TRANSCRIPT_REACH:
        return None
    match = _TRANSCRIPT.search(scene.text[max(0, line) : span.start])
    if match is None:
        return None
    start = max(0, line) + match.start(1)
    end = start + len(match.group(1))
    return Found(Mention(start, end, match.group(1)), Span(end, end + 1))


def signature(scene: Scene, span: MarkedSpan) -> Found | None:
    """`“…” ― Name` at the end of a line."""
    match = _SIGNATURE.match(scene.text, span.end)
    if match is None:
        return None
    return Found(Mention(match.start(1), match.end(1), match.group(1)), name=match.group(1))


def joint_participle(scene: Scene, span: MarkedSpan) -> Found | None:
    """`Calling each other “…,” the two leaders met`: the subject follows the opening clause that holds the quotation."""
    start = scene.sentence_start(span.start)
    first = _CUE.match(scene.text, start)
    if first is None or not first.group().endswith("ing") or first.group().lower() not in cues():
        return None
    stop = scene.sentence_end(span.end)
    found = subject_after(scene.text, scene.people, span.end + 1, stop, needs_cue=False)
    return replace(found, cue=Span(first.start(), first.end())) if found else None


def same_sentence(scene: Scene, span: MarkedSpan) -> Found | None:
    """A second fragment in the sentence of the one before, with no other cue between them."""
    if not scene.found:
        return None
    last = scene.found[-1]
    if last.speaker is None or last.start < scene.sentence_start(span.start):
        return None
    after = max(last.end, last.speaker.end, last.cue.end if last.cue else 0)
    between = scene.text[after : span.start]
    words = {match.group().lower() for match in _CUE.finditer(between)}
    if words & cues() - weak_cues():
        return None
    return Found(last.speaker, last.cue, last.speaker_name, last.speaker_role)


def verb_behind(scene: Scene, span: MarkedSpan) -> Found | None:
    """A fragment whose sentence goes on to its speaker: `that it was “…,” X said`."""
    stop = scene.sentence_end(span.end)
    match = re.search(r",[”\"]?\s+", scene.text[span.end - 2 : stop])
    return subject_after(scene.text, scene.people, span.end - 2 + match.end(), stop) if match else None


def carried_on(scene: Scene, span: MarkedSpan) -> Found | None:
    """The speaker of the quotation before, in the same sentence or paragraph."""
    if not scene.found:
        return None
    last = scene.found[-1]
    between = scene.text[last.end : span.start]
    if last.speaker is None or "\n" in between.strip(" ") or len(between) > 2 * BEFORE_REACH:
        return None
    return Found(last.speaker, last.cue, last.speaker_name)


def inverted_before(scene: Scene, span: MarkedSpan) -> Found | None:
    """`Said X: “…”`: a clause that is a cue and then a name, directly before the quotation."""
    start = scene.clause_start(span.start)
    first = _CUE.match(scene.text, start, span.start)
    if first is None or first.group().lower() not in cues():
        return None
    found = subject_after(scene.text, scene.people, start, span.start)
    return found if found and scene.text[found.mention.end : span.start].strip() in (":", ",") else None


def headline(scene: Scene, span: MarkedSpan) -> Found | None:
    """`NAME: … ‘…’` in one line that is short enough for a headline."""
    start = scene.text.rfind("\n", max(0, span.start - HEADLINE_REACH), span.start) + 1
    stop = scene.text.find("\n", span.end, span.end + HEADLINE_REACH)
    match = _HEADLINE.match(scene.text, start, span.start)
    if match is None or (0 < stop - start > HEADLINE_REACH):
        return None
    return Found(Mention(match.start(1), match.end(1), match.group(1)), Span(match.end(1), match.end(1) + 1))


def after_colon(scene: Scene, span: MarkedSpan) -> Found | None:
    """The subject of a sentence that a colon ends just before the quotation."""
    if not scene.text[max(0, span.start - 4) : span.start].rstrip().endswith(":"):
        return None
    start = scene.clause_start(span.start)
    return sentence_subject(scene.text, _mask(scene, start, span.start), scene.people, start, span.start)


def whole_paragraph(scene: Scene, span: MarkedSpan) -> Found | None:
    """A paragraph that is one quotation goes on with the voice of the paragraph before."""
    text = scene.text
    if not scene.found or text[span.start - 1 : span.start] not in ("\n", ""):
        return None
    last = scene.found[-1]
    if last.speaker is None:
        return None
    if text[span.end : span.end + 1] not in ("\n", "") or text.count("\n\n", last.end, span.start) > 1:
        return None
    return Found(last.speaker, last.cue, last.speaker_name, last.speaker_role)


def subject_of_sentence(scene: Scene, span: MarkedSpan) -> Found | None:
    """The subject of the sentence that the quotation is a part of, whatever its verb: often right, never sure."""
    start = scene.sentence_start(span.start)
    return sentence_subject(scene.text, _mask(scene, start, span.start), scene.people, start, span.start)


def reopened(scene: Scene, span: MarkedSpan) -> Found | None:
    """A paragraph that opens with a mark, after one whose mark was never closed or that was quoted whole."""
    if not scene.found or scene.found[-1].speaker is None:
        return None
    last = scene.found[-1]
    between = scene.text[last.end : span.start]
    if last.speaker is None or not between or between.strip():
        return None
    return Found(last.speaker, last.cue, last.speaker_name)


TERM_WORDS = 2
"""Words up to which a marked span without a speaker is a term: 29 % of such are no one's speech, of longer ones 6 %."""
TERM_WORDS = 2
"""Words up to which a marked span without a speaker is a term: 29 % of such are no one's speech, of longer ones 6 %."""
TITLE_WORDS = 5
PRONOUN_SHARE, PHRASE_SHARE = 0.98, 0.9
"""What is left of a rule's confidence where the mention is a pronoun or a phrase instead of a name, by measure."""


class NamedRule(NamedTuple):
    """A rule, the share of its attributions that were right in 500 annotated articles, and whether it is sure enough
    of speech to overrule that the words look like a title: of those that the others attribute, 60 % are titles."""

    name: str
    find: Rule
    confidence: float
    overrules_titles: bool = False


RULES: tuple[NamedRule, ...] = (
    NamedRule("transcript", transcript, 0.99, True),
    NamedRule("named inside the marks", named_inside, 0.95, True),
    NamedRule("signed", signature, 0.98, True),
    NamedRule("subject after the opening clause", joint_participle, 0.8, True),
    NamedRule("words after the quotation", after_quotation, 0.97, True),
    NamedRule("carried on in the sentence", same_sentence, 0.95),
    NamedRule("according to", according_to, 0.85, True),
    NamedRule("cue and name before the quotation", inverted_before, 0.9, True),
    NamedRule("words before the quotation", before_quotation, 0.91, True),
    NamedRule("headline", headline, 0.85, True),
    NamedRule("sentence before a colon", after_colon, 0.8),
    NamedRule("carried on from the paragraph", carried_on, 0.6),
    NamedRule("words at the sentence's end", verb_behind, 0.65),
    NamedRule("carried on from the paragraph before", reopened, 0.7),
    NamedRule("a paragraph quoted whole", whole_paragraph, 0.85),
    NamedRule("subject of the sentence", subject_of_sentence, 0.5),
)
"""The rules in the order in which they are asked; the first that finds a speaker wins."""


def find_quotations(text: str, *, language: str = "en") -> list[Quotation]:
    """Return the quotations of `text`, sorted by where they start; see `reader.document.Quotation`.

    `language` is a two-letter code, guessed for a text that may not be English after all; marks are found in every
    language, speakers by the cue words that are known.
    """
    spans = find_marked_spans(text)
    if not spans:
        return []
    scene = Scene(text, People.of(text, spans), spans, language if language != "en" else guess_language(text))
    for span in spans:
        scene.found.append(take_turn(text, scene.people, scene.found, _attribute(scene, span)))
    return name_openings(text, scene.people, scene.found)


def _attribute(scene: Scene, span: MarkedSpan) -> Quotation:
    text = scene.text
    words = text[span.start : span.end].strip("“”\"'‘’«»„‟「」『』` ")
    count = len(words.split())
    opening = scene.sentence_start(span.start) == span.start
    kind = QuotationKind.DIRECT if opening or (words[:1].isupper() and count > 5) else QuotationKind.MIXED
    for name, find, confidence, overrules_titles in RULES:
        found = find(scene, span)
        if found is None:
            continue
        if not overrules_titles and scene.language != "de" and is_title_like(words):
            break
        full = found.name or resolve_name(scene.people, scene.found, found.mention, text)
        if found.mention.text.lower() in PRONOUNS:
            confidence *= PRONOUN_SHARE
        elif not found.mention.text[:1].isupper():
            confidence *= PHRASE_SHARE
        return Quotation(
            span.start, span.end, kind, found.mention, full, found.role, found.cue, round(confidence, 2), name
        )
    if count <= TERM_WORDS or (scene.language != "de" and is_title_like(words)):
        kind = QuotationKind.TERM
    return Quotation(span.start, span.end, kind, evidence="no words name a speaker")


def is_title_like(words: str) -> bool:
    """Tell whether `words` are capitalised as the titles of works are."""
    split = words.split()
    if not 1 <= len(split) <= TITLE_WORDS:
        return False
    return words.istitle() or (len(split) > 1 and sum(word[:1].isupper() for word in split) >= 0.7 * len(split))
