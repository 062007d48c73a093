"""Which article is which, and where marked words stand now. Pure."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from reader.document.anchor import Anchor, ArticleReference
from reader.document.article import Article
from reader.text import fold_with_offsets

_NO_LETTERS = re.compile(r"[\W_]+")
CONTEXT = 48
"""Characters kept on each side of marked words: enough to tell two like sentences apart."""
SURE_ALONE = 60
"""Folded characters from which words found once are held for the same without their surroundings."""
_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "cmpid", "ref_src", "smid")


def canonical_url(url: str) -> str:
    """Return `url` without what says how one came to it: tracking parameters, fragment, a trailing slash."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url.strip()
    if not parts.netloc:
        return url.strip()
    kept = [(key, value) for key, value in parse_qsl(parts.query) if not key.lower().startswith(_TRACKING)]
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path.rstrip("/"), urlencode(kept), ""))


def fingerprint(text: str) -> str:
    """Return a short hash of the letters and digits of `text`, the same whatever its spaces and typography."""
    letters = _NO_LETTERS.sub("", text.casefold())
    return hashlib.blake2b(letters.encode("utf-8", "replace"), digest_size=12).hexdigest()


def reference(article: Article, path: str = "") -> ArticleReference:
    """Return by what `article`, read from the file at `path`, is known again."""
    return ArticleReference(canonical_url(article.url), fingerprint(article.text), path, article.title)


def anchor_at(article: Article, start: int, end: int) -> Anchor:
    """Return an anchor to the words from `start` to `end`."""
    text = article.text
    block = next((number for number, block in enumerate(article.blocks) if block.end >= start), 0)
    return Anchor(
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        block=block,
        start=start,
    )


def resolve(text: str, anchor: Anchor) -> tuple[int, int, str]:
    """Return where the words of `anchor` stand in `text`, and how sure that is.

    "exact": the same words at the same place. "certain": the same words, elsewhere or typographically changed, and
    either alone or with the same surroundings. "uncertain": alike words whose surroundings differ, the nearest of
    them. "lost": none; the span is then the old place, cut to the text.
    """
    start, exact = anchor.start, anchor.exact
    if exact and text.startswith(exact, start):
        before = text[max(0, start - len(anchor.prefix)) : start]
        if before == anchor.prefix or len(exact) >= SURE_ALONE:
            return start, start + len(exact), "exact"
    folded = fold_with_offsets(text)
    needle = fold_with_offsets(exact).text.strip()
    if not needle:
        place = min(start, len(text))
        return place, place, "exact" if not exact else "lost"
    places: list[int] = []
    at = folded.text.find(needle)
    while at >= 0 and len(places) < 1000:
        places.append(at)
        at = folded.text.find(needle, at + 1)
    if not places:
        place = min(start, len(text))
        return place, place, "lost"
    prefix, suffix = fold_with_offsets(anchor.prefix).text.strip(), fold_with_offsets(anchor.suffix).text.strip()

    def alike(place: int) -> int:
        before = folded.text[:place][-len(prefix) - 2 :].strip() if prefix else ""
        after = folded.text[place + len(needle) : place + len(needle) + len(suffix) + 2].strip() if suffix else ""
        return _common_end(before, prefix) + _common_start(after, suffix)

    def span(place: int, state: str) -> tuple[int, int, str]:
        first, last = folded.original_span(place, place + len(needle))
        return first, last, state

    ranked = sorted(places, key=lambda place: (-alike(place), abs(folded.offsets[place] - start)))
    best = ranked[0]
    context = alike(best)
    wanted = min(24, max(1, (len(prefix) + len(suffix)) // 3))
    clear = len(ranked) == 1 or context > alike(ranked[1]) + 4
    if (len(ranked) == 1 and len(needle) >= SURE_ALONE) or (context >= wanted and clear):
        return span(best, "certain")
    return span(best, "uncertain")


def _common_end(one: str, other: str) -> int:
    count = 0
    while count < min(len(one), len(other)) and one[-1 - count] == other[-1 - count]:
        count += 1
    return count


def _common_start(one: str, other: str) -> int:
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count
