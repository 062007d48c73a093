"""The archive's marks as a list: searched, filtered, and grouped by article. Values only; nothing is painted here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reader.document import ArticleReference, Mark
from reader.document.identity import keys_of
from reader.text import fold

TABS = (("All", ""), ("Bookmarks", "bookmark"), ("Highlights", "highlight"), ("Notes", "note"))
TO_PLACE = len(TABS)
"""The tab of marks whose words are not where they were; it comes after those of the kinds."""
FIELDS = {
    "tag": "tag", "colour": "colour", "color": "colour", "kind": "kind", "state": "state", "article": "article",
    "in": "article",
}  # fmt: skip
"""What may stand before a colon in a search, and what it means."""
_TOKEN = re.compile(r'(?:(\w+):)?(?:"([^"]*)"?|(\S+))')


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: a mark, or with `mark` None the heading of an article with its number of marks."""

    article: ArticleReference
    mark: Mark | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for: words that must stand in a mark, and (field, words) that must fit; all folded."""

    words: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()


def wanted_in(typed: str) -> Wanted:
    """Return what is asked for by what was typed: words, and fields such as `tag:towns` or `colour:"green"`."""
    words, fields = [], []
    for found in _TOKEN.finditer(typed):
        name, quoted, plain = found.groups()
        value = fold(quoted if quoted is not None else plain or "").strip()
        field = FIELDS.get(name.lower()) if name else None
        if field:
            if value:
                fields.append((field, value))
        elif name:
            words.append(fold(found.group()))
        elif value and value.removesuffix(":") not in FIELDS:
            # A field whose words are still to be typed asks for nothing yet.
            words.append(value)
    return Wanted(tuple(words), tuple(fields))


class Haystacks:
    """The folded words of each mark, worked out when they are first searched and kept while the mark is the same."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Mark, str]] = {}

    def of(self, mark: Mark) -> str:
        """Return all words of `mark` that a search looks through."""
        known = self._known.get(mark.id)
        if known is None or known[0] is not mark:
            words = f"{mark.anchor.exact} {mark.note} {mark.article.title} {' '.join(mark.tags)} {mark.id}"
            known = (mark, fold(words))
            self._known[mark.id] = known
        return known[1]


def fits(mark: Mark, wanted: Wanted, haystacks: Haystacks, state: str) -> bool:
    """Tell whether `mark`, whose words are in `state`, is asked for."""
    if wanted.words:
        hay = haystacks.of(mark)
        if not all(word in hay for word in wanted.words):
            return False
    for field, value in wanted.fields:
        if field == "tag":
            fitting = any(fold(tag).startswith(value) for tag in mark.tags)
        elif field == "article":
            fitting = value in fold(f"{mark.article.title} {mark.article.url} {mark.article.path}")
        else:
            held = {"colour": mark.colour, "kind": mark.kind, "state": state}[field]
            fitting = held.startswith(value)
        if not fitting:
            return False
    return True


def chosen(
    marks: Iterable[Mark], tab: int, wanted: Wanted, haystacks: Haystacks, states: Mapping[str, str]
) -> list[Mark]:
    """Return those of `marks` that belong to `tab` and are asked for; `states` are those that are known by now."""
    kind = TABS[tab][1] if tab < len(TABS) else ""
    return [
        mark
        for mark in marks
        if (not kind or mark.kind == kind)
        and (tab != TO_PLACE or states.get(mark.id) in ("uncertain", "lost"))
        and fits(mark, wanted, haystacks, states.get(mark.id, ""))
    ]


def grouped(marks: Sequence[Mark]) -> list[Entry]:
    """Return the rows for `marks`: article by article, the last marked first, the words of each in their order."""
    groups: list[list[Mark]] = []
    group_of: dict[str, int] = {}
    for mark in marks:
        keys = [*keys_of(mark.article)] or [f"title:{mark.article.title}"]
        number = next((group_of[key] for key in keys if key in group_of), None)
        if number is None:
            number = len(groups)
            groups.append([])
        for key in keys:
            group_of.setdefault(key, number)
        groups[number].append(mark)
    entries = []
    for group in groups:
        entries.append(Entry(group[0].article, None, len(group)))
        ordered = sorted(group, key=lambda mark: (mark.anchor.start, mark.id))
        entries += [Entry(mark.article, mark) for mark in ordered]
    return entries
