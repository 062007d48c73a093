"""Speakers that are put in between the marks, in languages whose quotations a verb of saying does not part: `« …, dit X, … »`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reader.document import Mention, Span
from reader.quotations.inversions import verb_at
from reader.quotations.mentions import Found
from reader.quotations.words import role_of

if TYPE_CHECKING:
    from reader.quotations.marks import MarkedSpan
    from reader.quotations.noun_phrases import Beginnings
    from reader.quotations.scene import Scene

_PARTED = re.compile(r"[,!?…—–]\s?[—–]?\s?(?=[a-zà-ÿа-яё])")
_NAME = r"[A-ZÀ-ÞА-ЯЁ][\w’'-]*(?: (?:d[eu] |l[ae] |van |von |d[aio]s? |del )?[A-ZÀ-ÞА-ЯЁ][\w’'-]*){0,3}"
MOST_UNKNOWN = 2
"""Words of a post, its article included, that is not known: `le | vieux Gaspard`."""


@cache
def _who_behind() -> re.Pattern[str]:
    """Return a pattern for who stands behind the verb: a name, a pronoun, a post and its holder, or a post alone.

    It takes 2 ms to compile, so that English texts do without.
    """
    return re.compile(
        rf"(?:(?P<name>{_NAME})|(?P<pronoun>elle|il|lei|lui|ella|él|ela|ele|он|она|они)"
        rf"|(?P<post>(?:l[’']|(?:l[ea]|el|il|lo|o|a|un|une|una|um|uma) |)(?:[a-zà-ÿа-яё-]+ ){{1,3}})(?P<holder>{_NAME})"
        rf"|(?P<noun>(?:l[’']|(?:l[ea]|el|il|lo|o|a) )[a-zà-ÿ-]{{3,}}))(?=[,.!?…—– ])"
    )


def put_in(scene: Scene, span: MarkedSpan) -> Found | None:
    """`« …, explique X, … »`: who speaks is put in between the marks, as in French, Italian, Spanish, Portuguese, Russian."""
    if scene.language not in ("fr", "it", "es", "pt", "ru"):
        return None
    known = scene.people.beginnings
    for match in _PARTED.finditer(scene.text, span.start, span.end):
        verb = verb_at(scene.text, known, match.end(), span.end)
        if verb is None:
            continue
        if verb.pronoun is not None:
            return Found(Mention(*verb.pronoun, scene.text[slice(*verb.pronoun)]), verb.cue)
        for place in verb.places:
            found = _who(scene, known, place, span.end, verb.cue)
            if found is not None:
                return found
    return None


def _who(scene: Scene, known: Beginnings, at: int, stop: int, cue: Span) -> Found | None:
    """Return who stands at `at` behind the verb `cue`, with the full name where a name in the marks is known."""
    who = _who_behind().match(scene.text, at, stop)
    if who is None:
        return None
    post = (who["post"] or "").split()
    if post and (post[-1] in known.ends or not any(map(role_of, post[:2])) and len(post) > MOST_UNKNOWN):
        return None
    group = next(name for name in ("name", "pronoun", "holder", "noun") if who[name])
    mention = Mention(*who.span(group), who[group])
    if group in ("pronoun", "noun"):
        return Found(mention, cue)
    nearest = scene.people.quoted_before(mention.start + 1, 1)
    full = nearest[0].name if nearest and nearest[0].start == mention.start else mention.text
    return Found(mention, cue, full)
