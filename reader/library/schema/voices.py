"""The voices of the archive: one row a person over all articles, with what lists need already counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.schema.statements import execute_all

if TYPE_CHECKING:
    import sqlite3

_TABLES = """
DROP TABLE quotations;
CREATE TABLE voices (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, key TEXT NOT NULL UNIQUE, surname TEXT NOT NULL, folded TEXT NOT NULL,
    count INTEGER NOT NULL DEFAULT 0, articles INTEGER NOT NULL DEFAULT 0, first TEXT, last TEXT
);
CREATE INDEX voices_by_surname ON voices(surname);
CREATE INDEX voices_by_count ON voices(count DESC, folded) WHERE count > 0;
CREATE INDEX voices_by_name ON voices(folded) WHERE count > 0;
CREATE INDEX voices_by_date ON voices(last DESC, id) WHERE count > 0;
CREATE VIRTUAL TABLE voice_names USING fts5(folded, content='voices', content_rowid='id', tokenize='trigram');
CREATE TABLE voice_posts (voice INTEGER NOT NULL, post TEXT NOT NULL, PRIMARY KEY(voice, post)) WITHOUT ROWID;
CREATE TABLE voice_forms (voice INTEGER NOT NULL, form TEXT NOT NULL, PRIMARY KEY(voice, form)) WITHOUT ROWID;
CREATE TABLE quotations (
    article INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE, start INTEGER NOT NULL, end INTEGER NOT NULL,
    voice INTEGER NOT NULL, hash INTEGER NOT NULL, role TEXT NOT NULL, words TEXT NOT NULL,
    confidence REAL NOT NULL DEFAULT 1
);
CREATE INDEX quotations_article ON quotations(article);
CREATE INDEX quotations_voice ON quotations(voice, hash);
CREATE TABLE corrected (article INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE, digest TEXT NOT NULL);
"""


_CORRECTED = """
ALTER TABLE corrected ADD COLUMN quotations BLOB;
UPDATE corrected SET digest='index anew';
"""


def keep_confidence(connection: sqlite3.Connection) -> None:
    """Keep how sure each speaker is, as the stored bodies have it; `count_again` keeps it from its beginning."""
    from reader.library.articles.bodies import unpack_quotations
    from reader.library.safekeeping.asides import UNREADABLE

    if any(row[1] == "confidence" for row in connection.execute("PRAGMA table_info(quotations)")):
        return
    connection.execute("ALTER TABLE quotations ADD COLUMN confidence REAL NOT NULL DEFAULT 1")
    one = (
        "SELECT coalesce(c.quotations, b.quotations) FROM bodies b LEFT JOIN corrected c ON c.article = b.id "
        "WHERE b.id = ?"
    )
    for (number,) in connection.execute("SELECT DISTINCT article FROM quotations").fetchall():
        for (quoted,) in connection.execute(one, (number,)):
            try:
                found = unpack_quotations(quoted)
            except (*UNREADABLE, ValueError):
                # Damage is noticed, and mended, where the article is opened.
                continue
            connection.executemany(
                "UPDATE quotations SET confidence=? WHERE article=? AND start=? AND end=?",
                [(said.confidence, number, said.start, said.end) for said in found if not said.is_sure],
            )


def index_corrected(connection: sqlite3.Connection) -> None:
    """Keep the quotations of corrected articles as the index has them; those of before are indexed at the next look."""
    execute_all(connection, _CORRECTED)


def count_again(connection: sqlite3.Connection) -> None:
    """Make the tables and derive what is in them from the stored bodies."""
    from reader.library.articles.bodies import unpack_quotations, unpack_text
    from reader.library.voices.tables import VoiceTables

    execute_all(connection, _TABLES)
    tables = VoiceTables(connection)
    one = "SELECT published, text, quotations FROM articles JOIN bodies USING(id) WHERE id=?"
    # One body at a time: all of them would not fit into the memory of a small machine.
    for (number,) in connection.execute("SELECT id FROM articles ORDER BY id").fetchall():
        for published, text, quoted in connection.execute(one, (number,)):
            tables.put(number, published, unpack_text(text), unpack_quotations(quoted))
