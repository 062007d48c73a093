"""Who stands beside marks in Japanese: before the particles of a subject, with a verb of saying behind (`「…」と丸山さんは話した`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.quotations.words import alternatives

if TYPE_CHECKING:
    from reader.quotations.marks import MarkedSpan

NAMED, SUBJECT = 0.9, 0.6
"""Confidences by our own judgement: no annotated texts were at hand."""
_WHO = r"(?P<who>[^\s、。！？「」『』（）()]{1,20}?)(?:（[^）]{1,8}）)?"
_SAYS = rf"(?P<cue>{alternatives('ja-says')})"
_AFTER = re.compile(rf"と、?(?:{_WHO}[はがも])?[^。「」]{{0,12}}?{_SAYS}")
_NEXT = re.compile(rf"。?(?!と){_WHO}[はがも][^。「」]{{0,24}}?(?:[そこ]う[^。「」]{{0,8}}?)?{_SAYS}")
"""The next sentence, which takes the words up, or words behind the marks: `「…」。田中さんはそう話した`, `「…」老人は言った`."""
_TOPIC = re.compile(rf"(?:\A|(?<=[。\n」]))(?:と(?=[^」]{{1,9}}は))?{_WHO}は[^。\n]{{1,60}}。")
"""A sentence before the marks whose subject is understood behind them: `田中氏は辞任を否定した。「…」と述べた`."""
_CALLED = re.compile(r"(?:として知られ|と呼[ばんび]|と名付け|と名づけ|という名|と題)")
_TERM = re.compile(rf"(?:{alternatives('ja-term')})\Z")
_SOURCE = re.compile(rf"(?:\A|(?<=[。\n」])){_WHO}に(?P<cue>よると|よれば)、[^。「」\n]{{0,40}}\Z")
_BEFORE = re.compile(
    rf"(?:\A|(?<=[。、\n」]))(?!と){_WHO}[はがも](?:[^。「」\n]|「[^」\n]{{1,12}}」(?!と)){{0,40}}\Z"
)


def is_called(before: str, after: str) -> bool:
    """Tell whether marked words between `before` and `after` are the name of something, and nobody's speech."""
    return _CALLED.match(after) is not None or not after.startswith("と") and _TERM.search(before) is not None


def beside(before: str, after: str, span: MarkedSpan, words: str) -> tuple[re.Match[str] | None, int, float]:
    """Return the match that names the speaker of `words`, the offset that it counts from, and how sure it is."""
    start = span.start - len(before)
    source = _SOURCE.search(before)
    if source is not None:
        return source, start, NAMED
    match = _AFTER.match(after)
    if match is not None and match.group("who"):
        return match, span.end, NAMED
    following = _NEXT.match(after) if match is None else None
    if following is not None:
        return following, span.end, NAMED
    subject = _BEFORE.search(before)
    if subject is not None:
        return subject, start, NAMED if match is not None else SUBJECT
    topics = list(_TOPIC.finditer(before)) if match is not None else []
    return (topics[-1] if topics else None), start, SUBJECT
