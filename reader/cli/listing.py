"""The commands that list: the library's articles, all or those that a search finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.commands import open_library
from reader.cli.console import put, put_record, tell

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from reader.library import ArticleQuery, ArticleRow, Library

AT_ONCE = 500
"""Rows that are read together, so that a long list is neither held in memory nor read one by one."""


def list_articles(options: argparse.Namespace) -> int:
    """List the library, or what of it a search finds."""
    from reader.library import ArticleQuery

    query = ArticleQuery(text=" ".join(options.query), is_typing=False)
    status = _tell_mistakes(query)
    with open_library() as library:
        for row in _rows(library, query, options.limit):
            day = row.published.isoformat() if row.published else ""
            if options.format == "json":
                put_record(_record(row))
            else:
                put(f"{row.id}\t{day}\t{row.site}\t{row.title}")
    return status


def _record(row: ArticleRow) -> dict[str, object]:
    return {
        "id": row.id, "title": row.title, "site": row.site,
        "published": row.published.isoformat() if row.published else None, "authors": row.authors, "words": row.words,
        "quotes": row.quotes, "state": row.state, "progress": row.progress, "marks": row.marks,
        "tags": list(row.tags), "versions": row.versions, "path": row.path,
    }  # fmt: skip


def search(options: argparse.Namespace) -> int:
    """Print what a search finds, with words around the first hit."""
    from reader.library import ArticleQuery
    from reader.library.articles.lists import read

    query = ArticleQuery(text=" ".join(options.query), is_typing=False)
    status = _tell_mistakes(query)
    asked = read(query)
    with open_library() as library:
        articles = library.articles
        wanted = articles.newest(query, options.limit).numbers if not asked.sort else articles.ids(query)
        for first in range(0, min(len(wanted), options.limit), AT_ONCE):
            numbers = wanted[first : min(first + AT_ONCE, options.limit)]
            snippets = articles.snippets(numbers, asked)
            for row in articles.rows_of(numbers):
                snippet = snippets[row.id]
                if options.format == "json":
                    record = {"snippet": snippet.words, "hits": [list(span) for span in snippet.hits]}
                    put_record({**_record(row), **record})
                else:
                    day = row.published.isoformat() if row.published else ""
                    put(f"{row.id}\t{day}\t{row.title}\t{snippet.words}")
    return status


def remove(options: argparse.Namespace) -> int:
    """Take articles out of the library, or put them back; no file is touched."""
    from reader.errors import UsageError

    with open_library() as library:
        articles = library.articles
        found = {row.id: row.title for row in articles.rows_of(options.ids)}
        for number in options.ids:
            if number not in found:
                raise UsageError(
                    f"There is no article {number} in the library.", hint="quoth list shows their numbers."
                )
        folded = [one for number in found for one in (number, *articles.versions(number, with_removed=True))]
        library.marks.set_removed_all(articles.references(list(dict.fromkeys(folded))), not options.undo)
        for number, title in found.items():
            put(f"{'Put back' if options.undo else 'Removed'}\t{number}\t{title}")
    return 0


def _rows(library: Library, query: ArticleQuery, limit: int) -> Iterator[ArticleRow]:
    numbers = library.articles.ids(query)
    for first in range(0, min(len(numbers), limit), AT_ONCE):
        yield from library.articles.rows_of(numbers[first : min(first + AT_ONCE, limit)])


def _tell_mistakes(query: ArticleQuery) -> int:
    """Tell what in the search could not be understood, under the words where it stands; return the exit status."""
    from reader.library.articles.lists import read

    asked = read(query)
    for mistake in asked.mistakes:
        wrong = query.text[mistake.start : mistake.end].strip()
        tell(f"quoth: “{wrong}” — {mistake.message}" if wrong else f"quoth: {mistake.message}")
    return 1 if asked.mistakes else 0
