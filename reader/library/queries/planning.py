"""From a tree to SQL: one expression for the full-text index wherever it can say it, conditions on columns for the rest.

Every word is quoted and its quotation marks doubled, so that nothing typed is ever read as the index's own language.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from reader.library.articles.index_words import BEGINNING, has_words, sign, spaced
from reader.library.queries.tree import And, ByVoices, Days, Language, Length, Node, Not, Or, State, Tag, Words

_COLUMNS = {
    "title": "title",
    "author": "authors",
    "speaker": "speakers",
    "by": "speakers",
    "said": "said",
    "site": "site",
}
_SIGNS = {"": "tas", "title": "t", "author": "a", "speaker": "s", "by": "s", "site": "w"}
"""Which beginnings of words are kept ready for a field."""
MATCHES = "pages MATCH ?"
"""How conditions ask the index; who looks through a part of it only says so in its place."""
EXCLUDES = f"a.id NOT IN (SELECT rowid FROM pages WHERE {MATCHES})"
_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Plan:
    """How articles are found: by `match`, an expression for the index ("" for none), and by `conditions` on columns.

    `conditions` speak of a row `a` of articles and have their `values` in order. Where `by` and `said` are both there,
    an article must also have one quotation of whoever `by` names with all words of `said` in it. `wanted` and
    `unwanted` are `match` in two parts: what is wanted of the index, and what it must not be.
    """

    match: str = ""
    conditions: tuple[str, ...] = ()
    values: tuple[object, ...] = ()
    by: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    wanted: str = ""
    unwanted: str = ""

    @property
    def may_find_few(self) -> bool:
        """Whether many hits may have to be looked at for one that is wanted."""
        return bool(self.conditions) or self.wants_saying or not self.match or bool(self.unwanted)

    @property
    def wants_saying(self) -> bool:
        """Whether the quotations themselves must be looked at."""
        return bool(self.by and self.said)


Meant = Callable[[Words], tuple[int, ...]]
"""Tells which voices a name means that articles have under other names, too."""


Begun = Callable[[str], tuple[str, ...]]
"""Tells which words of the index have a beginning; none where it is better asked for the beginning."""


def plan(node: Node | None, meant: Meant = lambda words: (), begun: Begun = lambda beginning: ()) -> Plan:
    """Return how to find what `node` describes; of speakers also what `meant` tells that the index does not know.

    A word that is the beginning of others is looked for as those that `begun` tells.
    """
    if node is None:
        return Plan()
    asked = node.parts if isinstance(node, And) else (node,)
    parts = tuple(_with_endings(_with_voices(part, meant), begun) for part in asked)
    matches, hindrances = [], []
    draft = _Draft()
    for part in parts:
        hindrance = _match(part.part) if isinstance(part, Not) else ""
        if hindrance:
            hindrances.append(hindrance)
            continue
        match = _match(part)
        if match:
            matches.append(match)
        else:
            draft.add(part)
    match = wanted = " AND ".join(matches)
    unwanted = " OR ".join(hindrances) if matches else ""
    if unwanted:
        match = f"({wanted}) NOT ({unwanted})"
    elif not matches:
        for hindrance in hindrances:
            draft.exclude(hindrance)
    by = tuple(part.text for part in asked if isinstance(part, Words) and part.field == "by")
    said = tuple(part.text for part in asked if isinstance(part, Words) and part.field == "said")
    return Plan(match, tuple(draft.conditions), tuple(draft.values), by, said, wanted, unwanted)


def _with_voices(node: Node, meant: Meant) -> Node:
    if isinstance(node, Not):
        return Not(_with_voices(node.part, meant))
    if isinstance(node, And | Or):
        return type(node)(tuple(_with_voices(part, meant) for part in node.parts))
    if isinstance(node, Words) and _COLUMNS.get(node.field) == "speakers":
        voices = meant(node)
        return Or((node, ByVoices(voices))) if voices else node
    return node


def _with_endings(node: Node, begun: Begun) -> Node:
    if isinstance(node, Not):
        return Not(_with_endings(node.part, begun))
    if isinstance(node, And | Or):
        return type(node)(tuple(_with_endings(part, begun) for part in node.parts))
    if isinstance(node, Words) and node.is_prefix:
        tokens = _TOKEN.findall(spaced(node.text))
        if len(tokens) == 1 and len(tokens[0]) > BEGINNING:
            found = tuple(Words(word, node.field) for word in begun(tokens[0]))
            return Or(found) if len(found) > 1 else found[0] if found else node
    return node


@dataclass(slots=True)
class _Draft:
    """Conditions that are being gathered, with their values."""

    conditions: list[str] = field(default_factory=list)
    values: list[object] = field(default_factory=list)

    def add(self, node: Node) -> None:
        self.conditions.append(self._condition(node))

    def exclude(self, match: str) -> None:
        self.conditions.append(EXCLUDES)
        self.values.append(match)

    def _condition(self, node: Node) -> str:
        match = _match(node)
        if match:
            self.values.append(match)
            return f"a.id IN (SELECT rowid FROM pages WHERE {MATCHES})"
        if isinstance(node, Not):
            return f"NOT ({self._condition(node.part)})"
        if isinstance(node, And | Or):
            joint = " AND " if isinstance(node, And) else " OR "
            return "(" + joint.join(self._condition(part) for part in node.parts) + ")"
        return self._column(node)

    def _column(self, node: Node) -> str:
        if isinstance(node, Days):
            first = node.first.isoformat() if node.first else "0001-01-01"
            last = node.last.isoformat() if node.last else "9999-12-31"
            self.values += [first, last]
            return "coalesce(a.published, '') BETWEEN ? AND ?"
        if isinstance(node, Length):
            self.values += [node.least or 0, 1 << 60 if node.most is None else node.most]
            return "a.words BETWEEN ? AND ?"
        if isinstance(node, ByVoices):
            numbers = ",".join(str(number) for number in node.numbers)
            return f"a.id IN (SELECT article FROM quotations WHERE voice IN ({numbers}))"
        if isinstance(node, Tag):
            self.values.append(node.name)
            return "a.id IN (SELECT article FROM standing_tags WHERE tag=? COLLATE NOCASE)"
        if isinstance(node, State):
            if node.name == "marked":
                return "a.id IN (SELECT article FROM standing WHERE marks > 0 AND state <> 'removed')"
            if node.name == "unread":
                return "a.id NOT IN (SELECT article FROM standing WHERE state <> 'unread')"
            self.values.append(node.name)
            return "a.id IN (SELECT article FROM standing WHERE state = ?)"
        return "0"


def _match(node: Node) -> str:
    """Return `node` as an expression for the index, "" where the index cannot say it."""
    if isinstance(node, Words):
        return _words(node)
    if isinstance(node, Language):
        return f'signs : "{sign("l", node.code)}"'
    if isinstance(node, Or):
        parts = [_match(part) for part in node.parts]
        return f"({' OR '.join(parts)})" if all(parts) else ""
    if isinstance(node, And):
        wanted = [_match(part) for part in node.parts if not isinstance(part, Not)]
        unwanted = [_match(part.part) for part in node.parts if isinstance(part, Not)]
        if not wanted or not all(wanted) or not all(unwanted):
            return ""
        match = f"({' AND '.join(wanted)})"
        return f"({match} NOT ({' OR '.join(unwanted)}))" if unwanted else match
    return ""


def _words(words: Words) -> str:
    text = spaced(words.text)
    tokens = _TOKEN.findall(text)
    column = f"{_COLUMNS[words.field]} : " if words.field else ""
    if words.field == "site" and "." in words.text and not words.is_prefix:
        parts = " AND ".join(f'"{sign("h", token)}"' for token in tokens)
        return f"(signs : ({parts}) OR site : {_quoted(text)})"
    if not words.is_prefix or not tokens:
        return column + _quoted(text)
    last = tokens[-1]
    if len(last) > BEGINNING:
        return f"{column}{_quoted(text)} *"
    if len(tokens) > 1:
        # The few letters of a word that is still being typed: what stands before them is looked for until there are more.
        before = text[: text.rindex(last)]
        return column + (_quoted(before) if has_words(before) else _quoted(text))
    exact = column + _quoted(text)
    if len(last) == 1 or words.field not in _SIGNS:
        return exact
    more = "" if len(last) == BEGINNING else " *"
    signs = " OR ".join(f'"{sign(kind, last)}"{more}' for kind in _SIGNS[words.field])
    return f"({exact} OR signs : ({signs}))"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""').replace("\x00", "") + '"'
