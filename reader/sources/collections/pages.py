"""Any zip with pages in it: saved pages, notes, texts, letters and books become articles, each as its file would.

Exports that were packed for the way, as Pocket's tables were, are read as what they are. What a zip among the pages
holds is told by a function that whoever asks brings along.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath

from reader.document import Issue
from reader.errors import SourceError
from reader.sources.collections.collection import Content, Item, Member, Names
from reader.sources.collections.records import checksum
from reader.sources.collections.streams import HEAD, Found, Stream, open_stream
from reader.sources.collections.zipped import Archive, may_hold_many
from reader.sources.endings import HOLDING_MANY, is_article

FEW = 50
"""Pages up to which each is looked at whether it is a list of addresses: exports have one, or a few parts."""
FoundIn = Callable[[Archive], Found | None]
_ZIPS = (".zip", ".wacz")
_ARCHIVES = (*_ZIPS, ".7z", ".rar", ".tar", ".tgz", ".bz2", ".xz")


def recognises(archive: Archive, found_in: FoundIn) -> str:
    """Return what `archive` is an export of, "" where there is no page in it and no export."""
    has_pages = False
    for name in archive.members:
        try:
            with ExitStack() as stack:
                if (found := _inner(archive, name, found_in, stack)) is not None:
                    return found.format
        except SourceError:
            # It is told where it is read.
            has_pages = True
        has_pages = has_pages or _is_page(name)
    return "zip" if has_pages else ""


def items(archive: Archive, found_in: FoundIn) -> Iterator[Item]:
    """Yield the pages of `archive` in order of their names, and what is in the exports within."""
    names = Names()
    inner = 0
    for name in sorted(archive.members):
        with ExitStack() as stack:
            try:
                found = _inner(archive, name, found_in, stack)
            except SourceError as error:
                yield Issue("unreadable-member", error.message)
                continue
            if found is not None:
                yield from (_named(item, name, names) for item in found.items)
                continue
        if _is_opened(archive, name):
            continue
        if _is_page(name):
            entry = archive.members[name]
            load = partial(_load, archive, name)
            yield Member(names.name(name), entry.file_size, checksum(entry.CRC, entry.file_size), load)
        inner += name.lower().endswith(_ARCHIVES)
    if inner:
        yield Issue(
            "inner-archives", f"has {inner} archives inside, which are not opened: unpack them, and add the folder."
        )


def _named(item: Item, inside: str, names: Names) -> Item:
    return replace(item, name=names.name(f"{inside}/{item.name}")) if isinstance(item, Member) else item


def _is_page(name: str) -> bool:
    return is_article(name.split("/"), in_zip=True)


def _inner(archive: Archive, name: str, found_in: FoundIn, stack: ExitStack) -> Found | None:
    """Open the member `name` where it is an export of its own; raises SourceError where it cannot be read."""
    ending = PurePosixPath(name).suffix.lower()
    if _is_opened(archive, name):
        data = archive.read(name)
        return found_in(stack.enter_context(Archive(io.BytesIO(data), name, len(data), within=archive)))
    may_be_list = ending in (".html", ".htm") and len(archive.members) <= FEW
    if (ending not in HOLDING_MANY and not may_be_list) or name.startswith("__MACOSX/"):
        return None
    stream = Stream(
        archive.head(name, HEAD), archive.members[name].file_size, ending, lambda: io.BytesIO(archive.read(name))
    )
    return open_stream(stream, stack)


def _is_opened(archive: Archive, name: str) -> bool:
    """Tell whether the member `name` is a zip that is opened: services pack the parts of an export so, and no deeper."""
    is_zip = name.lower().endswith(_ZIPS) and not name.startswith("__MACOSX/")
    return is_zip and archive.within is None and may_hold_many(archive.head(name, HEAD))


def _load(archive: Archive, name: str) -> Content:
    return Content(archive.read(name))
