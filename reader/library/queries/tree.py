"""A search as a tree of values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

FIELDS: dict[str, str] = {
    "title": "words of the title: title:river",
    "author": "who wrote it: author:halloran",
    "site": "where it appeared: site:gazette",
    "speaker": "who is quoted in it: speaker:quill",
    "by": "who said what is looked for with said: by:quill said:lamp",
    "said": 'words inside quotations: said:"not tonight"',
    "lang": "its language: lang:de, lang:german",
    "after": "published on a day or later: after:2023-03, after:3 weeks ago",
    "before": "published before a day: before:2024",
    "on": "published on a day, in a month, in years: on:yesterday, on:2021..2023",
    "is": "unread, reading, read, marked or removed: is:unread",
    "tag": "with a tag of yours: tag:rivers",
    "words": "how long it is: words:>2000, words:500..1000",
    "sort": "added, published, title, site, words, quotes or relevance; - turns it round: sort:-title",
}
"""What can stand before a colon, with what it means and an example."""
STATES = ("unread", "reading", "read", "marked", "removed")
SORTS = ("added", "published", "title", "site", "words", "quotes", "relevance")


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something that could not be understood, from `start` to `end` of what was typed, and what to write instead."""

    start: int
    end: int
    message: str


@dataclass(frozen=True, slots=True)
class Words:
    """A word or a phrase; `field` is "" for anywhere; with `is_prefix` its last word may go on."""

    text: str
    field: str = ""
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Language:
    """Articles in a language."""

    code: str


@dataclass(frozen=True, slots=True)
class Days:
    """Articles published from `first` to `last`, both included; None is no bound."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class State:
    """Articles that are unread, being read, read, or marked."""

    name: str


@dataclass(frozen=True, slots=True)
class Tag:
    """Articles that the person gave a tag."""

    name: str


@dataclass(frozen=True, slots=True)
class Length:
    """Articles with `least` to `most` words; None is no bound."""

    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class Not:
    """What `part` does not find."""

    part: Node


@dataclass(frozen=True, slots=True)
class And:
    """What all `parts` find."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """What any of `parts` finds."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class ByVoices:
    """Articles in which one of the voices with these `numbers` speaks, under whatever name."""

    numbers: tuple[int, ...]


Node = Words | ByVoices | Language | Days | State | Tag | Length | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed: its tree (None finds everything), how it wants to be sorted ("" as the list is), its mistakes."""

    node: Node | None = None
    sort: str = ""
    is_reversed: bool = False
    mistakes: tuple[Mistake, ...] = ()

    @property
    def wanted(self) -> tuple[Words, ...]:
        """The words that a found article holds: what to show of it, and to mark in it."""
        return tuple(_wanted(self.node)) if self.node is not None else ()

    @property
    def is_of_removed(self) -> bool:
        """Whether it is for articles that were removed; no other search finds them."""
        return self.node is not None and _is_of_removed(self.node)


def _is_of_removed(node: Node) -> bool:
    if isinstance(node, And | Or):
        return any(map(_is_of_removed, node.parts))
    return node == State("removed")


def _wanted(node: Node) -> list[Words]:
    if isinstance(node, Words):
        return [node]
    if isinstance(node, And | Or):
        return [words for part in node.parts for words in _wanted(part)]
    return []
