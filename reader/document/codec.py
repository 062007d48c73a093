"""The stored form of articles and quotations: a line of compact JSON, then columns of numbers as they are in memory.

Blocks and quotations are columns of numbers, with the words among them kept once, as `document.columns` has them. Numbers
in bytes are read in a tenth of the time that it takes to read them as JSON, as which they were stored before.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from reader.document.article import Article
from reader.document.block import Block, BlockKind, Inline, InlineKind
from reader.document.columns import QUOTATION_COLUMNS, Blocks, Quotations
from reader.document.quotation import Mention, Quotation, QuotationKind, Span

_KINDS = {kind.value: kind for kind in BlockKind}
_INLINE_KINDS = {kind.value: kind for kind in InlineKind}
_QUOTATION_KINDS = {kind.value: kind for kind in QuotationKind}
VERSION = 3
"""Raised when the form changes; what an older program wrote is still read."""
_WRONG = (KeyError, TypeError, IndexError, ValueError, OverflowError)
"""What columns that do not belong together, or are none, raise when they are read."""
_BLOCK_COLUMNS, _INLINE_COLUMNS = "BIII", "BII"
"""How the numbers of blocks (kind, start, end, inlines) and of inlines (kind, start, end) are kept, as arrays name it."""


def _joined(value: dict[str, Any], columns: Iterable[array[Any]]) -> bytes:
    """Return `value` as a line of JSON, with `columns` behind it, the lowest byte of each number first."""
    line = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return b"".join(
        (line.encode("utf-8", "replace"), b"\n", *(_lowest_first(column).tobytes() for column in columns))
    )


def _lowest_first(column: array[Any]) -> array[Any]:
    """Return `column` with the bytes of its numbers turned round, if this machine has the highest first."""
    if sys.byteorder == "big":
        column = column[:]
        column.byteswap()
    return column


def _parted(stored: bytes) -> tuple[Any, memoryview]:
    """Return the value in the line of JSON that `stored` begins with, and the bytes of the columns."""
    line, _, columns = stored.partition(b"\n")
    return json.loads(line), memoryview(columns)


def _columns(stored: memoryview, types: str, count: int) -> tuple[list[array[Any]], memoryview]:
    """Return the columns of `count` numbers that `stored` begins with, one for each of `types`, and what is left."""
    found = []
    for typecode in types:
        column = array(typecode)
        size = count * column.itemsize
        column.frombytes(stored[:size])
        if len(column) != count:
            raise ValueError("columns that end too early")
        found.append(_lowest_first(column))
        stored = stored[size:]
    return found, stored


def encode_article(article: Article) -> bytes:
    """Return `article` as it is stored, text included."""
    blocks = article.blocks
    inline_kinds, inline_starts, inline_ends, targets = blocks.inlines
    names, kinds = _numbered(blocks.kinds)
    inline_names, inlines = _numbered(inline_kinds)
    value = {
        "version": VERSION,
        "title": article.title,
        "authors": article.authors,
        "published": article.published.isoformat() if article.published else None,
        "modified": article.modified.isoformat() if article.modified else None,
        "site": article.site,
        "url": article.url,
        "language": article.language,
        "lead_image": article.lead_image,
        "blocks": {
            "count": len(blocks),
            "kinds": names,
            "details": list(blocks.details.items()),
            "inlines": [len(inlines), inline_names, targets],
        },
        "text": article.text,
    }
    counts = array("I", (after - before for before, after in pairwise(blocks.inline_places)))
    return _joined(value, (kinds, blocks.starts, blocks.ends, counts, inlines, inline_starts, inline_ends))


def _numbered(kinds: Sequence[str]) -> tuple[list[str], array[int]]:
    """Return the different `kinds`, and the place of each among them."""
    places = {kind: place for place, kind in enumerate(dict.fromkeys(kinds))}
    return list(places), array("B", [places[kind] for kind in kinds])


def decode_article(stored: bytes) -> Article:
    """Return the article in `stored`; raises ValueError if it is none."""
    value, columns = _parted(stored)
    try:
        return Article(
            title=value["title"],
            authors=tuple(value["authors"]),
            published=_day(value["published"]),
            modified=_day(value["modified"]),
            site=value["site"],
            url=value["url"],
            language=value["language"],
            lead_image=value["lead_image"],
            blocks=_blocks(value["blocks"], columns),
            text=value["text"],
        )
    except _WRONG as error:
        raise ValueError(f"not a stored article: {error}") from None


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _blocks(stored: Any, columns: memoryview) -> Blocks:
    if isinstance(stored, list):
        return Blocks.of([_block(row) for row in stored])
    details = [
        (number, (level, marker, quoted, target))
        for number, (level, marker, quoted, target) in stored.get("details", ())
    ]
    if "count" not in stored:
        return _blocks_in_json(stored, details)
    inline_count, inline_names, targets = stored["inlines"]
    (kinds, starts, ends, counts), columns = _columns(columns, _BLOCK_COLUMNS, stored["count"])
    (inline_kinds, *places), _ = _columns(columns, _INLINE_COLUMNS, inline_count)
    inlines = (_named(inline_names, inline_kinds, _INLINE_KINDS), places[0], places[1], targets)
    return Blocks(_named(stored["kinds"], kinds, _KINDS), starts, ends, details, counts, inlines)


def _blocks_in_json(stored: Any, details: list[Any]) -> Blocks:
    """Return the blocks of the second form, which had the columns of numbers as JSON."""
    counts, (inline_names, inline_kinds), starts, ends, targets = stored.get("inlines", ((), ((), ()), (), (), ()))
    names, kinds = stored["kinds"]
    inlines = (_named(inline_names, inline_kinds, _INLINE_KINDS), starts, ends, targets)
    return Blocks(_named(names, kinds, _KINDS), stored["starts"], stored["ends"], details, counts, inlines)


def _named(names: Sequence[str], places: Iterable[int], kinds: dict[str, Any]) -> list[Any]:
    known = [kinds[name] for name in names]
    return [known[place] for place in places]


def _block(row: list[Any]) -> Block:
    """Return one block of the first form, which had a row for each."""
    inlines = tuple(Inline(_INLINE_KINDS[kind], *rest) for kind, *rest in row[7]) if len(row) > 7 else ()
    return Block(_KINDS[row[0]], row[1], row[2], row[3], row[4], row[5], row[6], inlines)


def encode_quotations(quotations: Sequence[Quotation]) -> bytes:
    """Return `quotations` as they are stored: columns of numbers, and each word that they name by its number once."""
    found = Quotations.of(quotations)
    return _joined({"version": VERSION, "words": found.words[:-1], "count": len(found)}, found.columns)


def decode_quotations(stored: bytes) -> Sequence[Quotation]:
    """Return the quotations in `stored`; raises ValueError if they are none."""
    value, columns = _parted(stored)
    try:
        if isinstance(value, list):
            return Quotations.of([_quotation(row) for row in value])
        if "count" in value:
            return Quotations(value["words"], _columns(columns, QUOTATION_COLUMNS, value["count"])[0])
        # The second form had the columns of numbers as JSON.
        return Quotations(value["words"], value["columns"]) if value["columns"] else Quotations()
    except _WRONG as error:
        raise ValueError(f"not stored quotations: {error}") from None


def _quotation(row: list[Any]) -> Quotation:
    """Return one quotation of the first form, which had a row for each."""
    start, end, kind, speaker, name, role, cue, confidence, evidence = row
    mention, span = Mention(*speaker) if speaker else None, Span(*cue) if cue else None
    return Quotation(start, end, _QUOTATION_KINDS[kind], mention, name, role, span, confidence, evidence)
