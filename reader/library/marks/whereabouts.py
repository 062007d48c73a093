"""Where the marks of the archive stand now: each with its article as it is kept, worked out anew and never written.

Articles are unpacked once, one after the other, so that ten thousand marks need the room of one article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.document import Mark
from reader.document.placing import Placement, place

if TYPE_CHECKING:
    from reader.document import ArticleReference
    from reader.library.articles.articles import Articles
    from reader.library.articles.storing import StoredArticle


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A mark, the article that it is in (None: not in the library), and where its words stand there."""

    mark: Mark
    article: StoredArticle | None
    placement: Placement

    @property
    def state(self) -> str:
        """The state of the placement."""
        return self.placement.state

    @property
    def start(self) -> int:
        """Where the words stand; their old place if that is not known."""
        return self.placement.start


def whereabouts(articles: Articles, marks: Iterable[Mark]) -> Iterator[Whereabouts]:
    """Yield each of `marks` with its article and its place, article by article, the words of each in their order.

    Marks of articles that are not in the library are lost until it has them again: nobody can say where they stand.
    """
    groups: dict[ArticleReference, list[Mark]] = {}
    for mark in marks:
        # A title or a sketch that came later does not make it another article.
        groups.setdefault(mark.article._replace(sketch=""), []).append(mark)
    for group in groups.values():
        number = articles.find(reference=group[0].article)
        stored = articles.get(number) if number is not None else None
        yield from sorted((_placed(mark, stored) for mark in group), key=lambda one: (one.start, one.mark.id))


def _placed(mark: Mark, stored: StoredArticle | None) -> Whereabouts:
    anchor = mark.anchor
    if stored is None:
        return Whereabouts(mark, None, Placement("lost", anchor.start, anchor.start + len(anchor.exact)))
    return Whereabouts(mark, stored, place(stored.article.text, anchor))
