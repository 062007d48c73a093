"""Painting one line of the page: words, then quotations, mentions, marks and hits laid over them.

Pure: a line and what lies over it become a strip. The gate stands here a second time, since what is stored may have
been written by an older or another program.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.document import Article, BlockKind, InlineKind, Quotation, QuotationKind
from reader.text import cell_width, fit, sanitise_line
from reader.text.sanitise import is_clean
from reader.tui.columns import Columns
from reader.tui.find import Hits
from reader.tui.galley import ink_of
from reader.tui.highlight import coloured
from reader.tui.manuscript import Manuscript, Overlay, PlacedMark, fit_name
from reader.tui.palette import Palette
from reader.typesetting import Line
from reader.typesetting.bidi import turned
from reader.typesetting.wrapping import is_narrow

_BOLD = Style(bold=True)
_ITALIC = Style(italic=True)
_UNDERLINE = Style(underline=True)
_STRUCK = Style(strike=True)
_REVERSED = Style(reverse=True)

LOWER_HEADINGS = 3
"""The level from which on headings are told apart from those above them: a page's own parts are of the second."""
_TOGETHER = " and "
_DESCRIBED = re.compile(r"(?:[Tt]he |[Aa]n? )?([^\W\d_A-Z].*?)(?= (?:of|for|at|in|from|with|who)\b|,|$)")
"""A description up to what qualifies it; its first letter is small, behind an article."""

Layer = tuple[int, int, Style]


class Laid(NamedTuple):
    """What lies over the words: marks and hits by place, the quotation under the reader's eye, what is selected.

    `shift` is how many cells of what is wider than the page are hidden at its left; `hints` are letters to show at an
    offset, in place of the words there. `faded` tells that only what is quoted stands out, `is_beside_ruler` that not
    even that does, `is_bare` that nothing stands left of the words; `is_turned` whether names are turned round as the page has words.
    """

    marks: Overlay
    hits: Hits
    current_hit: int = -1
    current: int = -1
    selected: tuple[int, int] = (0, 0)
    hints: tuple[tuple[int, str], ...] = ()
    shift: int = 0
    faded: bool = False
    is_beside_ruler: bool = False
    is_bare: bool = False
    is_turned: bool = False
    placed: tuple[PlacedMark, ...] = ()

    def mark_style(self, number: int, palette: Palette) -> Style:
        """Return how the words of mark `number` are painted: highlights have a ground, notes a line under them."""
        mark = self.placed[number].mark
        if mark.kind == "highlight" or mark.colour:
            return palette.highlight(mark.colour)
        return _UNDERLINE if mark.kind == "note" else Style.null()


def paint_line(line: Line, manuscript: Manuscript, laid: Laid, palette: Palette, columns: Columns) -> Strip:
    """Return `line` as a strip of exactly `columns.width` cells."""
    text = manuscript.article.text
    shown = line.text if line.text is not None else text[line.start : line.end]
    if laid.hints:
        shown = _with_hints(shown, line, laid)
    is_speech = line.end > line.start and line.kind is not BlockKind.CODE
    quotations = manuscript.overlay.touching(line.start, line.end) if is_speech else []
    segments = _gutter(line, manuscript, laid, palette, columns, quotations)
    base: Style = getattr(palette, ink_of(line))
    if line.kind is BlockKind.HEADING and manuscript.article.blocks.level_of(line.block) >= LOWER_HEADINGS:
        base = base + _ITALIC
    if line.indent:
        segments.append(Segment(fit(line.prefix, line.indent), palette.muted))
    layers = _layers(line, manuscript, laid, palette, quotations)
    if laid.faded or laid.is_beside_ruler:
        base = palette.muted
    body = [Segment(piece, style) for piece, style in _pieces(shown, line, base, layers)]
    used, room = sum(_cells(segment.text) for segment in body), columns.measure - line.indent
    if line.widest or (used > room and line.kind is BlockKind.TABLE):
        body, used = _cropped(body, used, room, shift_of(line, used, room, laid.shift), palette), room
    segments += body
    if line.suffix:
        segments.append(Segment(line.suffix, palette.muted))
        used += cell_width(line.suffix)
    used += columns.left + line.indent
    segments.append(Segment(" " * max(0, columns.width - used), palette.text))
    return Strip(segments, max(used, columns.width)).adjust_cell_length(columns.width, palette.text)


def _cells(words: str) -> int:
    """Return the cells of words that are painted once: the table of widths would keep thousands of them."""
    return len(words) if is_narrow(words) else cell_width(words)


def shift_of(line: Line, cells: int, room: int, shift: int) -> int:
    """Return by how many cells `line`, which takes `cells` of them, is moved where the page is moved by `shift`.

    Of two wide tables or listings, one may be moved further than the other is wide.
    """
    return max(0, min(shift, (line.widest or cells) - room + 1))


def _cropped(body: list[Segment], used: int, room: int, shift: int, palette: Palette) -> list[Segment]:
    """Return what of a line that is wider than the page stands in it, with a sign where it goes on."""
    first = 1 if shift and used else 0
    last = 1 if used > shift + room else 0
    crop = (
        Strip(body, used)
        .crop(shift + first, shift + room - last)
        .adjust_cell_length(room - first - last, palette.text)
    )
    before = [Segment("‹", palette.accent)] if first else []
    after = [Segment("›", palette.accent)] if last else []
    return [*before, *crop, *after]


def _with_hints(shown: str, line: Line, laid: Laid) -> str:
    """Return the words of a line with the letters of hints in place of those where they belong."""
    for offset, label in laid.hints:
        place = place_of(line, offset)
        if place >= 0:
            # A word that is turned round begins at its right end: what lies over it ends there.
            first = place - len(label) + 1 if _is_turned_at(line, place) else place
            shown = shown[:first] + label + shown[first + len(label) :]
    return shown


def _is_turned_at(line: Line, place: int) -> bool:
    """Tell whether what follows the character at `place` in the text stands left of it."""
    return line.offsets is not None and place > 0 and line.offsets[place - 1] == line.offsets[place] + 1


def place_of(line: Line, offset: int) -> int:
    """Return where on a line the character at `offset` is shown, -1 if it is not."""
    if not line.start <= offset < line.end:
        return -1
    if line.offsets is None:
        return offset - line.start
    return line.offsets.index(offset) if offset in line.offsets else -1


def _is_speech(manuscript: Manuscript, number: int) -> bool:
    return manuscript.quotations[number].kind is not QuotationKind.TERM


def _gutter(
    line: Line,
    manuscript: Manuscript,
    laid: Laid,
    palette: Palette,
    columns: Columns,
    quotations: Sequence[tuple[int, int, int]],
) -> list[Segment]:
    """Paint what stands left of the words: the speaker's name, a mark's sign and the quotation's bar.

    Where there is no room for names, a question mark stands in the place of a mark's sign if a speaker is unsure.
    """
    if laid.is_bare:
        return [Segment(" " * columns.left, palette.text)]
    speech = [item for item in quotations if _is_speech(manuscript, item[2])]
    if line.kind is BlockKind.TABLE and line.offsets is not None:
        # All lines of a row hold all its words: what counts is what is shown.
        seen = frozenset(line.offsets)
        speech = [item for item in speech if any(offset in seen for offset in range(item[0], item[1]))]
    starting = [
        number
        for start, _, number in speech
        if start >= line.start and (line.offsets is None or start in line.offsets)
    ]
    segments = [Segment(" " * (columns.left - columns.names - 2), palette.text)]
    if columns.names:
        segments.append(_name(starting, manuscript, laid, palette, columns.names - 2))
    marked = laid.marks.touching(line.start, line.end) if line.end > line.start else []
    signs = [laid.placed[number].sign for start, _, number in marked if start >= line.start]
    unsure = [number for number in starting if _is_unsure(manuscript.quotations[number])]
    if unsure and not (signs or columns.names):
        segments.append(Segment("?", palette.voice(manuscript.voice_of[unsure[0]])))
    else:
        segments.append(Segment(fit(signs[0], 1) if signs else " ", palette.mark))
    if speech:
        number = (starting or [speech[0][2]])[0]
        voice = manuscript.voice_of[number]
        bar = "▌" if any(item[2] == laid.current for item in speech) else palette.voice_sign(voice)
        segments.append(Segment(bar, palette.voice(voice)))
    else:
        segments.append(Segment(" ", palette.text))
    return segments


def _name(starting: Sequence[int], manuscript: Manuscript, laid: Laid, palette: Palette, room: int) -> Segment:
    """Paint in `room` cells, with a blank on each side, who speaks the first of the quotations that are `starting`."""
    name, style = "", palette.muted
    if starting:
        quotation = manuscript.quotations[starting[0]]
        style = palette.voice(manuscript.voice_of[starting[0]])
        name = gutter_name(quotation, room if quotation.is_sure else room - 1)
        name = fit_name(name, room, is_sure=quotation.is_sure).rstrip()
        if laid.is_turned:
            name = turned(name)
        if starting[0] == laid.current:
            style = style + _BOLD
    return Segment(f" {fit(name, room)} ", style)


def _is_unsure(quotation: Quotation) -> bool:
    return bool(quotation.speaker_name) and not quotation.is_sure


def gutter_name(quotation: Quotation, width: int) -> str:
    """Return what a gutter of `width` cells shows of a speaker: the last word of a name, which is the surname of most.

    Who is described (`spokesman for the Tide Office`), or several together (`the two leaders`), is shown by the words
    that say so.
    """
    name = sanitise_line(quotation.speaker_name or "")
    own = sanitise_line(quotation.speaker.text) if quotation.speaker is not None else ""
    if _TOGETHER in name and own and not set(own.split()) & set(name.split()):
        name = own
    described = _DESCRIBED.match(name)
    if described and cell_width(described.group(1)) <= width:
        return described.group(1)
    name = described.group(1) if described else name
    if name[:1] >= "\u2e80":
        # Chinese and Japanese part a foreign name by dots.
        name = name.replace("·", " ").replace("・", " ")
    words = name.split()
    return words[-1] if words else ""


def _layers(
    line: Line,
    manuscript: Manuscript,
    laid: Laid,
    palette: Palette,
    quotations: Sequence[tuple[int, int, int]],
) -> list[Layer]:
    """Return what lies over the words of `line`, the uppermost last."""
    if line.end <= line.start:
        return []
    layers: list[Layer] = []
    if not (laid.faded or laid.is_beside_ruler):
        layers += _of_words(line, manuscript.article, palette)
    if not laid.is_beside_ruler:
        layers += _of_speech(line, manuscript, laid, palette, quotations)
    # What is marked inside something longer lies over that.
    marked = laid.marks.touching(line.start, line.end)
    for start, end, number in sorted(marked, key=lambda item: item[0] - item[1]):
        layers.append((start, end, laid.mark_style(number, palette)))
    for start, end, number in laid.hits.touching(line.start, line.end):
        layers.append((start, end, palette.current_hit if number == laid.current_hit else palette.hit))
    if laid.selected[0] < line.end and laid.selected[1] > line.start:
        layers.append((*laid.selected, _REVERSED))
    for offset, label in laid.hints:
        if place_of(line, offset) >= 0:
            layers.append((offset, offset + len(label), palette.current_hit))
    return layers


def _of_words(line: Line, article: Article, palette: Palette) -> list[Layer]:
    """Return what the article has over its words: links, emphasis, the colours of code."""
    layers: list[Layer] = []
    if 0 <= line.block < len(article.blocks):
        for inline, start, end in article.blocks.inlines_touching(line.block, line.start, line.end):
            layers.append((start, end, _inline_style(inline, palette)))
    if line.kind is BlockKind.CODE:
        block = article.blocks[line.block]
        for start, end, name in coloured(article.text_of(block), block.target.partition(" ")[0].lower()):
            if block.start + start < line.end and block.start + end > line.start:
                layers.append((block.start + start, block.start + end, _code_style(name, palette)))
    return layers


def _of_speech(
    line: Line, manuscript: Manuscript, laid: Laid, palette: Palette, quotations: Sequence[tuple[int, int, int]]
) -> list[Layer]:
    """Return the voices of `quotations`, and of the mentions of who speaks."""
    layers: list[Layer] = []
    for start, end, number in quotations:
        kind = manuscript.quotations[number].kind
        if kind is QuotationKind.TERM:
            layers.append((start, end, _ITALIC))
        else:
            style = palette.voice(manuscript.voice_of[number])
            if kind is QuotationKind.INDIRECT:
                style = style + _ITALIC
            layers.append((start, end, style + _BOLD if number == laid.current else style))
    for start, end, number in manuscript.mentions.touching(line.start, line.end):
        layers.append((start, end, palette.voice(manuscript.voice_of[number]) + _UNDERLINE))
    return layers


def _code_style(kind: str, palette: Palette) -> Style:
    if kind == "comment":
        return palette.muted + _ITALIC
    return {"keyword": palette.accent, "string": palette.text, "number": palette.mark}[kind]


def _inline_style(kind: InlineKind, palette: Palette) -> Style:
    if kind is InlineKind.STRONG:
        return _BOLD
    if kind in (InlineKind.LINK, InlineKind.NOTE_REFERENCE):
        return palette.link
    if kind is InlineKind.CODE:
        return palette.code
    if kind is InlineKind.STRUCK:
        return _STRUCK
    return _ITALIC


def _pieces(shown: str, line: Line, base: Style, layers: Sequence[Layer]) -> list[tuple[str, Style]]:
    """Cut the words of a line where a layer begins or ends, and style each piece."""
    shown = shown if is_clean(shown) else sanitise_line(shown)
    if not layers:
        return [(shown, base)] if shown else []
    cuts = {0, len(shown)}
    placed = []
    for start, end, style in layers:
        for first, last in _shown_of(line, start, end, len(shown)):
            placed.append((first, last, style))
            cuts.update((first, last))
    ordered = sorted(cuts)
    pieces = []
    for first, last in pairwise(ordered):
        style = base
        for start, end, layer in placed:
            if start <= first and last <= end:
                style = style + layer
        pieces.append((shown[first:last], style))
    return pieces


def _shown_of(line: Line, start: int, end: int, length: int) -> list[tuple[int, int]]:
    """Return where on a line of `length` characters the words from `start` to `end` are shown.

    Words in two directions, which follow each other in the text, may stand in several places of the line.
    """
    if line.offsets is None:
        first, last = max(0, start - line.start), min(length, end - line.start)
        return [(first, last)] if first < last else []
    stretches = []
    place = 0
    for is_shown, run in groupby(start <= offset < end for offset in line.offsets[:length]):
        count = len(list(run))
        if is_shown:
            stretches.append((place, place + count))
        place += count
    return stretches
