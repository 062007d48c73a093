"""One article of a collection as a source; its path is the collection's, as if that were a folder, and its own name."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from reader.errors import SourceError
from reader.sources.collections.collection import Member
from reader.sources.collections.opening import open_collection
from reader.sources.contents import read_bytes
from reader.sources.source import Source
from reader.text import sanitise_line

_REST = re.compile(r"[?#].*|/$", re.S)
"""What of an address does not tell what is there."""


def source_of(collection: Path, member: Member) -> Source:
    """Return what `member` of the file `collection` holds; raises SourceError where it cannot be read."""
    path = f"{collection}/{member.name}"
    content = member.load()
    data, told = content.data, member.particulars
    if isinstance(data, bytes):
        source = read_bytes(data, path)
        if content.format and source.format == "text":
            source = replace(source, format=content.format)
    elif data.strip():
        source = Source(path, content.format, data)
    else:
        raise SourceError(f"{sanitise_line(path)} is empty.", hint="There is nothing in it to read.")
    return replace(
        source,
        url=told.url or source.url,
        size=member.size,
        mtime_ns=member.checksum,
        title_hint=_REST.sub("", told.url.partition("//")[2]),
        particulars=told,
        fields=member.fields,
        highlights=content.highlights,
        progress=member.progress,
    )


def collection_of(path: Path) -> Path | None:
    """Return the file in which an article with this path stands, None where no part of the path is a file."""
    return next((parent for parent in path.parents if parent.is_file()), None)


def read_member(path: Path) -> Source:
    """Read the article that `path` names, which goes on behind a file; raises SourceError where it is not there."""
    file = collection_of(path)
    shown = sanitise_line(str(path))
    if file is None:
        raise SourceError(f"{shown} does not exist.", hint="Check the name, or give a folder.")
    wanted = str(path.relative_to(file))
    with open_collection(file) as collection:
        for item in collection.items if collection is not None else ():
            if isinstance(item, Member) and item.name == wanted:
                return source_of(file, item)
    raise SourceError(f"{sanitise_line(str(file))} has no article {sanitise_line(wanted)}.", hint="Add it again.")
