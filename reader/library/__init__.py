"""The library: articles in SQLite, which can be rebuilt, and marks in journals, which are never rebuilt away."""

from reader.library.articles import ArticleQuery, ArticleRow, Articles, SearchHit, StoredArticle, Voice
from reader.library.library import Library
from reader.library.marks import Marks, Position

__all__ = [
    "ArticleQuery",
    "ArticleRow",
    "Articles",
    "Library",
    "Marks",
    "Position",
    "SearchHit",
    "StoredArticle",
    "Voice",
]
