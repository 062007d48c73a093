"""An article that is open: what was read from a file or from the library, and how the marks know it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.document.identity import reference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.cleaning import Removed
    from reader.document import Article, ArticleReference, Quotation
    from reader.library import StoredArticle
    from reader.pipeline import Reading


class OpenArticle(NamedTuple):
    """`id` is the library's number, or None while the article is not kept there.

    `cleaned` is the article that this one is without cleaning, None where this is the cleaned one.
    """

    article: Article
    quotations: Sequence[Quotation]
    reference: ArticleReference
    id: int | None = None
    removed: tuple[Removed, ...] = ()
    cleaned: OpenArticle | None = None

    @classmethod
    def of_reading(cls, reading: Reading) -> OpenArticle:
        """Open what was just read from a file."""
        return cls(
            reading.article,
            reading.quotations,
            reference(reading.article, reading.path),
            removed=reading.removed,
        )

    @classmethod
    def of_stored(cls, stored: StoredArticle) -> OpenArticle:
        """Open what the library keeps."""
        return cls(stored.article, stored.quotations, stored.reference, stored.id)
