"""A mark as it is set: with an id of its own and the time, not yet kept."""

from __future__ import annotations

from datetime import UTC, datetime
from random import SystemRandom

from reader.document import Anchor, ArticleReference, Mark

_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""What ids are made of: no two of these are taken for each other when they are typed."""
_ID_LENGTH = 8
_chooser = SystemRandom()


def new_mark(kind: str, article: ArticleReference, anchor: Anchor, device: str) -> Mark:
    """Return a new mark of `kind` at `anchor` in `article`, set on `device`."""
    name = "".join(_chooser.choice(_ALPHABET) for _ in range(_ID_LENGTH))
    return Mark(id=name, kind=kind, article=article, anchor=anchor, created=datetime.now(UTC), device=device)
