"""Words around the first hit in an article, with what was looked for in them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from reader.library.articles.bodies import unpack_text
from reader.library.articles.index_words import spaced
from reader.text import sanitise_line

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import date

    from reader.library.queries.tree import Words

_WORD = re.compile(r"[^\W_]+")
BEFORE = 0.3
"""The share of a snippet that stands before the first hit."""
IN_TEXT = ("", "said")
"""The fields whose words stand in the text itself; where none is asked for, any may be shown."""
LATIN_LETTERS = range(0xC0, 0x250)


@dataclass(frozen=True, slots=True)
class Snippet:
    """Words around the first hit, and the hits in them as (start, end).

    `is_of_version` tells that they stand in an article that is folded under the one that was found.
    """

    words: str
    hits: tuple[tuple[int, int], ...] = ()
    is_of_version: bool = False


@dataclass(frozen=True, slots=True)
class SearchHit:
    """An article that was found, with words around the hit."""

    id: int
    title: str
    snippet: str
    site: str
    published: date | None
    hits: tuple[tuple[int, int], ...] = ()


class Snippets:
    """Makes the snippets of one search."""

    def __init__(self, wanted: Sequence[Words], width: int) -> None:
        in_text = [words for words in wanted if words.field in IN_TEXT]
        self.pattern = hit_pattern(in_text or wanted)
        self._patterns = [re.compile(part) for part in map(_pattern, in_text or wanted) if part]
        self._width = width

    def of(self, packed: bytes) -> Snippet:
        """Return the snippet of the text in `packed`; its beginning where nothing is in the text itself."""
        text = unpack_text(packed)
        hit = self._first_hit(text)
        start = max(0, hit - int(self._width * BEFORE))
        if start:
            blank = text.rfind(" ", max(0, start - 20), start)
            start = blank + 1 if blank >= 0 else start
        end = min(len(text), start + self._width + 20)
        blank = text.rfind(" ", start + self._width, end)
        cut = text[start : blank if blank > 0 and end < len(text) else end]
        words = f"{'… ' if start else ''}{sanitise_line(cut)}"
        return Snippet(words, self.hits(words))

    def _first_hit(self, text: str) -> int:
        """Return where the first hit in `text` starts, 0 if there is none."""
        first = len(text)
        for pattern in self._patterns:
            found = pattern.search(text, 0, first)
            first = found.start() if found is not None else first
        return first if first < len(text) else 0

    def hits(self, words: str) -> tuple[tuple[int, int], ...]:
        """Return where in `words` something that was looked for stands."""
        return tuple(match.span() for match in self.pattern.finditer(words)) if self.pattern is not None else ()


def found_in(connection: sqlite3.Connection, numbers: Sequence[int], make: Snippets) -> dict[int, Snippet]:
    """Return the snippet of each article, of one without a hit that of the first version with one."""
    rows = connection.execute(f"SELECT id, text FROM bodies WHERE id IN ({_places(numbers)})", tuple(numbers))
    found = {number: make.of(text) for number, text in rows}
    without = [number for number, snippet in found.items() if not snippet.hits] if make.pattern is not None else []
    versions = connection.execute(
        "SELECT version_of, text FROM articles JOIN bodies USING(id) "
        f"WHERE version_of IN ({_places(without)}) ORDER BY id",
        tuple(without),
    )
    for leader, text in versions:
        if not found[leader].hits and (snippet := make.of(text)).hits:
            found[leader] = replace(snippet, is_of_version=True)
    return found


def _places(numbers: Sequence[int]) -> str:
    return ",".join("?" * len(numbers))


def hit_pattern(wanted: Sequence[Words]) -> re.Pattern[str] | None:
    """Return a pattern of whatever in `wanted` may stand in a text, accents and case aside; None if nothing may."""
    parts = sorted(filter(None, map(_pattern, wanted)), key=len, reverse=True)
    return re.compile("|".join(parts)) if parts else None


def _pattern(words: Words) -> str:
    """Return the pattern of `words`, "" if there are none in them.

    It begins with the first letter in all its forms, which is what Python looks for fastest; that no other letter stands
    before it is looked at behind it.
    """
    tokens = _WORD.findall(spaced(words.text))
    if not tokens:
        return ""
    letter = _letter(tokens[0][0])
    word, *others = ("".join(map(_letter, token)) for token in tokens)
    end = r"\w*" if words.is_prefix else r"\b"
    return r"[\W_]+".join([rf"{letter}(?<!\w{letter}){word[len(letter) :]}", *others]) + end


@cache
def _variants() -> dict[str, str]:
    """Return, for each plain letter, the accented ones that the index takes for it."""
    found: dict[str, str] = {}
    for code in LATIN_LETTERS:
        plain = unicodedata.normalize("NFKD", chr(code).lower())[0]
        if plain.isascii() and plain.isalpha():
            found[plain] = found.get(plain, "") + chr(code)
    return found


@cache
def _letter(letter: str) -> str:
    plain = unicodedata.normalize("NFKD", letter.lower())[0]
    alike = {letter, letter.lower(), letter.upper(), plain, plain.upper(), *_variants().get(plain, "")}
    alike = {one for one in alike if len(one) == 1}
    return re.escape(letter) if len(alike) == 1 else f"[{''.join(re.escape(one) for one in sorted(alike))}]"
