"""Near-duplicates: the same text saved twice, reprinted under another title, or with the page's junk left on.

Every run of five words is a shingle. The eight smallest hashes of an article's shingles are kept in a table: two
articles that share most of their shingles share most of these, so that a few look-ups find who is worth comparing.
What is found is then compared by all its words. It is better to show an article twice than to hide one that differs.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

from reader.library.articles.bodies import unpack_text

if TYPE_CHECKING:
    import sqlite3

SHINGLE = 5
"""Words in a shingle: runs of so many are seldom the same by chance."""
KEPT = 8
"""Hashes kept of an article. Of two that share three quarters of their shingles, at least `SHARED` of these are the
same in 99 of 100."""
SHARED = 2
"""Kept hashes that two articles must share to be compared: one alone is often a publisher's standing sentence."""
WORDS_COMPARED = 20_000
"""Words from the beginning that are compared: the same for so long is the same."""
LEAST_SHINGLES = 40
"""Shingles below which an article is too short to be judged by them."""
CONTAINED = 0.85
"""The share of the shorter article's shingles that the longer one must hold."""
ALIKE = 0.6
"""The share of all their shingles that both must hold: more than this is not cruft but another article around it."""
SAME_NUMBERS = 0.8
"""The share of the shorter one's numbers that the longer must hold: results, forecasts and prices share all but them."""
MOST_COMPARED = 4
MOST_ARTICLES_OF_A_HASH = 64

_WORD = re.compile(r"[^\W_]+")


def shingles(text: str) -> set[int]:
    """Return the hashes of all runs of five words of `text`, whatever their case and punctuation."""
    words = _WORD.findall(text.lower())[:WORDS_COMPARED]
    runs = zip(*(words[start:] for start in range(SHINGLE)), strict=False)
    # The multiplication spreads what a checksum leaves close together; it is Knuth's, of the golden ratio.
    return {zlib.crc32(" ".join(run).encode("utf-8", "replace")) * 2654435761 & 0xFFFFFFFF for run in runs}


def kept_hashes(found: set[int]) -> list[int]:
    """Return the hashes by which an article with the shingles `found` is looked up; none if it is too short."""
    return sorted(found)[:KEPT] if len(found) >= LEAST_SHINGLES else []


def is_version(text: str, found: set[int], other: str) -> bool:
    """Tell whether `text`, whose shingles are `found`, and `other` are one article."""
    others = shingles(other)
    both = len(found & others)
    if both < CONTAINED * min(len(found), len(others)) or both < ALIKE * len(found | others):
        return False
    numbers, other_numbers = sorted((_numbers(text), _numbers(other)), key=len)
    return len(numbers & other_numbers) >= SAME_NUMBERS * len(numbers)


def find_versions(connection: sqlite3.Connection, number: int, text: str, found: set[int]) -> list[int]:
    """Return the numbers of other articles that are the same as article `number`, the most alike first."""
    shared: dict[int, int] = {}
    for value in kept_hashes(found):
        rows = connection.execute(
            "SELECT article FROM shingles WHERE hash=? LIMIT ?", (value, MOST_ARTICLES_OF_A_HASH)
        )
        for (other,) in rows:
            shared[other] = shared.get(other, 0) + 1
    shared.pop(number, None)
    candidates = sorted((other for other, count in shared.items() if count >= SHARED), key=lambda n: (-shared[n], n))
    versions = []
    for other in candidates[:MOST_COMPARED]:
        row = connection.execute("SELECT text FROM bodies WHERE id=?", (other,)).fetchone()
        if row is not None and is_version(text, found, unpack_text(row[0])):
            versions.append(other)
    return versions


def link(connection: sqlite3.Connection, number: int, text: str) -> None:
    """Keep the hashes of article `number`, whose words are `text`, and fold it under its first version if it has one."""
    found = shingles(text)
    unlink(connection, number)
    rows = [(value, number) for value in kept_hashes(found)]
    connection.executemany("INSERT OR IGNORE INTO shingles VALUES(?,?)", rows)
    versions = find_versions(connection, number, text, found)
    if versions:
        first = versions[0]
        row = connection.execute("SELECT version_of FROM articles WHERE id=?", (first,)).fetchone()
        leader = first if row is None or row[0] is None else row[0]
        connection.execute("UPDATE articles SET version_of=? WHERE id=?", (leader, number))


def unlink(connection: sqlite3.Connection, number: int) -> None:
    """Forget the hashes of article `number`; its versions are articles of their own again, the first over the rest."""
    connection.execute("DELETE FROM shingles WHERE article=?", (number,))
    connection.execute("UPDATE articles SET version_of=NULL WHERE id=?", (number,))
    rest = [row[0] for row in connection.execute("SELECT id FROM articles WHERE version_of=? ORDER BY id", (number,))]
    if rest:
        connection.execute("UPDATE articles SET version_of=? WHERE version_of=?", (rest[0], number))
        connection.execute("UPDATE articles SET version_of=NULL WHERE id=?", (rest[0],))


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+", text))
