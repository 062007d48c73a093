"""Which way words run, and the order in which they stand on the screen: Unicode's bidirectional algorithm, for one line.

What a terminal would obey (embeddings, overrides, isolates) never comes this far, so that levels follow from the
characters alone. Numbers in brackets name the rules of UAX #9.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from itertools import groupby
from unicodedata import bidirectional, decomposition

from reader.typesetting.wrapping import TAB, clusters

LONGEST_CONTEXT = 400
"""Characters before a line that are looked at for what its neutral signs and numbers stand behind."""
_FROM_THE_RIGHT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
_STRONG = frozenset({"L", "R", "AL"})
_PARTNERS = {"(": ")", "[": "]", "{": "}", "«": "»", "‹": "›", "<": ">", "⟨": "⟩", "〈": "〉"}
_MIRRORED = _PARTNERS | {closing: opening for opening, closing in _PARTNERS.items()}
_BRACKETS = {opening: closing for opening, closing in _PARTNERS.items() if opening in "([{⟨〈"}


class Direction(StrEnum):
    """Which way paragraphs run: each as its first letter does, or all of them one way."""

    AUTO = "auto"
    LTR = "ltr"
    RTL = "rtl"


def runs_from_the_right(text: str, start: int, end: int, direction: Direction = Direction.AUTO) -> bool:
    """Tell whether the paragraph `text[start:end]` runs from right to left: as its first letter does, if that counts."""
    if direction is not Direction.AUTO:
        return direction is Direction.RTL
    if text[start : start + 1] < "\u0590":
        letter = next((character for character in text[start : min(end, start + 8)] if character.isalpha()), "")
        if letter and letter < "\u0590":
            return False
    strong = next((kind for kind in map(bidirectional, text[start:end]) if kind in _STRONG), "L")
    return strong != "L"


def holds_both(words: str) -> bool:
    """Tell whether anything in `words` runs from right to left."""
    return not words.isascii() and re.search(_FROM_THE_RIGHT, words) is not None


def in_order_of_cells(
    text: str, start: int, end: int, *, from_the_right: bool, block: int = -1
) -> tuple[str, array[int]]:
    """Return `text[start:end]`, a line, as it stands from left to right, with the offset of each character.

    `from_the_right` is the direction of its paragraph, which begins at offset `block`. Brackets are mirrored, and
    Arabic letters take the forms in which they are joined, since what turns them round cannot be undone by a font.
    """
    first = max(block, start - LONGEST_CONTEXT) if block >= 0 else start
    spans = [*clusters(text, first, start), *clusters(text, start, end)]
    levels = _levels([text[cluster] for cluster, _ in spans], from_the_right=from_the_right)
    shown: list[str] = []
    offsets = array("i")
    line = [place for place, (cluster, _) in enumerate(spans) if cluster >= start]
    _level_blanks(levels, [text[spans[place][0]] for place in line], line, base=int(from_the_right))
    forms = _joined([text[spans[place][0]] for place in line])
    for index in _visual([levels[place] for place in line]):
        cluster, behind = spans[line[index]]
        sign = forms[index]
        if sign in "\t\n":
            blanks = " " * (TAB if sign == "\t" else 1)
            shown.append(blanks)
            offsets.extend([cluster] * len(blanks))
            continue
        shown.append((_MIRRORED.get(sign, sign) if levels[line[index]] % 2 else sign) + text[cluster + 1 : behind])
        offsets.extend(range(cluster, behind))
    return "".join(shown), offsets


def turned(words: str, *, from_the_right: bool | None = None) -> str:
    """Return `words`, a line by itself, in the order of cells; it runs as its first letter does unless that is given."""
    if not holds_both(words):
        return words
    if from_the_right is None:
        from_the_right = runs_from_the_right(words, 0, len(words))
    return in_order_of_cells(words, 0, len(words), from_the_right=from_the_right)[0]


def _levels(signs: Sequence[str], *, from_the_right: bool) -> list[int]:
    """Return the level of each of `signs`, the first characters of clusters: odd for what runs from right to left."""
    base = "R" if from_the_right else "L"
    kinds = _weak(signs, base)
    _pair_brackets(signs, kinds, base)
    place = 0
    for kind, run in groupby(list(kinds), key=lambda kind: kind if kind in ("L", "R", "EN", "AN") else "neutral"):
        count = len(list(run))
        if kind == "neutral":  # N1, N2
            before = _side(kinds[place - 1]) if place else base
            after = _side(kinds[place + count]) if place + count < len(kinds) else base
            kinds[place : place + count] = [before if before == after else base] * count
        place += count
    if from_the_right:  # I2
        return [1 if kind == "R" else 2 for kind in kinds]
    return [{"L": 0, "R": 1}.get(kind, 2) for kind in kinds]  # I1


def _side(kind: str) -> str:
    return "L" if kind == "L" else "R"


def _weak(signs: Sequence[str], base: str) -> list[str]:
    """Resolve numbers and what stands in and beside them (W2 to W7)."""
    kinds = [bidirectional(sign) or "L" for sign in signs]
    strong = base
    for place, kind in enumerate(kinds):
        if kind in _STRONG:
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[place] = "AN"
    kinds = ["R" if kind == "AL" else kind for kind in kinds]
    for place in range(1, len(kinds) - 1):
        before, kind, after = kinds[place - 1 : place + 2]
        if before == after and ((kind in ("ES", "CS") and before == "EN") or (kind == "CS" and before == "AN")):
            kinds[place] = before
    place = 0
    for kind, run in groupby(list(kinds)):
        count = len(list(run))
        beside = kinds[max(0, place - 1) : place] + kinds[place + count : place + count + 1]
        if kind == "ET":
            kinds[place : place + count] = ["EN" if "EN" in beside else "ON"] * count
        place += count
    strong = base
    for place, kind in enumerate(kinds):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[place] = "L"
        elif kind in ("ES", "CS"):
            kinds[place] = "ON"
    return kinds


def _pair_brackets(signs: Sequence[str], kinds: list[str], base: str) -> None:
    """Give both brackets of a pair one direction: the paragraph's, or that of all there is in and before them (N0)."""
    other = "L" if base == "R" else "R"
    opened: list[tuple[str, int]] = []
    pairs = []
    for place, sign in enumerate(signs):
        if sign in _BRACKETS:
            opened.append((_BRACKETS[sign], place))
        elif any(closing == sign for closing, _ in opened):
            while opened[-1][0] != sign:
                opened.pop()
            pairs.append((opened.pop()[1], place))
    for first, last in sorted(pairs):
        inside = {_side(kind) for kind in kinds[first + 1 : last] if kind in ("L", "R", "EN", "AN")}
        if base in inside:
            kinds[first] = kinds[last] = base
        elif other in inside:
            before = next((_side(kind) for kind in reversed(kinds[:first]) if kind in ("L", "R", "EN", "AN")), base)
            kinds[first] = kinds[last] = before


def _level_blanks(levels: list[int], signs: Sequence[str], line: Sequence[int], base: int) -> None:
    """Have the blanks at a line's end on the paragraph's level (L1)."""
    for index in range(len(line) - 1, -1, -1):
        if not signs[index].isspace():
            return
        levels[line[index]] = base


def _visual(levels: Sequence[int]) -> list[int]:
    """Return the places of a line's clusters from left to right (L2)."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        place = 0
        for is_turned, run in groupby([levels[index] >= level for index in order]):
            count = len(list(run))
            if is_turned:
                order[place : place + count] = reversed(order[place : place + count])
            place += count
    return order


@cache
def _forms() -> dict[str, dict[str, str]]:
    """Return the forms (isolated, final, initial, medial) of each Arabic letter, as Unicode has characters for them."""
    forms: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFC00), *range(0xFE80, 0xFEFD)):
        form, _, letter = decomposition(chr(code)).partition(" ")
        if form and " " not in letter:
            forms.setdefault(chr(int(letter, 16)), {})[form.strip("<>")] = chr(code)
    return forms


def _joined(signs: Sequence[str]) -> list[str]:
    """Return `signs`, in the order in which they are read, with Arabic letters in the forms that join them."""
    if not any("\u0620" <= sign <= "\u06d3" for sign in signs):
        return list(signs)
    forms = _forms()
    reaches = [sign == "ـ" or "initial" in forms.get(sign, ()) for sign in signs]
    is_joined = [sign == "ـ" or "final" in forms.get(sign, ()) for sign in signs]
    joined = []
    for place, sign in enumerate(signs):
        before = place > 0 and reaches[place - 1] and is_joined[place]
        after = place + 1 < len(signs) and reaches[place] and is_joined[place + 1]
        form = ("medial" if after else "final") if before else ("initial" if after else "isolated")
        joined.append(forms.get(sign, {}).get(form, sign))
    return joined
