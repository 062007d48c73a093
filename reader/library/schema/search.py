"""Lists and searches that answer at once in a library of any size.

Bodies are kept compressed and once; the index keeps only words; each order of the list has an index of its own; an
article that is another's version says whose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.schema.statements import execute_all

if TYPE_CHECKING:
    import sqlite3

_TABLES = """
ALTER TABLE articles ADD COLUMN language TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN version_of INTEGER REFERENCES articles(id) ON DELETE SET NULL;
ALTER TABLE bodies RENAME TO old_bodies;
CREATE TABLE bodies (
    id INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE, text BLOB NOT NULL, layout BLOB NOT NULL,
    quotations BLOB NOT NULL
);
DROP TABLE pages;
CREATE VIRTUAL TABLE pages USING fts5(
    title, body, authors, speakers, said, site, signs, content='', tokenize='unicode61 remove_diacritics 2'
);
CREATE TABLE shingles (hash INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY(hash, article)) WITHOUT ROWID;
CREATE INDEX shingles_article ON shingles(article);
CREATE INDEX articles_version ON articles(version_of) WHERE version_of IS NOT NULL;
CREATE INDEX articles_by_added ON articles(added) WHERE version_of IS NULL;
CREATE INDEX articles_by_published ON articles(published) WHERE version_of IS NULL;
CREATE INDEX articles_by_title ON articles(title COLLATE NOCASE) WHERE version_of IS NULL;
CREATE INDEX articles_by_site ON articles(site COLLATE NOCASE) WHERE version_of IS NULL;
CREATE INDEX articles_by_words ON articles(words) WHERE version_of IS NULL;
CREATE INDEX articles_by_quotes ON articles(quotes) WHERE version_of IS NULL;
"""


def index_again(connection: sqlite3.Connection) -> None:
    """Make the tables and derive what is in them from the stored bodies."""
    from reader.document.codec import decode_article, decode_quotations
    from reader.document.identity import sketch
    from reader.library.articles import duplicates
    from reader.library.articles.bodies import pack
    from reader.library.articles.index_words import COLUMNS, index_words

    execute_all(connection, _TABLES)
    places = ",".join("?" * len(COLUMNS))
    for number, stored, quoted in connection.execute("SELECT id, article, quotations FROM old_bodies ORDER BY id"):
        article, quotations = decode_article(stored.encode()), decode_quotations(quoted.encode())
        body = pack(article, quotations, sketch(article.text))
        connection.execute("INSERT INTO bodies VALUES(?,?,?,?)", (number, *body))
        connection.execute("UPDATE articles SET language=? WHERE id=?", (article.language, number))
        words = index_words(article, quotations)
        connection.execute(f"INSERT INTO pages(rowid,{','.join(COLUMNS)}) VALUES(?,{places})", (number, *words))
        duplicates.link(connection, number, article.text)
    connection.execute("DROP TABLE old_bodies")
