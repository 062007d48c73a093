"""What the zips hold that hold many articles: an export that is known, or pages."""

from __future__ import annotations

from reader.sources.collections import omnivore, pages, warc
from reader.sources.collections.streams import Found
from reader.sources.collections.zipped import Archive
from reader.sources.epub import CONTAINER


def found_in(archive: Archive) -> Found | None:
    """Return what `archive` is an export of, and its items; None where no article is in it."""
    if CONTAINER in archive.members:
        return None
    if warc.recognises_zip(archive):
        return Found("web archive", warc.items_of_zip(archive))
    if omnivore.recognises(archive):
        return Found("Omnivore", omnivore.items(archive))
    name = pages.recognises(archive, found_in)
    return Found(name, pages.items(archive, found_in)) if name else None
