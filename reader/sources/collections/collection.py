"""What a file that holds many articles gives: articles, addresses without one, and what could not be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from reader.document import Issue, Mark, Particulars
from reader.text import sanitise_line

LONGEST_NAME = 120
"""Characters of a part of a member's name."""
_UNFIT = re.compile(r"[^\w .,()\[\]'’&+=@-]+")
"""What no name needs: separators, wildcards, and whatever a shell or another system would take for its own."""


class Content(NamedTuple):
    """The words of one article as they are kept, and the marks made in it; text has its `format`, bytes may have."""

    data: bytes | str
    format: str = ""
    highlights: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """One article of a collection.

    `name` is the same each time the file is read, and safe as the end of a path; `size` in bytes and `checksum` tell a
    change. `saved` is when the person kept it, in seconds since 1970, 0 if that is not told,
    `progress` which share was read. `load` reads the words, which is not wanted of an article that is known; it raises SourceError. `fields` is
    what the person did with the article: read it, tagged it.
    """

    name: str
    size: int
    checksum: int
    load: Callable[[], Content]
    particulars: Particulars = field(default_factory=Particulars)
    fields: dict[str, bool] = field(default_factory=dict)
    saved: float = 0.0
    progress: float = 0.0


class Link(NamedTuple):
    """An address that was kept without its page."""

    url: str
    title: str = ""


Item = Member | Link | Issue
"""What reading a collection yields, one after the other."""


def in_order_of_saving(items: Iterable[Item]) -> Iterator[Item]:
    """Yield `items`, the article that was saved last as the last, so that a library has it first; services list it first.

    What is no article comes before all others.
    """
    members = []
    for item in items:
        if isinstance(item, Member):
            members.append(item)
        else:
            yield item
    members.reverse()
    yield from sorted(members, key=attrgetter("saved"))


class Names:
    """Gives each member of one collection a name of its own."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def name(self, wanted: str) -> str:
        """Return a name like `wanted`, whose parts are divided by "/": none of them leads out of the collection."""
        parts = [_UNFIT.sub("-", sanitise_line(part))[:LONGEST_NAME].strip(" .-") for part in wanted.split("/")]
        name = "/".join(part for part in parts if part) or "article"
        number, single = 1, name
        while single.casefold() in self._given:
            number += 1
            single = f"{name} ({number})"
        self._given.add(single.casefold())
        return single
