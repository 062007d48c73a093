"""After what an act comes: the latest time on any of what it changes, here or on another device whose clock is ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.document import ArticleReference
from reader.library.marks import article_states
from reader.library.marks.acts import time_of
from reader.library.marks.mark_rows import latest_stamp

if TYPE_CHECKING:
    import sqlite3

    from reader.library.marks.journal import Event


def latest_time_on(connection: sqlite3.Connection, event: Event) -> str:
    """Return the time of the latest act on what `event` changes, "" if there is none."""
    if event["act"] == "position":
        # After what other devices have, should their clocks be ahead: whoever reads on here is here.
        places = article_states.positions_of(connection, ArticleReference(**event["article"]))
        return places[0].time if places else ""
    if "articles" in event:
        articles = [ArticleReference(**item["article"]) for item in event["articles"]]
        return time_of(max(article_states.latest_field_stamp(connection, article) for article in articles))
    return time_of(latest_stamp(connection, [change["mark"] for change in event["changes"]]))
