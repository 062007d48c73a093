"""Tables of pages: their rows as words, how many of them are heads, and how each column is aligned.

What a page states of a column counts where most of its cells state it: a style, an attribute, or the classes that
publishing systems have for it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reader.document import Inline
from reader.document.block import UNALIGNED
from reader.text import sanitise

_BLANKS = re.compile(r"\s+")
_STYLE = re.compile(r"text-align\s*:\s*(left|right|center|centre|start|end)\b", re.IGNORECASE)
_CLASS = re.compile(r"(?:^|\s)(?:has-)?(?:text-)?(?:align-?)?(left|right|center|centre|end)(?=\s|$)", re.IGNORECASE)
MOST_CELL_WORDS = 40
"""Words in a cell on average up to which a table with paragraphs in it is one of data and no page in columns."""
_LETTERS = {"left": "l", "start": "l", "right": "r", "end": "r", "center": "c", "centre": "c"}


Cell = tuple[str, Sequence[Inline]]
"""The words of a cell, and its inlines by offsets into them."""


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table: `rows` of cells' words, the first `heads` of them its head.

    `alignment` has a letter for each column, as `Block.target` has; "" if nothing is stated of any. `inlines` are by
    offsets into the text of all rows, with a tab between cells and a line break between rows.
    """

    rows: tuple[tuple[str, ...], ...]
    heads: int
    alignment: str
    inlines: tuple[Inline, ...] = ()

    @property
    def text(self) -> str:
        """The words of all cells."""
        return "\n".join("\t".join(row) for row in self.rows)


def is_data(node: Any) -> bool:
    """Tell whether the table `node` holds data and is no layout: cells of words alone, or columns that are named."""
    rows = list(node.iter("tr"))
    if len(rows) < 2 or any(inner is not node for inner in node.iter("table")):
        return False
    if next(node.iter("p", "div"), None) is None:
        return True
    named = len(list(rows[0].iter("th")))
    if (
        named < 2
        or named < len(list(rows[0].iter("td")))
        or next(node.iter("h1", "h2", "h3", "form", "nav"), None) is not None
    ):
        return False
    cells = sum(1 for _ in node.iter("td", "th"))
    return sum(len(words.split()) for words in node.itertext()) <= MOST_CELL_WORDS * cells


def _words_in(cell: Any) -> str:
    """Return the words of `cell`; those of paragraphs, lines and items in it are apart, and what is not shown is none."""
    if next(cell.iter("style", "script"), None) is not None:
        return " ".join(cell.xpath(".//text()[not(ancestor::style or ancestor::script)]"))
    apart = " " if next(cell.iter("p", "div", "br", "li"), None) is not None else ""
    return apart.join(cell.itertext())


def read_table(node: Any, look_into: Callable[[Any, str], Cell] = lambda _, words: (words, ())) -> PageTable:
    """Return what the element `node`, a table without tables in it, shows; rows without words are left out.

    `look_into` returns the words and inlines of a cell, which is given with the words that it has without tags.
    """
    inlines: list[Inline] = []
    length = 0
    rows: list[tuple[str, ...]] = []
    stated: list[list[str]] = []
    heads = 0
    for row in node.iter("tr"):
        elements = list(row.iter("td", "th"))
        plain = [_BLANKS.sub(" ", sanitise(_words_in(cell))).strip() for cell in elements]
        if any(plain):
            cells = [look_into(cell, words) for cell, words in zip(elements, plain, strict=True)]
            heads += not rows and next(iter(row.iter("td")), None) is None
            rows.append(tuple(words for words, _ in cells))
            for words, found in cells:
                inlines += [one._replace(start=length + one.start, end=length + one.end) for one in found]
                length += len(words) + 1
            stated.append([_alignment_of(cell) or _alignment_of(row) for cell in elements])
    columns = "".join(_agreed(column) for column in _columns(stated[heads:] or stated))
    return PageTable(tuple(rows), heads, columns if columns.strip(UNALIGNED) else "", tuple(inlines))


def _alignment_of(element: Any) -> str:
    """Return the letter of the alignment that an element states, "" if it states none."""
    style = _STYLE.search(element.get("style") or "")
    name = style.group(1) if style else element.get("align") or element.get("data-align") or ""
    if not name:
        named = _CLASS.search(element.get("class") or "")
        name = named.group(1) if named else ""
    return _LETTERS.get(name.strip().lower(), "")


def _columns(rows: list[list[str]]) -> Iterator[list[str]]:
    for number in range(max((len(row) for row in rows), default=0)):
        yield [row[number] for row in rows if number < len(row)]


def _agreed(column: list[str]) -> str:
    """Return what more than half of the cells of a column state, or that nothing is stated."""
    letter, count = Counter(column).most_common(1)[0]
    return letter if letter and 2 * count > len(column) else UNALIGNED
