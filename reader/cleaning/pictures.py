"""The pictures of a page: which of them are the article's, and what they show in words.

A picture is a block without words of its own: `marker` has what is said of it, `target` its address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reader.cleaning.captions import names_credit, split_credit
from reader.cleaning.page_tree import kinds_of
from reader.document import Block, BlockKind
from reader.text import sanitise_line

if TYPE_CHECKING:
    from collections.abc import Sequence

SMALLEST_SIDE = 80
"""Pixels below which an image is a sign of the page's; portraits beside bylines have 40 to 72."""
LONGEST_ADDRESS = 2000
"""Characters above which an address is the picture itself, as saved pages have them, and not a place."""
MOST_SAID = 400
"""Characters that are kept of what is said of a picture."""
MOST_WRAPPERS = 5
"""Elements around a picture, the innermost first, one of which must hold the article's paragraphs."""
LEAD_REACH = 12
"""Blocks above the first of the body in which the picture that it opens with is looked for."""
_ADDRESSES = ("data-src", "data-original", "data-lazy-src", "data-srcset", "srcset")
_SIGN = re.compile(r"emoji|smiley|avatar|icon|logo|pixel|spacer|badge|author|sprite", re.I)
_ELSEWHERE = frozenset({"related", "advert", "sign_up", "author", "comment", "consent", "share"})
_AROUND_PAGES = frozenset({"nav", "footer", "aside", "form", "body", "html"})

Part = tuple[Block, str]


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of a page: the number of the block that it stands before, what is known of it, and its element."""

    at: int
    block: Block
    node: Any


def look_at(node: Any, at: int, quoted: int) -> Picture | None:
    """Return the picture that the element `node` shows before block number `at`, None if it is a sign of the page's."""
    if _SIGN.search(f"{node.get('class') or ''} {node.get('src') or ''}"[:300]):
        return None
    if any(_is_small(node.get(side) or "") for side in ("width", "height")):
        return None
    address = _address(node)
    if not address:
        return None
    said = sanitise_line((node.get("alt") or "")[:MOST_SAID]).strip()
    target = sanitise_line(address) if len(address) <= LONGEST_ADDRESS else ""
    return Picture(at, Block(BlockKind.FIGURE, 0, 0, marker=said, quoted=quoted, target=target), node)


def _is_small(side: str) -> bool:
    pixels = side.strip().removesuffix("px")
    return pixels.isdecimal() and len(pixels) < 6 and int(pixels) < SMALLEST_SIDE


def _address(node: Any) -> str:
    """Return where the image lies: pages that load images late have a stand-in of a few bytes in its place."""
    given = (node.get("src") or "").strip()
    if given and (not given.startswith("data:") or len(given) > LONGEST_ADDRESS):
        return str(given)
    later = next((value for name in _ADDRESSES if (value := (node.get(name) or "").strip())), "")
    return str(later.split()[0].rstrip(",")) if later else ""


def with_pictures(
    parts: Sequence[Part], pictures: Sequence[Picture], kept: Sequence[bool], nodes: Sequence[Any]
) -> tuple[list[Part], set[int]]:
    """Return those of `parts` that are kept with `pictures` among them, and the numbers of captions moved into one.

    `kept` tells of each part, which come from the elements `nodes`, whether it is body.
    """
    standing: dict[int, list[Picture]] = {}
    for picture in pictures:
        standing.setdefault(picture.at, []).append(picture)
    result: list[Part] = []
    moved: set[int] = set()
    for at in range(len(parts) + 1):
        for picture in standing.get(at, ()):
            said = _caption(parts[at], nodes[at]) if at < len(parts) and not kept[at] else ""
            if said:
                moved.add(at)
            result.append((picture.block._replace(marker=said or picture.block.marker), ""))
        if at < len(parts) and kept[at]:
            result.append(parts[at])
    return result, moved


def pictures_of_body(
    pictures: Sequence[Picture], parts: Sequence[Part], kept: Sequence[bool], nodes: Sequence[Any], lead: str
) -> list[Picture]:
    """Return which of a page's pictures are its article's, each address once, in their order.

    They stand among its paragraphs, or above them as the one that it opens with; `lead` is the address of the image
    that the page names as its own.
    """
    body = [at for at, keep in enumerate(kept) if keep and parts[at][0].kind is not BlockKind.CAPTION]
    if not body:
        return []
    holders = {nodes[at] for at in body} | {nodes[at].getparent() for at in body}
    within = [p for p in pictures if body[0] < p.at <= body[-1] + 1 and not holders.isdisjoint(_wrappers(p.node))]
    near = set(_wrappers(nodes[body[0]]))
    above = [
        p for p in pictures if body[0] - LEAD_REACH <= p.at <= body[0] and not near.isdisjoint(_wrappers(p.node))
    ]
    named = [p for p in above if lead and _name(p.block.target) == _name(lead)]
    opening = named[:1] or [p for p in above if any(node.tag == "figure" for node in _wrappers(p.node))][-1:]
    by_address = {p.block.target or str(number): p for number, p in reversed(list(enumerate([*opening, *within])))}
    return list(by_address.values())[::-1]


def _wrappers(node: Any) -> list[Any]:
    """Return the elements around a picture or a block, up to the first that is something else of the page's."""
    around: list[Any] = []
    while node is not None and len(around) < MOST_WRAPPERS and node.tag not in _AROUND_PAGES:
        names = f"{node.get('class') or ''} {node.get('id') or ''}"[:400]
        if node.tag != "article" and not _ELSEWHERE.isdisjoint(kinds_of(names)):
            break
        around.append(node)
        node = node.getparent()
    return around


def _name(address: str) -> str:
    """Return the name of the file at `address`: the same picture lies in many sizes in many places."""
    return address.split("?")[0].rstrip("/").rsplit("/", 1)[-1].lower()


def _caption(part: Part, node: Any) -> str:
    """Return the caption that stands behind a picture, without its credit."""
    block, text = part
    if block.kind is not BlockKind.CAPTION or names_credit(node.get("class") or ""):
        return ""
    return sanitise_line(split_credit(block, text)[0][1][:MOST_SAID])
