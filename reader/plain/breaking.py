"""Breaking a paragraph in which each character is one cell wide: greedy, by `str.rfind`, as offsets."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, MutableSequence

    BreakWord = Callable[[str, int, int, int], int]

BOUND_TO_BEFORE = frozenset("?!:;»›%")
"""What French and others set behind a space that is no place to break."""
BOUND_TO_AFTER = frozenset("«‹§№")
WORD_BREAKS = frozenset("-—/–")
"""Characters inside a word after which it may be broken: compounds, words joined by dashes, addresses."""
ADDRESS_BREAKS = frozenset("/?&=#._~+,;-")
"""Characters after which an address may be broken where it fills a line."""
LONE_WORD = 8
"""A last line of one word of at most so many cells takes a second word from the line above it."""
LEAST_FILL = 0.55
"""The share of its room that the line above must keep for that."""
LEAST_FILL_OF_JUSTIFIED = 0.85
"""That share where the line is filled up by wider blanks."""
HIGHEST_LADDER = 2
"""Lines one below the other that may end with a hyphen of ours."""


def break_paragraph(
    text: str, start: int, end: int, width: int, starts: MutableSequence[int], ends: MutableSequence[int],
    break_word: BreakWord | None = None, spare: float = LEAST_FILL,
) -> None:  # fmt: skip
    """Break `text[start:end]` into lines of `width` cells, behind those that are in `starts` and `ends` already.

    `break_word` finds where a word may be hyphenated, as `Hyphenation.break_before` does; `spare` is what the last
    line but one keeps of its room where it gives a word to the last.
    """
    if end - start <= width:
        starts.append(start)
        ends.append(end)
        return
    break_lines(text, start, end, (width, width), starts, ends, break_word)
    spare_the_last_word(text, starts, ends, width, spare)


def break_lines(
    text: str, start: int, end: int, widths: tuple[int, int], starts: MutableSequence[int],
    ends: MutableSequence[int], break_word: BreakWord | None,
) -> None:  # fmt: skip
    """Break `text[start:end]` into a line of the first of `widths` and others of the second, nothing spared."""
    width, rest = widths
    rfind, add_start, add_end = text.rfind, starts.append, ends.append
    ladder = 0
    while end - start > width:
        stop = start + width
        space = rfind(" ", start, stop + 1)
        # As `is_bound` has it, without a call for each line of a book.
        while space > start and (text[space + 1 : space + 2] in BOUND_TO_BEFORE or text[space - 1] in BOUND_TO_AFTER):
            space = rfind(" ", start, space)
        inner = 0
        if stop - space > 5:
            allowed = break_word if ladder < HIGHEST_LADDER else None
            inner = _inner_break(text, max(start, space + 1), stop, end, rest, allowed)
            ladder = ladder + 1 if inner and text[inner - 1].isalpha() else 0
        else:
            ladder = 0
        add_start(start)
        if space <= start:
            inner = max(inner, _break_in_address(text, start, stop)) or stop
        if inner > start + 1 or space <= start:
            start = inner
            add_end(start)
        else:
            add_end(space)
            start = space + 1
        while start < end and text[start] == " ":
            start += 1
        width = rest
    if start < end:
        add_start(start)
        add_end(end)


def is_bound(text: str, space: int) -> bool:
    """Tell whether the blank at `space` stands between a mark and the words that it belongs to: no place to break."""
    return text[space + 1 : space + 2] in BOUND_TO_BEFORE or text[max(0, space - 1)] in BOUND_TO_AFTER


def _inner_break(text: str, word: int, stop: int, end: int, width: int, break_word: BreakWord | None) -> int:
    """Return where the word from offset `word` on may be broken so that its beginning ends before `stop`, or 0.

    The line behind it has `width` cells.
    """
    best = 0
    for character in WORD_BREAKS:
        place = text.rfind(character, best or word + 1, stop) + 1
        if place > word + 1 and place < end and text[place].isalpha() and text[place - 2].isalnum():
            best = place
    if best:
        return best
    # What is left of a word makes no last line, if the whole of it does.
    if break_word is None or (end - word <= width and text.find(" ", stop, end) < 0):
        return 0
    return break_word(text, word, stop - 1, end)


def _break_in_address(text: str, start: int, stop: int) -> int:
    """Return where a word that is longer than its line may be broken as an address is: in the line's second half, or 0."""
    for place in range(stop, start + (stop - start) // 2, -1):
        if text[place - 1] in ADDRESS_BREAKS:
            return place
    return 0


def spare_the_last_word(
    text: str, starts: MutableSequence[int], ends: MutableSequence[int], width: int, spare: float
) -> None:
    """Give a short word that stands alone on the last line one more for company, where the line above can spare it."""
    start, end = starts[-1], ends[-1]
    if end - start > LONE_WORD or " " in text[start:end] or ends[-2] == start:
        return
    space = text.rfind(" ", starts[-2], ends[-2])
    if space - starts[-2] >= spare * width and end - space - 1 <= width:
        if not is_bound(text, space):
            ends[-2], starts[-1] = space, space + 1
