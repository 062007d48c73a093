"""Articles as Markdown, with front matter."""

from __future__ import annotations

import json
from itertools import pairwise

from reader.document import Article, Block, BlockKind
from reader.document.block import UNALIGNED

_RULES = {"l": ":---", "c": ":---:", "r": "---:", UNALIGNED: "---"}
"""What stands under the head of a column for each alignment."""


def article_markdown(article: Article) -> str:
    """Return `article` as Markdown with its metadata as front matter."""
    head = {
        "title": article.title,
        "author": ", ".join(article.authors),
        "published": article.published.isoformat() if article.published else "",
        "site": article.site,
        "source": article.url,
    }
    lines = [
        "---",
        *(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items() if value),
        "---",
        "",
    ]
    rendered = [_block(article, block) for block in article.blocks]
    for text, (block, after) in zip(rendered, pairwise([*article.blocks, None]), strict=True):
        lines.append(text)
        close = block and after and block.kind is after.kind is BlockKind.LIST_ITEM
        if after is not None and not close:
            lines.append("> " if block and block.quoted and after.quoted else "")
    return "\n".join(lines)


def _block(article: Article, block: Block) -> str:
    text = article.text_of(block)
    if block.kind is BlockKind.HEADING:
        text = f"{'#' * max(1, block.level)} {text}"
    elif block.kind is BlockKind.LIST_ITEM:
        text = f"{'  ' * (max(1, block.level) - 1)}{'-' if block.marker in ('•', '') else block.marker} {text}"
    elif block.kind is BlockKind.CODE:
        text = f"```{block.target}\n{text}\n```"
    elif block.kind is BlockKind.TABLE:
        rows = [f"| {' | '.join(row.split(chr(9)))} |" for row in text.split("\n")]
        columns = block.target.ljust(len(text.split("\n")[0].split("\t")), UNALIGNED)
        text = "\n".join(
            [rows[0], "|" + "".join(f" {_RULES.get(column, _RULES[UNALIGNED])} |" for column in columns), *rows[1:]]
        )
    elif block.kind is BlockKind.FIGURE:
        text = f"![{block.marker}]({block.target})"
    elif block.kind is BlockKind.ATTRIBUTION:
        text = text if text.startswith(("—", "–", "―")) else f"— {text}"
    elif block.kind is BlockKind.VERSE:
        text = "  \n".join(text.split("\n"))
    if block.quoted:
        text = "\n".join(f"{'> ' * block.quoted}{line}" for line in text.split("\n"))
    return text
