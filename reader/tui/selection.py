"""A selection in the text and how it grows: by words, sentences, paragraphs, quotations. Pure; offsets all along."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from reader.text.unspaced import IDEOGRAPHS, KANA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.document import Article, Block

# Both are compiled when they are first wanted: that takes 3 ms, and no start needs them.
_WORD = rf"[{IDEOGRAPHS}]|[{KANA}]+|[^\s{IDEOGRAPHS}{KANA}]+"
"""A word; where words are not parted, a character, or a run of a syllabary."""
_SENTENCE_END = r"[.!?…。！？][\"'”’»)\]」』]*(?=\s|$)|[。！？][」』]*"


class Selection(NamedTuple):
    """What is selected: from `anchor`, which stays, to `head`, which moves; either may come first."""

    anchor: int
    head: int

    @property
    def span(self) -> tuple[int, int]:
        """The start and end of the selected words."""
        return min(self.anchor, self.head), max(self.anchor, self.head)

    def turned(self) -> Selection:
        """Return the same words with the other end moving."""
        return Selection(self.head, self.anchor)

    def to(self, head: int) -> Selection:
        """Return the selection with its moving end at `head`."""
        return self._replace(head=head)


def word_at(text: str, offset: int) -> Selection:
    """Return the word at `offset`, or the next one."""
    matches = re.compile(_WORD).finditer(text, _beginning_of_run(text, offset))
    match = next((match for match in matches if match.end() > offset), None)
    return Selection(*match.span()) if match is not None else Selection(offset, offset)


def bare_word_at(text: str, offset: int) -> Selection:
    """Return the word at `offset` without the marks before and behind it, unless it is nothing else."""
    start, end = word_at(text, offset).span
    first, last = start, end
    while first < end and not text[first].isalnum():
        first += 1
    while last > first and not text[last - 1].isalnum():
        last -= 1
    return Selection(first, last) if first < last else Selection(start, end)


def word_on(text: str, offset: int) -> int:
    """Return the end of the word behind `offset`."""
    match = re.compile(_WORD).search(text, offset)
    return match.end() if match else len(text)


def word_back(text: str, offset: int) -> int:
    """Return the end of the word before the one that ends at `offset`, or the start of the text."""
    place = _beginning_of_run(text, offset)
    ends = [match.end() for match in re.compile(_WORD).finditer(text, place, offset)]
    if len(ends) > 1:
        return ends[-2]
    while place > 0 and text[place - 1].isspace():
        place -= 1
    return place


def _beginning_of_run(text: str, offset: int) -> int:
    """Return where the letters without a blank begin that end at `offset`."""
    while offset > 0 and not text[offset - 1].isspace():
        offset -= 1
    return offset


def block_at(article: Article, offset: int) -> Block | None:
    """Return the block that holds `offset`, or the one before it."""
    blocks = article.blocks
    place = bisect_right(blocks.starts, offset) - 1
    return blocks[place] if place >= 0 else blocks[0] if blocks else None


def sentence_on(article: Article, offset: int) -> int:
    """Return the end of the sentence that goes on behind `offset`; a paragraph's end is one as well."""
    start = _past_blanks(article.text, offset)
    block = block_at(article, start)
    end = block.end if block else len(article.text)
    match = re.compile(_SENTENCE_END).search(article.text, start, end)
    return match.end() if match else end


def sentence_back(article: Article, offset: int) -> int:
    """Return the start of the sentence before `offset`."""
    place = offset - 1
    while place > 0 and article.text[place - 1].isspace():
        place -= 1
    block = block_at(article, place)
    start = block.start if block else 0
    ends = [match.end() for match in re.compile(_SENTENCE_END).finditer(article.text, start, max(start, place - 1))]
    return _past_blanks(article.text, ends[-1]) if ends else start


def paragraph_on(article: Article, offset: int) -> int:
    """Return the end of the paragraph that goes on behind `offset`."""
    block = block_at(article, _past_blanks(article.text, offset))
    return block.end if block else len(article.text)


def paragraph_back(article: Article, offset: int) -> int:
    """Return the start of the paragraph before `offset`."""
    block = block_at(article, max(0, offset - 1))
    return block.start if block else 0


def innermost(spans: Sequence[tuple[int, int]], offset: int) -> tuple[int, int] | None:
    """Return the shortest of `spans` that holds `offset`, else the first behind it."""
    around = [span for span in spans if span[0] <= offset < span[1]]
    if around:
        return min(around, key=lambda span: span[1] - span[0])
    return next((span for span in spans if span[0] >= offset), None)


def _past_blanks(text: str, offset: int) -> int:
    while offset < len(text) and text[offset].isspace():
        offset += 1
    return offset
