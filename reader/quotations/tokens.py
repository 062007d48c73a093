"""The words of a text, each with what it can be: a cue, a pronoun, a determiner, a preposition, a mark.

One pass over the text; everything that looks around a quotation asks these lists by number instead of reading the
text again.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import accumulate, compress
from struct import pack
from typing import TYPE_CHECKING, Any

from reader.quotations.remembering import Remembered
from reader.quotations.words import PRONOUNS, SOURCES, cues, cues_elsewhere, english_cues, listed, weak_cues

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reader.quotations.marks import MarkedSpan

CUE, COMMA, STOP, BREAK, CONJUNCTION, RELATIVE, PRONOUN, DETERMINER = (1 << bit for bit in range(8))
WEAK, PREPOSITION, HELPER, MARK, CAPITAL, POSSESSIVE, QUOTED, OTHER_SIGN = (1 << bit for bit in range(8, 16))
NAMED = 1 << 16
"""A name of the text begins here."""
SIGN = COMMA | STOP | MARK | BREAK | OTHER_SIGN
"""What is no word."""
NOT_IN_PHRASE = (
    SIGN | CUE | PREPOSITION | CONJUNCTION | HELPER | RELATIVE | PRONOUN | DETERMINER | POSSESSIVE | QUOTED
)
"""What ends a noun phrase."""
_BEGINNING = PRONOUN | DETERMINER | CUE
"""What a candidate for a speaker begins with or stands beside, besides names."""
_NOTED = CUE | COMMA | STOP | BREAK | CONJUNCTION | RELATIVE
"""What is looked up by place: a third of all tokens or less, so that the others are passed over once. Like that with which
a candidate begins it is among the first eight flags, so that rows of bytes tell where it stands."""
_NOT_NOTED = bytes(low for low in range(256) if not low & _NOTED)
"""The bytes of such a row that stand for tokens that are not looked up."""

_BLANKS = (
    "_ \t\v\f\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
"""What stands between tokens: every blank but the break of a line, and underscores."""
_JOINED = r"(?:(?:[.-]|[’'](?!s\b))[^\W_]++)*+"
_TOKEN = re.compile(rf"([’']s\b|[^\w\s]|[^\W_]++{_JOINED}|\n+)([{_BLANKS}]*+)")
"""A token and the blank behind it, so that the finds follow one another and their lengths tell where they start."""
_BEFORE_BLANK = re.compile(rf" (?=[{_BLANKS}])")
LONGEST_PIECE = 40
"""Characters of a piece of text without blanks that is remembered: longer ones come once and would fill memory."""
MOST_PIECES = 32768
"""Pieces that are remembered; once there are as many, all are forgotten."""
_ABBREVIATIONS = frozenset(listed("grammar.txt", "abbreviation"))
_GRAMMAR = {
    "determiner": DETERMINER,
    "preposition": PREPOSITION,
    "conjunction": CONJUNCTION,
    "helper": HELPER,
    "relative": RELATIVE,
}
"""What the kinds of `grammar.txt` can be."""
_WHOLE = re.compile(r"(?<=[a-z])[’'][^\W_].*")
"""What stands behind a small word that is written together with it: `l’avocat`, `dell’acqua`."""
_GRAMMAR_ELSEWHERE = {**_GRAMMAR, "subject": PRONOUN, "plain": 0}
"""The same of `grammar_elsewhere.txt`."""


@cache
def _having(flags: int) -> bytes:
    """Return for each byte of a row whether it has one of `flags`."""
    return bytes(bool(low & flags) for low in range(256))


def _listed_classes() -> dict[str, int]:
    found: dict[str, int] = {}
    for kind, flag in _GRAMMAR.items():
        for word in listed("grammar.txt", kind):
            found[word] = found.get(word, 0) | flag
    for word in PRONOUNS:
        found[word] = found.get(word, 0) | PRONOUN
    for word in cues() | SOURCES:
        found[word] = found.get(word, 0) | CUE
    for word in weak_cues():
        found[word] = found.get(word, 0) | CUE | WEAK
    for sign in ",;:—–":
        found[sign] = COMMA
    for sign in ".!?…":
        found[sign] = STOP
    for sign in "“”\"‘’'«»„‟「」『』‹›‚`":
        found[sign] = MARK
    found["’s"] = found["'s"] = POSSESSIVE
    return found


_CLASSES = _listed_classes()
"""What the words and signs of the lists can be."""


@cache
def grammar_of(language: str) -> dict[str, int]:
    """Return what the small words of `language` are in its texts, whatever they are in others, by word, and that English cues
    are none; in German, which the models have learned from with those of all together, only the latter."""
    found: dict[str, int] = {}
    for kind, flag in _GRAMMAR_ELSEWHERE.items():
        for word in listed("grammar_elsewhere.txt", f"{language}-{kind}"):
            found[word] = found.get(word, 0) | flag
    if found or language == "de":
        others = english_cues() - cues_elsewhere()
        found = {**dict.fromkeys(others, 0), **found}
    return found


def _told_word(word: str) -> tuple[str, int]:
    """Return a word in small letters and what it can be."""
    # The only capital whose small form is longer: a token is as long as its word.
    low = word.lower() if word.isascii() else word.replace("İ", "I").lower()
    kind = _CLASSES.get(low, 0)
    return low, kind if low == word else kind | CAPITAL


def _told(token: str) -> tuple[str, int]:
    """Return a word or a sign in small letters and what it can be."""
    low, kind = _told_word(token)
    if not kind and not token[0].isalnum():
        kind = BREAK if token[0] == "\n" else OTHER_SIGN
    return low, kind


_TOLD = Remembered(_told, 8192)


_BEHIND_WORDS = ",.;:?!…”’\"')"
"""Signs behind a word, each a token, that most of the pieces with a sign end with."""


def _read(piece: str) -> tuple[str | int, ...]:
    """Return the tokens of a piece of text before a blank, one after the other: each in small letters, what it can be, and
    how far on the next one starts."""
    if piece.isalnum():
        low, kind = _told_word(piece)
        return low, kind, len(piece) + 1
    read: list[Any] = []
    word = piece.rstrip(_BEHIND_WORDS)
    if word.isalnum():
        low, kind = _told_word(word)
        read = [low, kind, len(word)]
        for sign in piece[len(word) :]:
            read += _TOLD[sign]
            read.append(1)
    elif "\n" in piece and len(piece) <= LONGEST_PIECE and (lines := _read_lines(piece)):
        return lines
    else:
        for word, blanks in _TOKEN.findall(piece):
            read += _TOLD[word]
            read.append(len(word) + len(blanks))
    if read:
        read[-1] += 1
    return tuple(read)


def _read_lines(piece: str) -> tuple[str | int, ...]:
    """Return the same of a short piece that words of two lines stand in, which come again without one another; nothing of
    others."""
    before, _, rest = piece.partition("\n")
    after = rest.lstrip("\n")
    read: tuple[Any, ...] = _PIECES[before]
    if not read or not after or after[0] in _BLANKS:
        return ()
    lines = piece[len(before) : len(piece) - len(after)]
    return (*read[:-1], read[-1] - 1, lines, BREAK, len(lines), *_PIECES[after])


def _in_grammar(read: tuple[Any, ...], grammar: dict[str, int]) -> tuple[Any, ...]:
    """Return the tokens that `_read` gives with what the small words among them are in a `grammar`."""
    told = list(read)
    for at in range(0, len(told), 3):
        word, kind = told[at], told[at + 1]
        whole = word if word.isalpha() else _WHOLE.sub("", word)
        told[at + 1] = grammar.get(whole, kind) | kind & CAPITAL
    return tuple(told)


class _Pieces(dict[str, tuple[str | int, ...]]):
    """The tokens of the pieces between the blanks of texts, where most are one word, and are met again and again."""

    def __init__(self, grammar: dict[str, int] | None = None) -> None:
        """Remember nothing yet of texts in a language that has a `grammar` of its own, or in one that has none."""
        super().__init__()
        self._grammar = grammar

    def __missing__(self, piece: str) -> tuple[str | int, ...]:
        read = _in_grammar(_read(piece), self._grammar) if self._grammar else _read(piece)
        if len(piece) <= LONGEST_PIECE:
            if len(self) >= MOST_PIECES:
                self.clear()
            self[piece] = read
        return read


_PIECES = _Pieces()


@cache
def _pieces_of(language: str) -> _Pieces:
    """Return the pieces that are remembered of texts in `language`."""
    grammar = grammar_of(language)
    return _Pieces(grammar) if grammar else _PIECES


@cache
def _abbreviations_of(language: str) -> frozenset[str]:
    """Return the abbreviations of texts in `language`, where none is one of its small words."""
    return _ABBREVIATIONS - grammar_of(language).keys()


def _read_all(text: str, known: _Pieces) -> list[Any]:
    """Return the tokens of `text`, which begins with one, as `_read` does."""
    read = [] if "  " in text else _read_pieces(text.split(" "), known)
    if sum(read[2::3]) > len(text):
        return read
    # Blanks that stand between blanks are in no token's piece: all but the last belong to what stands before them.
    return _read_pieces(_BEFORE_BLANK.sub("\u00a0", text).split(" "), known)


def _read_pieces(pieces: Iterable[str], known: _Pieces) -> list[Any]:
    read: list[Any] = []
    for tokens in map(known.__getitem__, pieces):
        read += tokens
    return read


class _Places(dict[int, list[int]]):
    """The numbers of the tokens that have one of some flags of `_NOTED`, in order, gathered when first asked for."""

    def __init__(self, noted: list[int], row: bytearray) -> None:
        self._noted, self._row = noted, row

    def __missing__(self, flags: int) -> list[int]:
        assert not flags & ~_NOTED
        self[flags] = places = list(compress(self._noted, self._row.translate(_having(flags))))
        return places


@dataclass(slots=True)
class Tokens:
    """The words and signs of a text in order: where each starts, in small letters, as long as written, and what it can be.

    `sentences` holds the numbers of the tokens that begin a sentence; what stands inside quotation marks begins none.
    `beginnings` holds those outside marks that a candidate for a speaker may begin with or stand beside.
    `at(offset)` is the number of the first token that starts at `offset` or after it, `places(flags)` are the numbers
    of the tokens that have one of `flags`, all of which must be in `_NOTED`: both are asked so often that they are no
    methods, each call of which would cost as much as its answer.
    """

    starts: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)
    _noted: list[int] = field(default_factory=list)
    _row: bytearray = field(default_factory=bytearray)
    sentences: list[int] = field(default_factory=list)
    beginnings: list[int] = field(default_factory=list)
    _quoted: bytearray = field(default_factory=bytearray)
    at: Callable[[int], int] = field(init=False)
    places: Callable[[int], list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.at = partial(bisect_left, self.starts)
        self.places = _Places(self._noted, self._row).__getitem__

    @classmethod
    def of(cls, text: str, spans: Sequence[MarkedSpan], names: Iterable[int] = (), *, language: str = "en") -> Tokens:
        """Read `text`, whose words inside `spans` are marked as quoted, and those where one of `names` starts as named.

        German writes the third as `3.`, which ends no sentence.
        """
        written = text.lstrip(_BLANKS)
        read = _read_all(written, _pieces_of(language))
        starts = list(accumulate(read[2::3], initial=len(text) - len(written)))
        starts.pop()
        kinds = read[1::3]
        row, numbers = pack(f"<{len(kinds)}I", *kinds)[::4], list(range(len(kinds)))
        begins = bytearray(row.translate(_having(_BEGINNING)))
        noted = list(compress(numbers, row.translate(_having(_NOTED))))
        tokens = cls(starts, read[::3], kinds, noted, bytearray(row.translate(None, _NOT_NOTED)))
        tokens._mark_named(names, begins)
        behind = tokens._mark_quoted(spans, begins)
        tokens.beginnings = list(compress(numbers, begins))
        tokens._find_sentences(behind, _abbreviations_of(language), has_ordinals=language == "de")
        return tokens

    def end(self, token: int) -> int:
        """Return where `token` ends, which is asked of few."""
        return self.starts[token] + len(self.words[token])

    def sentence_of(self, token: int) -> int:
        """Return the number of the sentence that holds `token`."""
        return bisect_left(self.sentences, token + 1) - 1

    def paragraph_start(self, token: int) -> int:
        """Return the first token of the paragraph that `token` stands in or ends."""
        breaks = self.places(BREAK)
        place = bisect_left(breaks, token)
        return breaks[place - 1] + 1 if place else 0

    def paragraph_end(self, token: int) -> int:
        """Return the token that ends the paragraph of `token`: the break at or behind it, or one behind the last token."""
        breaks = self.places(BREAK)
        place = bisect_left(breaks, token)
        return breaks[place] if place < len(breaks) else len(self.kinds)

    def count(self, flags: int, first: int, last: int) -> int:
        """Return how many tokens from `first` to `last` have one of `flags`; none where `last` is before `first`."""
        places = self.places(flags)
        return max(0, bisect_left(places, last) - bisect_left(places, first))

    def is_quoted(self, first: int, last: int) -> bool:
        """Tell whether any token from `first` to `last` stands inside quotation marks."""
        return self._quoted.find(1, first, last) >= 0

    def _mark_quoted(self, spans: Sequence[MarkedSpan], begins: bytearray) -> list[int]:
        """Mark the words inside `spans`, with which no candidate `begins`; return the numbers of tokens behind those spans
        that end as a sentence does."""
        kinds = self.kinds
        self._quoted = bytearray(len(kinds))
        behind = []
        for span in spans:
            last = self.at(span.end)
            first = self.at(span.start)
            kinds[first:last] = [kind | QUOTED for kind in kinds[first:last]]
            begins[first:last] = bytes(last - first)
            self._quoted[first:last] = b"\x01" * (last - first)
            inner = last - 1
            while inner > 0 and kinds[inner] & MARK:
                inner -= 1
            if kinds[inner] & STOP and last < len(kinds) and kinds[last] & (CAPITAL | MARK):
                behind.append(last)
        return behind

    def _mark_named(self, names: Iterable[int], begins: bytearray) -> None:
        """Mark the tokens that start where a name does: a candidate `begins` with them."""
        starts, kinds = self.starts, self.kinds
        for start in names:
            place = bisect_left(starts, start)
            if place < len(starts) and starts[place] == start:
                kinds[place] |= NAMED
                begins[place] = True

    def _find_sentences(self, behind: list[int], abbreviations: frozenset[str], *, has_ordinals: bool) -> None:
        """Note where sentences begin: after a full stop before a capital or a mark, after a break, and at `behind`.

        A point that ends no sentence, as in `Mr.`, is no stop.
        """
        kinds, words = self.kinds, self.words
        found = {0, *behind}
        for number, place in compress(enumerate(self._noted), self._row.translate(_having(BREAK | STOP))):
            after = place + 1
            if after == len(kinds):
                continue
            if kinds[place] & BREAK:
                found.add(after)
            elif not kinds[place] & QUOTED and not kinds[after] & BREAK:
                opens = kinds[after] & (CAPITAL | MARK) and self.end(place) < self.starts[after]
                if opens and not (
                    words[place] == "." and self._abbreviates(place, abbreviations, has_ordinals=has_ordinals)
                ):
                    found.add(after)
                elif words[place] == "." and not kinds[after] & QUOTED:
                    kinds[place] = OTHER_SIGN
                    self._row[number] = 0
        self.sentences = sorted(found)

    def _abbreviates(self, point: int, abbreviations: frozenset[str], *, has_ordinals: bool) -> bool:
        """Tell whether the token `point` abbreviates the word before it."""
        words = self.words
        before = words[point - 1] if point else ""
        if before in abbreviations or has_ordinals and before.isdigit() and len(before) < 3:
            return True
        return len(before) == 1 and before.isalpha() and (point < 2 or words[point - 2] != "/")
