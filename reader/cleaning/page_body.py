"""Deciding for each block of a whole page whether it is the article's, and saying why not where it is not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from reader.cleaning.captions import LONGEST_CAPTION, names_credit
from reader.cleaning.cruft import cruft_rule
from reader.cleaning.page_asides import asides
from reader.cleaning.page_features import AT, LONG, Hints, own_features
from reader.cleaning.page_model import page_rows
from reader.cleaning.page_tree import PageTree, Place
from reader.cleaning.trees import stored_trees
from reader.document import Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

KEPT_FROM = -0.6
"""Log odds from which a block is kept: below even odds, since a label kept costs less than a paragraph lost. On sites
not seen 98 % of the body's words are kept there, 97 % at 0."""
KEPT_AT_HOME = -2.5
"""The same for a paragraph among the article's own paragraphs."""
DEEPEST = 60
"""Nesting below which an element was left open and the tree tells nothing; the deepest of 149 pages had 49."""
_NESTING = frozenset("p ul ol li dl dd dt blockquote table tbody tr td pre figure figcaption footer cite".split())
"""Tags of parts of an article, not of what holds it."""
HOME_SHARE = 0.3
"""Kept prose that an element must hold directly for what else is in it to be the article's, as a share of the most."""
_STANDFIRST = re.compile(
    r"standfirst|\bdeck?\b|chapo|summary|subtitle|sub-?head|lede|excerpt|intro\b|description|\blead\b|vorspann|entradilla",
    re.I,
)
LOST_TO_DOUBT = 0.6
"""Words of long blocks that would be lost, as a share of those kept, from which the model is not believed: all are
kept with what stands between them. On 149 pages it is 0.32 at most, 0.9 on a plain page without classes."""
MOST_LINKED = 0.3
"""Share of a long block's characters up to which links are a part of its prose."""
_AROUND_PAGES = frozenset({"nav", "footer", "aside", "form"})
STANDFIRST_REACH = 12
"""Blocks above the first paragraph in which a standfirst is looked for; share buttons and dates may stand between."""
STANDFIRST_WORDS = range(6, 71)
_SPECIAL = frozenset(
    {BlockKind.CODE, BlockKind.TABLE, BlockKind.VERSE, BlockKind.ATTRIBUTION, BlockKind.NOTE, BlockKind.LIST_ITEM}
)
_REASONS = {
    "consent": "part of the page's cookie notice",
    "comment": "part of the page's comments",
    "advert": "an advertisement",
    "sign_up": "an invitation to subscribe or sign in",
    "share": "share and follow buttons",
    "menu": "navigation",
    "author": "about the author",
    "tags": "tags and sections",
    "related": "links to other articles",
    "foot": "the page's foot",
    "side": "stands beside the article",
}


def body_rules(
    parts: Sequence[tuple[Block, str]], nodes: Sequence[Any], hints: Hints
) -> list[tuple[str, str] | None]:
    """Return for each of `parts` (blocks with their words, from the elements `nodes`) None, or why it is no body.

    Where nothing on the page reads like an article's body, everything is kept: in doubt a block stays.
    """
    tree = PageTree()
    places = [tree.place(node) for node in nodes]
    own = own_features(parts, places, hints)
    scores = stored_trees("page_model.json").scores(page_rows(own, places))
    kept = kept_blocks(parts, places, own, scores)
    between = asides(parts, places, own, scores, kept)
    return [
        between.get(at) if keep else _reason(part, place)
        for at, (keep, part, place) in enumerate(zip(kept, parts, places, strict=True))
    ]


def kept_blocks(
    parts: Sequence[tuple[Block, str]],
    places: Sequence[Place],
    own: Sequence[Sequence[float]],
    scores: Sequence[float],
) -> list[bool]:
    """Return which of `parts` are kept, by the model's `scores` (log odds) and, in doubt, by what stands around them."""
    kept = [score > KEPT_FROM for score in scores]
    prose = [at for at, keep in enumerate(kept) if keep and own[at][AT["words"]] >= LONG]
    if not prose:
        return [True] * len(parts)
    homes = _homes(prose, places, own)
    at_home = [at for at, keep in enumerate(kept) if keep and places[at].parent in homes]
    for at in range(len(parts)):
        if not kept[at]:
            is_within = at_home[0] < at < at_home[-1]
            kept[at] = (
                (is_within and _is_at_home(parts[at], places[at], own[at], scores[at], homes))
                or (parts[at][0].kind is BlockKind.NOTE and at > at_home[0] and _is_of_home(places[at], homes))
                or (places[at].depth > DEEPEST and own[at][AT["prose"]] > 0)
            )
    likely = [at for at in range(len(parts)) if not kept[at] and _may_be_body(places[at], own[at])]
    # Lists of other articles with their first lines are as long as prose, and paragraphs are not.
    doubted = sum(own[at][AT["words"]] for at in likely if parts[at][0].kind is not BlockKind.LIST_ITEM)
    if doubted > LOST_TO_DOUBT * sum(own[at][AT["words"]] for at in prose):
        kept = _kept_in_doubt(places, kept, likely)
    for at in range(max(0, prose[0] - STANDFIRST_REACH), prose[0]):
        kept[at] = kept[at] or _is_standfirst(places[at], own[at])
    return kept


def _kept_in_doubt(places: Sequence[Place], kept: Sequence[bool], likely: Sequence[int]) -> list[bool]:
    """Return which blocks are kept where the model is not believed: the `likely` ones, and what they stand around."""
    first, last = likely[0], likely[-1]
    return [
        keep or at in (first, last) or (first < at < last and _is_of_no_part(places[at]))
        for at, keep in enumerate(kept)
    ]


def _homes(prose: Sequence[int], places: Sequence[Place], own: Sequence[Sequence[float]]) -> set[Place | None]:
    """Return the elements that directly hold much of the kept prose, whose blocks are numbered in `prose`."""
    held: dict[Place | None, float] = {}
    for at in prose:
        parent = places[at].parent
        held[parent] = held.get(parent, 0.0) + own[at][AT["words"]]
    most = max(held.values())
    return {place for place, words in held.items() if words >= HOME_SHARE * most}


def _is_at_home(
    part: tuple[Block, str], place: Place, row: Sequence[float], score: float, homes: set[Place | None]
) -> bool:
    """Tell whether a block stands among the article's paragraphs as a part of it that the model seldom saw.

    Code, tables, quotes, verse, lists and captions are rare in news.
    """
    block, text = part
    outer: Place | None = place
    while outer is not None and outer.tag in _NESTING:
        outer = outer.parent
    around = {outer, outer.parent if outer is not None else None}
    if block.kind is BlockKind.CAPTION:
        return not homes.isdisjoint(around) and _is_caption(text, place, row)
    if row[AT["link_share"]] >= 0.5 or row[AT["cruft_rule"]]:
        return False
    if block.kind in _SPECIAL or block.quoted:
        return not homes.isdisjoint(around)
    return place.parent in homes and score > KEPT_AT_HOME


def _is_caption(text: str, place: Place, row: Sequence[float]) -> bool:
    """Tell whether a caption is a picture's, and neither a credit alone nor a link to something else."""
    if row[AT["link_share"]] >= 0.5 or row[AT["cruft_rule"]] or names_credit(place.name):
        return False
    return place.tag == "figcaption" and len(text.split()) <= LONGEST_CAPTION


def _may_be_body(place: Place, row: Sequence[float]) -> bool:
    """Tell whether a block is as long as prose and nothing that it stands in says that it belongs to the page."""
    is_long = row[AT["words"]] >= LONG and row[AT["link_share"]] < MOST_LINKED
    return (is_long or bool(row[AT["prose"]])) and _is_of_no_part(place)


def _is_of_no_part(place: Place) -> bool:
    """Tell whether nothing around a block says that it belongs to the page and not to an article."""
    if place.is_unseen or not _AROUND_PAGES.isdisjoint(place.within):
        return False
    return _REASONS.keys().isdisjoint(place.own | place.up)


def _is_of_home(place: Place, homes: set[Place | None]) -> bool:
    """Tell whether a note stands in an article's element, or beside it in the next one."""
    near = {home.parent for home in homes if home is not None} | homes
    above: Place | None = place
    while above is not None and above.tag not in ("body", "html"):
        if above in near:
            return True
        above = above.parent
    return False


def _is_standfirst(place: Place, row: Sequence[float]) -> bool:
    """Tell whether a block above the first paragraph is marked as what leads into the article."""
    name = place.name if place.tag != "li" or place.parent is None else f"{place.name} {place.parent.name}"
    if row[AT["words"]] not in STANDFIRST_WORDS or not _STANDFIRST.search(name) or "site" in name:
        return False
    if row[AT["link_share"]] >= 0.3 or row[AT["title_share"]] >= 0.6 or row[AT["has_date"]]:
        return False
    return "related" not in place.up and "nav" not in place.within


def _reason(part: tuple[Block, str], place: Place) -> tuple[str, str]:
    block, text = part
    if block.kind is BlockKind.CAPTION:
        if names_credit(place.name):
            return "credit", "the credit of a picture"
        return "caption", "the caption of a picture of the page"
    rule = cruft_rule(text)
    if rule:
        return rule, f"{rule.replace('-', ' ')} of the page"
    if "nav" in place.within:
        return "menu", _REASONS["menu"]
    kinds = place.own if not place.own.isdisjoint(_REASONS) else place.up
    found = next((kind for kind in _REASONS if kind in kinds), "")
    return found.replace("_", "-") or "surroundings", _REASONS.get(
        found, "stands around the body, by its words and place"
    )
