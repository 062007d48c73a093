"""Books that open without a number being read as text: their columns are stored as bytes, and a sketch of their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

WORDS = 50_000
"""Words from which an article is stored anew; what shorter ones take to be read is not felt, and they are many."""


def pack_again(connection: sqlite3.Connection) -> None:
    """Store the long articles in today's form; the others get it when they are next put, and are read in any."""
    from reader.document.identity import sketch
    from reader.library.articles.bodies import pack, unpack_layout, unpack_quotations, unpack_text
    from reader.library.safekeeping.asides import UNREADABLE

    for (number,) in connection.execute("SELECT id FROM articles WHERE words > ?", (WORDS,)).fetchall():
        row = connection.execute("SELECT text, layout, quotations FROM bodies WHERE id=?", (number,)).fetchone()
        if row is None:
            continue
        try:
            words, article, quotations = unpack_text(row[0]), unpack_layout(row[1])[0], unpack_quotations(row[2])
        except (*UNREADABLE, ValueError):
            # Damage is noticed, and mended, where the article is opened.
            continue
        _, layout, quoted = pack(article, quotations, sketch(words))
        connection.execute("UPDATE bodies SET layout=?, quotations=? WHERE id=?", (layout, quoted, number))
