"""Marks as Web Annotations (the W3C's model, JSON-LD): a collection with one page.

What the model has no place for stands under the prefix `quoth:`, so that nothing is lost and nothing is misread.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Any
from urllib.parse import quote, urlsplit

from reader.document import Anchor, ArticleReference
from reader.export.passages import Passage

CONTEXT: list[Any] = ["http://www.w3.org/ns/anno.jsonld", {"quoth": "urn:quoth:"}]
MARK_ID = "urn:quoth:mark:"
ARTICLE_ID = "urn:quoth:article:"
MOTIVATIONS = {"bookmark": "bookmarking", "highlight": "highlighting", "note": "commenting", "speaker": "identifying"}
"""Why a mark was made, in the words of the Web Annotation Vocabulary."""

HOLDING = ("paragraph", "above", "below", "twins", "rival")
"""What an anchor has besides the words and their place, by which a mark is held through an edit."""

_IRI_SAFE = "!#$%&'()*+,/:;=?@[]~"


def annotation_collection(found: Sequence[Passage]) -> dict[str, Any]:
    """Return `found` as an AnnotationCollection."""
    return {
        "@context": CONTEXT,
        "id": "urn:quoth:marks",
        "type": "AnnotationCollection",
        "label": "Marks of Quoth",
        "total": len(found),
        "first": {
            "id": "urn:quoth:marks:1",
            "type": "AnnotationPage",
            "partOf": "urn:quoth:marks",
            "startIndex": 0,
            "items": [annotation(passage) for passage in found],
        },
    }


def annotation(passage: Passage) -> dict[str, Any]:
    """Return one passage as an Annotation."""
    mark, article = passage.mark, passage.mark.article
    anchor = mark.anchor
    record: dict[str, Any] = {
        "id": MARK_ID + quote(mark.id, safe=""),
        "type": "Annotation",
        "motivation": MOTIVATIONS.get(mark.kind, "describing"),
        "created": utc_time(mark.created),
        "generator": {"type": "Software", "name": "Quoth"},
    }
    bodies: list[dict[str, str]] = []
    if mark.note:
        bodies.append({"type": "TextualBody", "purpose": "commenting", "value": mark.note, "format": "text/markdown"})
    bodies += [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in mark.tags]
    if bodies:
        record["body"] = bodies
    record["target"] = {
        "type": "SpecificResource",
        "source": source_iri(article),
        "selector": [
            {"type": "TextQuoteSelector", "exact": anchor.exact, "prefix": anchor.prefix, "suffix": anchor.suffix},
            {"type": "TextPositionSelector", "start": anchor.start, "end": anchor.start + len(anchor.exact)},
        ],
    }
    own = {
        "kind": mark.kind, "speaker": passage.speaker, "title": passage.title, "path": article.path,
        "fingerprint": article.fingerprint, "url": article.url, "letter": mark.letter, "colour": mark.colour,
        "state": mark.state, "device": mark.device,
    }  # fmt: skip
    record.update({f"quoth:{name}": value for name, value in own.items() if value})
    record["quoth:block"] = anchor.block
    unheld = Anchor("")
    held = {name: getattr(anchor, name) for name in HOLDING}
    record.update({f"quoth:{name}": value for name, value in held.items() if value != getattr(unheld, name)})
    if article.sketch:
        record["quoth:sketch"] = article.sketch
    return record


def source_iri(article: ArticleReference) -> str:
    """Return an absolute address of `article`: where it was published, else its file, else its fingerprint."""
    url = article.url.strip()
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme and (parts.netloc or parts.scheme == "urn"):
        return quote(url, safe=_IRI_SAFE, errors="replace")
    path = PurePath(article.path)
    if article.path and path.is_absolute():
        # Bytes of a name that are no UTF-8 come as surrogates and go back to the bytes that they were.
        return "file://" + quote(path.as_posix().encode("utf-8", "surrogateescape"))
    return ARTICLE_ID + quote(article.fingerprint or article.title or "unknown", safe="", errors="replace")


def utc_time(moment: datetime) -> str:
    """Return `moment` as the model wants times: in UTC, ending in Z."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
