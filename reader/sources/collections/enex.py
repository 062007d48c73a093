"""Evernote's exports (.enex): each note with its words is an article; what is attached to it is not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import TextIO

from reader.document import Issue, Particulars
from reader.sources.collections.collection import Content, Item, Member, Names
from reader.sources.collections.keeping import kept_fields
from reader.sources.collections.records import checksum
from reader.sources.xml_trees import name_of, named, plain_name, tree_of
from reader.text import sanitise_line

PIECE = 1 << 20
"""Characters that are read at a time."""
LARGEST = 64 << 20
"""Characters of a note with all that is attached to it."""
_END = "</note>"
_ATTACHED = re.compile(r"<resource>.*?</resource>", re.S)
_SIGN = re.compile(r"(?:\s|<\?.*?\?>|<!DOCTYPE[^>\[]*>)*<en-export\b", re.S)
_TOLD = ("title", "content", "created", "tag", "author", "source-url")
_PLAIN = {"en-note": "div", "en-media": "span", "en-todo": "span"}
_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)T")


def recognises(head: str) -> str:
    """Return "Evernote" where the XML that begins with `head` is such an export, else ""."""
    return "Evernote" if _SIGN.match(head) else ""


def items(text: TextIO) -> Iterator[Item]:
    """Yield the notes in `text`, one at a time."""
    names = Names()
    for note in _notes(text):
        if isinstance(note, Issue):
            yield note
            continue
        root = tree_of(_ATTACHED.sub("", note).encode("utf-8", "replace"))
        if root is None:
            yield Issue("no-xml", "has a note that cannot be read.")
            continue
        told = {name: [node.text or "" for node in named(root, name)] for name in _TOLD}
        words = {
            name: sanitise_line(next(iter(values), "")).strip() for name, values in told.items() if name != "content"
        }
        url = words["source-url"] if words["source-url"].startswith(("http://", "https://")) else ""
        body = next(iter(told["content"]), "")
        yield Member(
            names.name(f"{checksum(words['title'], words['created'], url):014x}"),
            size=len(body),
            checksum=checksum(*(value for values in told.values() for value in values)),
            load=partial(_load, body),
            particulars=Particulars(words["title"], words["author"], _day(words["created"]), "", url),
            fields=kept_fields({"tags": told["tag"]}),
        )


def _load(body: str) -> Content:
    """Return the words of a note, which are a document of their own within the export."""
    from lxml import etree

    root = tree_of(body.encode("utf-8", "replace"))
    if root is None:
        return Content("", "html")
    for node in root.iter("*"):
        node.tag = _PLAIN.get(name_of(node)) or plain_name(node)
    return Content(etree.tostring(root, encoding="unicode", method="html"), "html")


def _day(words: str) -> date | None:
    found = _DAY.match(words)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _notes(text: TextIO) -> Iterator[str | Issue]:
    """Yield what stands between the beginning and the end of each note."""
    rest = ""
    while piece := text.read(max(PIECE, len(rest))):
        rest += piece
        *whole, rest = rest.split(_END)
        for note in whole:
            at = note.find("<note>")
            if at >= 0:
                yield note[at:] + _END
        if len(rest) > LARGEST:
            yield Issue(
                "too-large", "has a note that is too large to be read; what stands behind it is not read either."
            )
            return
    if "<note>" in rest:
        yield Issue("cut-off", "is damaged: its last note is cut off.")
