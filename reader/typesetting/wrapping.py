"""Breaking one paragraph into lines of at most so many cells, as offsets; greedy, since a terminal has no kerning.

A paragraph without wide characters is broken by `plain.breaking`, some seventy times faster than textwrap; only one with
them is measured cluster by cluster.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from typing import TYPE_CHECKING

from reader.plain.breaking import (
    ADDRESS_BREAKS,
    LEAST_FILL,
    WORD_BREAKS,
    break_lines,
    break_paragraph,
    is_bound,
    spare_the_last_word,
)
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
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]")
"""Korean has spaces between words: a line that is not filled ends at one, as others do."""
_BLANKS_TO_BREAK_AT = frozenset(" \t\n\u3000")


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
    spare: float | None = LEAST_FILL,
) -> Wrapped:
    """Break `text[start:end]` into lines of `first` cells, then of `rest`; return their starts and ends.

    A short word does not stand alone on the last line where the one above can give it another and is still filled to
    the share `spare`.
    A line that ends inside a word, where the next one begins, was broken by `hyphenation` or for want of room.
    """
    starts, ends = array("I"), array("I")
    if is_narrow(text[start:end]):
        break_word = hyphenation.break_before if hyphenation else None
        break_lines(text, start, end, (max(1, first), max(1, rest)), starts, ends, break_word)
        if spare is not None and len(starts) > 1:
            spare_the_last_word(text, starts, ends, max(1, rest), spare)
    else:
        _wrap_wide(text, start, end, (max(1, first), max(1, rest)), starts, ends)
    return starts, ends


def wrap_into(
    starts: array[int], ends: array[int], text: str, start: int, end: int, width: int,
    hyphenation: Hyphenation | None, spare: float = LEAST_FILL,
) -> None:  # fmt: skip
    """Break `text[start:end]` as `wrap` does, into lines behind those that are there: an article has thousands."""
    if not is_narrow(text[start:end]):
        _wrap_wide(text, start, end, (width, width), starts, ends)
        return
    break_word = hyphenation.break_before if hyphenation else None
    break_paragraph(text, start, end, width, starts, ends, break_word, spare)


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
        if before in ADDRESS_BREAKS:
            in_address = cluster_start
        if before in WORD_BREAKS and cluster.isalpha() and last > start and text[last - 1].isalnum():
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
        is_wide = unicodedata.east_asian_width(cluster[0]) in "WF" and not _HANGUL.match(cluster)
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
