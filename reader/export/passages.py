"""Marks with what the library knows of their articles: the one form that all exports are made from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reader.document import ArticleReference, Mark, Quotation, QuotationKind
from reader.document.identity import resolve
from reader.errors import StorageError
from reader.library.voices.corrections import correct

if TYPE_CHECKING:
    from reader.library import Library, StoredArticle


@dataclass(frozen=True, slots=True)
class Passage:
    """A mark, its article and whoever is speaking there.

    `number` is the article's in the library, None if it is not kept there; then nothing is known but the mark.
    """

    mark: Mark
    number: int | None = None
    title: str = ""
    authors: tuple[str, ...] = ()
    site: str = ""
    published: date | None = None
    language: str = ""
    url: str = ""
    speaker: str = ""
    role: str = ""


def passages(library: Library, marks: Iterable[Mark]) -> list[Passage]:
    """Return `marks` as passages: article by article, the words of each in their order.

    A database that cannot be used costs what only it knows (authors, speakers), never a mark.
    """
    known: dict[ArticleReference, StoredArticle | None] = {}
    found = []
    for mark in marks:
        if mark.article not in known:
            known[mark.article] = _stored(library, mark.article)
        found.append(_passage(mark, known[mark.article]))
    return sorted(found, key=lambda one: (one.title.casefold(), article_key(one), one.mark.anchor.start, one.mark.id))


def article_key(passage: Passage) -> tuple[str, ...]:
    """Return what tells the article of `passage` from others of the same title."""
    article = passage.mark.article
    return (
        (str(passage.number),)
        if passage.number is not None
        else (article.url or article.fingerprint or article.path,)
    )


def by_article(found: Sequence[Passage]) -> list[list[Passage]]:
    """Return `found` in one list an article, in the order in which the articles first come."""
    groups: dict[tuple[str, ...], list[Passage]] = {}
    for passage in found:
        groups.setdefault((passage.title, *article_key(passage)), []).append(passage)
    return list(groups.values())


def _stored(library: Library, article: ArticleReference) -> StoredArticle | None:
    """Return what the library keeps of `article`, its speakers as the reader has corrected them."""
    try:
        number = library.articles.find(reference=article)
        stored = library.articles.get(number) if number is not None else None
        if stored is None:
            return None
        corrected = correct(stored.article.text, stored.quotations, library.marks.of(article))
        return stored._replace(quotations=corrected)
    except (StorageError, ValueError):
        return None


def _passage(mark: Mark, stored: StoredArticle | None) -> Passage:
    if stored is None:
        return Passage(mark, title=mark.article.title or "Untitled", url=mark.article.url)
    article = stored.article
    said = _said(mark, article.text, stored.quotations)
    return Passage(
        mark, stored.id, article.title or mark.article.title or "Untitled", article.authors, article.site,
        article.published, article.language, article.url or mark.article.url,
        (said.speaker_name or "") if said else "", said.speaker_role if said else "",
    )  # fmt: skip


def _said(mark: Mark, text: str, quotations: Sequence[Quotation]) -> Quotation | None:
    """Return the quotation that shares most words with the mark; none where the words cannot be placed."""
    start, end, state = resolve(text, mark.anchor)
    if state in ("lost", "uncertain"):
        return None
    best, most = None, 0
    for quotation in quotations:
        shared = min(end, quotation.end) - max(start, quotation.start)
        if shared > most and quotation.kind is not QuotationKind.TERM:
            best, most = quotation, shared
    return best
