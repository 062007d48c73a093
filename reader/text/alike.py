"""Finding words however they are printed, in the text as it is: a pattern of all characters that fold to the same.

No folded copy is made: of a book it would take as much room again as the text, and longer to make than to search. A
pattern is made for one text, from the characters that it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.text.folding import fold_with_offsets

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_PIECE = 1 << 14
"""Characters that are looked through at a time, so that never many of them are held one by one."""
_ASCII_BLANKS = "".join(chr(code) for code in range(128) if chr(code).isspace())
_LONGEST_RUN = 12
"""Folded characters in a row that ligatures may overlap in; of a longer run only the plain printing is looked for."""


class Repertoire:
    """The characters of one text, by what they fold to."""

    def __init__(self, text: str) -> None:
        found: set[str] = set()
        for start in () if text.isascii() else range(0, len(text), _PIECE):
            found.update(_NOT_ASCII.findall(text, start, start + _PIECE))
        self._alike: dict[str, str] = {}
        for character in sorted(found):
            folded = fold_with_offsets(character).text
            self._alike[folded] = self._alike.get(folded, "") + character
        ignored, blanks = re.escape(self._alike.get("", "")), re.escape(_ASCII_BLANKS + self._alike.get(" ", ""))
        self._ignored = f"[{ignored}]*" if ignored else ""
        self._blank = f"[{blanks}][{blanks}{ignored}]*"

    def pattern(self, words: str) -> re.Pattern[str] | None:
        """Return the pattern of what folds to the same as `words`, blanks around them apart; None if nothing is left."""
        folded = fold_with_offsets(words).text.strip()
        if not folded:
            return None
        steps = self._steps(folded)
        parts, start = [], 0
        while start < len(folded):
            stop = _end_of_run(steps, start)
            if stop - start > _LONGEST_RUN:
                stop = start + 1
            ways = [self._joined(way) for way in _ways(steps, start, stop)]
            parts.append(ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})")
            start = stop
        return re.compile(self._joined(parts))

    def letters(self, words: str) -> str:
        """Return the characters that `pattern` finds for `words`, if those are a single one; else ""."""
        folded = fold_with_offsets(words).text.strip()
        if len(folded) != 1:
            return ""
        longer = (alike for several, alike in self._alike.items() if len(several) > 1 and folded in several)
        return "".join(sorted({*self._alike_of(folded), *"".join(longer)}))

    def _steps(self, folded: str) -> list[dict[int, str]]:
        """Return, for each place in `folded`, the places to which one printed character leads, with its pattern.

        What folds to several characters may stand for some of them alone where the words begin or end inside it; the
        longest step comes first, since it begins first.
        """
        length = len(folded)
        characters: list[dict[int, str]] = [{place + 1: self._alike_of(folded[place])} for place in range(length)]

        def add(start: int, stop: int, alike: str) -> None:
            characters[start][stop] = characters[start].get(stop, "") + alike

        for longer, alike in self._alike.items():
            if len(longer) < 2:
                continue
            if folded in longer:
                add(0, length, alike)
            for part in range(1, min(len(longer), length)):
                if folded.startswith(longer[-part:]):
                    add(0, part, alike)
                if folded.endswith(longer[:part]):
                    add(length - part, length, alike)
            place = folded.find(longer) if longer != folded else -1
            while place >= 0:
                add(place, place + len(longer), alike)
                place = folded.find(longer, place + 1)
        return [
            {
                stop: self._blank if folded[start:stop] == " " else f"[{re.escape(alike)}]"
                for stop, alike in sorted(steps.items(), reverse=True)
            }
            for start, steps in enumerate(characters)
        ]

    def _alike_of(self, character: str) -> str:
        """Return the characters that fold to `character`."""
        alike = character + self._alike.get(character, "")
        if character.isascii():
            alike += character.upper() + ("`" if character == "'" else "")
        return alike

    def _joined(self, parts: list[str]) -> str:
        """Return `parts` one after the other, with what folding leaves out between them."""
        return "".join(part + (self._ignored if part != self._blank else "") for part in parts[:-1]) + parts[-1]


def _end_of_run(steps: list[dict[int, str]], start: int) -> int:
    """Return the first place behind `start` that no step leads over."""
    reach, place = start + 1, start
    while place < reach:
        reach = max(reach, *steps[place])
        place += 1
    return reach


def _ways(steps: list[dict[int, str]], start: int, stop: int) -> Iterator[list[str]]:
    """Yield the ways from `start` to `stop`, each as the patterns of its steps."""
    if start == stop:
        yield []
        return
    for reached, pattern in steps[start].items():
        if reached <= stop:
            for rest in _ways(steps, reached, stop):
                yield [pattern, *rest]
