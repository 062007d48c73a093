"""Marks that another program made: their words are looked for in the article, and what is not certain is told. Pure."""

from __future__ import annotations

from reader.document.anchor import Mark
from reader.document.article import Article
from reader.document.identity import reference
from reader.document.placing import anchor_at, place
from reader.text import fold_to_letters


def settled(mark: Mark, article: Article, path: str) -> Mark:
    """Return `mark` at its words in `article`, which came from `path`; where they are not certain, or lost, it says so."""
    found = place(article.text, mark.anchor)
    span, state = found.nearest, found.state
    words = fold_to_letters(mark.anchor.exact).text
    if state == "uncertain" and words and fold_to_letters(article.text).text.count(words) == 1:
        # Foreign highlights bring no surroundings to be sure by; words that stand there once are meant.
        state = "certain"
    if state == "lost":
        return mark._replace(state=state)
    if state == "uncertain":
        return mark
    anchor = anchor_at(article, span.start, span.end)
    return mark._replace(article=reference(article, path), anchor=anchor, state=state)
