"""The library: articles in SQLite, which can be rebuilt, and marks in journals, which are never rebuilt away.

The database's half is imported when it is first asked for: a file that is opened to be read needs only its marks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.library.library import Library
from reader.library.marks.acts import Position
from reader.library.marks.article_states import ArticleState
from reader.library.marks.marks import Marks

if TYPE_CHECKING:
    from reader.library.articles.articles import Articles
    from reader.library.articles.rows import ArticleQuery, ArticleRow
    from reader.library.articles.snippets import SearchHit
    from reader.library.articles.storing import StoredArticle
    from reader.library.voices.voices import Voice

__all__ = [
    "ArticleQuery",
    "ArticleRow",
    "ArticleState",
    "Articles",
    "Library",
    "Marks",
    "Position",
    "SearchHit",
    "StoredArticle",
    "Voice",
]


_MODULES = {
    "ArticleQuery": "articles.rows",
    "ArticleRow": "articles.rows",
    "SearchHit": "articles.snippets",
    "StoredArticle": "articles.storing",
    "Voice": "voices.voices",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"reader.library.{_MODULES.get(name, 'articles.articles')}"), name)
