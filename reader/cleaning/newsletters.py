"""Newsletters: letters in HTML. No site's page stands around the words, so only what a list adds to its letters goes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from reader.cleaning.cruft import cruft_rule
from reader.cleaning.page_asides import sign_off
from reader.document import Block, InlineKind

if TYPE_CHECKING:
    from collections.abc import Sequence

_OF_PAGES = ("script", "nav", "form", "main", "article", "header", "footer", "aside")
_LIST_LINK = re.compile(
    r"unsubscribe|cancel your subscription|email preferences|manage (?:your )?(?:subscription|preferences)|abmelden|abbestellen"
    r"|se desabonner|se désabonner|darse de baja|cancelar suscripci|disiscriviti|afmelden|in your browser|im browser",
    re.I,
)
_LIST_ADDRESS = re.compile(r"unsub|opt-?out|abmeld|desabonn", re.I)
_UNSEEN = re.compile(
    r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden|(?<![-\w])(?:max-)?height\s*:\s*0|opacity\s*:\s*0(?![.\d])|font-size\s*:\s*[01]px",
    re.I,
)
_PADDING = re.compile("[\u034f\u061c\u180e\u200b-\u200f\u2007\u00ad\u2060\ufeff\\s]+")
_ENDS_SENTENCE = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
FEWEST_SENTENCE_WORDS = 8
"""Words from which a block that ends like a sentence is one of the letter's."""
MOST_EDGE_WORDS = 24
"""Words up to which a block at the letter's edge may be a list's; addresses have fifteen or so."""
ALL_LINK = 0.6
"""Share of a short block's characters from which it is links."""
HIDDEN_WITHIN = 6
"""Elements above a block whose style is looked at."""


def is_newsletter(root: Any) -> bool:
    """Tell whether the page `root` is a letter of a list: nothing of a site around it, and a way off the list in it."""
    if next(root.iter(*_OF_PAGES), None) is not None:
        return False
    return any(
        _LIST_ADDRESS.search((node.get("href") or "")[:500]) or _LIST_LINK.search("".join(node.itertext())[:200])
        for node in root.iter("a")
    )


def newsletter_rules(
    parts: Sequence[tuple[Block, str]], nodes: Sequence[Any], head_at: int = -1
) -> list[tuple[str, str] | None]:
    """Return for each of `parts`, from the elements `nodes`, None, or why it is none of the letter's words.

    `head_at` is the number of the part that holds the headers of a forwarded letter, -1 if none does.
    """
    rules: list[tuple[str, str] | None] = [
        _own_rule(block, text, node) for (block, text), node in zip(parts, nodes, strict=True)
    ]
    if head_at >= 0:
        rules[head_at] = ("forwarded", "the headers of the letter that was forwarded")
    said = [at for at, (_, text) in enumerate(parts) if rules[at] is None and _is_sentence(text)]
    if not said:
        return rules
    listed = [at for at, rule in enumerate(rules) if rule is not None and rule[0] in ("subscription", "newsletter")]
    # Only behind what a list says of itself is a short line at the end its address, and not a greeting.
    foot = next((at for at in listed if at > said[-1]), len(parts))
    for at, (_, text) in enumerate(parts):
        if rules[at] is None and at > foot and len(text.split()) <= MOST_EDGE_WORDS:
            rules[at] = ("edge", "stands below what a list adds to its letters")
    return rules


def _own_rule(block: Block, text: str, node: Any) -> tuple[str, str] | None:
    if not _PADDING.sub("", text) or _is_unseen(node):
        return "unseen", "the line that a list of letters shows, not the letter"
    rule = sign_off(text)
    if rule == "subscription":
        return rule, "what a list adds to its letters"
    rule = cruft_rule(text)
    if rule in ("share", "legal", "newsletter", "advertisement") and _link_share(block, text) >= ALL_LINK:
        return rule, f"{rule} of the list"
    return None


def _is_unseen(node: Any) -> bool:
    for _ in range(HIDDEN_WITHIN):
        if node is None:
            return False
        if _UNSEEN.search((node.get("style") or "")[:2000]):
            return True
        node = node.getparent()
    return False


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= FEWEST_SENTENCE_WORDS and _ENDS_SENTENCE.search(text) is not None


def _link_share(block: Block, text: str) -> float:
    linked = sum(inline.end - inline.start for inline in block.inlines if inline.kind is InlineKind.LINK)
    return linked / max(1, len(text))
