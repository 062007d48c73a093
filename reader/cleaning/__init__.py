"""A source becomes an article: the body in blocks, the metadata, and everything that was taken out, with reasons.

Pure: no file is read here but the room's own word lists, nothing is fetched, and bad input gives issues, not errors.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from reader.cleaning.cleaned import Cleaned, Evidence, Removed
from reader.document import Article, Issue
from reader.text.encodings import meant_encoding
from reader.text.signatures import what_is

if TYPE_CHECKING:
    from reader.document import Envelope, Particulars

__all__ = ["Cleaned", "Evidence", "Removed", "clean_html", "clean_markdown", "clean_text", "keep_all"]

_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I
)


def clean_text(
    data: str | bytes,
    *,
    url: str | None = None,
    envelope: Envelope | None = None,
    particulars: Particulars | None = None,
) -> Cleaned:
    """Return the article in `data`, a text dump, or a letter that came in `envelope`; `url` is where it came from.

    `particulars` are what is told of it elsewhere.
    """
    from reader.cleaning.text import clean_text

    if envelope is not None:
        from reader.cleaning.letters import clean_letter

        return clean_letter(_decode(data), envelope, url=url)
    return _complete(_no_text(data, url) or clean_text(_decode(data), url=url), particulars)


def clean_markdown(data: str | bytes, *, url: str | None = None, particulars: Particulars | None = None) -> Cleaned:
    """Return the article in `data`, Markdown with or without front matter; `particulars` are told of it elsewhere."""
    from reader.cleaning.markdown import clean_markdown

    return _complete(_no_text(data, url) or clean_markdown(_decode(data), url=url), particulars)


def clean_html(
    data: str | bytes,
    *,
    url: str | None = None,
    envelope: Envelope | None = None,
    particulars: Particulars | None = None,
) -> Cleaned:
    """Return the article in `data`, a saved page or a clean fragment, or a letter that came in `envelope`.

    `particulars` are what is told of it elsewhere.
    """
    from reader.cleaning.html import clean_html

    return _no_text(data, url) or clean_html(_decode(data), url=url, envelope=envelope, particulars=particulars)


def keep_all(
    data: str,
    format: str,
    *,
    url: str | None = None,
    envelope: Envelope | None = None,
    particulars: Particulars | None = None,
) -> Cleaned:
    """Return what `data` holds as it came, in its `envelope` if it is a letter; `format` is "html", "markdown" or "text".

    `particulars` are what is told of it elsewhere.
    """
    from reader.cleaning import uncleaned

    if (nothing := _no_text(data, url)) is not None:
        return nothing
    if format == "html":
        return uncleaned.keep_html(data, url=url, envelope=envelope, particulars=particulars)
    if format == "markdown":
        return _complete(uncleaned.keep_markdown(data, url=url), particulars)
    return _complete(uncleaned.keep_text(data, url=url, envelope=envelope), particulars)


def _complete(cleaned: Cleaned, particulars: Particulars | None) -> Cleaned:
    if particulars is None:
        return cleaned
    from reader.cleaning.particulars import complete_article

    return complete_article(cleaned, particulars)


def _no_text(data: str | bytes, url: str | None) -> Cleaned | None:
    """Return an empty article whose issue says what `data` is, where that is no text."""
    found = what_is(data)
    if not found:
        return None
    return Cleaned(Article(url=url or ""), issues=(Issue("not-text", f"This is {found}, not text.", url or ""),))


def _decode(data: str | bytes) -> str:
    """Return `data` as text: by its byte order mark, as UTF-8, as the page itself says, else as Windows wrote it."""
    if isinstance(data, str):
        return data
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    declared = _DECLARED.search(data[:4096])
    for encoding in ("utf-8-sig", meant_encoding(declared.group(1).decode("ascii")) if declared else ""):
        try:
            if encoding:
                return data.decode(encoding)
        except (LookupError, UnicodeError):
            continue
    return data.decode("cp1252", "replace")
