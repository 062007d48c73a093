"""Rules for quotations beside which a name stands alone: signed behind a dash, in brackets behind whoever spoke, and in
headlines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.document import Mention, Span
from reader.quotations.labelled import holder_below, is_holder, is_no_speaker
from reader.quotations.mentions import Found
from reader.quotations.words import cues, speaking_nouns

if TYPE_CHECKING:
    from reader.quotations.marks import MarkedSpan
    from reader.quotations.scene import Scene

_SIGNATURE = re.compile(
    r"(?:[ \u00a0]*(?:[―—–]|--?)|[ \u00a0]*\n{1,2}[ \u00a0]*(?:[―—–~]|--|(?P<hyphen>-)))[ \u00a0]*"
    r"(?:Source: )?(?P<name>[A-ZÀ-Þ@](?:[^\n,.:“”\"(—–―]|(?<=\b[A-ZÀ-Þ])\.|(?<=\b[DMSJ]r)\.|(?<=\bMrs)\.){1,80}?)"
    r"(?:(?:, | \()[^\n“”\"]{1,60}|[.])?(?=\n|\Z)"
)
_SHORTEST_SIGNED = 3
"""Words of the shortest quotation that a line's end behind a dash signs, where it ends as no sentence does."""
_HEADLINE = re.compile(r"([A-ZÀ-Þ][\w.’'-]*(?: (?:of |the )?[A-ZÀ-Þ][\w.’'-]*){0,4}): ")
_NAME_BEHIND = re.compile(
    r": (?:[Aa]n? (?:interview|conversation|talk|Q&A) with )?(?P<name>[A-ZÀ-Þ][\w.’'-]*(?: (?:of |the )?[A-ZÀ-Þ][\w.’'-]*){0,3})"
)
HEADLINE_REACH = 220
"""Characters of the longest line that is taken for a headline."""
_OPENS_SINGLE = re.compile(r"['‘‚](?!['‘‚])")
_IS_TOLD = re.compile(
    r"\b(?:was|were|been|being|is|are) (?:\w+ly |then |also |once )?(?:asked|told|described|labell?ed|criticized|branded|hailed)"
    r"(?! by)[^\n.“\"]{0,30}\Z"
)
TOLD_REACH = 120
"""Characters between somebody and what they are told."""
_LONGEST_NAME = 4
"""Words of a name behind a hyphen, where lists have anything."""
_SMALL = re.compile(r" (?!(?:a|an|the|and|or|of|in|on|at|to|for|from|by|with|as)\b)[a-z]")
"""A word in small letters that titles capitalise."""


def signature(scene: Scene, span: MarkedSpan) -> Found | None:
    """`“…” ― Name, post` at the end of a line, or in a line of its own below."""
    match = _SIGNATURE.match(scene.text, span.end)
    if match is None and (below := holder_below(scene.text, span.start, span.end)):
        return Found(below, name=below.text)
    if match is None or span.dashed or not _may_sign(match["name"]):
        return None
    if match["hyphen"] and not _signs_below(scene.text, span, match["name"]):
        return None
    words = scene.text[span.start + 1 : span.end - 1]
    if words[:1].islower() and scene.text[span.start - 1 : span.start] == " " and match.group().lstrip()[0] == "-":
        return None  # The reporter signs, not the one whose words end the paragraph.
    is_long = len(words.split()) >= _SHORTEST_SIGNED or words.endswith((".", "!", "?", "…"))
    signed = next((item for item in scene.people.between(*match.span("name")) if item.is_person), None)
    if not is_long or scene.language != "en" and not _is_somebody(match["name"], signed is not None):
        return None
    is_owner = signed is not None and scene.text.startswith(("’", "'"), signed.end)
    if signed and signed.start == match.start("name") and not is_owner:
        return Found(Mention(signed.start, signed.end, scene.text[signed.start : signed.end]), name=signed.name)
    name = signed.name if signed and signed.end == match.end("name") else match["name"]
    return Found(Mention(*match.span("name"), match["name"]), name=name)


def _may_sign(name: str) -> bool:
    """Tell whether words may be a signature, a name or a post, as `Lindt defies the council` in a headline may not."""
    word = next((word for word in name.split() if word[0].islower()), "")
    return word in speaking_nouns() or not (word in cues() or word.endswith("s"))


def _is_somebody(name: str, is_known: bool) -> bool:
    """Tell whether what stands behind a dash is a name or a post, where talk is set with dashes: `— Il le faut, madame`."""
    capitals = sum(word[0].isupper() for word in name.split())
    return is_holder(name) and (is_known or capitals > 1)


def _signs_below(text: str, span: MarkedSpan, name: str) -> bool:
    """Tell whether a line behind a hyphen signs the paragraph above it: that is quoted whole, and all of it is a name."""
    words = name.split()
    is_whole = text[span.start - 1 : span.start] in ("\n", "")
    return is_whole and len(words) <= _LONGEST_NAME and all(word[0].isupper() for word in words)


def before_bracket(scene: Scene, span: MarkedSpan) -> Found | None:
    """`X (“…”)`, in brackets behind whoever spoke; words written as a title are a work's: `Brian Holt (“The Late Bridge”)`."""
    text = scene.text
    if text[span.start - 1 : span.start] != "(" or text[span.end : span.end + 1] != ")":
        return None
    named = next(iter(scene.people.before(span.start, 1)), None)
    if named is None or not named.is_person or text[named.end : span.start] not in (" (", "’s (", "'s ("):
        return None
    if not _SMALL.search(text, span.start, span.end) and text[span.end - 2] not in ".!?":
        return None
    return Found(Mention(named.start, named.end, text[named.start : named.end]), name=named.name, role=named.role)


def headline(scene: Scene, span: MarkedSpan) -> Found | None:
    """`NAME: … ‘…’` in one line that is short enough for a headline; below the first line lists are labelled so as well, and
    NAME has to be somebody of whom the text tells more."""
    line = _short_line(scene.text, span)
    match = _HEADLINE.match(scene.text, line.start, span.start) if line else None
    if line is None or match is None or is_no_speaker(match.group(1)):
        return None
    named = scene.names.get(match.start(1))
    is_told_of = named is not None and (scene.times[named.name] > 1 or bool(scene.people.gender.get(named.name)))
    if line.start and not (named is not None and named.is_person and is_told_of):
        return None
    return Found(Mention(match.start(1), match.end(1), match.group(1)), Span(match.end(1), match.end(1) + 1))


def _short_line(text: str, span: MarkedSpan) -> Span | None:
    """Return the line that a quotation stands in, where it is short enough for a headline."""
    start = text.rfind("\n", max(0, span.start - HEADLINE_REACH), span.start) + 1
    stop = text.find("\n", span.end, start + HEADLINE_REACH + 1)
    stop = len(text) if stop < 0 else stop
    return Span(start, stop) if stop - start <= HEADLINE_REACH else None


def is_headlined(scene: Scene, span: MarkedSpan) -> bool:
    """Tell whether marked words stand in the text's headline behind whose they are, of whom it tells more: so they are said."""
    if span.start > HEADLINE_REACH or "\n" in scene.text[: span.start]:
        return False
    found = headline(scene, span)
    named = scene.names.get(found.mention.start) if found else None
    return named is not None and scene.times[named.name] > 1


def is_heading(text: str, span: MarkedSpan, before: int) -> bool:
    """Tell whether marked words are a heading within the text, a line by itself between single marks, where those of the
    quotation that starts at `before` are double: nobody goes on in it."""
    is_line = text[span.start - 1 : span.start] in ("\n", "") and text[span.end : span.end + 1] in ("\n", "")
    return is_line and _OPENS_SINGLE.match(text, span.start) is not None and not _OPENS_SINGLE.match(text, before)


def is_told(text: str, start: int, end: int) -> bool:
    """Tell whether whoever is named before `start` is told the words that begin at `end`: `Holt was asked, “…?”`."""
    return end - start < TOLD_REACH and _IS_TOLD.search(text, start, end) is not None


def headline_behind(scene: Scene, span: MarkedSpan) -> Found | None:
    """`‘…’: NAME` in a line that begins with the quotation, as headlines do."""
    text = scene.text
    match = _NAME_BEHIND.match(text, span.end) if text.startswith(": ", span.end) else None
    if match is None or (span.start and text[span.start - 1] != "\n"):
        return None
    line = _short_line(text, span)
    if line is None or text[line.end - 1] in ".!?":
        return None
    named = scene.names.get(match.start("name"))
    end = named.end if named else match.end()
    return Found(Mention(match.start("name"), end, text[match.start("name") : end]), Span(span.end, span.end + 1))
