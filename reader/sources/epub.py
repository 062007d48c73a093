"""Books: an EPUB is one article, its chapters in the order of its spine, each under a heading."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator, Sequence
from typing import IO, Any, NamedTuple
from urllib.parse import unquote

from reader.document import Particulars
from reader.errors import SourceError
from reader.sources.xml_trees import name_of, named, plain_name, tree_of
from reader.text import sanitise_line
from reader.text.dates import parse_date

CONTAINER = "META-INF/container.xml"
LONGEST = 64 << 20
"""Characters of all chapters together: the longest novels have a tenth of them, with all their markup."""
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = ("application/xhtml+xml", "text/html", "text/x-oeb1-document")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_DROPPED = ("script", "style", "link", "meta", "title", "template", "iframe", "object", "form")
_PLAIN = ("header", "footer", "nav", "aside", "main")
"""What pages have around an article, and books within: in them it is part of the text."""
_NOTE = re.compile(r"\b(?:foot|end|rear)notes?\b")


class Book(NamedTuple):
    """A book as one page, and what its package tells of it."""

    page: str
    particulars: Particulars


def open_book(file: IO[bytes], size: int, shown: str) -> Book:
    """Return the book in `file`, which has `size` bytes and is called `shown`.

    Its pictures and sounds are not read, so it may be of any size. Raises SourceError where it is damaged or locked.
    """
    from reader.sources.collections.zipped import Archive

    with Archive(file, shown, size) as archive:
        package_at = _package_place(archive, shown)
        package = tree_of(archive.read(package_at)) if package_at in archive.members else None
        if package is None:
            raise SourceError(f"{shown} is an EPUB without a list of its parts.", hint="Download it again.")
        folder = posixpath.dirname(package_at)
        items = {item.get("id"): item for item in named(package, "item")}
        spine = [
            items[ref.get("idref")]
            for ref in named(package, "itemref")
            if ref.get("idref") in items and ref.get("linear", "yes").lower() != "no"
        ] or list(items.values())
        places = [
            _place(folder, item.get("href", ""))
            for item in spine
            if item.get("media-type", _PAGES[0]) in _PAGES and "nav" not in item.get("properties", "").split()
        ]
        locked = _locked(archive)
        if places and all(place in locked for place in places):
            raise SourceError(f"{shown} is locked by who sold it.", hint="Quoth reads books without such protection.")
        labels = _labels(archive, folder, items)
        page = "\n".join(_chapters(archive, list(dict.fromkeys(places)), labels))
    return Book(page, _particulars(package))


def _chapters(archive: Any, places: Sequence[str], labels: dict[str, str]) -> Iterator[str]:
    """Yield the chapters at `places`, as far as all of them are as long as a book may be."""
    length = 0
    for number, place in enumerate(places):
        chapter = _chapter(archive, place, labels.get(place, ""))
        length += len(chapter)
        if length > LONGEST:
            yield f"<p>[The last {len(places) - number} parts of this book are too long to be read.]</p>"
            return
        yield chapter


def _package_place(archive: Any, shown: str) -> str:
    """Return where in `archive` the package is that lists all parts."""
    if CONTAINER in archive.members:
        container = tree_of(archive.read(CONTAINER))
        for root in named(container, "rootfile") if container is not None else ():
            return _place("", root.get("full-path", ""))
    found = next((name for name in archive.members if name.lower().endswith(".opf")), "")
    if not found:
        raise SourceError(f"{shown} is an EPUB without a list of its parts.", hint="Download it again.")
    return str(found)


def _chapter(archive: Any, place: str, label: str) -> str:
    """Return the body of the part at `place`, under its `label` in the contents if it has no heading of its own."""
    if place not in archive.members:
        return f"<p>[A part of this book is not in its file: {html.escape(place)}]</p>"
    try:
        root = tree_of(archive.read(place))
    except SourceError as error:
        return f"<p>[A part of this book cannot be read: {html.escape(error.message)}]</p>"
    body = next(named(root, "body"), None) if root is not None else None
    if body is None:
        return ""
    from lxml import etree

    for node in list(body.iter()):
        name = name_of(node)
        if name in _DROPPED:
            node.tag = "del-ete"
        elif name in _PLAIN:
            kind = " ".join(value for key, value in node.attrib.items() if key.endswith(("type", "role")))
            node.tag = "div"
            if _NOTE.search(kind):
                node.set("class", "footnote")
        elif isinstance(node.tag, str):
            node.tag = plain_name(node)
    etree.strip_elements(body, "del-ete", with_tail=False)
    etree.cleanup_namespaces(body)
    body.tag = "div"
    heading = next((node for node in body.iter(*_HEADINGS) if "".join(node.itertext()).strip()), None)
    words = etree.tostring(body, encoding="unicode", method="html")
    return f"<h2>{html.escape(label)}</h2>\n{words}" if label and heading is None else str(words)


def _labels(archive: Any, folder: str, items: dict[str, Any]) -> dict[str, str]:
    """Return how the contents call each part, by its place."""
    labels: dict[str, str] = {}
    for item in items.values():
        is_nav = "nav" in item.get("properties", "").split()
        place = _place(folder, item.get("href", ""))
        if place not in archive.members or not (is_nav or item.get("media-type") == "application/x-dtbncx+xml"):
            continue
        try:
            root = tree_of(archive.read(place))
        except SourceError:
            continue
        if root is None:
            continue
        inside = posixpath.dirname(place)
        for node in named(root, "a" if is_nav else "navPoint"):
            href = node.get("href", "") if is_nav else next((c.get("src", "") for c in named(node, "content")), "")
            label = node if is_nav else next(named(node, "text"), None)
            words = " ".join("".join(label.itertext()).split()) if label is not None else ""
            if href and words:
                labels.setdefault(_place(inside, href), words)
    return labels


def _locked(archive: Any) -> set[str]:
    """Return the parts that only the seller's programs can read."""
    try:
        root = tree_of(archive.read(_ENCRYPTION)) if _ENCRYPTION in archive.members else None
    except SourceError:
        return set()
    return {_place("", node.get("URI", "")) for node in named(root, "CipherReference")} if root is not None else set()


def _particulars(package: Any) -> Particulars:
    told: dict[str, list[str]] = {}
    for name in ("title", "creator", "date", "publisher", "language", "identifier", "source"):
        words = (sanitise_line(" ".join("".join(node.itertext()).split())) for node in named(package, name))
        told[name] = [one for one in words if one]
    addresses = (one for one in (*told["identifier"], *told["source"]) if one.startswith(("http://", "https://")))
    first = {name: next(iter(values), "") for name, values in told.items()}
    return Particulars(
        title=first["title"],
        byline=", ".join(told["creator"]),
        published=parse_date(first["date"]) if first["date"] else None,
        site=first["publisher"],
        url=next(addresses, ""),
        language=first["language"],
    )


def _place(folder: str, href: str) -> str:
    """Return where `href`, as it stands in a part that is in `folder`, is within the file."""
    return posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0]))).lstrip("/")
