"""Any zip with pages in it: saved pages, notes, texts, letters and books become articles, each as its file would.

Lists of addresses, as Pocket left them, are told as what they are.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial

from reader.document import Issue
from reader.errors import SourceError
from reader.sources.collections import link_pages, tables
from reader.sources.collections.collection import Content, Item, Member, Names
from reader.sources.collections.records import checksum
from reader.sources.collections.zipped import Archive
from reader.sources.walking import is_article

FEW = 50
"""Pages up to which each is looked at whether it is a list of addresses: exports have one, or a few parts."""
_ARCHIVES = (".zip", ".gz", ".7z", ".rar", ".tar", ".tgz", ".bz2", ".xz")


def recognises(archive: Archive) -> str:
    """Return what `archive` is an export of, "" where there is no page in it and no list of addresses."""
    for name in archive.members:
        if kind := _listed(archive, name):
            return kind
    return "zip" if any(is_article(name.split("/"), in_zip=True) for name in archive.members) else ""


def items(archive: Archive) -> Iterator[Item]:
    """Yield the pages of `archive` in order of their names, and the addresses in its lists."""
    names = Names()
    inner = 0
    for name in sorted(archive.members):
        if _listed(archive, name):
            try:
                file = io.StringIO(archive.read(name).decode("utf-8-sig", "replace"), newline="")
            except SourceError as error:
                yield Issue("unreadable-list", error.message)
                continue
            yield from tables.items(file, names) if name.lower().endswith(".csv") else link_pages.items(file)
        elif is_article(name.split("/"), in_zip=True):
            entry = archive.members[name]
            load = partial(_load, archive, name)
            yield Member(names.name(name), entry.file_size, checksum(entry.CRC, entry.file_size), load)
        inner += name.lower().endswith(_ARCHIVES)
    if inner:
        yield Issue("inner-archives", f"has {inner} archives inside, which are not opened: unpack it for them.")


def _listed(archive: Archive, name: str) -> str:
    """Return of what the member `name` is a list of saved addresses, "" where it is something else."""
    ending = name.lower().rpartition(".")[2]
    if ending not in ("csv", "html", "htm") or (ending != "csv" and len(archive.members) > FEW):
        return ""
    head = archive.head(name, link_pages.HEAD).decode("utf-8-sig", "replace")
    return tables.recognises(head) if ending == "csv" else link_pages.recognises(head)


def _load(archive: Archive, name: str) -> Content:
    return Content(archive.read(name))
