"""The values that the whole program speaks in: articles, blocks, quotations, speakers, anchors and marks.

Frozen data without behaviour beyond what follows from it; nothing here reads, writes or guesses. A value's module is
loaded when it is first asked for: a list of articles needs no blocks and no quotations.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.document.anchor import Anchor, ArticleReference, Mark
    from reader.document.article import Article, assemble
    from reader.document.block import Block, BlockKind, Inline, InlineKind
    from reader.document.columns import Blocks, Quotations
    from reader.document.envelope import Envelope
    from reader.document.issue import Issue
    from reader.document.particulars import Particulars
    from reader.document.quotation import Mention, Quotation, QuotationKind, Span
    from reader.document.speaker import Speaker

__all__ = [
    "Anchor",
    "Article",
    "ArticleReference",
    "Block",
    "BlockKind",
    "Blocks",
    "Envelope",
    "Inline",
    "InlineKind",
    "Issue",
    "Mark",
    "Mention",
    "Particulars",
    "Quotation",
    "QuotationKind",
    "Quotations",
    "Span",
    "Speaker",
    "assemble",
]

_NAMES = {
    "anchor": ("Anchor", "ArticleReference", "Mark"),
    "article": ("Article", "assemble"),
    "block": ("Block", "BlockKind", "Inline", "InlineKind"),
    "columns": ("Blocks", "Quotations"),
    "envelope": ("Envelope",),
    "issue": ("Issue",),
    "particulars": ("Particulars",),
    "quotation": ("Mention", "Quotation", "QuotationKind", "Span"),
    "speaker": ("Speaker",),
}


def __getattr__(name: str) -> Any:
    for module, names in _NAMES.items():
        if name in names:
            value = getattr(import_module(f"{__name__}.{module}"), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
