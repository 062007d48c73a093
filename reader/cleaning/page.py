"""From HTML as it was saved to a tree that has all its words, however broken or hostile the page is."""

from __future__ import annotations

import re
from typing import Any

_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_DOCUMENT_END = re.compile(r"</(?:body|html)\s*>", re.I)
_UNSEEN = re.compile(r"<(script|style|template)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.I | re.S)
_BLOCK_TAG = re.compile(
    r"</?(?:div|p|section|article|main|center|table|tbody|tr|td|ul|ol|li|dl|dd|dt|blockquote|pre|h[1-6]|br|aside|form)\b"
    r"[^<>]*>?",
    re.I,
)
_OF_HEADS = frozenset("title meta link script style base noscript template object bgsound basefont command".split())
"""Elements that stand in a page's head; any other opens its body."""
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that a tree gives out and does not take back."""
_ANY_TAG = re.compile(r"</?[A-Za-z][^<>]*>?")


def parse_page(data: str) -> Any:
    """Return the tree of `data`, a page or a part of one, or None where it has no words.

    The parser gives up below 2,048 nested elements, without a word to its caller, and the rest of the page is gone;
    such a page is read again as paragraphs alone.
    """
    # An encoding declared inside a page that is decoded already would be refused or decoded twice; a NUL ends the page
    # for the parser, and so does a document's end, though another may follow in the same file. Everything else that is
    # hostile in words is taken out of them where they become blocks.
    text = _DOCUMENT_END.sub("", _DECLARATION.sub("", data.replace("\x00", "")))
    root, is_whole = _parse(text)
    return root if is_whole else _parse(_paragraphs_of(text))[0]


def _parse(text: str) -> tuple[Any, bool]:
    """Return the tree of `text`, and whether the parser came to its end."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    if not text.strip():
        return None, True
    parser = HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None, True
    _open_body(root)
    return root, not any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log)


def _open_body(root: Any) -> None:
    """Put what stands in the head of `root` and cannot into its body.

    A page need not say where its body begins, and the parser knows only the elements that were there before 1999 as
    its beginning: what comes first as `main` or `article` is a part of the head for it, and not shown.
    """
    head = root.find("head") if root.tag == "html" else None
    first = -1 if head is None else next((at for at, node in enumerate(head) if node.tag not in _OF_HEADS), -1)
    if head is None or first < 0:
        return
    body = root.find("body")
    if body is None:
        body = root.makeelement("body")
        head.addnext(body)
    nodes = head[first:]
    body_text, body.text = body.text, None
    for at, node in enumerate(nodes):
        body.insert(at, node)
    if body_text:
        nodes[-1].tail = _UNFIT.sub("", (nodes[-1].tail or "") + body_text)


def _paragraphs_of(text: str) -> str:
    """Return `text` as paragraphs alone: tags of blocks become paragraphs' beginnings, all others go."""
    return _ANY_TAG.sub(_paragraph, _BLOCK_TAG.sub("<p>", _UNSEEN.sub(" ", text)))


def _paragraph(tag: re.Match[str]) -> str:
    return "<p>" if tag.group() == "<p>" else ""
