"""A whole text folded for finding, fast, with a short way back: only where folding changed a length is remembered.

Most of a text folds character by character, so that a folded offset and the original one differ by the same number
over long stretches. What is plain ASCII is lowered as a whole; a run of anything else is folded once and kept.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass

from reader.text.folding import fold_with_offsets

_UNLIKE_ASCII = re.compile(r"\s{2,}|[^\S ]|`|[^\x00-\x7f\s]+(?: [^\x00-\x7f\s]+)*")
"""What does not fold by lowering: blanks but a single space, and letters and marks that are not ASCII."""
_UNLIKE_ASCII_NOR_BLANK = re.compile(r"[^ -_a-~]+")
"""The same for a text in which no two blanks follow each other but the breaks between blocks; four times as fast."""
_OTHER_BLANKS = ("  ", " \n", "\n ", "\t", *"\u00a0\u2007\u2009\u200a\u202f\u3000\u2002\u2003\r\x0b\x0c\x85")
_LONGEST_KEPT = 24
"""Characters up to which a run that was folded is kept for the next time: quote marks, breaks, names."""


class _Folds(dict[int, str]):
    """What each character folds to, worked out when it first comes."""

    def __missing__(self, code: int) -> str:
        folded = fold_with_offsets(chr(code)).text
        self[code] = folded
        return folded


_FOLDS = _Folds()


@dataclass(frozen=True, slots=True)
class SearchableText:
    """Folded text; from the folded offset `_places[i]` on, the original one is greater by `_shifts[i]`."""

    text: str
    _places: array[int]
    _shifts: array[int]

    def original(self, offset: int) -> int:
        """Return the offset into the original of the character at `offset` of the folded text."""
        number = bisect_right(self._places, offset) - 1
        return offset + (self._shifts[number] if number >= 0 else 0)

    def original_spans(self, starts: array[int], length: int) -> tuple[array[int], array[int]]:
        """Return the starts and ends in the original of folded stretches of `length` that begin at sorted `starts`."""
        return self._shifted(starts, 0), array("I", [end + 1 for end in self._shifted(starts, length - 1)])

    def _shifted(self, offsets: array[int], by: int) -> array[int]:
        places, shifts = self._places, self._shifts
        moved, number, shift, last = array("I"), -1, 0, len(places)
        following = places[0] if last else 0
        for offset in offsets:
            offset += by
            if number + 1 < last and offset >= following:
                number = bisect_right(places, offset, number + 1) - 1
                shift = shifts[number]
                following = places[number + 1] if number + 1 < last else 0
            moved.append(offset + shift)
        return moved


def make_searchable(text: str) -> SearchableText:
    """Fold `text` as `fold` does, with the way back."""
    if text.isascii() and text.isprintable() and "  " not in text and "`" not in text:
        return SearchableText(text.lower(), array("I"), array("i"))
    pieces: list[str] = []
    places, shifts = array("I"), array("i")
    kept: dict[str, tuple[str, array[int] | None]] = {}
    last = length = shift = 0
    unlike = _UNLIKE_ASCII if any(blanks in text for blanks in _OTHER_BLANKS) else _UNLIKE_ASCII_NOR_BLANK
    for match in unlike.finditer(text):
        start, run = match.start(), match.group()
        if start > last:
            pieces.append(text[last:start].lower())
            length += start - last
        folded, offsets = kept.get(run) or _fold_run(run, kept)
        if not folded or (not run.isspace() and (folded[0] == " " or folded[-1] == " ")):
            return _fold_slowly(text)
        if offsets is not None:
            for place, offset in enumerate(offsets):
                moved = start + offset - length - place
                if moved != shift:
                    shift = moved
                    places.append(length + place)
                    shifts.append(shift)
        pieces.append(folded)
        length += len(folded)
        last = match.end()
    pieces.append(text[last:].lower())
    return SearchableText("".join(pieces), places, shifts)


def _fold_slowly(text: str) -> SearchableText:
    """Fold a text in which a mark stands alone between blanks, so that what is next to each run counts."""
    folded = fold_with_offsets(text)
    places, shifts, shift = array("I"), array("i"), 0
    for place, offset in enumerate(folded.offsets):
        if offset - place != shift:
            shift = offset - place
            places.append(place)
            shifts.append(shift)
    return SearchableText(folded.text, places, shifts)


def _fold_run(run: str, kept: dict[str, tuple[str, array[int] | None]]) -> tuple[str, array[int] | None]:
    """Return `run` folded, and the offset of each folded character and of the end; None if each stays in its place."""
    folded: str
    offsets: array[int] | None
    if len(run) > 1 and run.isspace():
        folded, offsets = " ", array("I", [0, len(run)])
    elif "\n" in run and len(run) > 1:
        slowly = fold_with_offsets(run)
        folded, offsets = slowly.text, slowly.offsets
    elif all(len(_FOLDS[ord(character)]) == 1 for character in set(run)):
        folded, offsets = run.translate(_FOLDS), None
    else:
        slowly = fold_with_offsets(run)
        folded, offsets = slowly.text, slowly.offsets
    if len(run) <= _LONGEST_KEPT:
        kept[run] = folded, offsets
    return folded, offsets
