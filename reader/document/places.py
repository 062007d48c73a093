"""Places where an anchor's words may stand in a text, each with what speaks for it. Pure; nothing is decided here."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from reader.document.anchor import Anchor
from reader.text import FoldedText, fold_to_letters

CONTEXT = 48
"""Characters kept on each side of marked words: enough to tell two like sentences apart."""
PARAGRAPH = 200
"""Characters of the paragraph kept on each side of words that are too short to be sure by alone."""
SURE_ALONE = 60
"""Letters from which words, with whatever like letters stand next to them, are the old ones."""
DISTINCT = 24
"""Letters on the sides of words that are enough where something else speaks for the place too."""
SEED, STEP = 10, 5
"""Letters of a piece by which changed words are looked for, and letters from one piece to the next."""
PIECE = 4
"""Letters from which a like piece counts in laying changed words over a text: shorter ones lie everywhere."""
MOST_PLACES = 400
"""Places looked at for one anchor; words that stand oftener are found by their surroundings."""
CANDIDATES = 5
"""Places shown to the person where nothing is certain, and windows looked into for changed words."""


class Wanted(NamedTuple):
    """The letters of an anchor: its words, those before and behind them, those of its paragraph on either side."""

    words: str
    before: str
    after: str
    ahead: str
    behind: str
    is_block: bool


class Found(NamedTuple):
    """One place in the letters, with what speaks for it: likenesses from 0 to 1, and how many letters are the same.

    `full` tells that everything around it is the same, `whole` that the words were and are a block of their own.
    """

    start: int
    end: int
    words: float
    mass: int
    paragraph: float
    full: bool
    whole: bool

    @property
    def score(self) -> float:
        """How much speaks for this place."""
        return self.words + min(1.0, self.mass / (2 * SURE_ALONE)) + self.paragraph + self.whole / 2


@lru_cache(maxsize=2)
def letters_of(text: str) -> FoldedText:
    """Return the letters of a text, kept for the next anchor in it; of no more than two, since a book's take megabytes."""
    return fold_to_letters(text)


@lru_cache(maxsize=256)
def fold_words(text: str) -> str:
    """Return the letters of a few words."""
    return fold_to_letters(text).text


@lru_cache(maxsize=64)
def wanted_of(anchor: Anchor) -> Wanted:
    """Return the letters that are looked for."""
    at = _place_in_paragraph(anchor)
    ahead = fold_words(anchor.paragraph[:at]) if at >= 0 else ""
    behind = fold_words(anchor.paragraph[at + len(anchor.exact) :]) if at >= 0 else ""
    is_block = at >= 0 and not ahead and not behind
    return Wanted(
        fold_words(anchor.exact), fold_words(anchor.prefix), fold_words(anchor.suffix), ahead, behind, is_block
    )


def _place_in_paragraph(anchor: Anchor) -> int:
    """Return where in its paragraph the words stand, which may stand there more than once; -1 if they do not."""
    paragraph, length = anchor.paragraph, len(anchor.exact)
    at = paragraph.find(anchor.exact) if length else -1
    while at >= 0:
        left, right = paragraph[max(0, at - CONTEXT) : at], paragraph[at + length : at + length + CONTEXT]
        if anchor.prefix.endswith(left) and anchor.suffix.startswith(right):
            return at
        at = paragraph.find(anchor.exact, at + 1)
    return -1


def block_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the block of the words from `start` to `end` begins and ends."""
    before = text.rfind("\n\n", 0, start + 1)
    behind = text.find("\n\n", max(start, end - 1))
    return before + 2 if before >= 0 else 0, behind if behind >= 0 else len(text)


# Where the words may be


def places_of(letters: str, wanted: Wanted) -> Iterator[tuple[int, int]]:
    """Yield the places in `letters` where the words stand, and those where they may stand changed."""
    words = wanted.words
    seen: set[int] = set()
    for around in (wanted.before + words + wanted.after, words):
        shift = len(wanted.before) if around is not words else 0
        for at in occurrences(letters, around):
            if at + shift not in seen:
                seen.add(at + shift)
                yield at + shift, at + shift + len(words)
    for first, last in _changed_places(letters, wanted):
        if not any(abs(first - place) < max(4, len(words) // 2) for place in seen):
            seen.add(first)
            yield first, last


def occurrences(letters: str, words: str) -> Iterator[int]:
    """Yield where `words` stand in `letters`, up to `MOST_PLACES` of them."""
    at = letters.find(words)
    count = 0
    while at >= 0 and count < MOST_PLACES:
        yield at
        count += 1
        at = letters.find(words, at + 1)


def _changed_places(letters: str, wanted: Wanted) -> Iterator[tuple[int, int]]:
    """Yield where pieces of the words and their surroundings lie as they lay in the anchor."""
    ahead = wanted.ahead if len(wanted.ahead) > len(wanted.before) else wanted.before
    behind = wanted.behind if len(wanted.behind) > len(wanted.after) else wanted.after
    hold = ahead + wanted.words + behind
    votes: dict[int, int] = {}
    for start in range(0, max(1, len(hold) - SEED + 1), STEP):
        seed = hold[start : start + SEED]
        if len(seed) == SEED:
            for count, at in enumerate(occurrences(letters, seed)):
                if count >= 20:
                    break
                votes[at - start] = votes.get(at - start, 0) + 1
    reach = max(20, len(wanted.words) // 3)
    clusters: list[list[int]] = []
    for shift in sorted(votes):
        if clusters and shift - clusters[-1][0] <= reach:
            clusters[-1][1] += votes[shift]
        else:
            clusters.append([shift, votes[shift]])
    for shift, _ in sorted(clusters, key=lambda cluster: -cluster[1])[:CANDIDATES]:
        found = _aligned(letters, hold, len(ahead), len(wanted.words), shift)
        if found is not None:
            yield found


def _aligned(letters: str, hold: str, lead: int, length: int, shift: int) -> tuple[int, int] | None:
    """Lay `hold` over the letters about `shift` and return where the words in it come to lie."""
    from rapidfuzz.distance import Indel

    first = max(0, shift - 24)
    window = letters[first : shift + len(hold) + max(48, length // 2)]
    pieces = [block for block in Indel.opcodes(hold, window).as_matching_blocks() if block.size >= PIECE]
    tail = lead + length
    starts = [piece.b + max(0, lead - piece.a) for piece in pieces if piece.a + piece.size > lead and piece.a < tail]
    ends = [
        piece.b + min(piece.size, tail - piece.a)
        for piece in pieces
        if lead < piece.a + piece.size and piece.a < tail
    ]
    if not starts or not ends or ends[-1] <= starts[0]:
        return None
    return first + starts[0], first + ends[-1]


# What speaks for a place


def judged(text: str, letters: FoldedText, wanted: Wanted, first: int, last: int) -> Found:
    """Return what speaks for the place from `first` to `last` in `letters`."""
    ground = letters.text
    here = ground[first:last]
    words = 1.0 if here == wanted.words else _likeness(here, wanted.words)
    before = ground[max(0, first - max(len(wanted.before), len(wanted.ahead)) - 24) : first]
    after = ground[last : last + max(len(wanted.after), len(wanted.behind)) + 24]
    left, right = common_end(before, wanted.before), common_start(after, wanted.after)
    paragraph = 0.0
    if len(wanted.ahead) + len(wanted.behind) >= max(16, len(wanted.words) // 2):
        paragraph = _likeness_of_sides(before, after, wanted)
    start, end = letters.original_span(first, last)
    whole = wanted.is_block and words == 1 and len(here) >= 8 and _is_block(text, start, end)
    full = words == 1 and left == len(wanted.before) and right == len(wanted.after) and left + right >= DISTINCT
    return Found(first, last, words, round(words * len(here)) + left + right, paragraph, full, whole)


def _likeness(one: str, other: str) -> float:
    from rapidfuzz.distance import Indel

    return float(Indel.normalized_similarity(one, other))


def _likeness_of_sides(before: str, after: str, wanted: Wanted) -> float:
    """Return how like the paragraph on both sides of the words is to what it was."""
    from rapidfuzz.distance import Indel

    left = before[max(0, len(before) - len(wanted.ahead)) :] if wanted.ahead else ""
    right = after[: len(wanted.behind)]
    alike = Indel.similarity(left, wanted.ahead) + Indel.similarity(right, wanted.behind)
    return float(alike / max(1, len(left) + len(right) + len(wanted.ahead) + len(wanted.behind)))


def _is_block(text: str, start: int, end: int) -> bool:
    first, last = block_around(text, start, end)
    return not fold_words(text[first:start]) and not fold_words(text[end:last])


def common_end(one: str, other: str) -> int:
    """Return how many characters at the end of both are the same."""
    count = 0
    for mine, theirs in zip(reversed(one), reversed(other), strict=False):
        if mine != theirs:
            break
        count += 1
    return count


def common_start(one: str, other: str) -> int:
    """Return how many characters at the start of both are the same."""
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count
