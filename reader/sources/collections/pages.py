"""Any zip with pages in it: saved pages, Markdown notes, texts and letters become articles, each as its file would."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from reader.document import Issue
from reader.sources.collections.collection import Content, Item, Member, Names
from reader.sources.collections.records import checksum
from reader.sources.collections.zipped import Archive
from reader.sources.walking import is_article

_ARCHIVES = (".zip", ".epub", ".gz", ".7z", ".rar", ".tar", ".tgz", ".bz2", ".xz")


def recognises(archive: Archive) -> bool:
    """Tell whether there is any page in `archive`."""
    return any(is_article(name.split("/"), in_zip=True) for name in archive.members)


def items(archive: Archive) -> Iterator[Item]:
    """Yield the pages of `archive` in order of their names."""
    names = Names()
    inner = 0
    for name in sorted(archive.members):
        if is_article(name.split("/"), in_zip=True):
            entry = archive.members[name]
            load = partial(_load, archive, name)
            yield Member(names.name(name), entry.file_size, checksum(entry.CRC, entry.file_size), load)
        inner += name.lower().endswith(_ARCHIVES)
    if inner:
        yield Issue("inner-archives", f"has {inner} archives inside, which are not opened: unpack it for them.")


def _load(archive: Archive, name: str) -> Content:
    return Content(archive.read(name))
