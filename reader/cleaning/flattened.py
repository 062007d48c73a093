"""A whole page flattened to text: the model decides line by line what is body, metadata is looked for around the title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reader.cleaning.bylines import parse_byline
from reader.cleaning.cleaned import Cleaned, Removed
from reader.cleaning.cruft import cruft_rule
from reader.cleaning.features import LONG, line_features, site_parts, title_place
from reader.cleaning.line_model import scores
from reader.cleaning.lines import LogicalLine
from reader.document import Article, Block, BlockKind, assemble
from reader.text import fold
from reader.text.dates import find_date

if TYPE_CHECKING:
    from collections.abc import Sequence

KEPT_FROM = -0.4
"""Log odds from which a line is kept: below even odds, since a caption kept costs less than a paragraph lost. On
unseen pages 94 % of the body's words are kept there, 93 % at 0."""
FEWEST_LINES = 36
SHORT = 5
SHORT_SHARE = 0.35
"""A text is a page with its furniture if it has so many lines and this share of them is so short; of 102 pages
flattened whole all are, of prose, verse and recipes none."""
HEAD_BEFORE, HEAD_AFTER = 6, 14
"""Lines before and after the title in which byline and date are looked for."""
LONGEST_DATE_LINE = 18


def is_page(lines: Sequence[LogicalLine]) -> bool:
    """Tell whether `lines` are a page with its furniture rather than an article alone."""
    if len(lines) < FEWEST_LINES:
        return False
    short = sum(1 for line in lines if len(line.text) < 60 and _is_label(line.text))
    return short >= SHORT_SHARE * len(lines)


def _is_label(text: str) -> bool:
    return len(text.split()) <= SHORT and not text.endswith((".", "!", "?", "…", "”", '"', "。", "」", ","))


@dataclass(frozen=True, slots=True)
class Head:
    """What stands around the title: the numbers of the lines that say it, and what they say."""

    title: str = ""
    site: str = ""
    authors: tuple[str, ...] = ()
    published: date | None = None
    modified: date | None = None
    taken: tuple[tuple[int, str], ...] = ()


def clean_page(lines: list[LogicalLine], url: str) -> Cleaned | None:
    """Return the article in `lines`, a flattened page, or None where nothing in them reads like one."""
    odds = scores(line_features(lines))
    head = read_head(lines, odds)
    taken = dict(head.taken)
    parts: list[tuple[Block, str]] = []
    removed: list[Removed] = []
    for number, (line, score) in enumerate(zip(lines, odds, strict=True)):
        rule = taken.get(number, "")
        if rule:
            removed.append(Removed(line.text, rule, f"the {rule}, shown above the body", line.first + 1))
        elif score > KEPT_FROM and line.text:
            parts.append((_block(line), line.text))
        elif line.text:
            rule = cruft_rule(line.text)
            reason = (
                f"{rule.replace('-', ' ')} of the page" if rule else "stands around the body, by its words and place"
            )
            removed.append(Removed(line.text, rule or "surroundings", reason, line.first + 1))
    if not any(len(text.split()) >= LONG for _, text in parts):
        return None
    blocks, text = assemble(parts)
    article = Article(
        title=head.title,
        authors=head.authors,
        published=head.published or head.modified,
        modified=head.modified,
        site=head.site,
        url=url,
        blocks=blocks,
        text=text,
    )
    return Cleaned(article, tuple(removed))


def _block(line: LogicalLine) -> Block:
    if line.heading:
        return Block(BlockKind.HEADING, 0, 0, level=line.heading)
    if line.bullet and line.bullet not in "–-":
        marker = line.bullet if line.bullet[:1].isdigit() else "•"
        return Block(BlockKind.LIST_ITEM, 0, 0, level=1, marker=marker)
    return Block(BlockKind.PARAGRAPH, 0, 0)


def read_head(lines: Sequence[LogicalLine], odds: Sequence[float]) -> Head:
    """Find title, site, authors and dates: the title first, the others near it."""
    folded = [fold(line.text[:300]) for line in lines]
    prose = [
        1.0 if score > KEPT_FROM and len(line.text.split()) >= LONG else 0.0
        for line, score in zip(lines, odds, strict=True)
    ]
    place = title_place(lines, folded, prose)
    name, site = site_parts(lines[0].text)
    first_prose = next((number for number, flag in enumerate(prose) if flag), len(lines))
    title = lines[place].text if place >= 0 else name if len(name.split()) > 2 else ""
    if not title:
        return Head()
    copies = [
        number for number in range(first_prose + 8) if number < len(lines) and _is_copy(folded[number], fold(title))
    ]
    taken = [(number, "title") for number in copies]
    at = place if place >= 0 else first_prose
    around = [*range(at + 1, min(len(lines), at + HEAD_AFTER)), *range(max(0, at - HEAD_BEFORE), at)]
    around = [number for number in around if number not in copies and not (prose[number] and number > at + 1)]
    authors, author_line = _authors(lines, around)
    if author_line >= 0:
        taken.append((author_line, "byline"))
    published, modified, date_lines = _dates(lines, around, author_line)
    taken += [(number, "date") for number in date_lines if number != author_line]
    return Head(
        title,
        site if title.startswith(name) or name.startswith(title) else "",
        authors,
        published,
        modified,
        tuple(taken),
    )


def _is_copy(line: str, title: str) -> bool:
    line, title = line.strip(), title.strip()
    return line == title or (line.startswith(title) and len(line) < len(title) + 40 and len(title) > 20)


def _authors(lines: Sequence[LogicalLine], around: Sequence[int]) -> tuple[tuple[str, ...], int]:
    """Return the names of the first byline that says "By", else of the first line that is names alone."""
    maybe: tuple[tuple[str, ...], int] = ((), -1)
    for number in around:
        text = lines[number].text
        if len(text) > 160:
            continue
        if fold(text).strip() in ("by", "by:", "von", "par") and number + 1 < len(lines):
            text = f"By {lines[number + 1].text}"
        byline = parse_byline(text)
        if byline is None:
            continue
        if byline.certain:
            return byline.names, number
        if maybe[1] < 0 and number > around[0] - 1 and not cruft_rule(text):
            maybe = (byline.names, number)
    return maybe


def _dates(
    lines: Sequence[LogicalLine], around: Sequence[int], author_line: int
) -> tuple[date | None, date | None, list[int]]:
    published: date | None = None
    modified: date | None = None
    places = []
    for number in around:
        text = lines[number].text
        if len(text.split()) > LONGEST_DATE_LINE and number != author_line:
            continue
        found = find_date(text)
        if found is None:
            continue
        if re.search(r"(?i)\b(?:updated|modified|last)\b", text[: found[1]]):
            modified = modified or found[0]
        elif published is None:
            published = found[0]
        places.append(number)
        if published is not None and len(places) >= 2:
            break
    return published, modified, places
