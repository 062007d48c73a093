"""Whom a sentence names as the source of what is said in it: `according to X`, and what other languages have for it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reader.document import Mention, Span
from reader.quotations.clauses import german_source
from reader.quotations.mentions import Found, subject_after
from reader.quotations.words import phrases_listed

if TYPE_CHECKING:
    from reader.quotations.marks import MarkedSpan
    from reader.quotations.scene import Scene

_IN_ENGLISH = re.compile(r"(?=[aAiIpP])\b(?:(?i:according to|in the words of)\s+|[Pp]er (?=(?:the |an? )?[A-ZÀ-Þ]))")
_ENGLISH_WORDS = frozenset(("according", "words", "per"))
"""Words without one of which nothing like "according to" can be found: to look for them takes half as long."""
_OF = re.compile(r"(?:de|del|des|du|della|dello|dell[’'](?=\w)|dei|degli|delle|di|do|da|dos|das|van) ?")
"""What may stand between such a phrase and the source."""
_BARE = re.compile(r"[\w’'-]{3,}(?: [\w’'-]+){0,4}(?=,)")
"""A source without an article, up to its comma, in languages in which no other word follows: `secondo fonti locali, …`."""


class Sources(NamedTuple):
    """Patterns of what a language says for `according to`; None for what it has no words for."""

    by: re.Pattern[str]
    """Behind it the source follows: `selon X`."""
    own: re.Pattern[str] | None
    """With it whoever spoke last is meant: `selon lui`."""
    who: re.Pattern[str] | None
    """It takes up whoever stands directly before it: `X, pour qui …`."""
    view: re.Pattern[str] | None
    """Behind it a person follows where it opens the sentence: `Pour X, …`."""
    aside: re.Pattern[str] | None
    """The same behind the marks, where the sentence ends with whoever follows."""


@cache
def sources_of(language: str) -> Sources | None:
    """Return how `language`, a two-letter code, names sources; None of one about which nothing is known."""
    by, own, who, view = (
        phrases_listed("accordings.txt", f"{language}-{kind}") for kind in ("by", "own", "who", "view")
    )
    if not by:
        return None
    return Sources(
        re.compile(rf"\b(?:{'|'.join(by)})\s+", re.I),
        re.compile(rf"\b(?:{'|'.join(own)})\b", re.I) if own else None,
        re.compile(rf",? (?:{'|'.join(who)})\b", re.I) if who else None,
        re.compile(rf"(?:{'|'.join(word.title() for word in view)}) ") if view else None,
        re.compile(rf", (?:{'|'.join(view)}) ") if view else None,
    )


def according_to(scene: Scene, span: MarkedSpan) -> Found | None:
    """`according to X`, before or after the quotation in its sentence."""
    start, stop = scene.sentence_start(span.start), scene.sentence_end(span.end)
    if scene.language != "en":
        return _elsewhere(scene, span, start, stop)
    tokens = scene.tokens
    for first, last in ((span.end, stop), (start, span.start)):
        if _ENGLISH_WORDS.isdisjoint(tokens.words[tokens.at(first) : tokens.at(last)]):
            continue
        match = _IN_ENGLISH.search(scene.text, first, last)
        if match is not None:
            found = subject_after(scene.text, scene.people, match.end(), last, needs_cue=False)
            if found is not None:
                return found._replace(cue=Span(match.start(), match.end()))
    return None


def _elsewhere(scene: Scene, span: MarkedSpan, start: int, stop: int) -> Found | None:
    """Return the source of `span` in other languages than English, in its sentence, which is `start` to `stop`."""
    text = scene.text
    behind = stop if _ends_sentence(text, span.end) else span.end
    if scene.language == "de" and (source := german_source(scene, start, span.start, behind, stop)):
        return source
    known = sources_of(scene.language)
    if known is None:
        return None
    if text[max(0, span.start - 3) : span.start].rstrip()[-1:] in tuple(".!?…"):
        start = span.start
    for first, last in ((behind, stop), (start, span.start)):
        own = known.own.search(text, first, last) if known.own else None
        if own is not None:
            return _spoken_last(scene, own.start(), Span(*own.span()))
        by = known.by.search(text, first, last)
        found = _source_at(scene, by.end(), last) if by else None
        if by is not None and found is not None:
            return found._replace(cue=Span(*by.span()))
    return (
        _taken_up(scene, known, start, span.start)
        or _in_aside(scene, known, span.end, stop)
        or _in_view(scene, known, start, span.start)
    )


def _source_at(scene: Scene, at: int, stop: int) -> Found | None:
    """Return the source that stands at `at`, behind a preposition or without an article too."""
    text, people = scene.text, scene.people
    found = subject_after(text, people, at, stop, needs_cue=False)
    if found is not None:
        return found
    of = _OF.match(text, at, stop)
    at = of.end() if of else at
    found = subject_after(text, people, at, stop, needs_cue=False) if of else None
    bare = _BARE.match(text, at) if found is None else None
    return Found(Mention(*bare.span(), bare.group())) if bare else found


def _taken_up(scene: Scene, known: Sources, start: int, stop: int) -> Found | None:
    """Return who stands directly before what takes them up, from `start` to `stop`."""
    who = known.who.search(scene.text, start, stop) if known.who else None
    item = next(iter(scene.people.before(who.start(), 1)), None) if who else None
    if who is None or item is None or item.end != who.start():
        return None
    return Found(Mention(item.start, item.end, scene.text[item.start : item.end]), Span(*who.span()), role=item.role)


def _in_aside(scene: Scene, known: Sources, at: int, stop: int) -> Found | None:
    """Return in whose view the words are that end at `at`, where nothing but that stands behind them up to `stop`."""
    aside = known.aside.match(scene.text, at, stop) if known.aside else None
    found = subject_after(scene.text, scene.people, aside.end(), stop, needs_cue=False) if aside else None
    if aside is None or found is None or scene.text[found.mention.end : stop].strip(" ."):
        return None
    return found._replace(cue=Span(aside.start() + 2, aside.end() - 1))


def _in_view(scene: Scene, known: Sources, start: int, stop: int) -> Found | None:
    """Return the person with whose view the sentence opens at `start`, of those named up to `stop`."""
    people = scene.people
    view = known.view.match(scene.text, start, stop) if known.view else None
    found = subject_after(scene.text, people, view.end(), stop, needs_cue=False) if view else None
    if view is None or found is None:
        return None
    is_person = any(item.is_person for item in people.between(found.mention.start, found.mention.end))
    return found._replace(cue=Span(start, view.end() - 1)) if is_person else None


def _ends_sentence(text: str, end: int) -> bool:
    """Tell whether marked words that end at `end` end their sentence, too, so that the next one names no source of theirs."""
    return text[end - 2 : end - 1] in tuple(".!?") and text[end : end + 4].lstrip()[:1].isupper()


def _spoken_last(scene: Scene, at: int, cue: Span) -> Found | None:
    """Return who spoke last before `at` in its paragraph, None where nobody did."""
    last = scene.spoken[-1] if scene.spoken else None
    if last is None or last.speaker is None or "\n" in scene.text[last.end : at]:
        return None
    return Found(last.speaker, cue, last.speaker_name, last.speaker_role)
