"""The article as it came: which articles a person wants to see so, kept beside what the screen remembers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reader.config.state import read_uncleaned_paths
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.tui.host import Host
    from reader.tui.open_article import OpenArticle

MOST_REMEMBERED = 500
"""Articles that are remembered to be shown as they came, the last ones."""


def wanted_paths(host: Host) -> list[str]:
    """Return the files whose articles are shown as they came."""
    return read_uncleaned_paths(host.beginning.folders)


def remember_wanted(host: Host, path: str, *, is_wanted: bool) -> None:
    """Remember that the article of the file `path` is shown as it came, or that it no longer is."""
    others = [other for other in wanted_paths(host) if other != path]
    host.remember(as_it_came=[*others, path][-MOST_REMEMBERED:] if is_wanted else others)


def as_wanted(host: Host, opened: OpenArticle) -> OpenArticle:
    """Return `opened`, as it came if the person wants it so and its file can be read."""
    path = opened.reference.path
    if not path or path not in wanted_paths(host):
        return opened
    try:
        return as_it_came(opened)
    except ReaderError:
        return opened


def as_it_came(opened: OpenArticle) -> OpenArticle:
    """Return `opened` with all that its file holds; raises SourceError if that cannot be read."""
    from reader.pipeline import attribute, read_uncleaned

    reading = attribute(read_uncleaned(Path(opened.reference.path)))
    return opened._replace(article=reading.article, quotations=reading.quotations, cleaned=opened)
