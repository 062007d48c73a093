"""Exports of which bytes were changed, cut and put in at random: each article is read, or an error is told for it."""

from __future__ import annotations

import contextlib
import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import SourceError
from reader.pipeline import read_all
from reader.sources.collections import open_collection
from reader.sources.collections.collection import Link, Member
from tests.exports import (
    ATOM,
    EVERNOTE,
    MAILBOX,
    NETSCAPE,
    POCKET,
    RSS,
    WALLABAG,
    WEB_RECORDS,
    omnivore,
    zipped,
)

WEB_ARCHIVE = b"".join(WEB_RECORDS)
PACKED = gzip.compress(WEB_ARCHIVE, mtime=0)
EXPORTS = {
    "feed.xml": [RSS.encode(), ATOM.encode()],
    "addresses": [POCKET.encode(), NETSCAPE.encode()],
    "letters or notes": [MAILBOX.encode(), EVERNOTE.encode()],
    "articles.json": [json.dumps(WALLABAG).encode()],
    "web archive": [
        WEB_ARCHIVE,
        PACKED,
        zipped({"archive/a.warc": WEB_ARCHIVE}),
        zipped({"archive/a.warc.gz": PACKED}),
    ],
    "articles.zip": [omnivore()],
}


@st.composite
def damaged(draw: st.DrawFn, originals: Sequence[bytes]) -> bytes:
    """Draw one of `originals` in which up to eight bytes in up to six places are others."""
    whole = bytearray(draw(st.sampled_from(originals)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(whole) - 1))
        whole[at : at + draw(st.integers(0, 8))] = draw(st.binary(max_size=8) | st.sampled_from([b'"', b"\n"]))
    return bytes(whole)


@pytest.mark.parametrize("name", EXPORTS)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damage_is_told_and_never_raised(tmp_path: Path, name: str, data: st.DataObject) -> None:
    path = tmp_path / name
    path.write_bytes(data.draw(damaged(EXPORTS[name])))
    for found in read_all(path):
        assert isinstance(found, SourceError) or found.article is not None
    with contextlib.suppress(SourceError), open_collection(path) as collection:
        assert collection is None or all(isinstance(item, Link | Member | tuple) for item in collection.items)
