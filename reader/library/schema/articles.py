"""The articles: what lists show, the stored bodies, their quotations, and the words that a search looks through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.schema.statements import execute_all

if TYPE_CHECKING:
    import sqlite3

_TABLES = """
CREATE TABLE articles (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL, url TEXT NOT NULL, fingerprint TEXT NOT NULL, title TEXT NOT NULL,
    site TEXT NOT NULL, authors TEXT NOT NULL, published TEXT, words INTEGER NOT NULL, minutes INTEGER NOT NULL,
    quotes INTEGER NOT NULL, added REAL NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL
);
CREATE UNIQUE INDEX articles_path ON articles(path) WHERE path <> '';
CREATE INDEX articles_fingerprint ON articles(fingerprint);
CREATE INDEX articles_url ON articles(url);
CREATE TABLE bodies (id INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE, article TEXT NOT NULL, quotations TEXT NOT NULL);
CREATE TABLE quotations (
    article INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE, start INTEGER NOT NULL, end INTEGER NOT NULL,
    speaker TEXT NOT NULL, words TEXT NOT NULL
);
CREATE INDEX quotations_speaker ON quotations(speaker);
CREATE INDEX quotations_article ON quotations(article);
CREATE TABLE failures (path TEXT PRIMARY KEY, message TEXT NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL);
CREATE VIRTUAL TABLE pages USING fts5(title, body, authors, speakers, tokenize='unicode61 remove_diacritics 2');
"""


def create(connection: sqlite3.Connection) -> None:
    """Make the tables."""
    execute_all(connection, _TABLES)
