"""A whole page flattened to text: two models decide line by line what is body, metadata is looked for around the title.

The first look judges a line by its words and surroundings, the second by what the first made of its neighbours.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from reader.cleaning.bylines import is_note_on, is_site_name
from reader.cleaning.cleaned import Cleaned, Removed
from reader.cleaning.cruft import cruft_rule
from reader.cleaning.features import LONG, has_credit
from reader.cleaning.head import Head, read_head
from reader.cleaning.languages import guess_language
from reader.cleaning.lines import LogicalLine
from reader.cleaning.second_look import second_features
from reader.cleaning.surroundings import NAMES, Look, line_features
from reader.cleaning.trees import stored_trees
from reader.document import Article, Block, BlockKind, assemble
from reader.text.dates import find_date

if TYPE_CHECKING:
    from collections.abc import Sequence

KEPT_FROM = -0.6
"""Log odds from which a line is kept: below even odds, since a caption kept costs less than a paragraph lost. On sites that
the models had not seen, 95 % of the body is kept there and 91 % of what is kept is body."""
KEPT_FROM_SHORT = -1.5
"""The same for fewer lines than `MANY_LINES`: less of an article's element alone is furniture."""
KEPT_FROM_UNKNOWN, LITTLE_KNOWN = -1.2, 0.5
"""The same for a page of whose words no more than this share have weights: in a language that the models hardly know they
are less sure of its body. Of English pages one in a hundred has so few, of those in other languages 95."""
KNOWN_KEPT_FROM = 2.0
"""The same for lines that an expression knows as furniture."""
_KNOWN = NAMES.index("page_known")
MOST_LINES = 10_000
"""Lines that are judged together, which bounds the memory for a dump of many megabytes; no real page has as many."""
MOST_DATE_WORDS = 9
FEWEST_LINES = 10
SHORT = 5
SHORT_SHARE = 0.35
"""A text is a page with its furniture if it has enough lines and this share of them is so short; of 102 pages
flattened whole all are, of prose, verse and recipes none."""
SHORT_SHARE_KNOWN, KNOWN_LINES, MANY_LINES = 0.07, 1, 36
"""With fewer lines, or fewer short ones, it takes so many lines that are known furniture: an article's element alone."""


def is_page(lines: Sequence[LogicalLine]) -> bool:
    """Tell whether `lines` are a page with its furniture rather than an article alone."""
    if len(lines) < FEWEST_LINES:
        return False
    short = sum(1 for line in lines if len(line.text) < 60 and _is_label(line.text))
    if short < SHORT_SHARE_KNOWN * len(lines):
        return False
    if len(lines) >= MANY_LINES and short >= SHORT_SHARE * len(lines):
        return True
    known = (1 for line in lines if line.text and cruft_rule(line.text))
    return sum(islice(known, KNOWN_LINES)) == KNOWN_LINES


def _is_label(text: str) -> bool:
    return len(text.split()) <= SHORT and not text.endswith((".", "!", "?", "…", "”", '"', "。", "」", ","))


def body_odds(lines: Sequence[LogicalLine]) -> list[float]:
    """Return for each of `lines`, all of which have words, the log odds of being body."""
    return _judge(lines)[0]


def _judge(lines: Sequence[LogicalLine]) -> tuple[list[float], float]:
    """Return the log odds of `lines`, and the largest share of words with a weight that some section of them has."""
    odds: list[float] = []
    known = 0.0
    for start in range(0, len(lines), MOST_LINES):
        look = line_features(lines[start : start + MOST_LINES])
        known = max(known, look.columns[_KNOWN][0])
        odds += _odds(look)
    return odds, known


def _odds(look: Look) -> list[float]:
    first, second = stored_trees("line_model.json"), stored_trees("second_model.json")
    odds = [first.score(row) for row in look.rows]
    rows = second_features(look, odds)
    return [(score + 2 * second.score(row)) / 3 for score, row in zip(odds, rows, strict=True)]


def clean_page(lines: Sequence[LogicalLine], url: str) -> Cleaned | None:
    """Return the article in `lines`, a flattened page, or None where nothing in them reads like one."""
    worded = [line for line in lines if line.text]
    if not any(len(line.text.split()) >= LONG for line in worded):
        return None
    odds, known = _judge(worded)
    head = read_head(worded, odds, url=url)
    taken = dict(head.taken)
    least = KEPT_FROM if known > LITTLE_KNOWN else KEPT_FROM_UNKNOWN
    if len(worded) < MANY_LINES:
        least = KEPT_FROM_SHORT
    parts: list[tuple[Block, str]] = []
    removed = [
        Removed(line.placeholder, "placeholder", "stands for a button, an image or a rule", line.first + 1)
        for line in lines
        if not line.text
    ]
    for number, (line, score) in enumerate(zip(worded, odds, strict=True)):
        if number not in taken and _is_body(line.text, score, least):
            parts.append((_block(line), line.text))
        else:
            removed.append(_removed(line, taken.get(number, ""), head.authors))
    if not any(len(text.split()) >= LONG for _, text in parts):
        return None
    site = head.site or _site_of_box(worded, odds)
    return Cleaned(_article(head, site, parts, url), tuple(sorted(removed, key=lambda item: item.line)))


def _is_body(text: str, score: float, least: float) -> bool:
    """Tell whether a line with the log odds `score` is kept, of whose page lines over `least` are."""
    if score <= least or (score <= KNOWN_KEPT_FROM and cruft_rule(text)):
        return False
    return score > KEPT_FROM or not has_credit(text, text.lower())


def _removed(line: LogicalLine, head_rule: str, authors: tuple[str, ...]) -> Removed:
    if head_rule:
        return Removed(line.text, head_rule, f"the {head_rule}, shown above the body", line.first + 1)
    rule = cruft_rule(line.text)
    if rule:
        return Removed(line.text, rule, f"{rule.replace('-', ' ')} of the page", line.first + 1)
    if is_note_on(authors, line.text):
        return Removed(line.text, "author-box", "says who the author is", line.first + 1)
    if len(line.text.split()) <= MOST_DATE_WORDS and find_date(line.text) is not None:
        return Removed(line.text, "date", "a date that stands on the page", line.first + 1)
    return Removed(line.text, "surroundings", "stands around the body, by its words and place", line.first + 1)


def _site_of_box(lines: Sequence[LogicalLine], odds: Sequence[float]) -> str:
    """Return the site's name that stands under "About Author" after the body, "" if none does."""
    for number in range(len(lines) - 1):
        name = lines[number + 1].text
        if cruft_rule(lines[number].text) == "author-box" and odds[number] < 0 and is_site_name(name):
            return name
    return ""


def _article(head: Head, site: str, parts: list[tuple[Block, str]], url: str) -> Article:
    blocks, text = assemble(parts)
    return Article(
        title=head.title,
        authors=head.authors,
        published=head.published or head.modified,
        modified=head.modified,
        site=site,
        url=url,
        language=guess_language(text),
        blocks=blocks,
        text=text,
    )


def _block(line: LogicalLine) -> Block:
    if line.heading:
        return Block(BlockKind.HEADING, 0, 0, level=line.heading)
    if line.bullet and line.bullet not in "–-":
        marker = line.bullet if line.bullet[:1].isdigit() else "•"
        return Block(BlockKind.LIST_ITEM, 0, 0, level=1, marker=marker)
    return Block(BlockKind.PARAGRAPH, 0, 0)
