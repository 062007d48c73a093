"""Anchors hold on to words; marks are what a person attached to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in an article, by its words first and its offset last.

    `exact` are the marked words, `prefix` and `suffix` up to 48 characters around them, `block` the index of the
    block and `start` the offset into `Article.text` at the time of marking.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    block: int = 0
    start: int = 0


@dataclass(frozen=True, slots=True)
class ArticleReference:
    """Which article is meant, in the order of trust: canonical URL, content fingerprint, path, title."""

    url: str = ""
    fingerprint: str = ""
    path: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A bookmark, highlight, note or speaker correction.

    `kind` is "bookmark", "highlight", "note" or "speaker"; `letter` the letter of a named bookmark; `created` is
    aware UTC; `state` is "exact", "certain", "uncertain" or "lost", as the anchor was last resolved.
    """

    id: str
    kind: str
    article: ArticleReference
    anchor: Anchor
    created: datetime
    letter: str = ""
    note: str = ""
    colour: str = ""
    tags: tuple[str, ...] = field(default=())
    state: str = "exact"
    device: str = ""
