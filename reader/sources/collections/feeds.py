"""Feeds and what weblogs export as feeds (RSS, Atom, RDF): each entry with its words is an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import IO, Any

from reader.document import Issue, Particulars
from reader.sources.collections.collection import Content, Item, Link, Member, Names, in_order_of_saving
from reader.sources.collections.records import checksum
from reader.sources.xml_trees import name_of, plain_name, tree_of
from reader.text import sanitise_line
from reader.text.dates import parse_date

LARGEST = 100 << 20
"""Bytes of a feed that are read."""
FEWEST_WORDS = 80
"""Words from which a summary is taken for an article where the feed has nothing longer: teasers are shorter."""
_HEAD = 4096
_FEED = re.compile(r"(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*<(?:\w+:)?(rss|feed|RDF)\b", re.S)
_TAG = re.compile(r"<[A-Za-z/!][^<>]*>")


def recognises(head: str) -> str:
    """Return "feed" where the XML that begins with `head` is one, else ""."""
    found = _FEED.match(head[:_HEAD])
    return "feed" if found is not None and (found[1] != "RDF" or "purl.org/rss" in head) else ""


def items(file: IO[bytes]) -> Iterator[Item]:
    """Yield the entries of the feed `file`, the latest last: those with words as articles, the others as addresses."""
    return in_order_of_saving(_items(file))


def _items(file: IO[bytes]) -> Iterator[Item]:
    data = file.read(LARGEST + 1)
    root = tree_of(data[:LARGEST])
    if root is None:
        yield Issue("no-xml", "is no feed that can be read.")
        return
    names = Names()
    channel = next((node for node in root.iter() if name_of(node) in ("channel", "feed")), root)
    site, language = _words(channel, "title"), _words(channel, "language")
    for node in root.iter():
        if name_of(node) in ("item", "entry"):
            item = _item(node, names, site, language)
            if item is not None:
                yield item
    if len(data) > LARGEST:
        yield Issue("too-large", f"is larger than {LARGEST >> 20} MB: what stands behind that is not read.")


def _item(node: Any, names: Names, site: str, language: str) -> Item | None:
    url, title = _address(node), _plain(_words(node, "title"))
    body, is_teaser = _body(node)
    if not body or (is_teaser and url):
        return Link(url, title) if url else None
    day = _words(node, "pubDate", "published", "date", "issued", "updated")
    published = parse_date(day) if day else None
    told = Particulars(title, _author(node), published, site, url, language)
    return Member(
        names.name(f"{checksum(_words(node, 'guid', 'id') or url or title):014x}"),
        size=len(body),
        checksum=checksum(body, title, url, told.byline, day),
        load=partial(Content, body, "html"),
        particulars=told,
        saved=float(published.toordinal()) if published is not None else 0.0,
    )


def _children(node: Any, *wanted: str) -> Iterator[Any]:
    """Yield the parts of `node` that are called as `wanted`, in the order of the names."""
    for name in wanted:
        yield from (child for child in node if name_of(child) == name)


def _words(node: Any, *wanted: str) -> str:
    """Return the words of the first part of `node` that is called as `wanted` and has any, as one line."""
    found = (sanitise_line(" ".join("".join(child.itertext()).split())) for child in _children(node, *wanted))
    return next((words for words in found if words), "")


def _plain(title: str) -> str:
    return " ".join(_TAG.sub(" ", title).split())


def _body(node: Any) -> tuple[str, bool]:
    """Return the longest that is said of an entry, as HTML, and whether it is no more than a teaser."""
    for child in _children(node, "encoded", "content", "description", "summary"):
        body = _markup(child)
        if body.strip():
            words = len(_TAG.sub(" ", body).split())
            return body, name_of(child) in ("description", "summary") and words < FEWEST_WORDS
    return "", True


def _markup(node: Any) -> str:
    """Return what stands in `node`: markup that is written as words, or is itself part of the feed."""
    from lxml import etree

    if len(node):
        for inner in node.iter("*"):
            inner.tag = plain_name(inner)
        return "".join(
            [node.text or "", *(etree.tostring(inner, encoding="unicode", method="html") for inner in node)]
        )
    return node.text or ""


def _address(node: Any) -> str:
    """Return where the page of an entry is."""
    for child in _children(node, "link"):
        address = child.get("href") or child.text or ""
        if child.get("rel", "alternate") == "alternate" and re.match(r"\s*https?://\S", address):
            return sanitise_line(address).strip()
    guid = _words(node, "guid", "id")
    return guid if re.match(r"https?://\S+$", guid) else ""


def _author(node: Any) -> str:
    names = [_words(child, "name") or _words(node, "author") for child in _children(node, "author")]
    # An address of mail with the name in brackets, as RSS has it.
    told = [re.sub(r"^\S+@\S+\s*\((.+)\)$", r"\1", name) for name in names or [_words(node, "creator")]]
    return ", ".join(name for name in told if name and "@" not in name)
