"""What cleaning returns: an article, what was taken out of it and why, and what could not be understood."""

from __future__ import annotations

from dataclasses import dataclass

from reader.document import Article, Issue


@dataclass(frozen=True, slots=True)
class Removed:
    """Words that were taken out, by the rule named `rule` for `reason`; `line` counts from 1, 0 if unknown."""

    text: str
    rule: str
    reason: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An article with what cleaning took out, in the source's order, and the issues met."""

    article: Article
    removed: tuple[Removed, ...] = ()
    issues: tuple[Issue, ...] = ()
