"""Where marked words stand now: found for certain, told as uncertain, or lost. Pure.

Texts are compared by their letters and digits alone, so that quote marks, dashes, blanks, case, ligatures and
hyphenation count for nothing. Words that stand in several places are told apart by what surrounds them; where that
does not decide, nothing is decided: a mark is never moved to a look-alike.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reader.document.anchor import Anchor
from reader.document.article import Article
from reader.document.places import (
    CANDIDATES,
    CONTEXT,
    DISTINCT,
    PARAGRAPH,
    SURE_ALONE,
    Found,
    Wanted,
    block_around,
    common_end,
    common_start,
    fold_words,
    judged,
    letters_of,
    occurrences,
    places_of,
    wanted_of,
)
from reader.document.quotation import Span
from reader.text import FoldedText

ALONE = 36
"""Such letters that are enough where the words stood once when they were marked, and stand once now."""
SAME_PARAGRAPH = 0.72
"""Likeness (0 to 1) from which a paragraph is the old one; unlike paragraphs of prose are at 0.4 to 0.6."""
SURE_PARAGRAPH = 0.88
"""Likeness from which a paragraph was hardly touched."""
ALIKE_PARAGRAPH = 0.5
"""Likeness of paragraphs that is enough where the words stood once and stand once."""
SAME_WORDS = 0.82
"""Likeness from which changed words are the old ones, where their surroundings say so too."""
ALIKE = 0.6
"""Likeness from which words are worth showing as a candidate."""
BEYOND_RIVAL = 8
"""Letters by which a place must be more alike than the most alike other place was when the words were marked."""
LONGEST, END = 3000, 600
"""Characters from which words are found by their first and last ones, and how many of these are taken."""
CLEARLY = 0.2
"""By how much the score of one place must be above the next one's to be taken before it."""


class Placement(NamedTuple):
    """Where an anchor's words stand, and how sure that is.

    "exact": the same words in the same place. "certain": the same words elsewhere, or changed in their typography or
    a little in their wording. "uncertain" and "lost" have no place: `start` and `end` are then the old ones cut to the
    text, and `candidates` where the words may be meant, the likeliest first; for lost words, where they used to be.
    """

    state: str
    start: int
    end: int
    candidates: tuple[Span, ...] = ()

    @property
    def is_placed(self) -> bool:
        """Whether the words stand at `start`."""
        return self.state in ("exact", "certain")

    @property
    def nearest(self) -> Span:
        """Where to look first: the place of the words, the likeliest candidate, or their old place."""
        return self.candidates[0] if self.candidates and not self.is_placed else Span(self.start, self.end)


def anchor_at(article: Article, start: int, end: int) -> Anchor:
    """Return an anchor to the words from `start` to `end` of `article`."""
    text, blocks = article.text, article.blocks
    number = max(0, min(bisect_right(blocks.ends, start), len(blocks) - 1))
    exact, prefix, suffix = text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    words, before, after = fold_words(exact), fold_words(prefix), fold_words(suffix)
    twins, rival = _twins(letters_of(text), start, words, before, after) if words else (0, 0)
    first, last = block_around(text, start, end)
    above, below = text[max(0, first - CONTEXT - 2) : first].strip(), text[last : last + CONTEXT + 2].strip()
    paragraph = text[max(first, start - PARAGRAPH) : min(last, end + PARAGRAPH)] if len(words) < SURE_ALONE else ""
    return Anchor(exact, prefix, suffix, number, start, paragraph, above, below, twins, rival)


def position_at(article: Article, start: int, end: int) -> Anchor:
    """Return an anchor to the words from `start` to `end` that is made at once, for a place that moves all the time.

    Whether the words have twins is not looked up: that goes through the whole text.
    """
    text = article.text
    number = max(0, bisect_right(article.blocks.starts, start) - 1)
    return Anchor(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT], number, start)


def _twins(letters: FoldedText, start: int, words: str, before: str, after: str) -> tuple[int, int]:
    """Return how often `words` stand elsewhere than at `start`, and the most letters that such a place shares."""
    twins = rival = 0
    ground = letters.text
    for at in occurrences(ground, words):
        end = at + len(words)
        if letters.offsets[at] <= start < letters.offsets[end] or start <= letters.offsets[at] < start + len(words):
            continue
        twins += 1
        alike = common_end(ground[max(0, at - len(before)) : at], before) + common_start(
            ground[end : end + len(after)], after
        )
        rival = max(rival, len(words) + alike)
    return twins, rival


def place(text: str, anchor: Anchor) -> Placement:
    """Find the words of `anchor` in `text`."""
    exact, start = anchor.exact, anchor.start
    whole = anchor.prefix + exact + anchor.suffix
    at = start - len(anchor.prefix)
    if exact and at >= 0 and text.startswith(whole, at):
        return Placement("exact", start, start + len(exact))
    if exact and not anchor.rival and len(whole) >= CONTEXT + len(exact):
        at = text.find(whole)
        if at >= 0 and text.find(whole, at + 1) < 0:
            at += len(anchor.prefix)
            return Placement("certain", at, at + len(exact))
    if len(exact) > LONGEST:
        return _place_ends(text, anchor)
    wanted = wanted_of(anchor)
    letters = letters_of(text)
    if not wanted.words:
        return _place_signs(text, letters, anchor, wanted)
    at = _only_place(letters.text, wanted) if anchor.twins <= 0 else -1
    if at >= 0:
        found = [judged(text, letters, wanted, at, at + len(wanted.words))]
    else:
        found = [judged(text, letters, wanted, first, last) for first, last in places_of(letters.text, wanted)]
    return _decided(text, letters, anchor, wanted, found)


def _only_place(letters: str, wanted: Wanted) -> int:
    """Return where words that stand once have all their old surroundings, -1 if that is not so: most marks are so."""
    around = wanted.before + wanted.words + wanted.after
    at = letters.find(around) if len(around) >= len(wanted.words) + DISTINCT else -1
    return at + len(wanted.before) if at >= 0 and letters.count(wanted.words) == 1 else -1


def _place_ends(text: str, anchor: Anchor) -> Placement:
    """Find words of many paragraphs by their beginning and their end: to lay all of them over a text takes too long."""
    exact = anchor.exact
    rest = len(exact) - END
    head = place(text, Anchor(exact[:END], anchor.prefix, exact[END : END + CONTEXT], anchor.block, anchor.start))
    tail = place(
        text, Anchor(exact[rest:], exact[rest - CONTEXT : rest], anchor.suffix, anchor.block, anchor.start + rest)
    )
    length = tail.end - head.start
    if head.is_placed and tail.is_placed and len(exact) / 2 <= length <= len(exact) * 2:
        same = head.start == anchor.start and text[head.start : tail.end] == exact
        return Placement("exact" if same else "certain", head.start, tail.end)
    starts = [head.nearest.start] if head.state != "lost" else []
    starts += [max(0, tail.nearest.end - len(exact))] if tail.state != "lost" else []
    return _unplaced(text, anchor, tuple(Span(start, min(start + len(exact), len(text))) for start in starts))


# The decision


def _decided(text: str, letters: FoldedText, anchor: Anchor, wanted: Wanted, found: Iterable[Found]) -> Placement:
    ranked = sorted(found, key=lambda one: -one.score)
    alike = [*sorted((one.words for one in ranked), reverse=True)[:2], 0.0, 0.0]
    sure = [one for one in ranked if _is_sure(one, anchor, wanted, alike[1] if one.words == alike[0] else alike[0])]
    if sum(one.words == 1 for one in ranked) <= anchor.twins:
        # One of the places that were alike is gone: what is left has to be more than any other one was.
        sure = [one for one in sure if _is_no_twin(text, letters, anchor, one)]
    if len(sure) > 1:
        sure = _told_apart(text, letters, anchor, sure)
    elif not sure:
        sure = _alone(anchor, ranked)
    if len(sure) == 1:
        span = _span(text, letters, anchor, sure[0])
        same = span.start == anchor.start and text[span.start : span.end] == anchor.exact
        return Placement("exact" if same else "certain", span.start, span.end)
    likely = [one for one in ranked if one.words >= ALIKE or one.paragraph >= SAME_PARAGRAPH]
    spans = tuple(dict.fromkeys(_span(text, letters, anchor, one) for one in likely))[:CANDIDATES]
    is_alike = any(one.words >= ALIKE for one in likely)
    return _unplaced(text, anchor, spans, is_lost=not is_alike)


def _unplaced(text: str, anchor: Anchor, candidates: tuple[Span, ...] = (), *, is_lost: bool = False) -> Placement:
    start = min(anchor.start, len(text))
    end = min(start + len(anchor.exact), len(text))
    return Placement("uncertain" if candidates and not is_lost else "lost", start, end, candidates)


def _is_sure(one: Found, anchor: Anchor, wanted: Wanted, next_alike: float) -> bool:
    """Tell whether these words are the old ones, by themselves and by what surrounds them.

    `next_alike` is how like the old words the next best place's are.
    """
    length = len(wanted.words)
    if one.words == 1:
        if one.full or one.whole or one.paragraph >= SAME_PARAGRAPH or one.mass >= SURE_ALONE:
            return True
        return anchor.twins <= 0 and one.mass >= DISTINCT and one.paragraph >= ALIKE_PARAGRAPH
    if one.paragraph >= SURE_PARAGRAPH:
        return length >= DISTINCT // 3 and one.words >= SAME_WORDS - 0.07
    if one.words < SAME_WORDS or length < DISTINCT:
        return False
    around = one.mass - length * one.words
    long = length * one.words >= (1.5 if one.words < 0.9 else 1.0) * SURE_ALONE and one.words >= next_alike + 0.15
    return around >= DISTINCT or one.paragraph >= SAME_PARAGRAPH or long


def _is_no_twin(text: str, letters: FoldedText, anchor: Anchor, one: Found) -> bool:
    """Tell whether a place is more like the old one than any other was when the words were marked."""
    if one.mass >= anchor.rival + BEYOND_RIVAL or (one.full and one.mass > anchor.rival):
        return True
    return one.mass >= anchor.rival and _stands_beside(text, letters, anchor, one) == 2


def _alone(anchor: Anchor, ranked: Sequence[Found]) -> list[Found]:
    """Return the one place of words that stood once when they were marked, if they stand once now."""
    same = [one for one in ranked if one.words == 1]
    return same if len(same) == 1 and anchor.twins == 0 and same[0].mass >= ALONE else []


def _told_apart(text: str, letters: FoldedText, anchor: Anchor, sure: list[Found]) -> list[Found]:
    """Return the one of several like places that stands out by what surrounds it, or all of them."""
    ranked = [one for one in sure if one.words == 1] or sure
    if len(ranked) == 1:
        return ranked
    best, second = ranked[:2]
    if best.score >= second.score + CLEARLY or (best.full and not second.full and second.paragraph < SURE_PARAGRAPH):
        return [best]
    beside = [(_stands_beside(text, letters, anchor, one), -number) for number, one in enumerate(ranked)]
    (most, number), (next_most, _) = sorted(beside, reverse=True)[:2]
    return [ranked[-number]] if most > next_most else sure


def _stands_beside(text: str, letters: FoldedText, anchor: Anchor, one: Found) -> int:
    """Return how many of the two neighbours of the words' block are the old ones."""
    first, last = block_around(text, *letters.original_span(one.start, one.end))
    above, below = fold_words(anchor.above), fold_words(anchor.below)
    before = fold_words(text[max(0, first - 2 * CONTEXT) : first])
    after = fold_words(text[last : last + 2 * CONTEXT])
    return (before.endswith(above) if above else not before) + (after.startswith(below) if below else not after)


def _span(text: str, letters: FoldedText, anchor: Anchor, one: Found) -> Span:
    """Return the place of the words with the signs, such as quote marks, that they began and ended with."""
    start, end = letters.original_span(one.start, one.end)
    exact = anchor.exact
    lead = next((count for count, sign in enumerate(exact) if fold_words(sign)), 0)
    trail = next((count for count, sign in enumerate(reversed(exact)) if fold_words(sign)), 0)
    if text[start - lead : start] == exact[:lead]:
        start -= lead
    else:
        start -= _signs(reversed(text[max(0, start - lead) : start]))
    if trail and text[end : end + trail] == exact[-trail:]:
        end += trail
    else:
        end += _signs(text[end : end + trail])
    return Span(start, end)


def _signs(characters: Iterable[str]) -> int:
    """Return how many of `characters` come before the first blank, letter or digit."""
    count = 0
    for sign in characters:
        if sign.isspace() or fold_words(sign):
            break
        count += 1
    return count


def _place_signs(text: str, letters: FoldedText, anchor: Anchor, wanted: Wanted) -> Placement:
    """Find words without a letter, such as “* * *” or an emoji, between the letters that surround them."""
    around = wanted.before + wanted.after
    places = list(occurrences(letters.text, around)) if len(around) >= DISTINCT else []
    spans = []
    for at in places:
        middle = at + len(wanted.before)
        first = letters.original_span(middle - 1, middle)[1] if middle else 0
        last = letters.offsets[middle]
        found = text.find(anchor.exact, first, last) if anchor.exact.strip() else first
        if found >= 0:
            spans.append(Span(found, found + len(anchor.exact) if anchor.exact.strip() else found))
    if len(spans) == 1:
        return Placement("certain", spans[0].start, spans[0].end)
    return _unplaced(text, anchor, tuple(spans[:CANDIDATES]))
