"""Tiny exports of read-later services, made as bytes: the articles in them are invented."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping

FERRY = (
    "<DIV class='page'><p>The ferry to Carrow was late again on Monday, and nobody on the quay was surprised.</p>"
    "<p>“We have waited since the clocks changed,” said Brian Holt, who runs the Tide Office.</p>"
    "<p>The harbour board will meet on Thursday, when the engine has been looked at.</p></DIV>"
)
ORCHARD = (
    "<DIV class='page'><p>Last winter the orchard above Pell lost a third of its trees to a single storm.</p>"
    "<p>“A pear tree is planted for heirs,” said Ada Brook, the warden, and planted forty more.</p></DIV>"
)
FERRY_RECORD = {
    "id": "1f", "slug": "the-late-ferry", "title": "The late ferry", "author": "Jo Fenn", "state": "Archived",
    "url": "https://gazette.example/the-late-ferry", "labels": ["harbour"], "savedAt": "2024-05-06T08:00:00.000Z",
    "updatedAt": "2024-05-07T08:00:00.000Z", "publishedAt": "2024-05-04T00:00:00.000Z", "readingProgress": 100,
}  # fmt: skip
ORCHARD_RECORD = {
    "id": "2o", "slug": "forty-pears", "title": "Forty pears", "url": "https://orchard.example/forty-pears",
    "state": "Active", "labels": [], "savedAt": "2024-06-01T08:00:00.000Z", "readingProgress": 0,
}  # fmt: skip
LOST_RECORD = {
    "id": "3l",
    "slug": "never-saved",
    "title": "Never saved",
    "url": "https://gone.example/never-saved",
    "state": "Active",
}
HIGHLIGHTS = "> We have waited since the clocks changed\n\n#patience\n\nAsk him about the engine.\n"


WALLABAG = [
    {
        "id": 612, "title": "The late ferry", "url": "https://gazette.example/the-late-ferry", "is_archived": 1,
        "is_starred": True, "created_at": "2024-05-06T08:00:00+0200", "published_at": "2024-05-04T00:00:00+0200",
        "published_by": ["Jo Fenn", "Ada Brook"], "content": FERRY, "mimetype": "text/html", "language": "en_GB",
        "tags": ["harbour"], "domain_name": "gazette.example", "reading_time": 1,
        "annotations": [{"text": "Ask him.", "quote": "nobody on the quay", "created_at": "2024-05-07T08:00:00+0200"}],
    },
    {
        "id": 613, "title": "No title found", "url": "https://gone.example/never-saved", "is_archived": 0,
        "content": "wallabag can't retrieve contents for this article. Please <a href='x'>troubleshoot this issue</a>.",
    },
    {"id": 614, "title": "Forty pears", "url": "https://orchard.example/forty-pears", "is_archived": 0, "content": ORCHARD},
]  # fmt: skip
STARRED = {
    "title": "Starred by Jo",
    "items": [
        {
            "id": "tag:reader/1", "title": "Forty pears", "published": 1717200000, "author": "Ada Brook",
            "canonical": [{"href": "https://orchard.example/forty-pears"}], "origin": {"title": "Orchard Notes"},
            "summary": {"content": ORCHARD},
        }
    ],
}  # fmt: skip
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Carrow Notes",
    "items": [
        {
            "id": "7", "url": "https://notes.example/7", "title": "Seven gulls", "authors": [{"name": "Jo Fenn"}],
            "date_published": "2024-03-02T10:00:00Z", "content_text": "Seven gulls sat on the wall.\n\nNone of them left.",
        }
    ],
}  # fmt: skip
BOOKMARKS = {
    "roots": {
        "bar": {"children": [{"name": "A page", "type": "url", "url": "https://one.example/"}]},
        "other": {
            "children": [
                {"name": "F", "children": [{"name": "B page", "type": "url", "url": "https://two.example/b"}]}
            ]
        },
    }
}


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of `members`."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 6, 2, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def omnivore_members() -> dict[str, str | bytes]:
    """Return what is in an Omnivore export of three articles, of which one has no page."""
    return {
        "metadata_0_to_20.json": json.dumps([FERRY_RECORD, ORCHARD_RECORD, LOST_RECORD]),
        "content/the-late-ferry.html": FERRY,
        "content/forty-pears.html": ORCHARD,
        "highlights/the-late-ferry.md": HIGHLIGHTS,
    }


def omnivore() -> bytes:
    """Return that export."""
    return zipped(omnivore_members())
