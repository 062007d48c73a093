"""An article as blocks over one text: the single coordinate system of the program.

`Article.text` is the body alone (title, byline and date are fields), blocks joined by a blank line. Every offset
anywhere (quotations, marks, find hits, positions) counts code points into it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from reader.document.block import Block, BlockKind
from reader.document.columns import Blocks
from reader.text.unspaced import count_words

WORDS_PER_MINUTE = 230
"""Silent reading of English prose: 238 words a minute over 190 studies (Brysbaert 2019), rounded down for notes."""


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned article.

    `text` and `blocks` (any other sequence of them is put into columns) are its body, `language` a two-letter code or "". What is not
    known is None or empty, never a placeholder.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    published: date | None = None
    modified: date | None = None
    site: str = ""
    url: str = ""
    language: str = ""
    lead_image: str = ""
    blocks: Blocks = field(default_factory=Blocks)
    text: str = ""
    _words: int = field(default=-1, init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "blocks", Blocks.of(self.blocks))

    def counted(self, words: int) -> Article:
        """Return this article, with the number of its `words` known from when it was stored."""
        object.__setattr__(self, "_words", words)
        return self

    @property
    def words(self) -> int:
        """The number of words in the body, as `count_words` has it; counted once."""
        if self._words < 0:
            object.__setattr__(self, "_words", count_words(self.text))
        return self._words

    @property
    def minutes(self) -> int:
        """How many minutes the body takes to read, at least one."""
        return max(1, round(self.words / WORDS_PER_MINUTE))

    def text_of(self, block: Block) -> str:
        """Return the words of `block`."""
        return self.text[block.start : block.end]


def assemble(parts: Iterable[tuple[Block, str]]) -> tuple[Blocks, str]:
    """Join block texts by blank lines and shift each block to its place in the joined text.

    `parts` are blocks whose inlines are relative to their own text (their `start` and `end` are ignored) with that
    text; parts whose text is blank are left out. A figure has no text: it stands, without length, where the next block
    begins.
    """
    blocks: list[Block] = []
    texts: list[str] = []
    start = 0
    for block, text in parts:
        if block.kind is BlockKind.FIGURE:
            blocks.append(block._replace(start=start, end=start))
            continue
        if not text.strip():
            continue
        inlines = tuple(
            inline._replace(start=inline.start + start, end=inline.end + start) for inline in block.inlines
        )
        blocks.append(block._replace(start=start, end=start + len(text), inlines=inlines))
        texts.append(text)
        start += len(text) + 2
    joined = "\n\n".join(texts)
    end = len(joined)
    fitting = (block if block.end <= end else block._replace(start=end, end=end) for block in blocks)
    return Blocks.of(tuple(fitting)), joined
