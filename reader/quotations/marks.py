"""Quotation marks: which stretches of a text stand between them.

Marks are paired inside a paragraph; one that is never closed runs to the paragraph's end, and a mark that opens the
next paragraph carries it on. One pass over the text, whatever it holds.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_PAIRS = {
    "“": "”",
    "«": "»",
    "„": "“”‟",
    "‹": "›",
    "「": "」",
    "『": "』",
    "‘": "’",
    "‚": "‘’",
    "``": "''",
    "''": "''",
    '"': '"',
    "<<": ">>",
    ">>": "<<",
    ",,": '"“”',
}
_TYPED = re.compile(r"(?<!<)<<(?!<)|(?<!>)>>(?!>)|(?<!,),,(?!,)")
"""What stands for `«`, `»` and `„` where a keyboard has none; more of them in a row are a program's, or a mail's."""
TYPED_REACH = 2000
"""Characters within which such a mark, or `»` that opens, wants its partner."""
_TYPED_ENDS = {"<<": (">>",), ">>": ("<<",), ",,": ('"', "“", "”", "''")}
REOPENED_REACH = 4000
"""Characters before a paragraph that `»` opens in which `«` began what it goes on with, as Spanish prints it."""
_SIGNS = "“”«»„‟‹›「」『』‘’‚\"'`"
"""Signs that are marks, each looked for by itself: a pattern of them all takes ten times as long."""
_APOSTROPHES, _DOUBLED = "‘’'", "'`"
"""Those that are none inside a word, and those that typists double; the last one is none by itself."""
_TAG = re.compile(r"<[A-Za-z][\w-]*\s+[\w-]+=[^<>\n]*>")
"""What is left of a page's tag, whose values stand between marks that quote nobody."""
_SINGLE = re.compile(r"(?P<opens>(?<![^\W_])[‘’'](?=[^\W_]))|[‘’'](?![^\W_])")
"""A single mark that is no apostrophe inside a word."""
_ELIDED = re.compile(r"\d\ds\b|(?:em|n|til|till|bout|cos|cuz|cause|twas|tis|twere|twill)(?!\w|-)")
"""Decades and words whose first letters are left out, behind an apostrophe that opens nothing: `'90s`, `rock 'n' roll`."""
_NEXT_WORDS = re.compile(r"\s*")
LONGEST_SINGLE = 600
"""Characters within which a single mark wants its partner; beyond it an apostrophe has been met."""


@dataclass(frozen=True, slots=True)
class MarkedSpan:
    """Words between marks, from `start` to `end`, both marks included; `closed` if the closing one is there.

    `dashed` words stand behind a dash that begins a turn of talk instead.
    """

    start: int
    end: int
    closed: bool = True
    dashed: bool = False


def find_marked_spans(text: str, language: str = "en") -> list[MarkedSpan]:
    """Return the outermost marked spans of `text`, in order.

    `language` is a two-letter code: where « and „ are printed some type << and ,, and in English these are a program's.
    """
    spans: list[MarkedSpan] = []
    marks, first = _marks_of(text, is_typed=language != "en"), 0
    while first < len(marks):
        at = marks[first][0]
        start, stop = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        behind = bisect_left(marks, (stop, ""))
        spans.extend(_paragraph_spans(text, start, stop, marks[first:behind]))
        first = behind
    return spans


def _marks_of(text: str, *, is_typed: bool) -> list[tuple[int, str]]:
    """Return the marks of `text`, doubled or not, and where they stand, in order; with `is_typed` also typed ones."""
    found: list[tuple[int, str]] = []
    for sign in _SIGNS:
        at = text.find(sign)
        while at >= 0:
            mark = sign * 2 if sign in _DOUBLED and text.startswith(sign, at + 1) else sign
            is_inside = mark in _APOSTROPHES and text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()
            if mark != "`" and not is_inside:
                found.append((at, mark))
            at = text.find(sign, at + len(mark))
    if is_typed:
        found += [(match.start(), match.group()) for match in _TYPED.finditer(text)]
    return sorted(found)


def _paragraph_spans(text: str, start: int, stop: int, marks: Sequence[tuple[int, str]]) -> list[MarkedSpan]:
    """Return the marked spans of the paragraph from `start` to `stop`, which has `marks`."""
    spans: list[MarkedSpan] = []
    opened, sign, depth = -1, "", 0
    is_nested: bool | None = None
    tags = [match.span() for match in _TAG.finditer(text, start, stop)] if text.find("<", start, stop) >= 0 else []
    tags.reverse()
    for at, mark in marks:
        behind = at + len(mark)
        while tags and tags[-1][1] <= at:
            tags.pop()
        if tags and tags[-1][0] <= at:
            continue
        if opened < 0:
            if _opens(text, mark, at, behind, start, stop):
                opened, sign, depth = at, "«" if _reopens(text, mark, at, start, stop) else mark, 0
        elif sign == mark == "“":
            if _closes_reversed(text, at, behind, start, stop):
                spans.append(MarkedSpan(opened, behind))
                opened = -1
            else:
                if is_nested is None:
                    is_nested = text.count("“", start, stop) == text.count("”", start, stop)
                depth += is_nested
        elif depth and sign == "“" and mark == "”":
            depth -= 1
        elif _closes(text, sign, mark, at, behind, stop):
            if behind - opened > len(sign) + len(mark):
                spans.append(MarkedSpan(opened, behind))
            opened = -1
    if opened >= 0 and _runs_on(text, sign, opened, start, stop):
        end = stop
        while end > opened and text[end - 1].isspace():
            end -= 1
        if end > opened + len(sign):
            spans.append(MarkedSpan(opened, end, closed=False))
    return spans


def _runs_on(text: str, sign: str, opened: int, start: int, stop: int) -> bool:
    """Tell whether words behind an opening mark that is never closed are quoted up to the paragraph's end.

    A mark that can only open is believed; one that looks the same at both ends must begin the paragraph or a sentence, or
    be taken up by the next paragraph.
    """
    if sign in "“«„「":
        return True
    if sign not in ('"', "``", "''"):
        return False
    inner = opened + len(sign)
    if opened == start and sign != "''" or text[inner : inner + 1].isupper():
        return True
    behind = _NEXT_WORDS.match(text, stop)
    return behind is not None and text.startswith(("“", sign), behind.end())


def _opens(text: str, mark: str, at: int, after: int, start: int, stop: int) -> bool:
    before = text[at - 1] if at > start else " "
    follows = text[after] if after < stop else " "
    if mark in _TYPED_ENDS:
        is_closed = any(text.find(end, after, min(stop, after + TYPED_REACH)) >= 0 for end in _TYPED_ENDS[mark])
        follows = text[after : after + 2].lstrip(" \u00a0")[:1] if mark == "<<" else follows
        return is_closed and not before.isalnum() and (follows.isalpha() or follows in ("¿", "¡"))
    if mark not in _PAIRS and mark != "'":
        return (
            _reopens(text, mark, at, start, stop)
            or mark == "»"
            and not follows.isspace()
            and "«" in text[after : min(stop, after + TYPED_REACH)]
        )
    if mark == "“":
        return not _stands_behind(text, at, after, start, stop)
    if mark in "«„‹「『":
        return True
    if mark in ("``", "''"):
        return not follows.isspace()
    if follows.isspace():
        return False
    if mark in ("‘", "'", "‚"):
        if before.isalnum() or not (follows.isalnum() or follows in '“"$£…'):
            return False
        if mark != "‚" and _ELIDED.match(text, after, stop):
            return False
        return _single_closes(text, mark, after, stop)
    return not before.isalnum()


def _reopens(text: str, mark: str, at: int, start: int, stop: int) -> bool:
    """Tell whether `»` opens a paragraph that goes on with what `«` began in one before."""
    if mark != "»" or at != start or text[at + 1 : at + 2].isspace() or "«" in text[at : min(stop, at + TYPED_REACH)]:
        return False
    return text.rfind("«", max(0, start - REOPENED_REACH), start) >= 0


def _closes_reversed(text: str, at: int, after: int, start: int, stop: int) -> bool:
    """Tell whether an opening mark stands where one closes, as old texts print it behind a dash: `I did not -- “`."""
    behind = text[after : after + 1] if after < stop else "\n"
    return behind in "\n“" and text[at - 1] in " -—–.,!?" or _stands_behind(text, at, after, start, stop)


def _stands_behind(text: str, at: int, after: int, start: int, stop: int) -> bool:
    """Tell whether a mark stands directly behind words or their point and before none, as only one that closes does."""
    before = text[at - 1] if at > start else " "
    behind = text[after] if after < stop else " "
    return (before.isalnum() or before in ".,!?") and (behind.isspace() or behind in ".,;:!?)")


def _single_closes(text: str, mark: str, after: int, stop: int) -> bool:
    """Tell whether a single mark has a partner that stands where a word ends and no word goes on."""
    limit = min(stop, after + LONGEST_SINGLE)
    wanted = "'" if mark == "'" else "’‘"
    at = after
    while at < limit:
        if text[at] in wanted and not text[at - 1].isspace():
            follows = text[at + 1] if at + 1 < stop else " "
            if not follows.isalnum() and not _is_possessive(text, wanted, at, limit):
                return True
        at += 1
    return False


def _is_possessive(text: str, wanted: str, at: int, limit: int) -> bool:
    """Tell whether the mark at `at` is that of `the boys’ club`: another behind it closes, none opening in between."""
    if text[at - 1] != "s" or text[at + 1 : at + 2] != " ":
        return False
    behind = _SINGLE.search(text, at + 1, limit)
    return behind is not None and behind["opens"] is None and behind.group() in wanted


def _closes(text: str, sign: str, mark: str, at: int, after: int, stop: int) -> bool:
    follows = text[after] if after < stop else " "
    before = text[at - 1] if at else " "
    if sign in ("‘", "'", "‚"):
        wanted = "'" if sign == "'" else "’‘"
        if mark not in wanted or follows.isalnum() or before.isspace():
            return False
        return not _is_possessive(text, wanted, at, min(stop, after + LONGEST_SINGLE))
    if sign == "»":
        return mark == "«"
    if sign in "“„" and mark == '"' or sign == '"' and mark == "”":
        return not follows.isalnum()
    if sign == '"':
        inch = before.isdigit() and at > 1 and follows != "," and text[at - 2].isdigit()
        return mark == '"' and (not before.isspace() or follows.isspace()) and not (inch and follows.isalnum())
    if sign in ("``", "''"):
        return mark in ("''", '"') and not (follows.isalnum() and before.isspace())
    return mark in _PAIRS.get(sign, "")
