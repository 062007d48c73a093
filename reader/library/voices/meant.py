"""Which voices a name in a search means although some articles have them under another name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.text import fold

if TYPE_CHECKING:
    import sqlite3

    from reader.library.queries.tree import Words

LEAST_LETTERS = 3
"""Letters of a word from which names that hold it are looked up; for fewer the index of names has no entry."""
MOST_MEANT = 200
"""Voices that one search is widened by: a name that so many share is looked for as it is written."""
_TOKEN = re.compile(r"[^\W_]+")


def voices_meant(connection: sqlite3.Connection, words: Words) -> tuple[int, ...]:
    """Return the voices that one of their names shows to be meant by `words`, while another does not hold them."""
    tokens = _TOKEN.findall(fold(words.text))
    longest = max(tokens, key=len, default="")
    if len(longest) < LEAST_LETTERS:
        return ()
    wanted = f" {' '.join(tokens)}" + ("" if words.is_prefix else " ")
    rows = connection.execute(
        "SELECT id, folded FROM voices WHERE id IN (SELECT rowid FROM voice_names WHERE voice_names MATCH ?) "
        "AND instr(folded, '·')",
        (f'"{longest}"',),
    )
    found = []
    for number, folded in rows:
        held = [wanted in f" {' '.join(_TOKEN.findall(form))} " for form in folded.split("·")]
        if any(held) and not all(held):
            found.append(number)
    return tuple(found) if len(found) <= MOST_MEANT else ()
