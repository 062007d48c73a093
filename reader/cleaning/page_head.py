"""The lines that are shown under a page's title: there a byline and a date stand that nothing in the page is marked as."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reader.text import fold, sanitise_line

MOST_ELEMENTS = 80
"""Elements behind the title that are looked at."""
LONGEST_LINE = 120
"""Characters above which a line is neither a byline nor a date."""
BODY_FROM = 40
"""Words from which a paragraph is the body's first: what stands below it is not the page's head."""
_TITLES = ("h1", "h2")
_LINES = (*_TITLES, "h3", "h4", "p", "div", "span", "time", "a", "address", "li", "small", "em", "i", "b", "strong")


def lines_under_title(root: Any, title: str) -> Iterator[str]:
    """Yield the short lines behind the heading of the page `root` that says `title`, each once."""
    known = fold(title).strip()
    seen: set[str] = set()
    count = -1
    for node in root.iter(*_LINES) if known else ():
        if count < 0:
            if node.tag in _TITLES and fold(_words(node)).strip() == known:
                count = 0
            continue
        words = _words(node)
        count += 1
        if count > MOST_ELEMENTS or (node.tag == "p" and len(words.split()) >= BODY_FROM):
            return
        if words and len(words) <= LONGEST_LINE and words not in seen:
            seen.add(words)
            yield words


def _words(node: Any) -> str:
    return sanitise_line("".join(node.itertext())[:1000])
