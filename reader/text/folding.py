"""Folding: the same words, whatever their case, accents, quote marks and spaces.

Find, marks and duplicate detection compare folded text and need the way back, so folding can keep for each
folded character the offset that it came from.
"""

from __future__ import annotations

import codecs
import unicodedata
from array import array
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate, compress
from typing import NamedTuple, Protocol

_ALIKE = {
    **dict.fromkeys("‘’‚‛′`´ʼ＇", "'"),
    **dict.fromkeys("“”„‟″«»‹›〝〞＂「」『』", '"'),
    **dict.fromkeys("‐‑‒–—―−⸺", "-"),
    "…": "...",
    "ß": "ss",
    "æ": "ae",
    "Æ": "ae",
    "œ": "oe",
    "Œ": "oe",
    "ø": "o",
    "Ø": "o",
    "ł": "l",
    "Ł": "l",
    "đ": "d",
    "Đ": "d",
    "ı": "i",
}
"""Characters that people type one way and publishers print another; Unicode's compatibility forms lack them."""


_PRINTED = tuple((printed, _ALIKE[printed]) for printed in "’“”—–…")
"""Those of them that nearly every printed English sentence has, and often nothing else that is not ASCII: with them
replaced, it is folded some ten times as fast."""


class Offsets(Protocol):
    """Numbers by their place."""

    def __getitem__(self, place: int, /) -> int:
        """Return the number at `place`."""

    def __len__(self) -> int:
        """Return how many there are."""


class FoldedText(NamedTuple):
    """Folded text and the way back.

    `offsets` (of a long text worked out when they are asked for) has one entry for each character of `text` and one more: the offset into the original, and its length.
    """

    text: str
    offsets: Offsets

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the original that folded `start` to `end` stands for."""
        if end <= start:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    alike = _ALIKE.get(character)
    if alike is not None:
        return alike
    if character.isspace():
        return " "
    decomposed = unicodedata.normalize("NFKD", character.casefold())
    return "".join(part for part in decomposed if not unicodedata.combining(part))


def fold(text: str) -> str:
    """Return `text` with case, accents and typographic variants folded and every run of blanks as one space."""
    if not text.isascii():
        for printed, typed in _PRINTED:
            text = text.replace(printed, typed)
    if text.isascii():
        lowered = text.lower().replace("`", "'")
        return " ".join(lowered.split()) if text.strip() == text else _fold_ends(lowered)
    return _fold_ends(text.translate(_FOLDED))


class _Folded(dict[int, str]):
    """What each code point folds to, worked out when it first comes."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


_FOLDED = _Folded()


def _fold_ends(text: str) -> str:
    inner = " ".join(text.split())
    if not inner:
        return " " if text else ""
    return (" " if text[0].isspace() else "") + inner + (" " if text[-1].isspace() else "")


def fold_with_offsets(text: str) -> FoldedText:
    """Fold `text` as `fold` does and keep, for each folded character, the offset that it came from."""
    pieces: list[str] = []
    offsets = array("I")
    blank = False
    for offset, character in enumerate(text):
        folded = _fold_character(character)
        if folded == " ":
            if blank:
                continue
            blank = True
        elif folded:
            blank = False
        pieces.append(folded)
        offsets.extend([offset] * len(folded))
    offsets.append(len(text))
    return FoldedText("".join(pieces), offsets)


class _Letters(dict[int, str]):
    """The letters and digits that each code point folds to, worked out when it first comes."""

    def __missing__(self, code: int) -> str:
        folded = "".join(part for part in _fold_character(chr(code)) if part.isalnum())
        self[code] = folded
        return folded


_LETTERS = _Letters()
PIECE = 1 << 15
"""Characters of a long text whose letters are traced back together; those of all would take thirteen bytes for each."""


def fold_to_letters(text: str) -> FoldedText:
    """Return the letters and digits of `text` alone, folded, with the offset that each came from.

    Quote marks, dashes, blanks and hyphenation are gone, so that two settings of the same words are equal.
    """
    if len(text) > PIECE:
        return _fold_long_to_letters(text)
    pieces = [_LETTERS[code] for code in map(ord, text)]
    offsets = _offsets_of(pieces)
    offsets.append(len(text))
    return FoldedText("".join(pieces), offsets)


def _offsets_of(pieces: list[str]) -> array[int]:
    """Return the offset of each letter, of which `pieces` have what one character folds to: most often one, or none."""
    if max(map(len, pieces), default=0) <= 1:
        return array("I", compress(range(len(pieces)), pieces))
    return array("I", [offset for offset, piece in enumerate(pieces) for _ in piece])


_SMALL = bytes(range(128)).lower().ljust(256)
_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())


def _fold_long_to_letters(text: str) -> FoldedText:
    pieces = [_letters_of(text[start : start + PIECE]) for start in range(0, len(text), PIECE)]
    return FoldedText("".join(pieces), _LaterOffsets(text, pieces))


def _letters_of(piece: str) -> str:
    """Return the letters of `piece`: as bytes, in a fifth of the time, where all of them fold to those of ASCII."""
    try:
        return piece.encode("ascii", _BY_LETTERS).translate(_SMALL, _SIGNS).decode("ascii")
    except UnicodeEncodeError:
        return piece.translate(_LETTERS)


def _by_letters(error: UnicodeError) -> tuple[str, int]:
    """Encode what is not ASCII by the letters that it folds to; raises `error` if those are not ASCII either."""
    if isinstance(error, UnicodeEncodeError):
        letters = error.object[error.start : error.end].translate(_LETTERS)
        if letters.isascii():
            return letters, error.end
    raise error


_BY_LETTERS = "reader.text.folding"
codecs.register_error(_BY_LETTERS, _by_letters)


class _LaterOffsets:
    """The offsets of a long text's letters, those of one piece at a time."""

    __slots__ = ("_firsts", "_known", "_number", "_text")

    def __init__(self, text: str, pieces: list[str]) -> None:
        self._text = text
        self._firsts = array("I", accumulate(map(len, pieces), initial=0))
        self._number, self._known = -1, array("I")

    def __len__(self) -> int:
        return self._firsts[-1] + 1

    def __getitem__(self, place: int, /) -> int:
        count = len(self)
        if not -count <= place < count:
            raise IndexError(place)
        place %= count
        if place == count - 1:
            return len(self._text)
        number = bisect_right(self._firsts, place) - 1
        if number != self._number:
            piece = self._text[number * PIECE : (number + 1) * PIECE]
            self._number, self._known = number, _offsets_of([_LETTERS[code] for code in map(ord, piece)])
        return number * PIECE + self._known[place - self._firsts[number]]
