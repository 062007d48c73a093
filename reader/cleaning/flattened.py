"""A whole page flattened to text: the model decides line by line what is body, metadata is looked for around the title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cleaning.cleaned import Cleaned, Removed
from reader.cleaning.cruft import cruft_rule
from reader.cleaning.features import LONG, line_features
from reader.cleaning.head import read_head
from reader.cleaning.line_model import scores
from reader.cleaning.lines import LogicalLine
from reader.document import Article, Block, BlockKind, assemble

if TYPE_CHECKING:
    from collections.abc import Sequence

KEPT_FROM = -0.4
"""Log odds from which a line is kept: below even odds, since a caption kept costs less than a paragraph lost. On
unseen pages 94 % of the body's words are kept there, 93 % at 0."""
FEWEST_LINES = 36
SHORT = 5
SHORT_SHARE = 0.35
"""A text is a page with its furniture if it has so many lines and this share of them is so short; of 102 pages
flattened whole all are, of prose, verse and recipes none."""


def is_page(lines: Sequence[LogicalLine]) -> bool:
    """Tell whether `lines` are a page with its furniture rather than an article alone."""
    if len(lines) < FEWEST_LINES:
        return False
    short = sum(1 for line in lines if len(line.text) < 60 and _is_label(line.text))
    return short >= SHORT_SHARE * len(lines)


def _is_label(text: str) -> bool:
    return len(text.split()) <= SHORT and not text.endswith((".", "!", "?", "…", "”", '"', "。", "」", ","))


def clean_page(lines: list[LogicalLine], url: str) -> Cleaned | None:
    """Return the article in `lines`, a flattened page, or None where nothing in them reads like one."""
    odds = scores(line_features(lines))
    head = read_head(lines, [score > KEPT_FROM for score in odds])
    taken = dict(head.taken)
    parts: list[tuple[Block, str]] = []
    removed: list[Removed] = []
    for number, (line, score) in enumerate(zip(lines, odds, strict=True)):
        rule = taken.get(number, "")
        if rule:
            removed.append(Removed(line.text, rule, f"the {rule}, shown above the body", line.first + 1))
        elif score > KEPT_FROM and line.text:
            parts.append((_block(line), line.text))
        elif line.text:
            rule = cruft_rule(line.text)
            reason = (
                f"{rule.replace('-', ' ')} of the page" if rule else "stands around the body, by its words and place"
            )
            removed.append(Removed(line.text, rule or "surroundings", reason, line.first + 1))
    if not any(len(text.split()) >= LONG for _, text in parts):
        return None
    blocks, text = assemble(parts)
    article = Article(
        title=head.title,
        authors=head.authors,
        published=head.published or head.modified,
        modified=head.modified,
        site=head.site,
        url=url,
        blocks=blocks,
        text=text,
    )
    return Cleaned(article, tuple(removed))


def _block(line: LogicalLine) -> Block:
    if line.heading:
        return Block(BlockKind.HEADING, 0, 0, level=line.heading)
    if line.bullet and line.bullet not in "–-":
        marker = line.bullet if line.bullet[:1].isdigit() else "•"
        return Block(BlockKind.LIST_ITEM, 0, 0, level=1, marker=marker)
    return Block(BlockKind.PARAGRAPH, 0, 0)
