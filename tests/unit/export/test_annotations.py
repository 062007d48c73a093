"""Web Annotations as a JSON-LD processor and the W3C's model see them, and as they come back."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from pyld import jsonld  # type: ignore[import-untyped]

from reader.document import ArticleReference, Mark
from reader.document.identity import reference
from reader.document.placing import anchor_at
from reader.export.incoming import read_marks
from reader.export.passages import Passage
from reader.export.rendering import FORMATS
from tests.reliability.changes import made_article
from tests.unit.export.test_exchange import MARK, MARKS, PASSAGE

OA, AS, DC = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#", "http://purl.org/dc/elements/1.1/"
_LINKS = {
    "body": f"{OA}hasBody", "target": f"{OA}hasTarget", "source": f"{OA}hasSource", "selector": f"{OA}hasSelector",
    "generator": f"{AS}generator", "partOf": f"{AS}partOf", "first": f"{AS}first",
}  # fmt: skip
_WORDS = {
    "exact": f"{OA}exact", "prefix": f"{OA}prefix", "suffix": f"{OA}suffix", "start": f"{OA}start", "end": f"{OA}end",
    "total": f"{AS}totalItems", "startIndex": f"{AS}startIndex", "format": f"{DC}format",
    "created": "http://purl.org/dc/terms/created", "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "name": "http://xmlns.com/foaf/0.1/name", "label": "http://www.w3.org/2000/01/rdf-schema#label",
}  # fmt: skip
_MOTIVATIONS = "bookmarking commenting describing highlighting identifying tagging".split()
_KINDS = "Annotation TextualBody SpecificResource TextQuoteSelector TextPositionSelector".split()
CONTEXT = {
    "id": "@id", "type": "@type",
    **{name: {"@id": iri, "@type": "@id"} for name, iri in _LINKS.items()}, **_WORDS,
    **{name: f"{OA}{name}" for name in (*_MOTIVATIONS, *_KINDS)},
    "motivation": {"@id": f"{OA}motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": f"{OA}hasPurpose", "@type": "@vocab"},
    "items": {"@id": f"{AS}items", "@type": "@id", "@container": "@list"},
    "Software": f"{AS}Application", "AnnotationCollection": f"{AS}OrderedCollection",
    "AnnotationPage": f"{AS}OrderedCollectionPage",
}  # fmt: skip
"""The terms of the model's vocabulary that are used here: nobody is asked over the network what they mean."""


def load(url: str, _: object) -> dict[str, object]:
    assert url == "http://www.w3.org/ns/anno.jsonld"
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": CONTEXT}}


def exported(*found: Passage) -> dict[str, Any]:
    collection: dict[str, Any] = json.loads(FORMATS["w3c"](list(found)))
    return collection


def violations(item: dict[str, Any]) -> list[str]:
    """Return what in an annotation is against the model's MUSTs."""
    wrong = []
    if item["type"] != "Annotation" or not urlsplit(item["id"]).scheme:
        wrong.append("type and id")
    if item["motivation"] not in _MOTIVATIONS:
        wrong.append("motivation")
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", item["created"]):
        wrong.append("created")
    for body in item.get("body", ()):
        if body["type"] != "TextualBody" or not isinstance(body["value"], str) or body["purpose"] not in _MOTIVATIONS:
            wrong.append("body")
    target = item["target"]
    if target["type"] != "SpecificResource" or not urlsplit(target["source"]).scheme or " " in target["source"]:
        wrong.append("target")
    quote, position = target["selector"]
    if quote["type"] != "TextQuoteSelector" or not all(
        isinstance(quote[n], str) for n in ("exact", "prefix", "suffix")
    ):
        wrong.append("quote selector")
    if position["type"] != "TextPositionSelector" or not 0 <= position["start"] <= position["end"]:
        wrong.append("position selector")
    known = {"id", "type", "motivation", "created", "generator", "body", "target"}
    wrong += [name for name in item if name not in known and not name.startswith("quoth:")]
    return wrong


def plain(value: object) -> object:
    """Return `value` as JSON-LD knows it: a list of one is its item, and a name may be shortened by its prefix."""
    if isinstance(value, list):
        return plain(value[0]) if len(value) == 1 else [plain(item) for item in value]
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    return value.removeprefix("urn:") if isinstance(value, str) else value


@given(MARKS)
@settings(max_examples=40, deadline=None)
def test_every_mark_is_an_annotation_after_the_model(mark: Mark) -> None:
    [item] = exported(Passage(mark, title="A", speaker="Marta Quill"))["first"]["items"]
    assert violations(item) == []


def test_a_json_ld_processor_understands_every_word_of_it() -> None:
    other = Passage(
        MARK._replace(id="other234", kind="note", article=ArticleReference(path="/tmp/a b.txt", title="B"))
    )
    collection = exported(PASSAGE, other)
    options = {"documentLoader": load}
    [expanded] = jsonld.expand(collection, options)
    assert expanded["@type"] == [f"{AS}OrderedCollection"]
    # Words without a meaning are dropped by a processor: what comes back whole had none.
    back = jsonld.compact(expanded, collection["@context"], options)
    assert plain(back) == plain(collection)
    triples = jsonld.to_rdf(collection, options)["@default"]
    kept = {(one["predicate"]["value"], one["object"]["value"]) for one in triples}
    assert (f"{OA}exact", MARK.anchor.exact) in kept
    assert (f"{OA}hasSource", MARK.article.url) in kept
    assert (f"{OA}hasSource", "file:///tmp/a%20b.txt") in kept
    assert ("urn:quoth:speaker", "Marta Quill") in kept


def test_all_that_holds_a_mark_comes_back() -> None:
    article = made_article(4)
    at = article.text.index(" ", 900)
    mark = MARK._replace(anchor=anchor_at(article, at + 1, at + 20), article=reference(article, "/tmp/made.txt"))
    assert mark.anchor.paragraph and mark.anchor.above and mark.anchor.below and mark.article.sketch
    assert read_marks(json.dumps(exported(Passage(mark)))) == ([mark], [])


@pytest.mark.parametrize(
    "target",
    [
        {"source": "https://tide.example/out", "selector": {"type": "TextQuoteSelector", "exact": "the boat",
         "prefix": "Nobody came for ", "suffix": ", and"}},
        {"source": {"id": "https://tide.example/out"}, "selector": [{"type": "TextPositionSelector", "start": 5, "end": 9,
         "refinedBy": {"type": "TextQuoteSelector", "exact": "the boat", "prefix": "Nobody came for ", "suffix": ", and"}}]},
    ],
)  # fmt: skip
def test_another_programs_annotation_keeps_what_stands_around(target: dict[str, object]) -> None:
    annotation = {
        "@context": "http://www.w3.org/ns/anno.jsonld", "id": "https://notes.example/7", "type": "Annotation",
        "created": "2025-03-04T05:06:07Z", "target": target, "bodyValue": "so be it",
    }  # fmt: skip
    [mark], issues = read_marks(json.dumps(annotation))
    assert issues == []
    assert (mark.anchor.exact, mark.anchor.prefix, mark.anchor.suffix) == ("the boat", "Nobody came for ", ", and")
    assert (mark.article.url, mark.note, mark.kind) == ("https://tide.example/out", "so be it", "highlight")
    assert mark.created == datetime.fromisoformat("2025-03-04T05:06:07Z")
