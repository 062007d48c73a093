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
