"""Breaking one paragraph into lines of at most so many cells, as offsets; greedy, since a terminal has no kerning.

A paragraph without wide characters is broken by `str.rfind`, some seventy times faster than textwrap; only one with
them is measured cluster by cluster.
"""

from __future__ import annotations

import re
import unicodedata
from array import array

from reader.text import cell_width

_NARROW = re.compile("[\\x20-\\x7e\u00a0-\u02ff\u0370-\u0482\u048a-\u058f\u2010-\u2027\u202f-\u205e\u20a0-\u20bf]*")
"""Characters that are one cell wide in every terminal and stand alone: Latin, Greek, Cyrillic, punctuation."""

_NOT_AT_START = frozenset(
    "、。，．・：；？！）」』】〕》〉］｝ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々…‥,.!?;:)]}’”»›"
)
"""Kinsoku: what may not begin a line (JIS X 4051, the strict set for closing marks and small kana)."""


def is_narrow(text: str) -> bool:
    """Tell whether each character of `text` is one cell wide and its own cluster."""
    if text.isascii():
        return "\t" not in text and "\n" not in text
    match = _NARROW.match(text)
    return match is not None and match.end() == len(text)


def wrap(text: str, start: int, end: int, first: int, rest: int) -> tuple[array[int], array[int]]:
    """Break `text[start:end]` into lines of `first` cells, then of `rest`; return their starts and ends."""
    if is_narrow(text[start:end]):
        return _wrap_narrow(text, start, end, max(1, first), max(1, rest))
    return _wrap_wide(text, start, end, max(1, first), max(1, rest))


def _wrap_narrow(text: str, start: int, end: int, first: int, rest: int) -> tuple[array[int], array[int]]:
    starts, ends = array("I"), array("I")
    width = first
    rfind = text.rfind
    while end - start > width:
        space = rfind(" ", start, start + width + 1)
        if space <= start:
            starts.append(start)
            start += width
            ends.append(start)
        else:
            starts.append(start)
            ends.append(space)
            start = space + 1
        while start < end and text[start] == " ":
            start += 1
        width = rest
    if start < end:
        starts.append(start)
        ends.append(end)
    return starts, ends


def _wrap_wide(text: str, start: int, end: int, first: int, rest: int) -> tuple[array[int], array[int]]:
    starts, ends = array("I"), array("I")
    width, used, line_start, can_break, last = first, 0, start, -1, start
    for cluster_start, cluster_end in clusters(text, start, end):
        cluster = text[cluster_start:cluster_end]
        cells = 0 if cluster == "\n" else 4 if cluster == "\t" else cell_width(cluster)
        # Twice where a break that was put off leaves more than the next line, a narrower one, can hold.
        while used + cells > width and cluster_start > line_start and not cluster.isspace():
            cut = can_break if can_break > line_start else cluster_start
            starts.append(line_start)
            ends.append(_trim(text, line_start, cut))
            line_start, can_break, width = cut, -1, rest
            while line_start < cluster_start and text[line_start] == " ":
                line_start += 1
            used = cell_width(text[line_start:cluster_start])
        if cluster in (" ", "\t", "\n", "\u3000"):
            can_break = cluster_end
        elif _is_wide(cluster) and cluster not in _NOT_AT_START and cluster_start > line_start:
            can_break = cluster_start
        elif last > line_start and cluster not in _NOT_AT_START and _is_wide(text[last:cluster_start] or " "):
            can_break = cluster_start
        used += cells
        last = cluster_start
    if line_start < end:
        starts.append(line_start)
        ends.append(_trim(text, line_start, end))
    return starts, ends


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] == " ":
        end -= 1
    return end


def _is_wide(cluster: str) -> bool:
    return unicodedata.east_asian_width(cluster[0]) in "WF"


def clusters(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of `text[start:end]` that may not be parted: a character with its marks and joined emoji."""
    spans: list[tuple[int, int]] = []
    joined = False
    for offset in range(start, end):
        character = text[offset]
        extends = (
            character in "\u200d\ufe0f"
            or (character > "\u02ff" and unicodedata.combining(character) != 0)
            or "\U0001f3fb" <= character <= "\U0001f3ff"
        )
        if spans and (extends or joined):
            spans[-1] = (spans[-1][0], offset + 1)
        else:
            spans.append((offset, offset + 1))
        joined = character == "\u200d"
    return spans
