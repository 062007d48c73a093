"""What is told of an article beside its own words, by whoever kept it: an export, a feed, a book's package."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a collection tells of one of its articles; what it does not tell is empty or None.

    `byline` names the authors as it was written, with or without "By".
    """

    title: str = ""
    byline: str = ""
    published: date | None = None
    site: str = ""
    url: str = ""
    language: str = ""
