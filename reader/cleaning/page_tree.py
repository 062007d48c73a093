"""What the elements of a page say of the blocks in them: their tags, the words in their classes, their nesting."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

TAGS_AROUND = (
    "article",
    "main",
    "aside",
    "nav",
    "header",
    "footer",
    "form",
    "figure",
    "li",
    "blockquote",
    "table",
    "a",
)
"""Tags whose elements are told from others when a block stands in them."""
LONGEST_NAMES = 400
"""Characters of an element's classes and ids that are looked at; a page once had 10 MB of them."""
_NAMING = ("class", "id", "itemprop", "role", "data-testid", "data-component")
_PIECE = re.compile(r"[a-z]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_DIGITS = re.compile(r"\d+")
_NOTHING: frozenset[str] = frozenset()


@cache
def _class_words() -> tuple[tuple[str, ...], dict[str, tuple[str, ...]], tuple[tuple[str, str], ...]]:
    """Return the kinds in order, the whole words with their kinds, and the beginnings with theirs."""
    path = Path(__file__).with_name("data") / "class_words.txt"
    kinds: list[str] = []
    whole: dict[str, list[str]] = {}
    begun: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        kind, words = line.split("\t", 1)
        kinds.append(kind)
        for word in words.split():
            if word.endswith("*"):
                begun.append((word[:-1], kind))
            else:
                whole.setdefault(word, []).append(kind)
    return tuple(kinds), {word: tuple(found) for word, found in whole.items()}, tuple(begun)


def class_kinds() -> tuple[str, ...]:
    """Return the kinds of words that classes can hold, in the order of the data file."""
    return _class_words()[0]


@lru_cache(maxsize=4096)
def _kinds_of_piece(piece: str) -> tuple[str, ...]:
    _, whole, begun = _class_words()
    return (*whole.get(piece, ()), *(kind for beginning, kind in begun if piece.startswith(beginning)))


@lru_cache(maxsize=4096)
def kinds_of(names: str) -> frozenset[str]:
    """Return the kinds of words that stand in `names`, an element's classes and ids."""
    if not names:
        return _NOTHING
    pieces = _PIECE.findall(_CAMEL.sub(" ", names).lower())
    return frozenset(kind for piece in pieces for kind in _kinds_of_piece(piece))


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """An element with what is known of it and of those it stands in.

    `within` maps tags of `TAGS_AROUND` to the depth of the innermost such element, itself counted; `own` and `up`
    are the kinds of words in its own names and in those above it; `sign` is its tag and class, its parent's too.
    """

    parent: Place | None
    tag: str
    name: str
    depth: int
    within: dict[str, int]
    own: frozenset[str]
    up: frozenset[str]
    is_marked: bool
    is_unseen: bool

    @property
    def sign(self) -> tuple[str, str, str, str]:
        """The tag and class of the element and of its parent: blocks of one make have the same."""
        if self.parent is None:
            return self.tag, self.name, "", ""
        return self.tag, self.name, self.parent.tag, self.parent.name


@dataclass(slots=True)
class PageTree:
    """The elements of a page that hold its blocks, each looked at once."""

    _known: dict[Any, Place] = field(default_factory=dict)

    def place(self, node: Any) -> Place:
        """Return what is known of `node`, an lxml element."""
        if (found := self._known.get(node)) is not None:
            return found
        path = []
        while node is not None and node not in self._known:
            path.append(node)
            node = node.getparent()
        place = self._known[node] if node is not None else None
        for element in reversed(path):
            place = self._known[element] = _look(element, place)
        assert place is not None
        return place


def _look(node: Any, parent: Place | None) -> Place:
    tag = node.tag if isinstance(node.tag, str) else ""
    given = node.attrib
    names = " ".join([given[key][:LONGEST_NAMES] for key in _NAMING if key in given]) if given else ""
    name = _DIGITS.sub("", given["class"][:200]) if "class" in given else ""
    if parent is None:
        return Place(None, tag, name, 0, {}, _NOTHING, _NOTHING, False, False)
    depth = parent.depth + 1
    within = {**parent.within, tag: depth} if tag in TAGS_AROUND else parent.within
    own = kinds_of(names) if tag != "body" else _NOTHING
    up = parent.up | parent.own
    is_marked = parent.is_marked or "articlebody" in names.lower()
    return Place(parent, tag, name, depth, within, own, up, is_marked, parent.is_unseen or _is_unseen(given))


def _is_unseen(given: Any) -> bool:
    if "hidden" in given or given.get("aria-hidden") == "true":
        return True
    return "style" in given and "display:none" in given["style"][:LONGEST_NAMES].replace(" ", "").lower()
