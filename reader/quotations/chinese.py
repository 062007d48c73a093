"""Who stands beside marks in Chinese: at a verb of saying (`港长马海伦说：“…”`) or doing something (`马海伦叹了口气：“…”`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.quotations.words import alternatives, listed

if TYPE_CHECKING:
    from reader.quotations.marks import MarkedSpan

NAMED, SUBJECT = 0.9, 0.6
"""Confidences by our own judgement: no annotated texts were at hand."""
_WHO = r"(?P<who>[^\s，。！？；：、,.“”‘’「」『』（）()]{1,16}?)"
_SAYS = rf"(?P<cue>(?:{alternatives('zh-says')}|告[诉訴][^，。：]{{1,10}})(?!人)[道说說称稱着著]?)"
_BETWEEN = rf"(?:{alternatives('zh-between')}|[昨今前]?（\d{{1,2}}）日)*"
_BEGIN_VERBS = frozenset(word[0] for word in (*listed("ideographic.txt", "zh-says"), "告"))
"""Characters without one of which no verb of saying is there: to look for them takes a twentieth of the time."""
_BEFORE = re.compile(
    rf"(?:(?:根)?[据據])?{_WHO}{_BETWEEN}(?:(?<![反针針面绝絕])[对對][^，。：]{{1,12}}|在[^，。：]{{1,14}})?{_BETWEEN}{_SAYS}"
    r"(?:[：:，, ]*|，?[^，。：“”「」]{1,14})\Z"
)
_AFTER = re.compile(
    rf"[，, ]*(?:[^，。、「」“”]{{1,14}}、|[^，。「」]{{1,10}}「[^」]{{1,10}}」)?{_WHO}{_BETWEEN}(?:在[^，。：]{{1,14}}[上中里裡时時后後])?(?:(?<![反针針面绝絕])[对對向跟][^，。：]{{1,12}}?)?{_BETWEEN}{_SAYS}"
)
_ACTS_BEFORE = re.compile(
    rf"(?:\A|(?<=[。！？”」]))(?P<who>[^\s，。：“”「」（）]{{1,12}}?)(?P<cue>{alternatives('zh-acts')})[^。：]{{0,6}}：\Z"
)
_ACTS_BEHIND = re.compile(
    rf"(?P<who>(?:\d+岁的|\d+歲的)?\w{{0,8}}?(?:{alternatives('zh-title')})(?:[{''.join(listed('ideographic.txt', 'zh-surname'))}]\w{{1,2}}?)?)"
    rf"(?P<cue>{alternatives('zh-acts')})"
)
_ENDS_SPEECH = tuple("。！？…，,!?—")
"""What words end in behind whose mark their speaker may follow directly, without a comma."""
_NO_SPEECH_BEFORE = frozenset(listed("ideographic.txt", "zh-no-speech"))
_TERM = re.compile(rf"(?:{alternatives('zh-term')})(?:的|是)?\Z")


def is_called(before: str, after: str) -> bool:
    """Tell whether marked words between `before` and `after` are only called so, and nobody's speech."""
    return _TERM.search(before) is not None


def beside(before: str, after: str, span: MarkedSpan, words: str) -> tuple[re.Match[str] | None, int, float]:
    """Return the match that names the speaker of `words`, the offset that it counts from, and how sure it is."""
    start = span.start - len(before)
    match = None if _BEGIN_VERBS.isdisjoint(before) else _BEFORE.search(before)
    if match is not None and _says(match):
        return match, start, NAMED
    is_said = words[-1:] in _ENDS_SPEECH or after[:1] in ("，", ",")
    match = _AFTER.match(after) if is_said else None
    if match is not None and _says(match):
        return match, span.end, NAMED
    acts = _ACTS_BEFORE.search(before)
    return (acts, start, SUBJECT) if acts is not None else (_ACTS_BEHIND.match(after), span.end, SUBJECT)


def _says(match: re.Match[str]) -> bool:
    """Tell whether what looks like a verb of saying is one: the end of 小说, a novel, is none."""
    at = match.start("cue")
    return match.string[at] not in "说說" or match.string[at - 1] not in _NO_SPEECH_BEFORE
