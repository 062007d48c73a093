"""What is measured of each block of a whole page and its place in the tree, for the model that tells body from page.

Numbers only, in the order of `NAMES`; the model's data file was fitted to that order.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.cleaning.cruft import cruft_rule
from reader.cleaning.features import cruft_words
from reader.cleaning.page_tree import TAGS_AROUND, Place, class_kinds
from reader.document import Block, BlockKind, InlineKind
from reader.text import fold
from reader.text.dates import find_date

if TYPE_CHECKING:
    from collections.abc import Sequence

_STOP_WORDS = frozenset(
    "the of and to a in that is was he for it with as his on be at by i this had not are but from or have an they which "
    "you were her she there we him been has when who will more no if out so said what up its about into than them can "
    "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an le la les de des et un "
    "une du que qui dans est pour pas sur au el los las y en por con no se del una su al lo".split()
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_ENDS = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_SENTENCE = re.compile(r"[.!?][\"'”’)]*(?:\s|$)")
_QUOTED = re.compile('[“”"«»„]')
_BYLINE = re.compile(r"(?i)^(?:by|von|par|por|words|text|story|photos?|pictures?|image|credit|source)\b")
_CREDIT = re.compile(
    r"(?i)\b(?:getty|reuters|ap photo|afp|shutterstock|photo(?:graph)?(?: by|:)|image(?: credit|:)|credit:|courtesy|file photo|©|\(ap\)|\(photo)"
)
_CREDIT_SIGNS = ("photo", "image", "credit", "reuters", "getty", "afp", "shutterstock", "courtesy", "©", "(ap)")
"""One of these stands in whatever `_CREDIT` finds; most blocks have none, and are told so in a tenth of the time."""
_TIME = re.compile(r"(?i)\b(?:\d{1,2}:\d\d|\d+ (?:min(?:ute)?s?|hours?|days?|weeks?) ago|updated|published)\b")
_FIRST_PERSON = frozenset(("i", "we", "my", "our", "you", "your"))
_LEAD = re.compile(
    r"(?i)^(?:read|related|see also|more|watch|also|photos|listen|don't miss|sign up|subscribe|follow|click|download|lire|lesen|mehr)\b"
)
_LONGEST_MEASURED = 4000
LONG = 14

TEXT = (
    "words", "characters", "mean_word", "stop_share", "ends_sentence", "ends_colon", "commas", "sentences", "capital_share",
    "digit_share", "all_capitals", "starts_lower", "link_share", "links", "quoted", "has_date", "has_time", "byline", "credit",
    "cruft", "cruft_rule", "repeats", "address", "pipes", "first_person", "lead", "strong_share", "emphasis_share", "brackets",
)  # fmt: skip
KIND = ("heading", "list_level", "caption", "table", "code", "quoted_block", "verse")
TREE = (
    "is_p", "is_li", "is_div", "is_cell", "is_section", "depth", *(f"in_{tag}" for tag in TAGS_AROUND), "is_marked", "is_unseen",
    *(f"own_{name}" for name in class_kinds()), *(f"up_{name}" for name in class_kinds()),
)  # fmt: skip
HINTS = ("in_linked_body", "is_description", "title_share", "names_author", "names_site", "topic")
NEAR = ("words", "ends_sentence", "link_share", "cruft", "prose", "heading")
REACH = (-3, -2, -1, 1, 2, 3)
BASE = (*TEXT, "prose", *KIND)
NEARBY = tuple(f"{name}{step:+d}" for step in REACH for name in (*NEAR, "same_parent"))
OWN = (*BASE, *TREE, *HINTS, *NEARBY)
AT = {name: place for place, name in enumerate(OWN)}


@dataclass(frozen=True, slots=True)
class Hints:
    """What the page says of its own article, folded: its body, description, titles, authors, site, and the words of its topic."""

    body: str = ""
    description: str = ""
    titles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    site: str = ""
    topic: frozenset[str] = frozenset()


def text_features(block: Block, text: str, repeats: int) -> list[float]:
    """Return what is measured of one block's words."""
    length = max(1, len(text))
    cut = text[:_LONGEST_MEASURED]
    words = _WORD.findall(cut)
    count = max(1, len(words))
    lower = [word.lower() for word in words]
    lengths = _lengths(block)
    linked, strong, emphasis = (
        lengths.get(kind, 0) for kind in (InlineKind.LINK, InlineKind.STRONG, InlineKind.EMPHASIS)
    )
    digits = sum(map(str.isdigit, cut[:500]))
    short = len(words) < 30
    row = [
        min(len(words), 200),
        min(length, 1500),
        sum(map(len, words)) / count,
        sum(map(_STOP_WORDS.__contains__, lower)) / count,
        1.0 if _ENDS.search(cut) else 0.0,
        1.0 if cut.endswith(":") else 0.0,
        cut.count(",") / count,
        min(len(_SENTENCE.findall(cut)), 20),
        len([1 for word in words if word[0].isupper()]) / count,
        digits / min(length, 500),
        1.0 if cut.isupper() else 0.0,
        1.0 if cut[:1].islower() else 0.0,
        min(1.0, linked / length),
        min(20, len([1 for each in block.inlines if each.kind is InlineKind.LINK])),
        1.0 if _QUOTED.search(cut) else 0.0,
        1.0 if short and digits and find_date(cut) is not None else 0.0,
        1.0 if short and _TIME.search(cut) else 0.0,
        1.0 if _BYLINE.match(cut) else 0.0,
        1.0 if _names_credit(cut) else 0.0,
        sum(map(cruft_words().__contains__, lower)) / count,
        1.0 if cruft_rule(text) else 0.0,
        min(repeats, 6),
        1.0 if "http" in cut or "www." in cut or "@" in cut else 0.0,
        cut.count("|") + cut.count("»") + cut.count(" > "),
        0.0 if _FIRST_PERSON.isdisjoint(lower) else 1.0,
        1.0 if _LEAD.match(cut) else 0.0,
        min(1.0, strong / length),
        min(1.0, emphasis / length),
        1.0 if cut[:1] in "([*" else 0.0,
    ]
    prose = (len(words) >= LONG and row[4] and row[12] < 0.5) or (len(words) >= 2.5 * LONG and row[12] < 0.3)
    row.append(1.0 if prose else 0.0)
    kind = block.kind
    row += [
        float(block.level) if kind is BlockKind.HEADING else 0.0,
        float(block.level) if kind is BlockKind.LIST_ITEM else 0.0,
        1.0 if kind is BlockKind.CAPTION else 0.0,
        1.0 if kind is BlockKind.TABLE else 0.0,
        1.0 if kind is BlockKind.CODE else 0.0,
        float(block.quoted),
        1.0 if kind is BlockKind.VERSE else 0.0,
    ]
    return row


def _names_credit(text: str) -> bool:
    lower = text.lower()
    return any(map(lower.__contains__, _CREDIT_SIGNS)) and _CREDIT.search(text) is not None


def _lengths(block: Block) -> dict[InlineKind, int]:
    """Return how many characters of `block` are of each kind."""
    lengths: dict[InlineKind, int] = {}
    for inline in block.inlines:
        lengths[inline.kind] = lengths.get(inline.kind, 0) + inline.end - inline.start
    return lengths


def _tree_features(place: Place) -> list[float]:
    tag, own, up = place.tag, place.own, place.up
    return [
        1.0 if tag == "p" else 0.0,
        1.0 if tag == "li" else 0.0,
        1.0 if tag in ("div", "section", "article", "main") else 0.0,
        1.0 if tag in ("td", "th") else 0.0,
        1.0 if tag in ("header", "footer", "aside", "nav", "figure", "figcaption") else 0.0,
        min(place.depth, 40),
        *(float(place.depth - place.within[name] + 1) if name in place.within else 0.0 for name in TAGS_AROUND),
        1.0 if place.is_marked else 0.0,
        1.0 if place.is_unseen else 0.0,
        *_flags(own),
        *_flags(up),
    ]


@lru_cache(maxsize=4096)
def _flags(kinds: frozenset[str]) -> tuple[float, ...]:
    return tuple(1.0 if name in kinds else 0.0 for name in class_kinds())


def own_features(parts: Sequence[tuple[Block, str]], places: Sequence[Place], hints: Hints) -> list[list[float]]:
    """Return the features of each of `parts` by itself and beside its neighbours, in the order of `OWN`."""
    folded = [fold(text[:300]).strip() for _, text in parts]
    repeated = Counter(folded)
    base = [text_features(block, text, repeated[words]) for (block, text), words in zip(parts, folded, strict=True)]
    near = [[row[AT[name]] for name in NEAR] for row in base]
    nothing = [0.0] * (len(NEAR) + 1)
    titles = [set(_WORD.findall(title)) for title in hints.titles]
    trees: dict[Place, list[float]] = {}
    rows = []
    for at, (row, place) in enumerate(zip(base, places, strict=True)):
        if place not in trees:
            trees[place] = _tree_features(place)
        context: list[float] = []
        for step in REACH:
            other = at + step
            if 0 <= other < len(near):
                context += near[other]
                context.append(1.0 if places[other].parent is place.parent else 0.0)
            else:
                context += nothing
        rows.append([*row, *trees[place], *_hint_features(folded[at], hints, titles), *context])
    return rows


def _hint_features(folded: str, hints: Hints, titles: Sequence[set[str]]) -> list[float]:
    short = len(folded) < 300
    said = -1.0
    if hints.body:
        said = 1.0 if folded[:120] in hints.body else 0.0
    shared = 0.0
    own = set(_WORD.findall(folded))
    if short:
        for words in titles:
            shared = max(shared, len(words & own) / max(1, len(words), len(own)))
    told = hints.description
    return [
        said,
        1.0 if told and len(folded) > 30 and (folded[:100] in told or told[:80] in folded) else 0.0,
        shared,
        1.0 if short and any(name in folded for name in hints.authors) else 0.0,
        1.0 if short and hints.site and hints.site in folded else 0.0,
        float(min(6, len(own & hints.topic))),
    ]


def topic_of(title: str, description: str, site: str) -> frozenset[str]:
    """Return the longer words of a folded title and description that are not the site's name."""
    words = _WORD.findall(f"{title} {description[:300]}")
    return frozenset(word for word in words if len(word) > 3 and word not in _STOP_WORDS and word not in site)
