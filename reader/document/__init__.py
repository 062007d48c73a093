"""The values that the whole program speaks in: articles, blocks, quotations, speakers, anchors and marks.

Frozen data without behaviour beyond what follows from it; nothing here reads, writes or guesses.
"""

from reader.document.anchor import Anchor, ArticleReference, Mark
from reader.document.article import Article, assemble
from reader.document.block import Block, BlockKind, Inline, InlineKind
from reader.document.columns import Blocks, Quotations
from reader.document.issue import Issue
from reader.document.quotation import Mention, Quotation, QuotationKind, Span, Speaker

__all__ = [
    "Anchor",
    "Article",
    "ArticleReference",
    "Block",
    "BlockKind",
    "Blocks",
    "Inline",
    "InlineKind",
    "Issue",
    "Mark",
    "Mention",
    "Quotation",
    "QuotationKind",
    "Quotations",
    "Span",
    "Speaker",
    "assemble",
]
