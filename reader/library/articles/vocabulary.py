"""The words of the full-text index by their beginnings.

Asked for a beginning, the index merges the entries of all its words before it gives the first hit. Asked for the words
themselves it goes through them side by side, from the newest article on, and stops where enough is found. Which words
begin so would take the index as long to tell, since it counts each one's entries; a table has them. Words stay in it
when the last article that has them is gone: looking for one that nobody has costs nothing.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

from reader.library.articles.index_words import BEGINNING, plain

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

MOST = 200
"""Words of a beginning that are asked for one by one; for more, the index merges them in less time."""
_LAST = "\U0010ffff"
_ACCENTS = "\u0300-\u036f"
"""Accents that are characters by themselves; the index takes them for parts of their words."""
_WITH_ACCENTS = frozenset("ǡ")
"""Letters whose accents the index keeps, alone among those with a plain letter in them."""
_WORD = re.compile(rf"[\w{_ACCENTS}]{{{BEGINNING + 1},}}")


def words_of(text: str) -> set[str]:
    """Return the words of `text` as the index has them, those longer than the beginnings that are kept ready."""
    found = set(_WORD.findall(text.lower().replace("_", " ")))
    return found if text.isascii() else {word if word.isascii() else _folded(word) for word in found}


def _folded(word: str) -> str:
    """Return `word` as the index folds it: plain letters lose their accents, those of other scripts keep them."""
    return "".join(_letter(letter) for letter in word if not combining(letter))


@cache
def _letter(letter: str) -> str:
    plain_letter, folded = normalize("NFD", letter)[0], letter.casefold()
    if letter in _WITH_ACCENTS:
        return letter
    return plain_letter if plain_letter.isascii() else folded if len(folded) == 1 else letter


def insert(connection: sqlite3.Connection, columns: Iterable[str]) -> None:
    """Keep the words of the `columns` of an entry of the index."""
    words = sorted(set[str]().union(*map(words_of, columns)))
    connection.executemany("INSERT OR IGNORE INTO vocabulary VALUES(?)", ((word,) for word in words))


def words_begun(connection: sqlite3.Connection, beginning: str) -> tuple[str, ...]:
    """Return the words of the index that begin with `beginning`, or none if they are too many."""
    first = plain(beginning)
    rows = connection.execute(
        "SELECT word FROM vocabulary WHERE word >= ? AND word < ? LIMIT ?", (first, first + _LAST, MOST + 1)
    ).fetchall()
    return tuple(word for (word,) in rows) if len(rows) <= MOST else ()
