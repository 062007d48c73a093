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
class Evidence:
    """Where a `field` of the article was found to be `value`: `source` names the place, as in "JSON-LD headline"."""

    field: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An article with what cleaning took out, in the source's order, the issues met, and what its fields rest on.

    `evidence` has all that was found for a field; the first of each field is the one that was taken.
    """

    article: Article
    removed: tuple[Removed, ...] = ()
    issues: tuple[Issue, ...] = ()
    evidence: tuple[Evidence, ...] = ()
