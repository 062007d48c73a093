"""Invented pages, and the ways in which programs flatten a page to text.

A page is a file of lines `kind| words`. Body lines are `body`, `heading` and `bullet`; `link` and `text` stand around
them; `title` is the heading above the body, `page-title` the browser's; `url`, `author` and `date` say what is true.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).with_name("pages")
BODY = ("body", "heading", "bullet")


@dataclass(frozen=True, slots=True)
class Page:
    """A page's parts in order, each with its kind."""

    name: str
    parts: tuple[tuple[str, str], ...]

    def said(self, *kinds: str) -> list[str]:
        """Return the words of all parts of these kinds."""
        return [words for kind, words in self.parts if kind in kinds]

    @property
    def shown(self) -> list[tuple[str, str]]:
        """What a reader of the page sees."""
        return [part for part in self.parts if part[0] not in ("url", "author", "date")]


def read_pages() -> list[Page]:
    """Return all invented pages."""
    pages = []
    for path in sorted(FOLDER.glob("*.page")):
        rows = (line.split("| ", 1) for line in path.read_text(encoding="utf-8").splitlines())
        pages.append(Page(path.stem, tuple((kind, words) for kind, words in rows)))
    return pages


def text_nodes(page: Page) -> str:
    """One line a text node, as BeautifulSoup's `get_text` gives it."""
    return "\n".join(words for _, words in page.shown)


def spaced(page: Page) -> str:
    """A blank line around blocks, none between links, as html_text gives it."""
    lines = []
    for kind, words in page.shown:
        lines.append(words if kind == "link" else f"\n{words}\n")
    return "\n".join(lines)


def container(page: Page) -> str:
    """The article's element alone, with the browser's title above it."""
    shown = page.shown
    start = next(place for place, (kind, _) in enumerate(shown) if kind == "title")
    end = max(place for place, (kind, _) in enumerate(shown) if kind in BODY)
    return "\n\n".join([*page.said("page-title"), *(words for _, words in shown[start : end + 16])])


def text_browser(page: Page) -> str:
    """Wrapped at 80 columns and indented, links as a list, as lynx and w3m print it."""
    lines = []
    for kind, words in page.shown:
        if kind in ("link", "bullet"):
            lines += textwrap.wrap(words, 76, initial_indent="     * ", subsequent_indent="       ")
        else:
            lines += [
                "",
                *textwrap.wrap(words, 78, initial_indent="   ", subsequent_indent="   ", break_on_hyphens=False),
                "",
            ]
    return "\n".join(lines)


def with_references(page: Page) -> str:
    """The same with numbers for links and their addresses at the end, as `lynx -dump` prints it."""
    number, parts = 0, []
    for kind, words in page.shown:
        number += kind == "link"
        parts.append((kind, f"[{number}]{words}" if kind == "link" else words))
    addresses = [f"  {place}. https://news.example/page/{place}" for place in range(1, number + 1)]
    return "\n".join([text_browser(Page(page.name, tuple(parts))), "", "References", "", *addresses])


def markdown(page: Page) -> str:
    """Markdown with links, wrapped at 79 columns, as html2text gives it."""
    lines = []
    for kind, words in page.shown:
        address = f"https://news.example/{'-'.join(words.lower().split()[:5])}"
        if kind == "link":
            lines.append(f"  * [{words}]({address})")
        elif kind == "bullet":
            lines.append(f"  * {words}")
        else:
            sign = {"title": "# ", "heading": "## "}.get(kind, "")
            lines += ["", *textwrap.wrap(sign + words, 79, break_on_hyphens=False), ""]
    return "\n".join(lines)


WAYS: tuple[Callable[[Page], str], ...] = (text_nodes, spaced, container, text_browser, with_references, markdown)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the runs of four words of `text`, each with how often it stands there."""
    words = "".join(character if character.isalnum() else " " for character in text.lower()).split()
    return Counter(tuple(words[place : place + 4]) for place in range(max(1, len(words) - 3)))


def precision_and_recall(body: str, gold: str) -> tuple[float, float]:
    """Return the shares of `body`'s shingles that `gold` has and of `gold`'s that `body` has."""
    found, true = shingles(body), shingles(gold)
    both = sum((found & true).values())
    return both / max(1, sum(found.values())), both / max(1, sum(true.values()))
