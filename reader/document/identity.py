"""Which article is which, and where marked words stand now. Pure."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from reader.document.anchor import Anchor, ArticleReference
from reader.document.article import Article
from reader.document.placing import anchor_at, place

_NO_LETTERS = re.compile(r"[\W_]+")
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


def resolve(text: str, anchor: Anchor) -> tuple[int, int, str]:
    """Return where to look for the words of `anchor` in `text`, and the state of their placement."""
    placement = place(text, anchor)
    nearest = placement.nearest
    return nearest.start, nearest.end, placement.state


__all__ = ["anchor_at", "canonical_url", "fingerprint", "place", "reference", "resolve"]
