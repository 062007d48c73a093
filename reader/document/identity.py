"""Which article is which: by its address, else its words, else its file and title. Pure.

The rules of addresses are loaded where two are compared: the page of an article that is known needs none of them.
"""

from __future__ import annotations

import base64
import heapq
import re
import zlib
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from reader.document.anchor import Anchor, ArticleReference
from reader.text import fold_to_letters
from reader.text.hashing import blake2b

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.document.article import Article
    from reader.document.placing import anchor_at, place

_OTHER_SIGNS = re.compile(r"[^\x00-\x7f\w]+")
_ASCII_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())
_WORD = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+"
"""A word; scripts that set no blanks count by the character."""
GROUP = 3
"""Words in a group of the sketch: an edited word changes three of them."""
SAMPLES = 16
"""Groups kept of an article: their share in common tells how alike two texts are, to about a tenth."""
LOOKED_UP = 6
"""Samples by which articles are looked up: of two that are like by more than half, one is the same in 98 of 100."""
WORDS_SAMPLED = 5_000
LETTERS_SAMPLED = 20 * WORDS_SAMPLED
"""Characters that hold those words in any common text; the rest of a book is not looked at."""
FEWEST_SAMPLES = 5
"""Samples below which a text is too short to be told from others by them."""
SAME_TEXT = 0.5
"""Likeness from which two texts are one article, edited or cleaned in another way; strangers share nothing."""
SAME_ELSEWHERE = 0.6
"""The same where both tell an address, and not the same one."""
SAME_TITLE = 0.2
"""The same where title, or file, are one too."""


def fingerprint(text: str) -> str:
    """Return a short hash of the letters and digits of `text`, the same whatever its spaces and typography."""
    # The signs of ASCII are dropped from the bytes, five times as fast as by the pattern.
    letters = _OTHER_SIGNS.sub("", text.casefold()).encode("utf-8", "replace").translate(None, _ASCII_SIGNS)
    return blake2b(letters, digest_size=12).hexdigest() if letters else ""


def sketch(text: str) -> str:
    """Return a sample of the groups of three words in `text`, the same groups wherever they stand in a text."""
    beginning = text[:LETTERS_SAMPLED]
    words = [match.group() for match in islice(re.finditer(_WORD, beginning.casefold()), WORDS_SAMPLED)]
    if len(words) < WORDS_SAMPLED and len(beginning) < len(text):
        words = [match.group() for match in islice(re.finditer(_WORD, text.casefold()), WORDS_SAMPLED)]
    groups = zip(*(words[start:] for start in range(GROUP)), strict=False)
    # The multiplication, by Knuth's constant of the golden ratio, spreads what a checksum leaves close together.
    hashes = {zlib.crc32(" ".join(group).encode("utf-8", "replace")) * 2654435761 & 0xFFFFFFFF for group in groups}
    smallest = heapq.nsmallest(SAMPLES, hashes)
    return base64.b85encode(b"".join(value.to_bytes(4, "big") for value in smallest)).decode("ascii")


@lru_cache(maxsize=512)
def samples_of(sketched: str) -> tuple[int, ...]:
    """Return the samples in a sketch, the smallest first; none where it holds none."""
    try:
        data = base64.b85decode(sketched)
    except ValueError:
        return ()
    return tuple(int.from_bytes(data[start : start + 4], "big") for start in range(0, len(data) - 3, 4))


def likeness(one: str, other: str) -> float | None:
    """Return the estimated share of word groups that two sketches' texts have in common, None if that is not known."""
    mine, theirs = samples_of(one), samples_of(other)
    if min(len(mine), len(theirs)) < FEWEST_SAMPLES:
        return None
    union = sorted({*mine, *theirs})[: max(len(mine), len(theirs))]
    return len({*union} & {*mine} & {*theirs}) / len(union)


def reference(article: Article, path: str = "") -> ArticleReference:
    """Return by what `article`, read from the file at `path`, is known again."""
    from reader.document.addresses import canonical_url

    text, url = article.text, canonical_url(article.url)
    return ArticleReference(url, fingerprint(text), path, article.title, sketch(text))


def keys_of(article: ArticleReference) -> Iterator[str]:
    """Yield what an article is known by at once, the most trusted first."""
    if article.url:
        yield f"url:{article.url}"
    if article.fingerprint:
        yield f"text:{article.fingerprint}"
    if article.path:
        yield f"path:{article.path}"


def is_same(one: ArticleReference, other: ArticleReference) -> bool:
    """Tell whether two references mean one article: by address, else by its words, else by its file or title.

    A file is the same article though its words have changed (it was edited, or cleaned anew), unless the addresses
    differ, or title and words do: then another article was saved under the old name. A title alone is never enough.
    """
    alike = likeness(one.sketch, other.sketch)
    elsewhere = bool(one.url and other.url) and one.url != other.url
    if one.url and one.url == other.url:
        from reader.document.addresses import is_front_page

        return not is_front_page(one.url) or alike is None or alike >= SAME_TITLE
    if elsewhere and 0 < len(samples_of(one.sketch)) < SAMPLES:
        # Errors and cookie notices are saved in the place of many pages.
        return False
    if one.fingerprint and one.fingerprint == other.fingerprint:
        return True
    if alike is not None and alike >= (SAME_ELSEWHERE if elsewhere else SAME_TEXT):
        return True
    if elsewhere:
        return False
    titled = bool(one.title) and fold_to_letters(one.title).text == fold_to_letters(other.title).text
    if one.path and one.path == other.path:
        return alike is None or alike >= SAME_TITLE or titled
    return titled and alike is not None and alike >= SAME_TITLE


def __getattr__(name: str) -> Any:
    if name not in ("anchor_at", "place"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    # Lists know articles by their references and have no need of what places words in a text.
    from reader.document import placing

    return getattr(placing, name)


def resolve(text: str, anchor: Anchor) -> tuple[int, int, str]:
    """Return where to look for the words of `anchor` in `text`, and the state of their placement."""
    from reader.document.placing import place

    placement = place(text, anchor)
    nearest = placement.nearest
    return nearest.start, nearest.end, placement.state


__all__ = [
    "anchor_at", "fingerprint", "is_same", "keys_of", "likeness", "place", "reference", "resolve",
    "samples_of", "sketch",
]  # fmt: skip
