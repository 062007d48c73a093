"""A block of an article, and the stretches inside it that are set in their own way."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

UNALIGNED = "-"
"""Stands in a table's `target` for a column of which no alignment is stated."""


class BlockKind(StrEnum):
    """What a block is; its text is always plain text without markers."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    CODE = "code"
    TABLE = "table"
    FIGURE = "figure"
    CAPTION = "caption"
    ATTRIBUTION = "attribution"
    VERSE = "verse"
    NOTE = "note"
    RULE = "rule"


class InlineKind(StrEnum):
    """How a stretch of words inside a block is set."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    LINK = "link"
    QUOTED = "quoted"
    STRUCK = "struck"
    NOTE_REFERENCE = "note_reference"


class Inline(NamedTuple):
    """A stretch from `start` to `end` (offsets into `Article.text`); `target` is a link's URL or a note's label."""

    kind: InlineKind
    start: int
    end: int
    target: str = ""


class Block(NamedTuple):
    """One block, from `start` to `end` in `Article.text`.

    `level` is a heading's rank (1 to 6) or a list item's nesting (1 is outermost); `marker` a list item's sign
    ("•", "3."), a note's label or what a figure shows; `quoted` how many block quotes stand around it; `target` a
    figure's image URL, a code block's language or a table's columns, a letter each: l(eft), c(entre), r(ight) or
    `UNALIGNED`. A table's text is its rows joined by line breaks, its cells by tabs, `level` the number of head rows. Code, tables and verse keep their line breaks; a rule's text is "* * *", and an
    attribution's begins with a dash.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    marker: str = ""
    quoted: int = 0
    target: str = ""
    inlines: tuple[Inline, ...] = ()
