"""Anchors hold on to words; marks are what a person attached to them."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple


class Anchor(NamedTuple):
    """A place in an article, by its words first and its offset last.

    `exact` are the marked words, `prefix` and `suffix` up to 48 characters around them, `block` the index of the
    block and `start` the offset into `Article.text` at the time of marking. Short words are held by more:
    `paragraph` are the words of the block around them, `above` and `below` what stood next to it. `twins` tells how
    often the same words stood elsewhere (-1: not known), `rival` how many letters in a row, the words and what is
    next to them, the most alike of those places shared.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    block: int = 0
    start: int = 0
    paragraph: str = ""
    above: str = ""
    below: str = ""
    twins: int = -1
    rival: int = 0


class ArticleReference(NamedTuple):
    """Which article is meant, in the order of trust: canonical URL, content fingerprint, path, title.

    `sketch` is a sample of the article's word groups (see `identity.sketch`), by which the same article is known
    again after an edit, and another one that took its file or its title is not.
    """

    url: str = ""
    fingerprint: str = ""
    path: str = ""
    title: str = ""
    sketch: str = ""


class Mark(NamedTuple):
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
    tags: tuple[str, ...] = ()
    state: str = "exact"
    device: str = ""
