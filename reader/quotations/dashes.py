"""Talk set with dashes instead of quotation marks, as in French, Spanish, Italian, Portuguese or Russian, and in Joyce.

A paragraph that begins with a dash is one turn. What the teller puts in (`— Sí —dijo Ana—, claro.`, `said Stephen
quietly.`) is left out of it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import compress, pairwise
from typing import TYPE_CHECKING

from reader.quotations.marks import MarkedSpan
from reader.quotations.words import PRONOUNS, cues, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST_TURNS, LEAST_SHARE = 3, 0.2
"""Paragraphs that must begin with a dash, and their share of all, before dashes are taken for talk and not for a list."""
DASH_LANGUAGES = frozenset(("fr", "es", "it", "pt", "ru", "pl", "nl", "de"))
"""Languages whose books print talk so: there one such paragraph that a cue stands in is enough."""
LEAST_TALKING = 0.3
"""Share of such paragraphs in which somebody speaks of himself or to another, or asks, from which they are no list."""
_TALKING = frozenset(listed("talk.txt", "talking"))
_ARTICLES = frozenset(listed("talk.txt", "article"))
LONGEST_LINE = 2000
"""Characters of a line that are read: no turn of a talk is longer."""
_DASH_OPENS = r"[ \t\u00a0\u2009\u202f]*(?P<dash>[—–―]|--)[ \t\u00a0\u2009\u202f]*(?=[^\s—–―-])"
_FIRST_TURN, _TURN = re.compile(_DASH_OPENS), re.compile(rf"\n{_DASH_OPENS}")
"""A dash where the text begins, and one where a line does, whose break comes first: so the search passes quickly over the rest."""
_DASHED_OFF = re.compile(r"[ \u00a0\u2009\u202f]?[—–―][ \u00a0\u2009\u202f]?")
_STOPS = re.compile(r"[.!?…]+(?=[ \u00a0]|\Z)")
_PUT_IN = re.compile(r"(?<=[,!?.…])[ \u00a0](?=[\w’'-]+[ \u00a0][\w’'-]+)")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


def find_dashed_turns(text: str, language: str, marked: Sequence[MarkedSpan]) -> list[MarkedSpan]:
    """Return the speech in paragraphs of `text` that begin with a dash, dashes included, none of it in `marked`."""
    first = _FIRST_TURN.match(text)
    turns = [*([first] if first else []), *_TURN.finditer(text)]
    if not turns:
        return []
    paragraphs = text.count("\n\n") + 1
    if len(turns) < LEAST_TURNS or len(turns) < LEAST_SHARE * paragraphs:
        turns = _told_or_answered(text, turns) if language in DASH_LANGUAGES else []
    if language not in DASH_LANGUAGES and not _is_talk(text, turns):
        return []
    starts = [span.start for span in marked]
    found: list[MarkedSpan] = []
    for turn in turns:
        stop = text.find("\n", turn.end())
        stop = len(text) if stop < 0 else stop
        place = bisect_right(starts, stop)
        if place and marked[place - 1].end > turn.start("dash"):
            continue
        found += _speech(text, turn.start("dash"), turn.end(), min(stop, turn.end() + LONGEST_LINE))
    return found


def _told_or_answered(text: str, turns: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """Return those turns that a cue stands in, and those in the paragraphs beside one, which ask and answer."""
    told = [_holds_cue(text, turn.end()) for turn in turns]
    kept = set(compress(range(len(turns)), told))
    for place, (before, after) in enumerate(pairwise(turns)):
        if (told[place] or told[place + 1]) and _follow(text, before, after):
            kept |= {place, place + 1}
    return [turns[place] for place in sorted(kept)]


def _follow(text: str, before: re.Match[str], after: re.Match[str]) -> bool:
    """Tell whether two turns stand in paragraphs that follow one another."""
    return "\n" not in text[before.end() : after.start("dash")].strip()


def _is_talk(text: str, turns: Sequence[re.Match[str]]) -> bool:
    """Tell whether what stands behind dashes is said and no list: somebody speaks of himself or to another, or asks."""
    talking = 0
    for turn in turns:
        stop = text.find("\n", turn.end())
        line = text[turn.end() : stop if stop >= 0 else len(text)]
        if line.rstrip(" .")[-1:] == ";":
            return False  # The next point of a list follows.
        talking += line.rstrip()[-1:] in "?!" or not _TALKING.isdisjoint(line.lower().split())
    return talking >= LEAST_TALKING * len(turns)


def _holds_cue(text: str, start: int) -> bool:
    stop = text.find("\n", start, start + LONGEST_LINE)
    stop = min(len(text), start + LONGEST_LINE) if stop < 0 else stop
    return any(word.group().lower() in cues() for word in _WORD.finditer(text, start, stop))


def _speech(text: str, dash: int, start: int, stop: int) -> list[MarkedSpan]:
    """Return the stretches of one paragraph that are spoken: all but what is put in between dashes or behind a comma."""
    bounds = [start, *(match.start() for match in _DASHED_OFF.finditer(text, start, stop)), stop]
    found: list[MarkedSpan] = []
    begin, telling = dash, False
    for first, last in pairwise(bounds):
        piece = _DASHED_OFF.match(text, first, last)
        inner = piece.end() if piece else first
        if first != start:
            if telling:
                begin, telling = inner, False
            elif _tells(text, inner, last):
                found.append(MarkedSpan(begin, first, closed=False, dashed=True))
                telling = True
    if not telling:
        found += _cut(text, begin, stop)
    return [span for span in (_trimmed(text, span) for span in found) if span is not None]


def _tells(text: str, start: int, stop: int) -> bool:
    """Tell whether words from `start` are the teller's: a cue among the first three of them."""
    words = [word.group().lower() for word, _ in zip(_WORD.finditer(text, start, stop), range(3), strict=False)]
    return any(word in cues() for word in words)


def _cut(text: str, start: int, stop: int) -> list[MarkedSpan]:
    """Cut out what is put in without dashes: `…! he said sternly.`, up to the next full stop."""
    found: list[MarkedSpan] = []
    at = start
    while True:
        put_in = next(
            (match for match in _PUT_IN.finditer(text, at, stop) if _is_put_in(text, match.end(), stop)), None
        )
        if put_in is None:
            found.append(MarkedSpan(at, stop, closed=False, dashed=True))
            return found
        found.append(MarkedSpan(at, put_in.start(), closed=False, dashed=True))
        end = _STOPS.search(text, put_in.end(), stop)
        if end is None or end.end() >= stop:
            return found
        at = end.end() + 1


def _is_put_in(text: str, start: int, stop: int) -> bool:
    """Tell whether a pronoun or a name and a cue, in either order, stand at `start`, or a cue and an article."""
    words = [word.group() for word, _ in zip(_WORD.finditer(text, start, stop), range(3), strict=False)]
    lower = [word.lower() for word in words]
    if len(words) < 2:
        return False
    if lower[0] in cues() and words[0].islower():
        is_somebody = lower[1] in PRONOUNS or lower[1] in _ARTICLES or lower[1].startswith(("l’", "l'"))
        return is_somebody or words[1][0].isupper() or "-" in words[0]
    names = lower[0] in PRONOUNS or words[0][0].isupper()
    return names and (lower[1] in cues() or (len(lower) > 2 and words[1][0].isupper() and lower[2] in cues()))


def _trimmed(text: str, span: MarkedSpan) -> MarkedSpan | None:
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in ".,;:"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == "," and text[end - 2] in "?!"):
        end -= 1
    return (
        MarkedSpan(start, end, closed=False, dashed=True)
        if any(text[at].isalnum() for at in range(start, min(end, start + 20)))
        else None
    )
