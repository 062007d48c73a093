"""Whom a verb of saying behind marks means that has no subject of its own: who was introduced since, or spoke before.

Spanish, Italian and Portuguese leave subjects out; a post beside a verb of adding is that of whoever spoke before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.document import Mention
from reader.quotations.candidates import NAME, PHRASE
from reader.quotations.clauses import DROPPING
from reader.quotations.inversions import verb_at
from reader.quotations.left_out import goes_on
from reader.quotations.mentions import Found, adds_to
from reader.quotations.scene import BEFORE_REACH
from reader.quotations.words import PERSON_NOUN, dropping_cues, may_speak, role_of

if TYPE_CHECKING:
    from reader.quotations.candidates import Candidate
    from reader.quotations.marks import MarkedSpan
    from reader.quotations.scene import Scene


def understood(scene: Scene, span: MarkedSpan, at: int, stop: int, found: Found | None) -> Found | None:
    """Return who speaks `span`, whose clause stands in the text from `at` to `stop` and names `found`: where that is somebody
    before the marks, whoever the sentence before them is about, or the voice before."""
    text = scene.text
    last = scene.spoken[-1] if scene.spoken else None
    is_named_behind = found is not None and found.mention.end > span.start
    if scene.language in DROPPING and not is_named_behind:
        introduced = _introduced(scene, span, at, stop)
        if introduced is not None and (last is None or introduced.mention.start > last.end):
            return introduced
    if found is None or last is None or last.speaker is None or is_named_behind:
        is_last = found is not None and last is not None and adds_to(text, scene.people, found, last)
        return found._replace(name=last.speaker_name) if found and last and is_last else found
    is_near = "\n" not in text[last.end : span.start] and span.start - last.end < BEFORE_REACH
    return Found(last.speaker, found.cue, last.speaker_name, last.speaker_role) if is_near else found


def _introduced(scene: Scene, span: MarkedSpan, at: int, stop: int) -> Found | None:
    """Return whom the sentence before `span` opens with, in its paragraph, where the verb at `at` needs no subject and does
    not go on with the voice before: `Il figlio, Guido, pesca. «…», taglia corto`, `El acusado obedeció. «…», musitó`."""
    item = _opening_someone(scene, span)
    if item is None:
        return None
    text = scene.text
    verb = verb_at(text, scene.people.beginnings, at, stop)
    if verb is None or text[verb.cue.start : verb.cue.end] not in dropping_cues() or goes_on(text, verb.cue):
        return None
    role = item.named.role if item.named else ""
    return Found(Mention(item.start, item.end, text[item.start : item.end]), verb.cue, role=role)


def _opening_someone(scene: Scene, span: MarkedSpan) -> Candidate | None:
    """Return the person with whom the sentence before `span` opens, in its paragraph, None where none does."""
    tokens = scene.tokens
    first = tokens.at(span.start)
    if not first or tokens.paragraph_start(first) == first:
        return None
    begin = tokens.sentences[tokens.sentence_of(first - 1)]
    item = next(iter(scene.everyone.between(begin, first)), None)
    if item is None or item.first > begin + 1:
        return None
    head = tokens.words[item.last - 1]
    is_named = item.form == NAME and item.named is not None and item.named.is_person
    is_someone = is_named or item.form == PHRASE and (role_of(head) or may_speak(head) == PERSON_NOUN)
    return item if is_someone else None
