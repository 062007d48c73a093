"""HTML: the main node is found in the page, then walked into blocks, so that nothing inside it is lost.

Clean fragments (an export's bodies, a feed's entries) are walked as they are.
"""

from __future__ import annotations

import re
from typing import Any

from reader.cleaning.cleaned import Cleaned, Removed
from reader.cleaning.metadata import Metadata, read_metadata
from reader.cleaning.walker import Walker
from reader.document import Article, Block, BlockKind, Issue, assemble
from reader.text import fold, sanitise
from reader.text.dates import find_date
from reader.text.sanitise import normalise_unicode

_CRUFT_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|breadcrumbs?|share|sharing|social|related|recommend\w*|comments?|disqus|newsletter|subscribe|"
    r"signup|promo|advert\w*|ads?|sponsor\w*|cookie\w*|consent|footer|sidebar|widget|toolbar|popup|modal|author-box|"
    r"author-bio|tags?|pagination|byline|meta|masthead|skip-link|screen-reader-text|hidden|print-only|taboola|outbrain)"
    r"(?:$|[\s_-])",
    re.I,
)
_CRUFT_TAGS = frozenset({"nav", "aside", "footer", "form", "script", "style", "noscript"})
_WRAPPERS = re.compile(r"</?(?:div|span|font|center|section|b|i)\b[^>]{0,1000}>", re.I)
FEWEST_TAGS_TO_DOUBT = 500
"""Tags below which no page can be nested deeper than the parser goes."""
LEAST_BODY = 250
"""Characters of paragraphs that make a node the body of a page; below it the whole page is kept."""


def clean_html(data: str, *, url: str | None = None) -> Cleaned:
    """Return the article in the page or fragment `data`; see `reader.cleaning.clean_html`."""
    root = parse_fragment(data)
    if root is None:
        return Cleaned(Article(url=url or ""), issues=(Issue("no-body", "The page has no words.", url or ""),))
    metadata = read_metadata(root)
    removed: list[Removed] = []
    main = root if _is_fragment(root) else _main_node(root, removed)
    parts = [(block, normalise_unicode(text)) for block, text in Walker().walk(main)]
    title = metadata.title
    parts = _without_head(parts, metadata, removed)
    if not title:
        title, parts = _title_of(parts)
    blocks, text = assemble(parts)
    article = Article(
        title=title,
        authors=metadata.authors,
        published=metadata.published,
        modified=metadata.modified,
        site=metadata.site,
        url=url or metadata.url,
        language=metadata.language,
        lead_image=metadata.image,
        blocks=blocks,
        text=text,
    )
    issues = () if text else (Issue("no-body", "No body was found.", url or ""),)
    return Cleaned(article, tuple(removed), issues)


def parse_fragment(data: str) -> Any:
    """Return the tree of `data`, a page or a part of one, or None where it has no words."""
    root = _parse(data)
    if root is None or not _lost_its_end(root, data):
        return root
    return _parse(_WRAPPERS.sub(" ", data))


def _lost_its_end(root: Any, data: str) -> bool:
    """Tell whether the parser gave up before the page's end, as it does below 2,048 nested elements."""
    if data.count("<") < FEWEST_TAGS_TO_DOUBT:
        return False
    last = re.findall(r"[A-Za-z]{3,}", re.sub(r"<[^>]{0,1000}>", " ", data[-4000:]))[-5:]
    words = set(re.findall(r"[A-Za-z]{3,}", "".join(root.itertext())))
    return not words.issuperset(last)


def _parse(data: str) -> Any:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    # An encoding declared inside a page that is decoded already would be refused or decoded twice.
    text = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", sanitise(data))
    if not text.strip():
        return None
    parser = HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _is_fragment(root: Any) -> bool:
    """Tell whether there is no page around the words."""
    return next(root.iter("nav", "footer", "aside", "script", "form", "header"), None) is None


def _main_node(root: Any, removed: list[Removed]) -> Any:
    """Return the node that holds the body, after the page's furniture is taken out of it."""
    candidates = [
        *root.iter("article"),
        *root.iter("main"),
        *root.xpath("//*[@itemprop='articleBody']|//*[@role='main']"),
    ]
    scored = [(_weight(node), node) for node in candidates]
    best = max(scored, key=lambda item: item[0], default=(0, None))
    node = best[1] if best[0] >= LEAST_BODY else None
    if node is None:
        body = next(root.iter("body"), root)
        parents: dict[Any, int] = {}
        for paragraph in body.iter("p"):
            length = len("".join(paragraph.itertext()).strip())
            parent = paragraph.getparent()
            if length > 60 and parent is not None:
                parents[parent] = parents.get(parent, 0) + length
        node = max(parents, key=lambda parent: parents[parent], default=body)
        if parents.get(node, 0) < LEAST_BODY:
            node = body
    _take_furniture(node, removed)
    return node


def _weight(node: Any) -> int:
    return sum(len("".join(paragraph.itertext()).strip()) for paragraph in node.iter("p"))


def _take_furniture(node: Any, removed: list[Removed]) -> None:
    total = max(1, _weight(node))
    for child in list(node.iter()):
        if child is node or not isinstance(child.tag, str):
            continue
        parent = child.getparent()
        if parent is None:
            continue
        names = f"{child.get('class') or ''} {child.get('id') or ''}"
        in_quote = child.tag == "footer" and any(up.tag == "blockquote" for up in child.iterancestors())
        is_cruft = (child.tag in _CRUFT_TAGS and not in_quote) or (len(names) < 300 and _CRUFT_NAMES.search(names))
        if not is_cruft or _weight(child) * 2 > total:
            continue
        words = " ".join("".join(child.itertext()).split())
        if words and child.tag not in ("script", "style"):
            removed.append(Removed(words[:500], "furniture", f"part of the page, not of the article ({child.tag})"))
        _drop(child, parent)


def _drop(child: Any, parent: Any) -> None:
    """Take `child` out of `parent`; the words behind it stay."""
    if child.tail:
        before = child.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + child.tail
        else:
            parent.text = (parent.text or "") + child.tail
    parent.remove(child)


def _without_head(
    parts: list[tuple[Block, str]], metadata: Metadata, removed: list[Removed]
) -> list[tuple[Block, str]]:
    """Take the title, byline and date from the top of the body, where they are shown above it already."""
    kept: list[tuple[Block, str]] = []
    title = fold(metadata.title)
    names = [fold(name) for name in metadata.authors]
    for place, (block, text) in enumerate(parts):
        folded = fold(text)
        words = len(text.split())
        rule = ""
        if place < 8 and title and (folded == title or (block.level == 1 and block.kind is BlockKind.HEADING)):
            rule = "title"
        elif place < 8 and words <= 16 and block.kind is not BlockKind.HEADING:
            if any(name in folded for name in names) and words <= 12:
                rule = "byline"
            elif find_date(text) is not None and words <= 8:
                rule = "date"
        if rule:
            removed.append(Removed(text, rule, f"the {rule}, shown above the body"))
        else:
            kept.append((block, text))
    return kept


def _title_of(parts: list[tuple[Block, str]]) -> tuple[str, list[tuple[Block, str]]]:
    if parts and parts[0][0].kind is BlockKind.HEADING:
        return parts[0][1], parts[1:]
    return "", parts
