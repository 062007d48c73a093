"""Captions of pictures: the credit in them, which is no reader's, and the words that are left without it.

The patterns are data (`data/credits.txt`).
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.document import Block

LONGEST_CAPTION = 60
"""Words above which a caption is a text of its own."""
LONGEST_CREDIT = 18
"""Words above which what begins like a credit is a sentence of the caption."""
_CREDIT_NAME = re.compile(
    r"credit|copyright|photographer|rights|(?:^|[\s_-])(?:source|attribution)(?:$|[\s_-])", re.I
)
_FIRST = r"(?:^|(?<=[.!?…)\]”\"'’] )|(?<=[.!?…)\]”\"'’])|(?<=[|–—-] ))"
"""Where a caption or a sentence of it begins; words of several elements may follow each other without a blank."""
_PHOTOGRAPHER = r"\b[A-Z][\w'’-]*\s(?:[A-Z]\.\s)?[A-Z][\w'’-]+"
_ENDS = " \t\n,;:|–—-([/"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    path = Path(__file__).with_name("data") / "credits.txt"
    rows = [
        line.split("\t", 1) for line in path.read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#")
    ]
    lists = {name: rest for name, rest in rows if name in ("agency", "picture")}
    before = {"start": _FIRST, "name": _PHOTOGRAPHER, "anywhere": ""}
    return tuple(
        re.compile(before[place] + rest.replace("AGENCY", lists["agency"]).replace("PICTURE", lists["picture"]))
        for place, rest in rows
        if place in before
    )


def names_credit(names: str) -> bool:
    """Tell whether `names`, an element's classes, say that it holds a picture's credit."""
    return _CREDIT_NAME.search(names) is not None


def split_credit(block: Block, text: str) -> tuple[tuple[Block, str], str]:
    """Return the caption `block` with its words without the credit, and the credit; each may be empty."""
    starts = (found.start() for pattern in _patterns() for found in pattern.finditer(text))
    at = min((start for start in starts if len(text[start:].split()) <= LONGEST_CREDIT), default=len(text))
    kept = text[:at].rstrip(_ENDS)
    inlines = tuple(
        inline._replace(end=min(inline.end, len(kept))) for inline in block.inlines if inline.start < len(kept)
    )
    return (block._replace(inlines=inlines), kept), text[len(kept) :].strip() if at < len(text) else ""
