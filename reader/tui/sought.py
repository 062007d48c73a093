"""Where what a search asked for stands in an article that it found. Pure."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from typing import TYPE_CHECKING

from reader.document.quotation import QuotationKind
from reader.text import fold
from reader.tui.find import Hits, HitSpans, find

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.document import Article, Quotation
    from reader.library.queries.tree import Words
    from reader.text.alike import Repertoire

_UNSPACED = 0x2E80
"""From this code point on words are written without spaces between them, so that any part of a row may be one."""


def find_sought(
    wanted: Sequence[Words], article: Article, quotations: Sequence[Quotation], repertoire: Repertoire
) -> Hits:
    """Find the words of a search in the text of `article`, which has the characters of `repertoire`, as whole words.

    Those that somebody is to have said are found inside quotations only; where the search names who, in that voice's,
    and of those in the ones that hold all of the words, since it is by them that the article was found.
    """
    text = article.text
    spans = [span for words in wanted if words.field == "" for span in _whole(words, text, repertoire)]
    said = [words for words in wanted if words.field == "said"]
    if said:
        by = [fold(words.text) for words in wanted if words.field == "by"]
        speech = _speech(quotations, by)
        found = [_inside(speech, _whole(words, text, repertoire)) for words in said]
        holding = set.intersection(*({number for number, _ in one} for one in found)) if by else set()
        spans += [span for one in found for number, span in one if not holding or number in holding]
    starts, ends, reached = array("I"), array("I"), 0
    for start, end in sorted(spans):
        if start >= reached:
            starts.append(start)
            ends.append(end)
            reached = end
    return HitSpans(starts, ends)


def _whole(words: Words, text: str, repertoire: Repertoire) -> Iterator[tuple[int, int]]:
    """Yield where `words` stand as words of their own, or as the beginning of some."""
    hits = find(words.text, text, repertoire)
    for start, end, _ in hits.touching(0, len(text)):
        if not _is_within_word(text, start) and (words.is_prefix or not _is_within_word(text, end)):
            yield start, end


def _is_within_word(text: str, place: int) -> bool:
    around = text[max(0, place - 1) : place + 1]
    return len(around) == 2 and around.isalnum() and ord(max(around)) < _UNSPACED


def _speech(quotations: Sequence[Quotation], by: Sequence[str]) -> list[tuple[int, int]]:
    """Return the spans of what is quoted of whoever all of `by` name, or of anyone where that is nobody here."""
    speech = [one for one in quotations if one.kind in (QuotationKind.DIRECT, QuotationKind.MIXED)]
    named = [one for one in speech if by and one.speaker_name and _is_called(one.speaker_name, by)]
    return [(one.start, one.end) for one in named or speech]


def _is_called(name: str, by: Sequence[str]) -> bool:
    folded = fold(name)
    return all(part in folded for part in by)


def _inside(speech: Sequence[tuple[int, int]], spans: Iterator[tuple[int, int]]) -> list[tuple[int, tuple[int, int]]]:
    """Return those of `spans` that stand inside a quotation, each with the quotation's number."""
    starts = [start for start, _ in speech]
    found = []
    for start, end in spans:
        number = bisect_right(starts, start) - 1
        if number >= 0 and end <= speech[number][1]:
            found.append((number, (start, end)))
    return found
