"""What a page says of itself: JSON-LD, OpenGraph and its kin, microdata, `<time>`, its headings; the best evidence wins.

Every field has a list of places where it may stand, the best first; each thing found is kept with its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urljoin

from reader.cleaning.bylines import clean_author, parse_byline
from reader.cleaning.cleaned import Evidence
from reader.cleaning.features import cruft_share
from reader.cleaning.lexicon import listed
from reader.cleaning.linked_data import address_in, linked_article, names_in, words_of
from reader.cleaning.page_head import lines_under_title
from reader.cleaning.site_names import letters_of, name_site
from reader.text import fold, sanitise_line
from reader.text.dates import find_date, parse_date

_SUFFIX = re.compile(r"\s*(?:\s[|•·»–—-]|::|\|)\s+([^|•·»]{2,60})$")
_PREFIX = re.compile(r"^([^|•·»:]{2,40})\s(?:[|•·»–—]|::)\s")
_BETWEEN_NAMES = re.compile(r"\s*(?:,|;|&|\||\band\b|\bund\b|\bet\b)\s*")
_BYLINE_NAMES = re.compile(r"\b(?:author|authors|byline|by-line|auteur|autor|writer)(?:[-_ ]?(?:name|link))?\b")
_NO_BYLINE = re.compile(r"\b(?:bio|comment|related|avatar|image|about|social|follow)\w*\b")
_DATED_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:/|-|$)")
_DATED_END = re.compile(r"[-_/](20[0-4]\d)(0[1-9]|1[0-2])([0-2]\d|3[01])/?(?:\.s?html?)?(?:[?#]|$)")
_TITLE_KEYS = (
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "parsely-title",
    "sailthru.title",
    "headline",
)
_AUTHOR_KEYS = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "dc.creator.creator", "byl",
    "citation_author", "og:article:author", "article:author_name", "cxenseparse:author", "rbauthors",
)  # fmt: skip
_PUBLISHED_KEYS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "dcterms.created", "dcterms.date", "dcterms.issued", "pubdate", "publishdate", "publish-date", "publication_date", "publish_date",
    "parsely-pub-date", "sailthru.date", "citation_publication_date", "citation_date", "article.published", "cxenseparse:recs:publishtime",
)  # fmt: skip
_MODIFIED_KEYS = (
    "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified", "lastmod", "article.updated",
    "revised",
)  # fmt: skip
_MARKED_AUTHOR = "//body//*[contains(@itemprop,'author') or contains(@rel,'author') or contains(@property,'author')]"
_CLASSED_AUTHOR = "//body//*[contains(@class,'uthor') or contains(@class,'yline') or contains(@class,'autor') or contains(@class,'auteur')]"
_MARKED_TIMES = {
    "datepublished": "//*[@itemprop='datePublished' or contains(@property,'datePublished')]",
    "datemodified": "//*[@itemprop='dateModified' or contains(@property,'dateModified')]",
}
_MARKED = "element marked as author"
_SHOWN = ("JSON-LD headline", "h1")
_SIGNS = tuple("|*·•»-:/")
FEWEST_TITLE_WORDS = 4
MOST_BYLINES = 40
"""Elements that may hold a byline which are looked at; the byline stands near the title or not at all."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What was found; what was not is empty or None. `body` is the article's text where the page tells it to machines."""

    title: str = ""
    authors: tuple[str, ...] = ()
    published: date | None = None
    modified: date | None = None
    site: str = ""
    url: str = ""
    language: str = ""
    image: str = ""
    description: str = ""
    body: str = ""
    evidence: tuple[Evidence, ...] = ()


def read_metadata(root: Any, url: str = "") -> Metadata:
    """Return the metadata of the page `root`, an lxml element, that came from `url`, if that is known."""
    named = _named(root)
    linked = linked_article(root)
    address = url or _address(root, named)
    told = [
        *_of(named, "og:site_name"),
        *_of_names(linked, "publisher"),
        *_of(named, "application-name", "dc.publisher"),
    ]
    element = next((_words(node) for node in root.iter("title")), "")
    site = name_site(told, element, address)
    titles = [(without_site(title, site.value), source) for title, source in _titles(root, named, linked)]
    titles = [(title, source) for title, source in titles if title and fold(title) != fold(site.value)]
    chosen = _chosen_title(titles, fold(element))
    authors = list(_authors(root, named, linked, site.value, chosen))
    published = list(_dates(_published(root, named, linked, address))) or list(_shown_date(root, chosen))
    modified = list(_dates(_modified(root, named, linked)))
    found = [Evidence("title", title, source) for title, source in sorted(titles, key=lambda item: item[0] != chosen)]
    found += [Evidence("authors", ", ".join(names), source) for names, source in authors]
    found += [Evidence("published", day.isoformat(), source) for day, source in published]
    found += [Evidence("modified", day.isoformat(), source) for day, source in modified]
    found += [site] if site.value else []
    body = linked.get("articleBody")
    return Metadata(
        title=chosen,
        authors=authors[0][0] if authors else (),
        published=published[0][0] if published else None,
        modified=modified[0][0] if modified else None,
        site=site.value,
        url=address,
        language=_language(root, named, linked),
        image=_joined(
            address,
            _first_value(
                [*named.get("og:image", []), address_in(linked.get("image")), *named.get("twitter:image", [])]
            ),
        ),
        description=_first_value(
            [*named.get("og:description", []), *named.get("description", []), words_of(linked.get("description"))]
        ),
        body=re.sub(r"<[^>]{0,500}>", " ", body) if isinstance(body, str) else "",
        evidence=tuple(dict.fromkeys(found)),
    )


def _named(root: Any) -> dict[str, list[str]]:
    """Return the values of the page's `meta` elements by their names, small."""
    named: dict[str, list[str]] = {}
    for node in root.iter("meta"):
        content = node.get("content")
        if not content:
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key = node.get(attribute)
            if key:
                value = words_of(content[:2000])
                if value:
                    named.setdefault(key[:100].lower(), []).append(value)
                break
    return named


def _of(named: dict[str, list[str]], *keys: str) -> Iterator[tuple[str, str]]:
    for key in keys:
        for value in named.get(key, ())[:20]:
            yield value, f"meta {key}"


def _of_names(linked: dict[str, Any], key: str) -> Iterator[tuple[str, str]]:
    for name in names_in(linked.get(key))[:1]:
        yield name, f"JSON-LD {key}"


def _first_value(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


def _titles(root: Any, named: dict[str, list[str]], linked: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield from _of(named, *_TITLE_KEYS[:1])
    if headline := words_of(linked.get("headline")):
        yield headline, "JSON-LD headline"
    element = fold(next((_words(node) for node in root.iter("title")), ""))
    headings = [words for _, node in zip(range(3), root.iter("h1"), strict=False) if (words := _words(node))]
    # A site's name is often a heading of the first rank, too; the article's begins the page's title.
    for words in sorted(headings, key=lambda words: not element.startswith(fold(words))):
        yield words, "h1"
    yield from _of(named, *_TITLE_KEYS[1:])
    if name := words_of(linked.get("name")):
        yield name, "JSON-LD name"
    for node in root.iter("title"):
        parent = node.getparent()
        if parent is None or parent.tag in ("head", "html") and (_words(node)):
            yield _words(node), "title element"
            break


def _chosen_title(titles: list[tuple[str, str]], element: str) -> str:
    """Return the first title; without what a site sets around it, or whole where it was cut off, if another says so.

    What is told to machines alone gives way to a heading that the page's folded title `element` begins with.
    """
    if not titles:
        return ""
    first, told_by = titles[0]
    if told_by == "JSON-LD headline" and element and fold(first).strip() not in element:
        shown = next(
            (title for title, source in titles if source == "h1" and element.startswith(fold(title).strip())), ""
        )
        first = shown if len(shown.split()) >= FEWEST_TITLE_WORDS else first
    known = fold(first).strip()
    beginning = known.rstrip(". ") if known.endswith("...") else ""
    for title, source in titles[1:]:
        other = fold(title).strip()
        if beginning and other.startswith(beginning) and not other.endswith("..."):
            return title
        around = (
            known.partition(other) if len(other.split()) >= FEWEST_TITLE_WORDS and source in _SHOWN else ("", "", "")
        )
        if around[1] and other != known and _is_around(around[0], around[2]):
            return title
    return first


def _is_around(before: str, after: str) -> bool:
    """Tell whether what stands before and after a title is set off from it by a sign, as a section or a site is."""
    return (not before or before.rstrip()[-1:] in _SIGNS) and (not after or after.lstrip()[:1] in _SIGNS)


def _authors(
    root: Any, named: dict[str, list[str]], linked: dict[str, Any], site: str, title: str
) -> Iterator[tuple[tuple[str, ...], str]]:
    sources: list[tuple[list[str], str]] = [(names_in(linked.get("author"), persons=True), "JSON-LD author")]
    sources += [(named.get(key, []), f"meta {key}") for key in _AUTHOR_KEYS]
    is_known = False
    for values, source in sources:
        if names := _names(values, site):
            is_known = True
            yield names, source
    for words, source in _bylines(root) if not is_known else ():
        if source == _MARKED and fold(words[:200]).strip() in listed("agencies.txt"):
            # An agency wrote it: other names that are marked so are those of other articles.
            return
        byline = parse_byline(words[:200])
        if byline is not None and not cruft_share(" ".join(byline.names)) and (names := _names(byline.names, site)):
            yield names, source
            return
    for words in lines_under_title(root, title) if not is_known else ():
        byline = parse_byline(words)
        if byline is not None and byline.certain and (names := _names(byline.names, site)):
            yield names, "line under the title"
            return


def _names(values: Iterable[str], site: str) -> tuple[str, ...]:
    """Return the persons named in `values`, each name once."""
    names: dict[str, str] = {}
    for value in list(values)[:20]:
        for part in _BETWEEN_NAMES.split(value[:300]):
            name = clean_author(part)
            known = fold(name)
            if (
                name
                and known not in listed("agencies.txt")
                and known not in (fold(site), fold(site.removeprefix("The ")))
            ):
                names.setdefault(known, name)
    return tuple(names.values())


def _bylines(root: Any) -> Iterator[tuple[str, str]]:
    """Yield the words of elements that are marked as naming the author: by `itemprop` and `rel`, then by their class."""
    for node in root.xpath(_MARKED_AUTHOR)[:MOST_BYLINES]:
        inner = next((child for child in node.iter() if child is not node and child.get("itemprop") == "name"), node)
        yield inner.get("content") or _words(inner), _MARKED
    for node in root.xpath(_CLASSED_AUTHOR)[:MOST_BYLINES]:
        names = node.get("class")[:200].lower()
        if _BYLINE_NAMES.search(names) and not _NO_BYLINE.search(names):
            yield _words(node), "element with a byline's class"


def _published(
    root: Any, named: dict[str, list[str]], linked: dict[str, Any], address: str
) -> Iterator[tuple[str, str]]:
    for key in ("datePublished", "dateCreated", "uploadDate"):
        yield words_of(linked.get(key)), f"JSON-LD {key}"
    told = list(_of(named, *_PUBLISHED_KEYS))
    yield from told
    if not told and "datePublished" not in linked:
        yield from _times(root, "datepublished")
    for number, node in enumerate(root.iter("time")):
        if number < 10:
            yield (node.get("datetime") or _words(node))[:100], "time element"
    if match := _DATED_ADDRESS.search(address[:2000]) or _DATED_END.search(address[:2000]):
        yield "-".join(match.groups()), "address"


def _shown_date(root: Any, title: str) -> Iterator[tuple[date, str]]:
    for words in lines_under_title(root, title):
        if (found := find_date(words)) is not None:
            yield found[0], "line under the title"
            return


def _modified(root: Any, named: dict[str, list[str]], linked: dict[str, Any]) -> Iterator[tuple[str, str]]:
    told = list(_of(named, *_MODIFIED_KEYS))
    if "dateModified" in linked:
        told.insert(0, (words_of(linked["dateModified"]), "JSON-LD dateModified"))
    yield from told or _times(root, "datemodified")


def _times(root: Any, wanted: str) -> Iterator[tuple[str, str]]:
    for node in root.xpath(_MARKED_TIMES[wanted])[:MOST_BYLINES]:
        yield (node.get("datetime") or node.get("content") or _words(node))[:100], f"element marked as {wanted}"


def _dates(found: Iterable[tuple[str, str]]) -> Iterator[tuple[date, str]]:
    for words, source in found:
        day = parse_date(words) if words else None
        if day is not None:
            yield day, source


def _address(root: Any, named: dict[str, list[str]]) -> str:
    for node in root.iter("link"):
        if (node.get("rel") or "").lower() == "canonical" and node.get("href"):
            return sanitise_line(node.get("href")[:2000])
    return _first_value(named.get("og:url", []))


def _language(root: Any, named: dict[str, list[str]], linked: dict[str, Any]) -> str:
    given = [root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang") or ""]
    given += [*named.get("content-language", []), *named.get("og:locale", []), *named.get("dc.language", [])]
    given.append(words_of(linked.get("inLanguage")))
    for value in given:
        code = re.split(r"[-_,;\s]", value.strip())[0].lower()
        if re.fullmatch(r"[a-z]{2}", code):
            return code
    return ""


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address) if base.startswith("http") and address else address
    except ValueError:
        return address


def _words(node: Any) -> str:
    return sanitise_line("".join(node.itertext())[:1000])


def without_site(title: str, site: str) -> str:
    """Return `title` without the site's name at its end or its beginning."""
    if not site:
        return title
    names = {letters_of(site), letters_of(site.removeprefix("The ")), letters_of(f"the {site}")}
    match = _SUFFIX.search(title)
    while match and letters_of(match.group(1)) in names:
        title = title[: match.start()].rstrip()
        match = _SUFFIX.search(title)
    match = _PREFIX.match(title)
    return title[match.end() :] if match and letters_of(match.group(1)) in names else title
