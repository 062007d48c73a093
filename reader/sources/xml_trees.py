"""XML from anywhere: read without its document type, so that no entity is opened and nothing outside is asked for."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.entities import html5
from typing import Any

from reader.sources.decoding import decode

_BEFORE_ROOT = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE(?:[^>\[]|\[.*?\]\s*(?=>))*>|\s)*", re.S | re.I)
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31};)")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_NUMBER = re.compile(r"&#([xX][0-9a-fA-F]{1,8}|[0-9]{1,9});")
_OF_XML = ("amp;", "lt;", "gt;", "quot;", "apos;")


def tree_of(data: bytes) -> Any:
    """Return the tree of the XML in `data`, however broken, or None where there is none."""
    from lxml import etree

    text = _BEFORE_ROOT.sub("", decode(data).replace("\x00", ""), count=1)
    text = _NUMBER.sub(_number, _ENTITY.sub(lambda found: _character(found[1]), text))
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_comments=True,
        remove_pis=True, encoding="utf-8",
    )  # fmt: skip
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.XMLSyntaxError:
        return None


def name_of(node: Any) -> str:
    """Return what `node` is called in whatever namespace, "" for what is no element."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def named(root: Any, name: str) -> Iterator[Any]:
    """Yield the elements called `name` in the tree `root`."""
    return (node for node in root.iter() if name_of(node) == name)


def plain_name(node: Any) -> str:
    """Return what `node` is called, or "span" where that can be no name in HTML."""
    name = name_of(node)
    return name if _NAME.fullmatch(name) else "span"


def _number(found: re.Match[str]) -> str:
    """Return a character that is told by its number as it stands, if it may stand in XML at all."""
    digits = found[1]
    code = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    is_fit = code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    return found[0] if is_fit else "\ufffd"


def _character(name: str) -> str:
    return f"&{name}" if name in _OF_XML else html.escape(html5.get(name, f"&{name}"))
