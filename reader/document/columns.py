"""The blocks and the quotations of an article in columns of numbers: what a book of them takes, and no more.

A long text has thousands of both, and as values they would take some hundreds of bytes each. In columns they take some
thirty and come from their stored form without a loop; a value is made for whoever asks for one.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, compress
from operator import itemgetter
from typing import Any, Generic, TypeVar, overload

from reader.document.block import Block, BlockKind, Inline, InlineKind
from reader.document.quotation import SURE_FROM, Mention, Quotation, QuotationKind, Span

Value = TypeVar("Value")

Stretches = tuple[Sequence[int], Sequence[int], Sequence[int]]
"""Stretches of a text in three columns: where each starts, where it ends, its number."""
_PLAIN = (0, "", 0, "")
"""The level, marker, depth of quoting and target of most blocks."""
_NOWHERE = (-1, -1)
QUOTATION_COLUMNS = "iiiiiiiiiidi"
"""What the columns of quotations hold, as arrays name it: whole numbers, and the confidence, which is none."""
_CONFIDENCE = QUOTATION_COLUMNS.index("d")
_WORDS = (2, 5, 6, 7, 11)
"""Which columns of quotations are places among words."""
_QUOTATION_KINDS = {kind.value: kind for kind in QuotationKind}


def as_column(typecode: str, values: Iterable[Any]) -> array[Any]:
    """Return `values` as an array of `typecode`: themselves, not a copy, if they are one."""
    return values if isinstance(values, array) and values.typecode == typecode else array(typecode, values)


class _Columns(Sequence[Value], Generic[Value]):
    """Values that are made one by one when they are asked for; equal to any sequence of equal values."""

    __slots__ = ()

    def _value(self, number: int) -> Value:
        raise NotImplementedError

    @overload
    def __getitem__(self, place: int) -> Value: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Value, ...]: ...

    def __getitem__(self, place: int | slice) -> Value | tuple[Value, ...]:
        if isinstance(place, slice):
            return tuple(self._value(number) for number in range(*place.indices(len(self))))
        count = len(self)
        if not -count <= place < count:
            raise IndexError(place)
        return self._value(place % count)

    def __iter__(self) -> Iterator[Value]:
        return map(self._value, range(len(self)))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, str) or not isinstance(other, Sequence):
            return NotImplemented
        if self is other:
            return True
        return len(self) == len(other) and all(mine == theirs for mine, theirs in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(tuple(self))


class Blocks(_Columns[Block]):
    """The blocks of an article.

    `kinds`, `starts` and `ends` have a value for each block; `details` its level, marker, depth of quoting and target
    by its number, where it has any. `inlines` are the columns (kinds, starts, ends, targets) of all inlines in order;
    those of block `n` stand from `inline_places[n]` to `inline_places[n + 1]`.
    """

    __slots__ = ("details", "ends", "inline_places", "inlines", "kinds", "starts")

    def __init__(
        self,
        kinds: Iterable[BlockKind] = (),
        starts: Iterable[int] = (),
        ends: Iterable[int] = (),
        details: Iterable[tuple[int, tuple[int, str, int, str]]] = (),
        inline_counts: Iterable[int] = (),
        inlines: tuple[Sequence[InlineKind], Sequence[int], Sequence[int], Sequence[str]] = ((), (), (), ()),
    ) -> None:
        """Take the columns; raises ValueError, TypeError or OverflowError if they do not belong together."""
        alike: dict[Any, Any] = {}
        self.kinds = tuple(kinds)
        self.starts, self.ends = as_column("I", starts), as_column("I", ends)
        self.details = {number: alike.setdefault(detail, detail) for number, detail in details if detail != _PLAIN}
        counts = tuple(inline_counts) or (0,) * len(self.kinds)
        self.inline_places = array("I", accumulate(counts, initial=0))
        self.inlines = (tuple(inlines[0]), as_column("I", inlines[1]), as_column("I", inlines[2]), tuple(inlines[3]))
        if {len(self.starts), len(self.ends), len(counts)} != {len(self.kinds)}:
            raise ValueError("columns of different lengths")
        if {len(values) for values in self.inlines} != {self.inline_places[-1]}:
            raise ValueError("columns of inlines of different lengths")

    @classmethod
    def of(cls, blocks: Sequence[Block]) -> Blocks:
        """Return `blocks` in columns; as they are if they have them already."""
        if isinstance(blocks, Blocks):
            return blocks
        inlines = [inline for block in blocks for inline in block.inlines]
        return cls(
            [block.kind for block in blocks],
            [block.start for block in blocks],
            [block.end for block in blocks],
            enumerate((block.level, block.marker, block.quoted, block.target) for block in blocks),
            [len(block.inlines) for block in blocks],
            (
                [inline.kind for inline in inlines],
                [inline.start for inline in inlines],
                [inline.end for inline in inlines],
                [inline.target for inline in inlines],
            ),
        )

    def __len__(self) -> int:
        return len(self.kinds)

    def _value(self, number: int) -> Block:
        level, marker, quoted, target = self.details.get(number, _PLAIN)
        return Block(
            self.kinds[number], self.starts[number], self.ends[number], level, marker, quoted, target,
            self.inlines_of(number),
        )  # fmt: skip

    def inlines_of(self, number: int) -> tuple[Inline, ...]:
        """Return the inlines of block `number`."""
        first, last = self.inline_places[number], self.inline_places[number + 1]
        return tuple(Inline(*(column[place] for column in self.inlines)) for place in range(first, last))  # type: ignore[arg-type]

    def of_kind(self, kind: BlockKind) -> list[Block]:
        """Return the blocks of that kind."""
        return [self._value(number) for number in self.numbers_of(kind)]

    def numbers_of(self, kind: BlockKind) -> list[int]:
        """Return the numbers of the blocks of that kind."""
        return [number for number, one in enumerate(self.kinds) if one is kind]

    def level_of(self, number: int) -> int:
        """Return the level of block `number`."""
        level, _, _, _ = self.details.get(number, _PLAIN)
        return int(level)

    def inlines_touching(self, number: int, start: int, end: int) -> list[tuple[InlineKind, int, int]]:
        """Return kind, start and end of those inlines of block `number` that share a character with `start` to `end`.

        Of a table these are the start and the end of a row.
        """
        first, last = self.inline_places[number], self.inline_places[number + 1]
        kinds, starts, ends, _ = self.inlines
        if self.kinds[number] is BlockKind.TABLE:
            # There may be thousands, but those of a row stand together, behind those of the rows above it.
            first = bisect_right(ends, start, first, last)
            last = bisect_left(starts, end, first, last)
        return [
            (kinds[place], starts[place], ends[place])
            for place in range(first, last)
            if starts[place] < end and ends[place] > start
        ]


class Quotations(_Columns[Quotation]):
    """The quotations of an article: `columns` of numbers, and the `words` that some of them stand for.

    The columns are start, end, kind, the start, end and words of the speaker's mention, the speaker's name and role,
    the start and end of the cue, confidence, and evidence; kind, words, name, role and evidence are places in `words`.
    What a quotation does not have is -1, which is the last of the `words`, None.
    """

    __slots__ = ("columns", "words")

    def __init__(
        self, words: Iterable[str] = (), columns: Sequence[Iterable[Any]] = ((),) * len(QUOTATION_COLUMNS)
    ) -> None:
        """Take the columns; raises ValueError, TypeError, OverflowError or IndexError if they do not make quotations."""
        self.words = (*map(str, words), None)
        self.columns = tuple(
            as_column(typecode, values) for typecode, values in zip(QUOTATION_COLUMNS, columns, strict=True)
        )
        if len({len(values) for values in self.columns}) > 1:
            raise ValueError("columns of different lengths")
        for place in _WORDS:
            # Few words stand in many places.
            named = set(self.columns[place])
            if named and not -1 <= min(named) <= max(named) < len(self.words):
                raise IndexError("no such word")
        for number in set(self.columns[2]):
            if self.words[number] not in _QUOTATION_KINDS:
                raise ValueError("no such kind of quotation")

    @classmethod
    def of(cls, quotations: Sequence[Quotation]) -> Quotations:
        """Return `quotations` in columns; as they are if they have them already."""
        if isinstance(quotations, Quotations):
            return quotations
        places: dict[str | None, int] = {None: -1}

        def place(word: str | None) -> int:
            return places.setdefault(word, len(places) - 1)

        rows = [
            (
                q.start, q.end, place(q.kind.value),
                *((q.speaker.start, q.speaker.end, place(q.speaker.text)) if q.speaker else (*_NOWHERE, -1)),
                place(q.speaker_name), place(q.speaker_role), *((q.cue.start, q.cue.end) if q.cue else _NOWHERE),
                q.confidence, place(q.evidence),
            )
            for q in quotations
        ]  # fmt: skip
        words = [word for word in places if word is not None]
        return cls(words, list(zip(*rows, strict=True))) if rows else cls()

    def __len__(self) -> int:
        return len(self.columns[0])

    def __eq__(self, other: object) -> bool:
        # Those of a book take as long to make as its page to paint, and nearly always they are the same.
        if isinstance(other, Quotations) and self.words == other.words and self.columns == other.columns:
            return True
        return super().__eq__(other)

    __hash__ = None

    def _value(self, number: int) -> Quotation:
        start, end, kind, first, last, mention, name, role, cue, cue_end, confidence, evidence = (
            column[number] for column in self.columns
        )
        words = self.words
        return Quotation(
            start, end, _QUOTATION_KINDS[str(words[kind])],
            Mention(first, last, str(words[mention])) if mention >= 0 else None,
            words[name], str(words[role]), Span(cue, cue_end) if cue >= 0 else None, confidence, str(words[evidence]),
        )  # fmt: skip

    @property
    def starts(self) -> array[int]:
        """Where each quotation starts."""
        return self.columns[0]

    @property
    def ends(self) -> array[int]:
        """Where each quotation ends."""
        return self.columns[1]

    def kinds(self) -> list[QuotationKind]:
        """Return the kind of each quotation."""
        kinds = {number: _QUOTATION_KINDS[str(self.words[number])] for number in set(self.columns[2])}
        return [kinds[number] for number in self.columns[2]]

    def speakers(self) -> list[str | None]:
        """Return the full name of each quotation's speaker, None where it is not known."""
        return [self.words[number] for number in self.columns[6]]

    def sure_speakers(self, numbers: Sequence[int]) -> set[str]:
        """Return the full names of those by whom one of the quotations called `numbers` is without a question mark."""
        names, confidences = (_chosen(self.columns[place], numbers) for place in (6, _CONFIDENCE))
        sure = set(compress(names, map(SURE_FROM.__le__, confidences)))
        return {name for number in sure if (name := self.words[number]) is not None}

    def spans_of(self, numbers: Sequence[int]) -> Stretches:
        """Return where each of the quotations called `numbers`, none twice, starts and ends, with their numbers."""
        return _stretches(self.starts, self.ends, numbers)

    def mentions_of(self, numbers: Sequence[int]) -> Stretches:
        """Return where the speaker of each of the quotations called `numbers`, none twice, is mentioned, if so."""
        firsts, lasts, mentions = self.columns[3:6]
        if min(mentions, default=0) < 0:
            numbers = [number for number in numbers if mentions[number] >= 0]
        return _stretches(firsts, lasts, numbers)


def _stretches(starts: array[int], ends: array[int], numbers: Sequence[int]) -> Stretches:
    if len(numbers) == len(starts):
        numbers = range(len(starts))
    return _chosen(starts, numbers), _chosen(ends, numbers), numbers


def _chosen(column: array[Any], numbers: Sequence[int]) -> array[Any]:
    """Return those of the values of `column` that are called `numbers`, none twice; it has thousands at the start of a book."""
    if len(numbers) == len(column):
        return column
    return array(column.typecode, itemgetter(*numbers)(column) if len(numbers) > 1 else [column[n] for n in numbers])
