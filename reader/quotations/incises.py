"""Speakers that are put in between the marks, in languages whose quotations a verb of saying does not part: `« …, dit X, … »`."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from reader.document import Mention, Span
from reader.quotations.mentions import Found
from reader.quotations.words import cues

if TYPE_CHECKING:
    from reader.quotations.marks import MarkedSpan
    from reader.quotations.scene import Scene

_PUT_IN = re.compile(
    r"[,—–] ?(?:a |ha )?(?P<cue>[a-zà-ÿа-яё]+)(?:-t)?[- ](?:(?:l[’'])?[a-zà-ÿа-яё-]+ ){0,3}?(?:l[’'])?"
    r"(?P<who>elle|il|lei|lui|ella|él|ela|ele|(?:l[ea]|el|il|lo|o|a) [a-zà-ÿ-]{3,}|l[’'][a-zà-ÿ-]{3,}|"
    r"[A-ZÀ-ÞА-Я][\w’'-]*(?: (?:de |du |la |le |van |von )?[A-ZÀ-ÞА-Я][\w’'-]*){0,3}|он|она|они)(?=[,.—– ])"
)
_HELPED = re.compile(r"[,—–] ?(?:a-t-|ont-)(?P<who>elles?|ils?|on) (?:[a-zà-ÿ]+ )?(?P<cue>[a-zà-ÿ]+)(?=[,.—– ])")
"""The French past, whose pronoun stands within the verb: `« …, a-t-elle ajouté, … »`."""


def put_in(scene: Scene, span: MarkedSpan) -> Found | None:
    """`« …, explique X, … »`: who speaks is put in between the marks, as in French, Italian, Spanish, Portuguese, Russian."""
    if scene.language not in ("fr", "it", "es", "pt", "ru"):
        return None
    put_in_there = (pattern.finditer(scene.text, span.start, span.end) for pattern in (_PUT_IN, _HELPED))
    for match in chain.from_iterable(put_in_there):
        if match.group("cue").lower() in cues():
            mention = Mention(match.start("who"), match.end("who"), match.group("who"))
            nearest = scene.people.quoted_before(mention.start + 1, 1)
            full = nearest[0].name if nearest and nearest[0].start == mention.start else mention.text
            is_name = mention.text[0].isupper()
            return Found(mention, Span(match.start("cue"), match.end("cue")), full if is_name else None)
    return None
