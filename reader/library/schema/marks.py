"""The tables of `marks.db`, in which the journals' acts are added up. It is derived: a new form begins it anew.

`refs` has one row for each way in which an article was meant: its address, its words' fingerprint and its file are
columns of the library's `articles` too, so that `ATTACH` gives joins. What is known of an article is what its rows say
that mean it (`identity.is_same`): the marks of all, the read state and place of the latest. `state` is "unread", "reading"
or "read"; `serial` rises with every change of a row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.schema.statements import execute_all

if TYPE_CHECKING:
    import sqlite3

VERSION = 5
"""Raised with every change of the tables or of what they are filled with."""

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE journals (
    name TEXT PRIMARY KEY, inode INTEGER NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
    checksum INTEGER NOT NULL, tail INTEGER NOT NULL, lines INTEGER NOT NULL, torn INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE damage (journal TEXT NOT NULL, line INTEGER NOT NULL, code TEXT NOT NULL, PRIMARY KEY(journal, line)) WITHOUT ROWID;
CREATE TABLE refs (
    id INTEGER PRIMARY KEY, url TEXT NOT NULL, fingerprint TEXT NOT NULL, path TEXT NOT NULL, title TEXT NOT NULL,
    sketch TEXT NOT NULL DEFAULT '', marks INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL DEFAULT 'unread', progress REAL NOT NULL DEFAULT 0,
    stamp TEXT NOT NULL DEFAULT '', serial INTEGER NOT NULL DEFAULT 0, UNIQUE(url, fingerprint, path, title)
);
CREATE INDEX refs_fingerprint ON refs(fingerprint);
CREATE INDEX refs_path ON refs(path);
CREATE TABLE samples (sample INTEGER NOT NULL, ref INTEGER NOT NULL, PRIMARY KEY(sample, ref)) WITHOUT ROWID;
CREATE INDEX refs_serial ON refs(serial);
CREATE INDEX refs_state ON refs(state) WHERE state <> 'unread';
CREATE TABLE marks (
    id TEXT PRIMARY KEY, ref INTEGER NOT NULL, shown INTEGER NOT NULL, tags TEXT NOT NULL, record TEXT NOT NULL,
    base TEXT NOT NULL, stamps TEXT NOT NULL, checksum INTEGER NOT NULL
);
CREATE INDEX marks_ref ON marks(ref, shown);
CREATE INDEX marks_tagged ON marks(ref) WHERE tags <> '';
CREATE TABLE fields (
    ref INTEGER NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, stamp TEXT NOT NULL, PRIMARY KEY(ref, name)
) WITHOUT ROWID;
CREATE TABLE positions (
    ref INTEGER NOT NULL, device TEXT NOT NULL, anchor TEXT NOT NULL, progress REAL NOT NULL, stamp TEXT NOT NULL,
    PRIMARY KEY(ref, device)
) WITHOUT ROWID;
CREATE TABLE tags (tag TEXT NOT NULL, ref INTEGER NOT NULL, PRIMARY KEY(tag, ref)) WITHOUT ROWID;
CREATE INDEX tags_ref ON tags(ref);
CREATE TABLE acts (
    event TEXT PRIMARY KEY, stamp TEXT NOT NULL, turns TEXT NOT NULL, done INTEGER NOT NULL, turned TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX acts_done ON acts(done, stamp);
CREATE INDEX acts_turned ON acts(done, turned);
CREATE INDEX acts_stamp ON acts(stamp);
"""


def create(connection: sqlite3.Connection, device: str, epoch: str) -> None:
    """Make the tables for a library that writes as `device`; `epoch` tells this making from all others."""
    execute_all(connection, _TABLES)
    rows = [("device", device), ("epoch", epoch), ("serial", "0"), ("acted", "0"), ("places", "0"), ("time", "")]
    connection.executemany("INSERT INTO meta VALUES(?,?)", rows)
    connection.execute(f"PRAGMA user_version={VERSION}")
