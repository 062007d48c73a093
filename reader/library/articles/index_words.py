"""What the full-text index holds of an article, and how words are written so that it finds them.

The index keeps no text of its own. An entry is taken out by giving it the same words again, so whatever is changed
here must come with a schema step that makes the index anew.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.document import QuotationKind, Quotations

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.document import Article, Quotation

COLUMNS = ("title", "body", "authors", "speakers", "said", "site", "signs")
"""The columns of the index `pages`; `signs` holds what no one reads: see `sign`."""
SIGN = "ꝗ"
"""A letter of mediaeval Latin, so that no sign is ever a word."""
BEGINNING = 3
"""Letters of the beginnings that are kept ready for titles and people: for so few SQLite would merge the entries of
thousands of words, and to keep them ready for bodies, too, would make the index half as large again."""

_SPEECH = (QuotationKind.DIRECT, QuotationKind.MIXED)
_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile("([\u2e80-\u2fdf\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])")


def index_words(article: Article, quotations: Sequence[Quotation]) -> tuple[str, ...]:
    """Return the words of each of `COLUMNS`."""
    speakers, said = spoken_words(article, quotations)
    authors = ", ".join(article.authors)
    words = (article.title, article.text, authors, speakers, said, article.site)
    return *(spaced(part) for part in words), " ".join(_signs(article, authors, speakers))


def spoken_words(article: Article, quotations: Sequence[Quotation]) -> tuple[str, str]:
    """Return who speaks and what is said: all that the index has of `quotations`."""
    columns, text = Quotations.of(quotations), article.text
    found = zip(columns.kinds(), columns.starts, columns.ends, strict=True)
    said = "\n".join(text[start:end] for kind, start, end in found if kind in _SPEECH)
    return ", ".join(dict.fromkeys(filter(None, columns.speakers()))), said


def spaced(words: str) -> str:
    """Return `words` with spaces around each character of scripts that have none between their words."""
    return words if words.isascii() else _UNSPACED.sub(r" \1 ", words)


def has_words(text: str) -> bool:
    """Tell whether the index would find anything in `text`."""
    return _WORD.search(text) is not None


def sign(kind: str, word: str) -> str:
    """Return the sign that an article has `word`.

    `kind` is "t", "a", "s" or "w" for a beginning of a word of the title, an author, a speaker or the site's name,
    "l" for the language and "h" for a part of the host's name.
    """
    return f"{SIGN}{kind}{plain(word)}"


def _signs(article: Article, authors: str, speakers: str) -> Iterable[str]:
    found = {sign("l", article.language)} if article.language else set()
    for kind, words in (("t", article.title), ("a", authors), ("s", speakers), ("w", article.site)):
        for word in _WORD.findall(plain(spaced(words))):
            found.add(f"{SIGN}{kind}{word[:BEGINNING]}")
    try:
        host = urlsplit(article.url).hostname or ""
    except ValueError:
        host = ""
    found.update(sign("h", part) for part in _WORD.findall(host.removeprefix("www.")))
    return sorted(found)


def plain(words: str) -> str:
    """Return `words` without case and accents, as the tokenizer of the index folds them."""
    if words.isascii():
        return words.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", words.lower()) if not unicodedata.combining(c))
