"""Quotations and who said them."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

SURE_FROM = 0.82
"""Confidence, of the words that name the speaker and of whom they mean, from which a speaker counts as sure: in 84
annotated articles 97 % of what was so attributed had the right words, and it was 77 % of all; what is no speech by the
annotation counts as wrong."""


class QuotationKind(StrEnum):
    """How someone's words are given.

    A direct quotation is a whole sentence between marks, a mixed one a fragment inside the writer's sentence, an
    indirect one a report without marks; a term stands between marks but is no one's speech (a title, a nickname).
    """

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"
    TERM = "term"


class Span(NamedTuple):
    """A stretch of `Article.text` from `start` to `end`."""

    start: int
    end: int


class Mention(NamedTuple):
    """The words that name a speaker where the attribution rests on them ("he", "the mayor", "Antony Blinken")."""

    start: int
    end: int
    text: str


class Quotation(NamedTuple):
    """A quotation from `start` to `end`, marks included.

    `speaker` is the local mention and `speaker_name` the full name that it stands for, either None if unknown;
    `speaker_role` a title or post named with the speaker; `cue` the verb or phrase that attributes; `confidence`
    the share of such attributions that are right (0 to 1); `evidence` the rule and the words it rests on.
    """

    start: int
    end: int
    kind: QuotationKind
    speaker: Mention | None = None
    speaker_name: str | None = None
    speaker_role: str = ""
    cue: Span | None = None
    confidence: float = 0.0
    evidence: str = ""

    @property
    def span(self) -> Span:
        """Where its words stand, marks included."""
        return Span(self.start, self.end)

    @property
    def is_sure(self) -> bool:
        """Whether the speaker is shown without a question mark."""
        return self.speaker_name is not None and self.confidence >= SURE_FROM
