"""What the page shows, worked out before it is painted: an article set at a width, with everything laid over it.

Values only: the page widget keeps one, replaces it when something changes, and painting reads it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from itertools import accumulate, chain, compress, repeat
from typing import NamedTuple

from reader.document import Article, Block, BlockKind, Blocks, Mark, Quotation, QuotationKind, Quotations
from reader.document.columns import as_column
from reader.plain.facts import broken_between, facts_of, written_date
from reader.text import cell_width, fit, sanitise_line
from reader.typesetting import Direction, Page, set_article
from reader.typesetting.bidi import runs_from_the_right, turned

_MARKED = (QuotationKind.DIRECT, QuotationKind.MIXED)
_INDIRECT, _TERM = QuotationKind.INDIRECT, QuotationKind.TERM

SIGNS = {"bookmark": "◆", "highlight": "▍", "note": "✎"}
"""The sign of each kind of mark."""


class PlacedMark(NamedTuple):
    """A mark with the place in the article's text that its anchor was resolved to."""

    mark: Mark
    start: int
    end: int

    @property
    def sign(self) -> str:
        """What stands beside the words: the letter of a named bookmark, else the sign of the mark's kind."""
        return sanitise_line(self.mark.letter) or SIGNS.get(self.mark.kind, "◆")


class Overlay:
    """Stretches of the text sorted by start, with a quick answer to which of them touch a line.

    Stretches may overlap and nest: the running maximum of their ends tells how far back one has to look. It is the ends
    themselves where no stretch ends before an earlier one, as those of a book nearly always do.
    """

    __slots__ = ("_ends", "_numbers", "_reach", "_starts")

    def __init__(self, starts: Sequence[int] = (), ends: Sequence[int] = (), numbers: Sequence[int] = ()) -> None:
        """Take the start, end and number of each, in any order."""
        if not _rises(starts) or len(set(starts)) < len(starts):
            starts, ends, numbers = zip(*sorted(zip(starts, ends, numbers, strict=True)), strict=True)
        self._starts, self._ends = as_column("i", starts), as_column("i", ends)
        self._numbers = numbers if isinstance(numbers, range) else array("i", numbers)
        self._reach = self._ends if _rises(ends) else array("i", accumulate(self._ends, max))

    def touching(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """Return the items that share a character with `start` to `end`."""
        last = bisect_left(self._starts, end)
        first = bisect_right(self._reach, start)
        return [
            (self._starts[place], self._ends[place], self._numbers[place])
            for place in range(first, last)
            if self._ends[place] > start
        ]


def _rises(numbers: Sequence[int]) -> bool:
    """Tell whether no number is smaller than the one before; Python sorts what is in order by looking at it once."""
    given = list(numbers)
    return given == sorted(given)


class Manuscript(NamedTuple):
    """An article, its quotations and the colour of each: number of the voice, or -1 for none.

    `shown` are the indexes of the quotations that are walked and counted; indirect speech is among them only when
    the reader asked for it. `sure` are the voices that one of those is surely by.
    """

    article: Article
    quotations: Quotations
    voices: tuple[str, ...]
    voice_of: Sequence[int]
    shown: Sequence[int]
    sure: frozenset[int]
    overlay: Overlay
    mentions: Overlay

    def starting_at(self, offset: int) -> int:
        """Return which of the quotations that are walked starts at `offset`, or -1."""
        starts = self.quotations.starts
        place = bisect_left(self.shown, offset, key=starts.__getitem__)
        found = self.shown[place] if place < len(self.shown) else -1
        return found if found >= 0 and starts[found] == offset else -1


def make_manuscript(
    article: Article,
    quotations: Sequence[Quotation],
    *,
    indirect: bool = False,
    before: Sequence[Quotation] | None = None,
) -> Manuscript:
    """Lay `quotations` over `article`; voices are numbered in the order in which they first speak.

    Who is only reported comes after all others, so that showing reported speech changes nobody's colour. Nor does a
    correction: `before` are the quotations before the reader corrected them, and whoever they lack comes last.
    """
    found = Quotations.of(quotations)
    kinds, speakers = _kinds_in(article, found), found.speakers()
    marked = list(compress(range(len(kinds)), map(_MARKED.__contains__, kinds)))
    all_are_marked = len(marked) == len(kinds)
    reported, terms = ([], []) if all_are_marked else (_numbers_of(_INDIRECT, kinds), _numbers_of(_TERM, kinds))
    # A book has thousands of quotations, and its first page waits for them: the loops are Python's own.
    known = make_manuscript(article, before).voices if before is not None else ()
    names = dict.fromkeys(chain(known, map(speakers.__getitem__, chain(marked, reported))))
    voices: dict[str | None, int] = {name: voice for voice, name in enumerate(filter(None, names))}
    shown = sorted((*marked, *reported)) if indirect else marked
    voice_of = array("i", map(voices.get, speakers, repeat(-1)))
    for number in terms:
        voice_of[number] = -1
    return Manuscript(
        article=article,
        quotations=found,
        voices=tuple(filter(None, voices)),
        voice_of=voice_of,
        shown=array("I", shown),
        sure=frozenset(map(voices.__getitem__, found.sure_speakers(shown))),
        overlay=Overlay(*found.spans_of(sorted((*shown, *terms)) if terms else shown)),
        mentions=Overlay(*found.mentions_of(shown)),
    )


def fit_name(name: str, width: int, *, is_sure: bool) -> str:
    """Return a speaker's `name` in `width` cells, with a question mark behind an unsure one: it stays where the name is cut."""
    name = sanitise_line(name)
    if is_sure or not name:
        return fit(name, width)
    return fit(f"{fit(name, min(cell_width(name), max(0, width - 1)))}?", width)


def _numbers_of(kind: QuotationKind, kinds: Sequence[QuotationKind]) -> list[int]:
    return [number for number, other in enumerate(kinds) if other is kind] if kind in kinds else []


def _kinds_in(article: Article, quotations: Quotations) -> list[QuotationKind]:
    """Return the kind of each quotation; what stands between quote marks in a program is nobody's speech."""
    kinds, blocks = quotations.kinds(), article.blocks
    if BlockKind.CODE in blocks.kinds:
        for number, start in enumerate(quotations.starts):
            if blocks.kinds[bisect_right(blocks.starts, start) - 1] is BlockKind.CODE:
                kinds[number] = _TERM
    return kinds


def headline(
    article: Article, width: int, direction: Direction = Direction.AUTO, *, is_turned: bool = False
) -> tuple[tuple[str, str], ...]:
    """Return the lines above the body as (what they are, words): the title, then byline, site, date and time.

    All of them run as the title does; see `typesetting.Page` for `direction` and `is_turned`.
    """
    title = sanitise_line(article.title) or "Untitled"
    lines = [("heading", words) for words in set_words(title, width)]
    facts = facts_of(", ".join(article.authors), article.site, long_date(article), article.minutes)
    lines += [("muted", words) for words in broken_between(map(sanitise_line, facts), width, cell_width, set_words)]
    from_the_right = runs_from_the_right(title, 0, len(title), direction)
    if is_turned:
        lines = [(kind, turned(words, from_the_right=from_the_right)) for kind, words in lines]
    if from_the_right:
        lines = [(kind, " " * max(0, width - cell_width(words)) + words) for kind, words in lines]
    return (("text", ""), *lines, ("text", ""))


def long_date(article: Article) -> str:
    """Return the date of publication as a reader writes it: 21 March 2023, or nothing if it is unknown."""
    return written_day(article.published)


def written_day(day: date | None) -> str:
    """Return `day` as a reader writes it: 21 March 2023, or nothing if it is unknown."""
    return written_date(day.year, day.month, day.day) if day else ""


def set_words(words: str, width: int) -> list[str]:
    """Break one paragraph of foreign words into lines of at most `width` cells."""
    text = sanitise_line(words)
    if not text:
        return []
    paragraph = Article(blocks=Blocks.of((Block(BlockKind.PARAGRAPH, 0, len(text)),)), text=text)
    page: Page = set_article(paragraph, max(1, width))
    lines = (page.line(number) for number in range(len(page)))
    return [shown for line in lines if (shown := line.text or text[line.start : line.end])]


def place_marks(
    article: Article, marks: Sequence[Mark], resolve: Callable[[str, Mark], tuple[int, int, str]]
) -> tuple[PlacedMark, ...]:
    """Return the marks that stand for certain in `article`, in its order; uncertain ones are left to the list."""
    placed = []
    for mark in marks:
        start, end, state = resolve(article.text, mark)
        if state in ("exact", "certain"):
            placed.append(PlacedMark(mark, start, end))
    return tuple(sorted(placed, key=lambda item: (item.start, item.end)))
