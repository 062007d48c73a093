"""An article as blocks over one text: the single coordinate system of the program.

`Article.text` is the body alone (title, byline and date are fields), blocks joined by a blank line. Every offset
anywhere (quotations, marks, find hits, positions) counts code points into it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

WORDS_PER_MINUTE = 230
"""Silent reading of English prose: 238 words a minute over 190 studies (Brysbaert 2019), rounded down for notes."""


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


@dataclass(frozen=True, slots=True)
class Inline:
    """A stretch from `start` to `end` (offsets into `Article.text`); `target` is a link's URL or a note's label."""

    kind: InlineKind
    start: int
    end: int
    target: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One block, from `start` to `end` in `Article.text`.

    `level` is a heading's rank (1 to 6) or a list item's nesting (1 is outermost); `marker` a list item's sign
    ("•", "3.") or a note's label; `quoted` how many block quotes stand around it; `target` a figure's image URL or
    a code block's language. A table's text is its rows joined by line breaks, its cells by tabs, `level` the number
    of head rows. Code, tables and verse keep their line breaks; a rule's text is "* * *".
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    marker: str = ""
    quoted: int = 0
    target: str = ""
    inlines: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned article.

    `text` and `blocks` are its body,
    `language` a two-letter code or "". What is not known is None or empty, never a placeholder.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    published: date | None = None
    modified: date | None = None
    site: str = ""
    url: str = ""
    language: str = ""
    lead_image: str = ""
    blocks: tuple[Block, ...] = ()
    text: str = ""
    _words: int = field(default=-1, init=False, compare=False, repr=False)

    def counted(self, words: int) -> Article:
        """Return this article, with the number of its `words` known from when it was stored."""
        object.__setattr__(self, "_words", words)
        return self

    @property
    def words(self) -> int:
        """The number of words in the body, as they are separated by blanks; counted once."""
        if self._words < 0:
            object.__setattr__(self, "_words", len(self.text.split()))
        return self._words

    @property
    def minutes(self) -> int:
        """How many minutes the body takes to read, at least one."""
        return max(1, round(self.words / WORDS_PER_MINUTE))

    def text_of(self, block: Block) -> str:
        """Return the words of `block`."""
        return self.text[block.start : block.end]


def assemble(parts: Iterable[tuple[Block, str]]) -> tuple[tuple[Block, ...], str]:
    """Join block texts by blank lines and shift each block to its place in the joined text.

    `parts` are blocks whose inlines are relative to their own text (their `start` and `end` are ignored) with that
    text; parts whose text is blank are left out.
    """
    blocks: list[Block] = []
    texts: list[str] = []
    start = 0
    for block, text in parts:
        if not text.strip():
            continue
        inlines = tuple(
            replace(inline, start=inline.start + start, end=inline.end + start) for inline in block.inlines
        )
        blocks.append(replace(block, start=start, end=start + len(text), inlines=inlines))
        texts.append(text)
        start += len(text) + 2
    return tuple(blocks), "\n\n".join(texts)
