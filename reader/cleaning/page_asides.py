"""What stands among an article's paragraphs and is not of them: links to other articles, words shown twice, sign-offs.

The model takes blocks that look like their neighbours for body; these are told by what they are.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cleaning.page_features import AT
from reader.document import Block, BlockKind
from reader.text import fold, fold_to_letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.cleaning.page_tree import Place

MOST_SIGN_OFF_WORDS = 70
"""Words above which a block is no sign-off."""
ALL_LINK = 0.9
"""Share of a block's characters from which it is nothing but a link."""
FEWEST_LINK_WORDS = 5
"""Words from which a link by itself is another article's title, and not a name."""
DOUBTED_BELOW = 1.5
"""Log odds below which the model is not sure of a block that is nothing but a link."""
FEWEST_REPEATED_WORDS = 6
"""Words from which a quotation that stands in a paragraph, too, is not there twice by chance."""
MOST_QUOTES = 200
"""Quotations above which a page is a collection of them, and each is not compared with all."""
_PULLED = re.compile(r"pull-?_?quote|pullquote|pull-(?:left|right)|\bpulled\b|\bquote-?box\b", re.I)
_UNSEEN = re.compile(
    r"(?:^|[\s_-])(?:visually-?hidden|sr-?only|screen-?reader(?:-text)?|hidden-?visually|a11y-hidden|offscreen)(?:$|\s)",
    re.I,
)
MOST_UNSEEN_WORDS = 6
"""Words up to which what is said to screen readers alone is a label; longer texts are hidden for other reasons."""
_WORDLESS = frozenset({BlockKind.CAPTION, BlockKind.NOTE, BlockKind.CODE, BlockKind.TABLE, BlockKind.RULE})


@cache
def _sign_offs() -> tuple[tuple[str, ...], re.Pattern[str]]:
    """Return the rule of each expression, and one expression whose n-th named group is the n-th."""
    path = Path(__file__).with_name("data") / "sign_offs.txt"
    rows = [line.split("\t", 1) for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    groups = (f"(?P<rule{number}>{expression})" for number, (_, expression) in enumerate(rows))
    return tuple(rule for rule, _ in rows), re.compile("|".join(groups), re.S)


def sign_off(text: str) -> str:
    """Return the name of the rule by which `text` is a site's and not its article's, "" if it is none."""
    if len(text.split()) > MOST_SIGN_OFF_WORDS:
        return ""
    rules, expression = _sign_offs()
    match = expression.fullmatch(fold(text).strip())
    return rules[int(match.lastgroup.removeprefix("rule"))] if match is not None and match.lastgroup else ""


def asides(
    parts: Sequence[tuple[Block, str]],
    places: Sequence[Place],
    own: Sequence[Sequence[float]],
    scores: Sequence[float],
    kept: Sequence[bool],
) -> dict[int, tuple[str, str]]:
    """Return the rule and the reason for each of the `kept` parts that is no part of the article, by its number."""
    found: dict[int, tuple[str, str]] = {}
    for at, keep in enumerate(kept):
        block, text = parts[at]
        if not keep or block.kind in _WORDLESS:
            continue
        words = len(text.split())
        if words <= MOST_UNSEEN_WORDS and _UNSEEN.search(places[at].name):
            found[at] = ("unseen", "a label that is not shown on the page")
        elif _is_other_title(block, own[at], scores[at], words):
            found[at] = ("related", "a link to another article")
        elif not block.quoted and (rule := sign_off(text)):
            found[at] = (rule, f"{rule.replace('-', ' ')} of the page")
    found.update(_pulled(parts, places, kept))
    return found if len(found) < sum(kept) else {}


def _is_other_title(block: Block, row: Sequence[float], score: float, words: int) -> bool:
    """Tell whether a block is another article's title: nothing but a link, and no sentence."""
    if block.kind is BlockKind.LIST_ITEM or block.quoted or words < FEWEST_LINK_WORDS:
        return False
    return row[AT["link_share"]] >= ALL_LINK and not row[AT["ends_sentence"]] and score < DOUBTED_BELOW


def _pulled(
    parts: Sequence[tuple[Block, str]], places: Sequence[Place], kept: Sequence[bool]
) -> dict[int, tuple[str, str]]:
    """Return the quotations that are set apart from the paragraphs they stand in, too."""
    likely = [at for at, keep in enumerate(kept) if keep and (parts[at][0].quoted or _is_pulled(places[at]))]
    if not likely or len(likely) > MOST_QUOTES:
        return {}
    letters = [fold_to_letters(text).text if keep else "" for (_, text), keep in zip(parts, kept, strict=True)]
    whole, alike = "\n".join(letters), Counter(letters)
    return {
        at: ("pull-quote", "words of the article shown once more")
        for at in likely
        if len(parts[at][1].split()) >= FEWEST_REPEATED_WORDS and whole.count(letters[at]) > alike[letters[at]]
    }


def _is_pulled(place: Place) -> bool:
    return bool(_PULLED.search(place.name) or (place.parent is not None and _PULLED.search(place.parent.name)))
