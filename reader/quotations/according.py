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
    """Patterns of what a language says for `according to`: behind which the source follows, with which whoever spoke last
    is meant, which take up whoever stands before them, and behind which a person follows where a sentence opens, or
    anybody behind the marks where it ends; None where it has none."""

    by: re.Pattern[str]
    own: re.Pattern[str] | None
    who: re.Pattern[str] | None
    view: re.Pattern[str] | None
    aside: re.Pattern[str] | None


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
    text, people = scene.text, scene.people
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
        match = known.by.search(text, first, last)
        if match is None:
            continue
        found = subject_after(text, people, match.end(), last, needs_cue=False)
        of = _OF.match(text, match.end(), last) if found is None else None
        found = subject_after(text, people, of.end(), last, needs_cue=False) if of else found
        bare = _BARE.match(text, of.end() if of else match.end()) if found is None else None
        found = Found(Mention(*bare.span(), bare.group())) if bare else found
        if found is not None:
            return found._replace(cue=Span(match.start(), match.end()))
    who = known.who.search(text, start, span.start) if known.who else None
    taken_up = next(iter(people.before(who.start(), 1)), None) if who else None
    if who is not None and taken_up is not None and taken_up.end == who.start():
        mention = Mention(taken_up.start, taken_up.end, text[taken_up.start : taken_up.end])
        return Found(mention, Span(*who.span()), role=taken_up.role)
    aside = known.aside.match(text, span.end, stop) if known.aside else None
    found = subject_after(text, people, aside.end(), stop, needs_cue=False) if aside else None
    if aside is not None and found is not None and not text[found.mention.end : stop].strip(" ."):
        return found._replace(cue=Span(aside.start() + 2, aside.end() - 1))
    view = known.view.match(text, start, span.start) if known.view else None
    found = subject_after(text, people, view.end(), span.start, needs_cue=False) if view else None
    if (
        view is None
        or found is None
        or not any(item.is_person for item in people.between(found.mention.start, found.mention.end))
    ):
        return None
    return found._replace(cue=Span(start, view.end() - 1))


def _ends_sentence(text: str, end: int) -> bool:
    """Tell whether marked words that end at `end` end their sentence, too, so that the next one names no source of theirs."""
    rest = text[end : end + 4].lstrip()
    return text[end - 2 : end - 1] in ".!?" and text[end - 2 : end - 1] != "" and rest[:1].isupper()


def _spoken_last(scene: Scene, at: int, cue: Span) -> Found | None:
    """Return who spoke last before `at` in its paragraph, None where nobody did."""
    last = scene.spoken[-1] if scene.spoken else None
    if last is None or last.speaker is None or "\n" in scene.text[last.end : at]:
        return None
    return Found(last.speaker, cue, last.speaker_name, last.speaker_role)
