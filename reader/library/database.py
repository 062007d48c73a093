"""The SQLite file: opened, checked, migrated. It can be rebuilt from the sources; damage moves it aside."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from reader.document import Issue
from reader.errors import StorageError

APPLICATION_ID = 0x51554F54
"""“QUOT”, so that another program's file is never taken for ours."""
SCHEMA_VERSION = 1
_SCHEMA = """
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


def open_database(path: Path) -> tuple[sqlite3.Connection, tuple[Issue, ...]]:
    """Return a connection to the database at `path` and what was wrong with it.

    A damaged file is moved aside and a new one begun: its articles come back by indexing their files again, and the
    marks were never in it. Raises StorageError where the file is newer than this program or cannot be opened.
    """
    issues: tuple[Issue, ...] = ()
    if path.exists():
        problem = _damage(path)
        if problem:
            aside = path.with_name(f"{path.name}.damaged-{int(time.time())}")
            path.rename(aside)
            message = f"The library was damaged ({problem}) and is kept as {aside.name}. Add your folders again; no mark is lost."
            issues = (Issue("damaged-library", message, ""),)
    try:
        connection = sqlite3.connect(path, timeout=10, isolation_level=None)
        connection.execute("PRAGMA foreign_keys=ON")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > SCHEMA_VERSION:
            raise StorageError(
                f"{path} was written by a newer Quoth.", hint="Update Quoth, or set QUOTH_HOME to another folder."
            )
        if version == 0:
            _create(connection)
            path.chmod(0o600)
    except (sqlite3.Error, OSError) as error:
        raise StorageError(f"The library {path} cannot be opened: {error}.", hint="Is its folder writable?") from None
    return connection, issues


def _damage(path: Path) -> str:
    """Return what is wrong with the file, "" if nothing; it is only read."""
    if path.stat().st_size == 0:
        return "it is empty"
    try:
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)
        try:
            if connection.execute("PRAGMA application_id").fetchone()[0] not in (0, APPLICATION_ID):
                return "it is another program's"
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            return ""
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        return "" if "locked" in str(error) else str(error)


def _create(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
        for statement in _SCHEMA.split(";\n"):
            if statement.strip():
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
    connection.execute("COMMIT")
