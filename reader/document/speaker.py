"""Who speaks in an article."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Speaker:
    """One voice of an article: a full name, a role if one is named, and the quotations (by index) that are theirs."""

    name: str
    role: str = ""
    quotations: tuple[int, ...] = ()
