"""Breaking one paragraph into lines of at most so many cells, as offsets; greedy, since a terminal has no kerning.

A paragraph without wide characters is broken by `str.rfind`, some seventy times faster than textwrap; only one with
them is measured cluster by cluster.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from typing import TYPE_CHECKING

from reader.text import cell_width

if TYPE_CHECKING:
    from reader.typesetting.hyphenation import Hyphenation

Wrapped = tuple["array[int]", "array[int]"]

_NARROW = re.compile("[\\x20-\\x7e\u00a0-\u02ff\u0370-\u0482\u048a-\u058f\u2010-\u2027\u202f-\u205e\u20a0-\u20bf]*")
"""Characters that are one cell wide in every terminal and stand alone: Latin, Greek, Cyrillic, punctuation."""

_NOT_AT_START = frozenset(
    "、。，．・：；？！）」』】〕》〉］｝ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々…‥,.!?;:)]}’”»›"
)
"""Kinsoku: what may not begin a line (JIS X 4051, the strict set for closing marks and small kana)."""
_NOT_AT_END = frozenset("（「『【〔《〈［｛“‘«‹([{")
"""Kinsoku: what may not end a line."""
_BOUND_TO_BEFORE = frozenset("?!:;»›%")
"""What French and others set behind a space that is no place to break."""
_BOUND_TO_AFTER = frozenset("«‹§№")
_WORD_BREAKS = frozenset("-—/–")
"""Characters inside a word after which it may be broken: compounds, words joined by dashes, addresses."""
_ADDRESS_BREAKS = frozenset("/?&=#._~+,;-")
"""Characters after which an address may be broken where it fills a line."""
_BLANKS_TO_BREAK_AT = frozenset(" \t\n\u3000")
LONE_WORD = 8
"""A last line of one word of at most so many cells takes a second word from the line above it."""
LEAST_FILL = 0.55
"""The share of its room that the line above must keep for that."""


def is_narrow(text: str) -> bool:
    """Tell whether each character of `text` is one cell wide and its own cluster."""
    if text.isascii():
        return "\t" not in text and "\n" not in text
    match = _NARROW.match(text)
    return match is not None and match.end() == len(text)


def wrap(
    text: str,
    start: int,
    end: int,
    first: int,
    rest: int,
    hyphenation: Hyphenation | None = None,
    *,
    spare: bool = True,
) -> Wrapped:
    """Break `text[start:end]` into lines of `first` cells, then of `rest`; return their starts and ends.

    With `spare` a short word does not stand alone on the last line where the one above can spare another.
    A line that ends inside a word, where the next one begins, was broken by `hyphenation` or for want of room.
    """
    starts, ends = array("I"), array("I")
    if is_narrow(text[start:end]):
        wrap_narrow(text, start, end, (max(1, first), max(1, rest)), starts, ends, hyphenation)
        if spare and len(starts) > 1:
            _spare_the_last_word(text, starts, ends, max(1, rest))
    else:
        _wrap_wide(text, start, end, (max(1, first), max(1, rest)), starts, ends)
    return starts, ends


def wrap_into(
    starts: array[int], ends: array[int], text: str, start: int, end: int, width: int, hyphenation: Hyphenation | None
) -> None:
    """Break `text[start:end]` as `wrap` does, into lines behind those that are there: an article has thousands."""
    if not is_narrow(text[start:end]):
        _wrap_wide(text, start, end, (width, width), starts, ends)
        return
    if end - start <= width:
        starts.append(start)
        ends.append(end)
        return
    wrap_narrow(text, start, end, (width, width), starts, ends, hyphenation)
    _spare_the_last_word(text, starts, ends, width)


def wrap_narrow(
    text: str, start: int, end: int, widths: tuple[int, int], starts: array[int], ends: array[int],
    hyphenation: Hyphenation | None,
) -> None:  # fmt: skip
    """Break a stretch without wide characters into lines behind those in `starts` and `ends`."""
    width, rest = widths
    rfind, add_start, add_end = text.rfind, starts.append, ends.append
    while end - start > width:
        stop = start + width
        space = rfind(" ", start, stop + 1)
        # As `is_bound` has it, without a call for each line of a book.
        while space > start and (
            text[space + 1 : space + 2] in _BOUND_TO_BEFORE or text[space - 1] in _BOUND_TO_AFTER
        ):
            space = rfind(" ", start, space)
        inner = 0
        if stop - space > 5:
            inner = _inner_break(text, max(start, space + 1), stop, end, hyphenation)
        add_start(start)
        if space <= start:
            inner = max(inner, _break_in_address(text, start, stop)) or stop
        if inner > start + 1 or space <= start:
            start = inner
            add_end(start)
        else:
            add_end(space)
            start = space + 1
        while start < end and text[start] == " ":
            start += 1
        width = rest
    if start < end:
        add_start(start)
        add_end(end)


def is_bound(text: str, space: int) -> bool:
    """Tell whether the blank at `space` stands between a mark and the words that it belongs to: no place to break."""
    return text[space + 1 : space + 2] in _BOUND_TO_BEFORE or text[max(0, space - 1)] in _BOUND_TO_AFTER


def _inner_break(text: str, word: int, stop: int, end: int, hyphenation: Hyphenation | None) -> int:
    """Return where the word from offset `word` on may be broken so that its beginning ends before `stop`, or 0."""
    best = 0
    for character in _WORD_BREAKS:
        place = text.rfind(character, best or word + 1, stop) + 1
        if place > word + 1 and place < end and text[place].isalpha() and text[place - 2].isalnum():
            best = place
    if best:
        return best
    return hyphenation.break_before(text, word, stop - 1, end) if hyphenation is not None else 0


def _break_in_address(text: str, start: int, stop: int) -> int:
    """Return where a word that is longer than its line may be broken as an address is: in the line's second half, or 0."""
    for place in range(stop, start + (stop - start) // 2, -1):
        if text[place - 1] in _ADDRESS_BREAKS:
            return place
    return 0


def _spare_the_last_word(text: str, starts: array[int], ends: array[int], width: int) -> None:
    """Give a short word that stands alone on the last line one more for company, where the line above can spare it."""
    start, end = starts[-1], ends[-1]
    if end - start > LONE_WORD or " " in text[start:end] or ends[-2] == start:
        return
    space = text.rfind(" ", starts[-2], ends[-2])
    if space - starts[-2] >= LEAST_FILL * width and end - space - 1 <= width:
        if not is_bound(text, space):
            ends[-2], starts[-1] = space, space + 1


def _wrap_wide(
    text: str, start: int, end: int, widths: tuple[int, int], starts: array[int], ends: array[int]
) -> None:
    width, rest = widths
    looks = _Looks()
    used, line_start, can_break, in_word, in_address = 0, start, -1, -1, -1
    before, last, was_wide = "", start, False
    for cluster_start, cluster_end in clusters(text, start, end):
        cluster = text[cluster_start:cluster_end]
        cells, is_wide, is_blank = looks[cluster]
        breaks_here = (
            (is_wide or was_wide)
            and before != ""
            and not is_blank
            and cluster not in _NOT_AT_START
            and before not in _NOT_AT_END
        )
        if before in _ADDRESS_BREAKS:
            in_address = cluster_start
        if before in _WORD_BREAKS and cluster.isalpha() and last > start and text[last - 1].isalnum():
            in_word = cluster_start
        # Twice where a break that was put off leaves more than the next line, a narrower one, can hold.
        while used + cells > width and cluster_start > line_start and not is_blank:
            cut = cluster_start if breaks_here else max(can_break, in_word)
            if can_break <= line_start and 2 * (in_address - line_start) > cluster_start - line_start:
                cut = max(cut, in_address)
            cut = cut if cut > line_start else cluster_start
            starts.append(line_start)
            ends.append(_trim(text, line_start, cut))
            line_start, can_break, width = cut, -1, rest
            while line_start < cluster_start and text[line_start] in " \t\n":
                line_start += 1
            used = shown_width(text[line_start:cluster_start])
        if cluster in _BLANKS_TO_BREAK_AT:
            if not is_bound(text, cluster_start):
                can_break = cluster_end
        elif breaks_here and cluster_start > line_start:
            can_break = cluster_start
        used += cells
        before, last, was_wide = cluster, cluster_start, is_wide
    if line_start < end:
        starts.append(line_start)
        ends.append(_trim(text, line_start, end))


class _Looks(dict[str, tuple[int, bool, bool]]):
    """How many cells each cluster takes, whether a line may end beside it since it is wide, and whether it is a blank.

    A text has few different ones, however long it is.
    """

    def __missing__(self, cluster: str) -> tuple[int, bool, bool]:
        is_wide = unicodedata.east_asian_width(cluster[0]) in "WF"
        looks = self[cluster] = shown_width(cluster), is_wide, cluster.isspace()
        return looks


TAB = 4
"""Cells that a tab is shown as."""


def shown_width(text: str) -> int:
    """Return the cells that `text` takes with its tabs shown as blanks."""
    return cell_width(text.replace("\t", " " * TAB).replace("\n", ""))


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " \t\n":
        end -= 1
    return end


def clusters(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of `text[start:end]` that may not be parted: a character with its marks, joined emoji, flags."""
    spans: list[tuple[int, int]] = []
    joined = is_half_flag = False
    for offset in range(start, end):
        character = text[offset]
        is_of_flag = "\U0001f1e6" <= character <= "\U0001f1ff"  # a letter of which two make a flag
        extends = (
            character in "\u200d\ufe0f"
            or (character > "\u02ff" and unicodedata.combining(character) != 0)
            or "\U0001f3fb" <= character <= "\U0001f3ff"
            or (is_half_flag and is_of_flag)
        )
        is_half_flag = is_of_flag and not extends
        if spans and (extends or joined):
            spans[-1] = (spans[-1][0], offset + 1)
        else:
            spans.append((offset, offset + 1))
        joined = character == "\u200d"
    return spans
