"""From what was typed to a tree. What cannot be understood is told and the rest is looked for all the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from reader.library.articles.index_words import has_words
from reader.library.queries.days import is_written_as_a_day, parse_days
from reader.library.queries.meant import field_meant, language_code, value_meant
from reader.library.queries.tree import (
    FIELDS,
    SORTS,
    STATES,
    And,
    Days,
    Language,
    Length,
    Mistake,
    Node,
    Not,
    Or,
    Query,
    State,
    Tag,
    Words,
)  # fmt: skip
from reader.text import sanitise_line

LONGEST = 2000
"""Characters of a query that are read: more was pasted by accident."""
LONGEST_TEXT = 1 << 60
DEEPEST = 12
"""Brackets within brackets that are read."""
DAY_FIELDS = ("after", "before", "on")
TEXT_FIELDS = ("title", "author", "site", "speaker", "by", "said")

_OPEN, _CLOSE = '"“„«', '"”“»'
_TOKEN = re.compile(
    rf"""\s*(?:
    (?P<bracket>[()])
    |(?P<not>-(?=[^\s-]))
    |(?P<field>[A-Za-z]+):(?!//)
    |[{_OPEN}](?P<phrase>[^{_CLOSE}]*)(?P<closed>[{_CLOSE}]?)(?P<star>\*?)
    |(?P<word>[^\s()"]+)
    )""",
    re.VERBOSE,
)
_LENGTH = re.compile(
    r"(?:(?P<sign>[<>]=?|=)?(?P<number>\d{1,9})(?P<more>\+?)|(?P<least>\d{1,9})?(?:\.\.|-)(?P<most>\d{1,9})?)$"
)
_THOUSANDS = re.compile(r"(?<=\d)(?:[,'](?=\d{3})|k\b)", re.IGNORECASE)
_INSIDE_STAR = re.compile(r"\*+\w")
_STAR_IS_LAST = "A * stands at the end of a word's beginning: river*."
ALTERNATIVES, JOINTS = ("OR", "|", "||"), ("AND", "&", "&&")
WORDS_OF_A_DAY = 3
"""Words that a day may have without quotation marks: 5 March 2023, 3 weeks ago."""


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int
    is_prefix: bool = False


def parse(typed: str, today: date, *, is_typing: bool = False) -> Query:
    """Return what `typed` asks for as seen from `today`; with `is_typing` the last word may be the beginning of one."""
    return _Parser(typed[:LONGEST], today, is_typing=is_typing).query()


class _Parser:
    def __init__(self, typed: str, today: date, *, is_typing: bool) -> None:
        self._typed = typed
        self._today = today
        self._mistakes: list[Mistake] = []
        self._sort, self._is_reversed = "", False
        self._place = 0
        self._depth = 0
        self._tokens = self._cut(is_typing=is_typing)

    def query(self) -> Query:
        parts = []
        while self._place < len(self._tokens):
            node = self._any("")
            if node is not None:
                parts.append(node)
            if self._place < len(self._tokens):
                token = self._next()
                self._miss(token, "This bracket closes nothing: write ( before it, or leave it out.")
        return Query(_all(parts), self._sort, self._is_reversed, tuple(self._mistakes))

    # Tokens

    def _cut(self, *, is_typing: bool) -> list[_Token]:
        tokens: list[_Token] = []
        place = 0
        while match := _TOKEN.match(self._typed, place):
            kind = str(match.lastgroup)
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            place = match.end()
            if match["phrase"] is not None:
                is_open = not match["closed"]
                if is_open:
                    self._mistakes.append(Mistake(start, place, 'This phrase has no end yet: close it with ".'))
                is_prefix = bool(match["star"]) or (is_open and is_typing)
                tokens.append(_Token("phrase", match["phrase"], start, place, is_prefix))
            elif kind == "word":
                word = match["word"]
                if _INSIDE_STAR.search(word):
                    self._mistakes.append(Mistake(start, place, _STAR_IS_LAST))
                is_last = place == len(self._typed)
                is_prefix = word.endswith("*") or (is_typing and is_last)
                tokens.append(_Token("word", word.rstrip("*"), start, place, is_prefix))
            else:
                tokens.append(_Token(kind, match[kind], start, place))
        return tokens

    def _peek(self) -> _Token | None:
        return self._tokens[self._place] if self._place < len(self._tokens) else None

    def _next(self) -> _Token:
        self._place += 1
        return self._tokens[self._place - 1]

    def _miss(self, token: _Token, message: str) -> None:
        self._mistakes.append(Mistake(token.start, token.end, message))

    # The grammar

    def _any(self, field: str) -> Node | None:
        parts = [self._every(field)]
        while (token := self._peek()) is not None and token.kind == "word" and token.text in ALTERNATIVES:
            self._next()
            after = self._every(field)
            if after is None or parts[-1] is None:
                self._miss(token, "OR stands between two things to look for: river OR lake.")
            parts.append(after)
        found = tuple(part for part in parts if part is not None)
        return Or(found) if len(found) > 1 else found[0] if found else None

    def _every(self, field: str) -> Node | None:
        parts: list[Node] = []
        while (token := self._peek()) is not None:
            if token.text == ")" and token.kind == "bracket":
                break
            if token.kind == "word" and token.text in ALTERNATIVES:
                break
            self._next()
            if token.kind == "word" and token.text in JOINTS:
                continue
            part = self._one(token, field)
            if part is not None:
                parts.append(part)
        return _all(parts)

    def _one(self, token: _Token, field: str) -> Node | None:
        if token.kind == "bracket":
            return self._bracket(token, field)
        if token.kind == "not" or (token.kind == "word" and token.text == "NOT"):
            if self._peek() is None:
                self._miss(token, f"{token.text} stands right before what is not wanted: {token.text} river.")
                return None
            part = self._one(self._next(), field)
            return part.part if isinstance(part, Not) else Not(part) if part is not None else None
        if token.kind == "field":
            return self._field(token)
        return self._words(token, field)

    def _bracket(self, token: _Token, field: str) -> Node | None:
        if token.text == ")":
            self._miss(token, "This bracket closes nothing: write ( before it, or leave it out.")
            return None
        if self._depth >= DEEPEST:
            self._miss(token, "These brackets stand too deep in others.")
            return None
        self._depth += 1
        inner = self._any(field)
        self._depth -= 1
        closing = self._peek()
        if closing is None:
            self._miss(token, "This bracket has no end yet: close it with ).")
        else:
            self._next()
        return inner

    def _words(self, token: _Token, field: str) -> Node | None:
        words = sanitise_line(token.text)
        if not has_words(words):
            if all(mistake.start != token.start for mistake in self._mistakes):
                self._miss(token, _nothing_in(token, words))
            return None
        return Words(words, field, token.is_prefix)

    def _field(self, token: _Token) -> Node | None:
        name = token.text.lower()
        value = self._peek()
        if name not in FIELDS:
            near = field_meant(name)
            hint = f"Did you mean {near}:?" if near else f"There are {', '.join(FIELDS)}."
            self._miss(token, f"There is no {token.text}: to look in. {hint}")
            return Words(token.text)
        if value is None or value.start > token.end or value.text in (")", *ALTERNATIVES):
            is_apart = value is not None and value.start > token.end and value.kind in ("word", "phrase")
            joined = self._typed[value.start : value.end] if is_apart and value is not None else ""
            hint = f"Write {name}:{sanitise_line(joined)}, without a space." if joined else _example(name)
            self._miss(token, f"{name}: wants something right after it. {hint}")
            return None
        self._next()
        if name in TEXT_FIELDS:
            return self._one(value, name)
        if value.kind not in ("word", "phrase", "not"):
            self._miss(value, f"{name}: wants one word after it. {_example(name)}")
            return None
        if value.kind == "not":
            rest = self._next() if self._peek() is not None else value
            value = _Token("word", "-" + rest.text, value.start, rest.end)
        return self._value(name, self._whole_day(value) if name in DAY_FIELDS else value)

    def _whole_day(self, value: _Token) -> _Token:
        """Return `value` with the words after it that belong to the same day."""
        following: list[_Token] = []
        for token in self._tokens[self._place :][: WORDS_OF_A_DAY - 1]:
            if value.kind != "word" or token.kind != "word":
                break
            following.append(token)
        for count in range(len(following), 0, -1):
            words = " ".join(token.text for token in (value, *following[:count]))
            if parse_days(sanitise_line(words), self._today) is not None:
                self._place += count
                return _Token("word", words, value.start, following[count - 1].end)
        return value

    def _value(self, name: str, value: _Token) -> Node | None:
        readers: dict[str, Callable[[str], Node | None]] = {
            "lang": self._language,
            "after": lambda words: self._days("after", words),
            "before": lambda words: self._days("before", words),
            "on": lambda words: self._days("on", words),
            "is": _state,
            "tag": lambda words: Tag(words) if words else None,
            "words": _length,
            "sort": self._sorted,
        }
        words = sanitise_line(value.text)
        node = readers[name](words)
        if node is None and not (name == "sort" and words.lower().removeprefix("-") in SORTS):
            near = value_meant(name, words)
            hint = f"Did you mean {name}:{near}?" if near else _example(name)
            is_none = name in DAY_FIELDS and is_written_as_a_day(words)
            wrong = f"No calendar has {words}." if is_none else f"{name}: does not know {words or 'nothing'}."
            self._miss(value, f"{wrong} {hint}")
        return node

    @staticmethod
    def _language(words: str) -> Node | None:
        code = language_code(words)
        return Language(code) if code else None

    def _days(self, name: str, words: str) -> Node | None:
        found = parse_days(words, self._today)
        if found is None:
            return None
        first, last = found
        if name == "after":
            return Days(first, None)
        if name == "before":
            return Days(None, first - timedelta(days=1)) if first > date.min else None
        return Days(first, last)

    def _sorted(self, words: str) -> Node | None:
        name = words.lower().removeprefix("-")
        if name in SORTS:
            self._sort, self._is_reversed = name, words.startswith("-")
        return None


def _nothing_in(token: _Token, words: str) -> str:
    """Return what is told of `token`, in whose `words` there is nothing to look for."""
    if token.kind == "word" and words == "-":
        return "A - stands right before what is not wanted: -river."
    if words:
        return f"There is no letter or digit in {words} to look for."
    return _STAR_IS_LAST if token.kind == "word" else "There is nothing between these quotation marks."


def _state(words: str) -> Node | None:
    names = words.lower().split(",")
    if not all(name in STATES for name in names):
        return None
    return Or(tuple(map(State, names))) if len(names) > 1 else State(names[0])


def _length(words: str) -> Node | None:
    match = _LENGTH.match(_THOUSANDS.sub(lambda found: "" if found[0] in ",'" else "000", words))
    if match is None:
        return None
    if match["number"] is None:
        least, most = (int(match[name]) if match[name] else None for name in ("least", "most"))
        is_open = least is None and most is None
        return (
            Length(least, most)
            if not is_open and (least or 0) <= (most if most is not None else LONGEST_TEXT)
            else None
        )
    number, sign = int(match["number"]), ">=" if match["more"] else match["sign"] or "="
    if sign == "=":
        return Length(number, number)
    if sign.startswith(">"):
        return Length(number + (sign == ">"), None)
    return Length(None, number - (sign == "<"))


def _all(parts: list[Node]) -> Node | None:
    return And(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None


def _example(name: str) -> str:
    """Return what is written after `name`: an example tells most of them best, the others all that they know."""
    told, _, examples = FIELDS[name].partition(": ")
    return f"It knows {told}." if name in ("is", "sort") else f"Write {examples.replace(', ', ' or ')}."
